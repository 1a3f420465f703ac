use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::{Diagnostic, Severity};

/// Renders a finding for people: message, place, the line with the place underlined, and help. `text` is the file's text.
///
/// Long lines are clipped around the place, and control characters are shown as pictures.
pub fn human(finding: &Diagnostic, text: &str, color: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let cut = excerpt(text, finding.span);
    let snippet = Snippet::source(cut.text.as_str())
        .line_start(finding.line)
        .annotation(AnnotationKind::Primary.span(cut.marked.start..cut.marked.end));
    let mut group = Group::with_title(level.primary_title(finding.message.as_str()).id(finding.code));
    // The snippet counts columns in what it is given, so the place of a line without its beginning is said apart.
    group = if cut.starts_line {
        group.element(snippet.path(finding.file.as_str()))
    } else {
        let origin = Origin::path(finding.file.as_str()).line(finding.line).char_column(finding.column);
        group.element(origin).element(snippet)
    };
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_cell_is_underlined() {
        let text = "az,en\nnazir,vəzir\n";
        let finding = Diagnostic::new("foreign_letter", Severity::Warning, Span::new(12, 18), "ə in English")
            .with_help("write a")
            .at("t.csv", text);
        let expected = "\
warning[foreign_letter]: ə in English
 --> t.csv:2:7
  |
2 | nazir,vəzir
  |       ^^^^^
  |
  = help: write a";
        assert_eq!(human(&finding, text, false), expected);
    }

    #[test]
    fn the_column_in_a_clipped_line_is_that_of_the_file() {
        let text = format!("az,en\n{},x\n", "ə".repeat(900));
        let finding = Diagnostic::new("x", Severity::Info, Span::new(1807, 1808), "x").at("t.csv", &text);
        assert!(human(&finding, &text, false).contains("--> t.csv:2:902"));
    }
}
