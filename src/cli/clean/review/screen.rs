use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

use super::card::{Card, Example};
use super::session::Session;
use crate::cli::clean::visible::visible;

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
    let (before, after) = (visible(before), visible(after));
    let Example { file, line, left, right } = example;
    let places = counted(*places, "place");
    writeln!(out, "\n{QUIET}{} left · {}:{line} · {places}{QUIET:#}", session.left(), visible(file))?;
    writeln!(out, "  {}{BEFORE}[{before}]{BEFORE:#}{}", visible(left), visible(right))?;
    write!(out, "  {before} → {AFTER}{after}{AFTER:#}  {:.0} %", confidence * 100.0)?;
    let (words, places) = session.kin();
    match &card.change {
        Some(change) => {
            let (words, places) = (counted(words, "word"), counted(places, "place"));
            writeln!(out, "  {QUIET}{}: {words}, {places}{QUIET:#}", visible(&change.to_string()))?;
        }
        None => writeln!(out)?,
    }
    out.flush()
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
