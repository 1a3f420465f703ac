//! `lughat clean --review`: asks about the suggestions, one card for each word and what is suggested for it.
//!
//! [`Session`] knows what is asked and what an answer means; `keyboard` and `screen` alone touch the
//! terminal.

mod card;
mod keyboard;
mod screen;
mod session;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

pub(super) use self::card::Cards;
use self::keyboard::{Keyboard, Press};
use self::session::{Answer, Session};
use super::decisions::{Decisions, Verdict};
use super::decisions_file;
use crate::cli::{Global, Output};

/// The name of the file in which decisions are kept, unless it is given.
const FILE_NAME: &str = "lughat-decisions.csv";

/// What people have to say about suggestions.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ReviewArgs {
    /// Ask about the suggestions, one key each, before the files are written; needs -o or --in-place. Without a terminal, the
    /// keys are read from standard input, one a line
    #[arg(long, conflicts_with_all = ["diff", "check", "list", "train"])]
    review: bool,
    /// Decisions of earlier reviews (before,after,decision,scope,instead): what was accepted is mended, what was rejected is left.
    /// A review adds to them [default of a review: lughat-decisions.csv in the folder of -o, else in the current one]
    #[arg(long, value_name = "FILE.csv", conflicts_with = "train")]
    decisions: Option<PathBuf>,
}

impl ReviewArgs {
    pub fn is_wanted(&self) -> bool {
        self.review
    }

    /// The file of the decisions; a review has one in any case.
    fn file(&self, folder: Option<&Path>) -> Option<PathBuf> {
        let default = || self.review.then(|| folder.unwrap_or(Path::new("")).join(FILE_NAME));
        self.decisions.clone().or_else(default)
    }

    /// The decisions that are there; a review may begin without.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or is no table of decisions.
    pub fn decisions(&self, folder: Option<&Path>, global: &Global) -> anyhow::Result<Decisions> {
        match self.file(folder) {
            Some(file) if !self.review || file.exists() => decisions_file::read(&file, global),
            _ => Ok(Decisions::default()),
        }
    }

    /// Asks about the suggestions that `decisions` leave open, and keeps each answer at once; returns all decisions.
    ///
    /// # Errors
    ///
    /// When the answers cannot be read, the decisions cannot be written, or the person stops the run.
    pub fn ask(
        &self,
        cards: Cards,
        decisions: Decisions,
        folder: Option<&Path>,
        out: &mut Output,
    ) -> anyhow::Result<Decisions> {
        let file = self.file(folder).unwrap_or_default();
        let keyboard = Keyboard::open();
        let mut session = Session::new(cards.sorted(), decisions);
        if session.card().is_none() {
            out.note("nothing to review");
            return Ok(session.into_decisions());
        }
        writeln!(out, "{}", screen::KEYS)?;
        while let Some(answer) = answer(&keyboard, &session, &file, out)? {
            match session.answer(answer) {
                true => decisions_file::write(&file, session.decisions())?,
                false => writeln!(out, "{}", screen::KEYS)?,
            }
        }
        let decisions = session.into_decisions();
        out.note(format_args!("{} decisions in {}", decisions.len(), file.display()));
        Ok(decisions)
    }
}

/// Shows what is asked and waits for an answer; none if the person has had enough.
fn answer(keyboard: &Keyboard, session: &Session, file: &Path, out: &mut Output) -> anyhow::Result<Option<Answer>> {
    loop {
        match session.card() {
            Some(card) => screen::show(card, session, out)?,
            None => writeln!(out, "\n{}", screen::LAST_KEYS)?,
        }
        out.flush()?;
        let answer = match keyboard.press()? {
            Press::Interrupt => bail!("stopped: no file is written, and {} keeps the decisions", file.display()),
            Press::End | Press::Key('q') => return Ok(None),
            Press::Key('u') => Some(Answer::Undo),
            _ if session.card().is_none() => return Ok(None),
            Press::Key('e') => typed(keyboard, out)?,
            Press::Key(key) => meaning(key),
            Press::Other => None,
        };
        if answer.is_some() {
            return Ok(answer);
        }
        writeln!(out, "{}", screen::KEYS)?;
    }
}

/// What a key answers.
fn meaning(key: char) -> Option<Answer> {
    match key {
        'y' => Some(Answer::Word(Verdict::Accept)),
        'n' => Some(Answer::Word(Verdict::Reject)),
        'Y' => Some(Answer::Kind(Verdict::Accept)),
        'N' => Some(Answer::Kind(Verdict::Reject)),
        's' => Some(Answer::Skip),
        _ => None,
    }
}

/// Asks for what is meant; none if nothing was typed.
fn typed(keyboard: &Keyboard, out: &mut Output) -> anyhow::Result<Option<Answer>> {
    write!(out, "  meant: ")?;
    out.flush()?;
    let line = keyboard.line()?.unwrap_or_default();
    let meant: String = line.trim().chars().filter(|c| !c.is_control()).collect();
    Ok((!meant.is_empty()).then_some(Answer::Word(Verdict::Replace(meant))))
}
