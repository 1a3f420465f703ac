use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use indicatif::ProgressBar;

use super::cleaning::Cleaning;
use super::destination::Destination;
use super::difference::Difference;
use super::journal::Journal;
use super::report::{Report, edits};
use super::restoration::{FileRecord, Hash, Line, Piece};
use super::task::Task;
use crate::cli::Output;
use crate::cli::output::Replacement;

/// What is to be shown of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// The cleaned file, if it goes to standard output.
    File,
    /// What was found in it.
    List,
    /// What would change.
    Difference,
    /// Whether something would change.
    Check,
}

/// What a run is to do.
pub(super) struct Plan<'a> {
    pub tasks: &'a [Task],
    pub to: Destination<'a>,
    pub show: Show,
    pub is_reported: bool,
    /// The folder in which files are written before they are put in their places, if not beside these.
    pub until_put: Option<PathBuf>,
}

impl Plan<'_> {
    fn open(&self, task: &Task) -> anyhow::Result<Option<Replacement>> {
        self.to.open(task, self.until_put.as_deref())
    }
}

/// A part of a file that has been cleaned, and what can be said of it without the others.
pub(super) struct Part {
    cleaning: Cleaning,
    /// Lines of the report.
    edits: String,
    undo: Vec<Piece>,
    /// The cleaned file, if this is all of it.
    file: Option<Replacement>,
    is_last: bool,
}

impl Part {
    /// Looks at a part; one that `is_all` of its file is written beside the place where it belongs.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn new(
        plan: &Plan<'_>,
        task: &Task,
        cleaning: Cleaning,
        (is_all, is_last): (bool, bool),
    ) -> anyhow::Result<Part> {
        let Plan { to, is_reported, .. } = *plan;
        let is_written = is_all && !(to.leaves_unchanged() && cleaning.applied() == 0);
        let mut file = if is_written { plan.open(task)? } else { None };
        if let Some(file) = &mut file {
            file.write_all(&cleaning.cleaned).with_context(|| failed(task))?;
            file.sync()?;
        }
        let edits = if is_reported { edits(&task.input.display().to_string(), &cleaning) } else { String::new() };
        let undo = if is_reported { cleaning.undo() } else { Vec::new() };
        Ok(Part { cleaning, edits, undo, file, is_last })
    }
}

/// Takes the parts of all files in order, and writes what the run is to leave.
pub(super) struct Sink<'a> {
    plan: &'a Plan<'a>,
    pub report: Option<Report>,
    journal: Option<Journal>,
    pub out: &'a mut Output,
    pub sum: Sum,
    pub progress: ProgressBar,
    current: Option<Current>,
    /// The last file that could not be cleaned: nothing more of it is taken.
    failed: Option<usize>,
}

/// The file of which parts are coming.
struct Current {
    file: Option<Replacement>,
    input: Hash,
    output: Hash,
    /// Bytes of the cleaned file that have come.
    cleaned_bytes: usize,
    applied: usize,
    suggested: usize,
    refused: usize,
    difference: Difference,
}

