use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

use super::card::{Card, Example};
use super::session::Session;

/// The keys that answer a card, and those when there is none left.
pub(super) const KEYS: &str = "[y] accept  [n] reject  [e] type what is meant  [Y] [N] all that change the same letters\n\
                               [s] skip  [u] undo  [q] enough: write the files";
pub(super) const LAST_KEYS: &str = "nothing left  [u] undo  [any other key] write the files";

const QUIET: Style = Style::new().effects(Effects::DIMMED);
const BEFORE: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
const AFTER: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);

/// Shows the card that is asked.
///
/// # Errors
///
/// When the output cannot be written.
pub(super) fn show(card: &Card, session: &Session, out: &mut impl Write) -> io::Result<()> {
    let Card { before, after, confidence, places, example, .. } = card;
    let (before, after) = (shown(before), shown(after));
    let Example { file, line, left, right } = example;
    let places = counted(*places, "place");
    writeln!(out, "\n{QUIET}{} left · {}:{line} · {places}{QUIET:#}", session.left(), shown(file))?;
    writeln!(out, "  {}{BEFORE}[{before}]{BEFORE:#}{}", shown(left), shown(right))?;
    write!(out, "  {before} → {AFTER}{after}{AFTER:#}  {:.0} %", confidence * 100.0)?;
    let (words, places) = session.kin();
    match &card.change {
        Some(change) => {
            let (words, places) = (counted(words, "word"), counted(places, "place"));
            writeln!(out, "  {QUIET}{}: {words}, {places}{QUIET:#}", shown(&change.to_string()))?;
        }
        None => writeln!(out)?,
    }
    out.flush()
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Text of a file as it may be shown: control characters could give a terminal orders, or turn a line around.
fn shown(text: &str) -> Cow<'_, str> {
    let is_order = |c: char| {
        c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_order) {
        return text.into();
    }
    text.chars()
        .map(|c| {
            if c == '\n' {
                '⏎'
            } else if is_order(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_the_terminal_no_orders() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202E}c\nd"), "a\u{FFFD}[2Jb\u{FFFD}c⏎d");
        assert_eq!(shown("şəhər"), "şəhər");
    }
}
