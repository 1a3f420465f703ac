use serde::Serialize;

use crate::text::{LineIndex, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file can be used, but something in it should be mended.
    Warning,
    /// Worth knowing; nobody has to act.
    Info,
}

impl Severity {
    /// The name in reports: `error`, `warning` or `info`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One finding in a file: what, how bad, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the rule, in snake case: `duplicate_id`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file, as the user named it.
    pub file: String,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, in characters, from 1.
    pub column: usize,
    /// The place, in bytes of the file's text.
    pub span: Span,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a finding whose file, line and column are not known yet.
    pub fn new(code: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Diagnostic {
        let (file, message) = (String::new(), message.into());
        Diagnostic { code, severity, file, line: 1, column: 1, span, message, help: None }
    }

    /// Adds what to do about it.
    pub fn with_help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic { help: Some(help.into()), ..self }
    }

    /// Fills in the file and, from its `text`, the line and the column. For many findings see [`place`].
    pub fn at(self, file: &str, text: &str) -> Diagnostic {
        let lines = LineIndex::new(text);
        let (line, column) = (lines.line(self.span.start) + 1, lines.column(text, self.span.start) + 1);
        Diagnostic { file: file.into(), line, column, ..self }
    }
}

/// Sorts findings by place (then by code) and fills in file, line and column, in one pass over the text.
pub fn place(findings: &mut [Diagnostic], file: &str, text: &str) {
    findings.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    let lines = LineIndex::new(text);
    // Counting on from the finding before keeps a file of one long line linear.
    let (mut last, mut last_line, mut column) = (0, 0, 0);
    for finding in findings {
        let start = finding.span.start.min(text.len());
        let line = lines.line(start);
        if line != last_line {
            (last, last_line, column) = (lines.start(line).unwrap_or(0), line, 0);
        }
        column += text.get(last..start).map_or(0, |between| between.chars().count());
        last = start;
        (finding.file, finding.line, finding.column) = (file.into(), line + 1, column + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placing_many_gives_what_placing_one_gives() {
        let text = "az,en\nşə,ö,ü\nç";
        let starts = [11, 0, 3, 14, 8, 6, 6, 17];
        let new = |start| Diagnostic::new("x", Severity::Info, Span::new(start, start), "m");
        let mut many: Vec<_> = starts.into_iter().map(new).collect();
        place(&mut many, "f", text);
        let mut single: Vec<_> = starts.into_iter().map(|start| new(start).at("f", text)).collect();
        single.sort_by_key(|finding| finding.span);
        assert_eq!(many, single);
    }
}