impl<'a> Sink<'a> {
    pub fn new(plan: &'a Plan<'a>, report: Option<Report>, journal: Option<Journal>, out: &'a mut Output) -> Sink<'a> {
        Sink {
            plan,
            report,
            journal,
            out,
            sum: Sum::default(),
            progress: ProgressBar::hidden(),
            current: None,
            failed: None,
        }
    }

    /// Takes the next part of a file, or what was wrong with it.
    ///
    /// # Errors
    ///
    /// When the part cannot be shown; and when there is one file only, for the reasons for which it cannot be cleaned.
    pub fn take(&mut self, task: usize, part: anyhow::Result<Part>) -> anyhow::Result<()> {
        if self.failed == Some(task) {
            return Ok(());
        }
        let done = match part {
            Ok(part) => {
                self.progress.inc(part.cleaning.source.len() as u64);
                let name = self.plan.tasks[task].input.display().to_string();
                self.current.get_or_insert_with(|| Current::new(&name));
                self.show(&part)?;
                self.store(&self.plan.tasks[task], part)
            }
            Err(error) => Err(error),
        };
        done.or_else(|error| self.fail(task, error))
    }

    fn fail(&mut self, task: usize, error: anyhow::Error) -> anyhow::Result<()> {
        self.failed = Some(task);
        self.current = None;
        self.sum.failed += 1;
        if let Some(report) = &mut self.report {
            report.forget()?;
        }
        if self.plan.tasks.len() == 1 {
            return Err(error);
        }
        self.progress.suspend(|| self.out.error(&error));
        Ok(())
    }

    fn show(&mut self, part: &Part) -> anyhow::Result<()> {
        let (cleaning, out) = (&part.cleaning, &mut *self.out);
        match (self.plan.show, &mut self.current) {
            (Show::File, _) if matches!(self.plan.to, Destination::Output) => out.write_file(&cleaning.cleaned)?,
            (Show::List, _) => list(cleaning, out)?,
            (Show::Difference, Some(current)) => {
                current.difference.add(cleaning, out)?;
                if part.is_last {
                    current.difference.finish(out)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn store(&mut self, task: &Task, part: Part) -> anyhow::Result<()> {
        let Some(current) = &mut self.current else { return Ok(()) };
        let Part { cleaning, edits, undo, file, is_last } = part;
        if let Some(report) = &mut self.report {
            report.write(&edits)?;
            let pieces: Vec<Piece> = undo.into_iter().map(|piece| piece.shifted(current.cleaned_bytes)).collect();
            if !pieces.is_empty() {
                report.write_line(&Line::Undo { pieces })?;
            }
        }
        if self.report.is_some() || self.journal.is_some() {
            current.input.write_all(&cleaning.source)?;
            current.output.write_all(&cleaning.cleaned)?;
        }
        let is_first = current.cleaned_bytes == 0;
        current.count(&cleaning);
        if file.is_some() {
            current.file = file;
        } else if !(is_first && is_last) {
            if current.file.is_none() {
                current.file = self.plan.open(task)?;
            }
            current
                .file
                .iter_mut()
                .try_for_each(|file| file.write_all(&cleaning.cleaned))
                .with_context(|| failed(task))?;
        }
        if is_last { self.finish(task, cleaning.document.origin.format.label()) } else { Ok(()) }
    }

    /// Puts the file in its place; the report tells the way back before.
    fn finish(&mut self, task: &Task, format: &str) -> anyhow::Result<()> {
        let Some(current) = self.current.take() else { return Ok(()) };
        let Current { applied, suggested, refused, .. } = current;
        let file = task.input.display();
        let (input_sha256, output_sha256) = (current.input.digits(), current.output.digits());
        if let Some(report) = &mut self.report {
            report.write_line(&Line::File(FileRecord {
                file: file.to_string(),
                output: self.plan.to.file_of(task).map(|output| output.display().to_string()),
                input_sha256: input_sha256.clone(),
                output_sha256: output_sha256.clone(),
                repairs: applied,
                suggestions: suggested,
                refused,
            }))?;
            report.settle()?;
        }
        if let Some(journal) = &mut self.journal {
            journal.add(&input_sha256, &output_sha256)?;
        }
        if let Some(file) = current.file.filter(|_| applied > 0 || !self.plan.to.leaves_unchanged()) {
            self.plan.to.put(task, file)?;
        }
        if self.plan.show == Show::Check && applied > 0 {
            self.note(&format!("{file}: {applied} repairs, {suggested} suggestions"));
        } else if self.plan.show != Show::Check && refused > 0 {
            self.note(&format!("{file}: {refused} repairs left out, for which {format} has no place"));
        }
        self.sum.add(applied, suggested);
        Ok(())
    }
}

impl Sink<'_> {
    /// Says something beside the progress.
    fn note(&mut self, message: &str) {
        self.progress.suspend(|| self.out.note(message));
    }
}

impl Current {
    fn new(name: &str) -> Current {
        Current {
            file: None,
            input: Hash::default(),
            output: Hash::default(),
            cleaned_bytes: 0,
            applied: 0,
            suggested: 0,
            refused: 0,
            difference: Difference::new(name),
        }
    }

    fn count(&mut self, cleaning: &Cleaning) {
        self.cleaned_bytes += cleaning.cleaned.len();
        self.applied += cleaning.applied();
        self.suggested += cleaning.suggested();
        self.refused += cleaning.refused();
    }
}

fn failed(task: &Task) -> String {
    format!("{}: cannot write what it becomes", task.input.display())
}

/// Writes the proposals, one a line.
fn list(cleaning: &Cleaning, out: &mut impl Write) -> std::io::Result<()> {
    let text = &cleaning.document.text;
    cleaning.proposals.iter().try_for_each(|found| {
        let (seen, meant) = (found.span.of(text), &found.replacement);
        writeln!(out, "{:.3}\t{}\t{seen:?}\t{meant:?}", found.confidence, found.rule)
    })
}

/// What was done to all files.
#[derive(Default)]
pub(super) struct Sum {
    files: usize,
    pub changed: usize,
    applied: usize,
    suggested: usize,
    pub failed: usize,
    /// Files that an earlier run had done.
    pub done: usize,
}

impl Sum {
    fn add(&mut self, applied: usize, suggested: usize) {
        self.files += 1;
        self.changed += usize::from(applied > 0);
        self.applied += applied;
        self.suggested += suggested;
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sum { files, changed, applied, suggested, done, .. } = self;
        write!(f, "{files} files, {changed} with repairs: {applied} repairs, {suggested} suggestions")?;
        if *done > 0 { write!(f, "; {done} were done before") } else { Ok(()) }
    }
}
