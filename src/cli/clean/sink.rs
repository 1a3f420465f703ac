use std::io::Write;

use anyhow::Context;
use indicatif::ProgressBar;

use super::cleaning::Cleaning;
use super::destination::Destination;
use super::difference::Difference;
use super::journal::Journal;
use super::page::{Page, Section};
use super::part::{Part, Plan, Show, failed};
use super::report::{Report, thousandths};
use super::restoration::{FileRecord, Hash, Line};
use super::tally::{Sum, Tally};
use super::task::Task;
use crate::cli::Output;
use crate::cli::output::Replacement;

/// Takes the parts of all files in order, and writes what the run is to leave.
pub(super) struct Sink<'a> {
    plan: &'a Plan<'a>,
    pub report: Option<Report>,
    pub page: Option<Page>,
    pub journal: Option<Journal>,
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
    tally: Tally,
    section: Option<Section>,
    difference: Difference,
}

impl<'a> Sink<'a> {
    pub fn new(plan: &'a Plan<'a>, out: &'a mut Output) -> Sink<'a> {
        Sink {
            plan,
            report: None,
            page: None,
            journal: None,
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
                if part.extent.is_last {
                    current.difference.finish(out)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn store(&mut self, task: &Task, mut part: Part) -> anyhow::Result<()> {
        let Some(current) = &mut self.current else { return Ok(()) };
        if let Some(report) = &mut self.report {
            part.report(current.cleaned_bytes, report)?;
        }
        if self.report.is_some() || self.journal.is_some() {
            current.input.write_all(&part.cleaning.source)?;
            current.output.write_all(&part.cleaning.cleaned)?;
        }
        let (is_last, format) = (part.extent.is_last, part.cleaning.document.origin.format.label());
        current.add(self.plan, task, part)?;
        if is_last { self.finish(task, format) } else { Ok(()) }
    }

    /// Puts the file in its place; the journal and the report, which tells the way back, know of it before.
    fn finish(&mut self, task: &Task, format: &str) -> anyhow::Result<()> {
        let Some(mut current) = self.current.take() else { return Ok(()) };
        self.record(task, &mut current)?;
        let Current { file, tally, section, .. } = current;
        if let Some(file) = file.filter(|_| tally.applied > 0 || !self.plan.to.leaves_unchanged()) {
            self.plan.to.put(task, file)?;
        }
        if let (Some(page), Some(section)) = (&mut self.page, section) {
            page.add(section);
        }
        self.tell(task, &tally, format);
        self.sum.add(&tally);
        Ok(())
    }

    fn record(&mut self, task: &Task, current: &mut Current) -> anyhow::Result<()> {
        let hashes = (std::mem::take(&mut current.input), std::mem::take(&mut current.output));
        let (input_sha256, output_sha256) = (hashes.0.digits(), hashes.1.digits());
        if let Some(report) = &mut self.report {
            report.write_line(&Line::File(FileRecord {
                file: task.input.display().to_string(),
                output: self.plan.to.file_of(task).map(|output| output.display().to_string()),
                input_sha256: input_sha256.clone(),
                output_sha256: output_sha256.clone(),
                repairs: current.tally.applied,
                suggestions: current.tally.suggested,
                refused: current.tally.refused,
                error_rate: thousandths(current.tally.quality.error_rate()),
            }))?;
            report.settle()?;
        }
        self.journal.as_mut().map_or(Ok(()), |journal| journal.add(&input_sha256, &output_sha256))
    }

    /// Says, beside the progress, what there is to say of a file.
    fn tell(&mut self, task: &Task, tally: &Tally, format: &str) {
        let (file, Tally { applied, suggested, refused, quality }) = (task.input.display(), tally);
        let note = if self.plan.show != Show::Check && *refused > 0 {
            format!("{file}: {refused} repairs left out, for which {format} has no place")
        } else if self.plan.show == Show::Check && *applied > 0 {
            let wrong = (quality.error_rate() * 100.0).round();
            format!("{file}: {applied} repairs, {suggested} suggestions, about {wrong} % of the words wrong")
        } else {
            return;
        };
        self.progress.suspend(|| self.out.note(note));
    }

    /// Puts the reports in their places and says what was done to all files.
    ///
    /// # Errors
    ///
    /// When a report cannot be written.
    pub fn close(mut self) -> anyhow::Result<Sum> {
        self.progress.finish_and_clear();
        if let Some(report) = self.report.take() {
            report.finish()?;
        }
        if let Some(mut page) = self.page.take() {
            page.done_before = self.sum.done;
            page.write()?;
        }
        if self.plan.tasks.len() != 1 {
            self.out.note(&self.sum);
        }
        Ok(self.sum)
    }
}

impl Current {
    fn new(name: &str) -> Current {
        Current {
            file: None,
            input: Hash::default(),
            output: Hash::default(),
            cleaned_bytes: 0,
            tally: Tally::default(),
            section: None,
            difference: Difference::new(name),
        }
    }

    /// Adds a part: its bytes to the file, which one that is all of it has written, and the rest to what is known.
    fn add(&mut self, plan: &Plan<'_>, task: &Task, part: Part) -> anyhow::Result<()> {
        if part.extent.is_all() {
            self.file = part.file;
        } else {
            if self.file.is_none() {
                self.file = plan.open(task)?;
            }
            let mut file = self.file.iter_mut();
            file.try_for_each(|file| file.write_all(&part.cleaning.cleaned)).with_context(|| failed(task))?;
        }
        self.cleaned_bytes += part.cleaning.cleaned.len();
        self.tally += part.tally;
        match (&mut self.section, part.section) {
            (Some(section), Some(later)) => section.extend(later),
            (section, part) => *section = section.take().or(part),
        }
        Ok(())
    }
}

/// Writes the proposals, one a line.
fn list(cleaning: &Cleaning, out: &mut impl Write) -> std::io::Result<()> {
    let text = &cleaning.document.text;
    cleaning.proposals.iter().try_for_each(|found| {
        let (seen, meant) = (found.span.of(text), &found.replacement);
        writeln!(out, "{:.3}\t{}\t{seen:?}\t{meant:?}", found.confidence, found.rule)
    })
}
