use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::cleaning::Cleaning;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;

/// Writes what the cleaning changes as a unified diff: of the file where it is UTF-8, else of its text.
///
/// # Errors
///
/// When the output cannot be written.
pub(super) fn write(name: &str, cleaning: &Cleaning, out: &mut impl Write) -> io::Result<()> {
    if cleaning.source == cleaning.cleaned {
        return Ok(());
    }
    match (std::str::from_utf8(&cleaning.source), std::str::from_utf8(&cleaning.cleaned)) {
        (Ok(old), Ok(new)) => write_texts(name, old, new, out),
        _ => write_texts(name, &cleaning.document.text, &cleaning.text(), out),
    }
}

fn write_texts(name: &str, old: &str, new: &str, out: &mut impl Write) -> io::Result<()> {
    let style = |color: AnsiColor| color.on_default();
    let diff = TextDiff::from_lines(old, new);
    writeln!(out, "--- {name}\n+++ {name}")?;
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        let cyan = style(AnsiColor::Cyan);
        writeln!(out, "{cyan}{}{cyan:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let color = match change.tag() {
                ChangeTag::Delete => style(AnsiColor::Red),
                ChangeTag::Insert => style(AnsiColor::Green),
                ChangeTag::Equal => Style::new(),
            };
            let line = change.value().strip_suffix('\n').unwrap_or(change.value());
            writeln!(out, "{color}{}{line}{color:#}", change.tag())?;
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}
