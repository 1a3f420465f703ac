//! `lughat clean`: files in, the same files without the noise out.

mod arguments;
mod batch;
mod cleaning;
mod conversion;
mod decisions;
mod decisions_file;
mod destination;
mod difference;
pub(super) mod earlier;
mod evidence;
mod explain;
mod job;
mod journal;
mod letter_change;
mod name;
mod ordered;
mod page;
mod part;
pub(super) mod report;
pub(super) mod restoration;
mod review;
mod scan_place;
mod selection;
mod sink;
mod tally;
mod task;
mod visible;

use std::io::Write;

use anyhow::bail;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

pub use self::arguments::CleanArgs;
use self::batch::Batch;
use self::cleaning::{Cleaning, Treatment};
use self::destination::Destination;
use self::journal::Journal;
use self::page::Page;
use self::part::{Part, Plan};
use self::report::Report;
use self::review::Cards;
use self::sink::Sink;
use self::task::Task;
use super::input::read_verbatim;
use super::{Global, Outcome, Output};
use crate::ocr::{Channel, Cleaner, Knowledge, Memory, train};

/// Runs `lughat clean`.
///
/// # Errors
///
/// When a text cannot be read, or the output cannot be written.
pub fn run(args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    if !args.train.is_empty() {
        return write_confusions(args, global, out);
    }
    if let Some(word) = &args.explain {
        return explain(word, args, global, out);
    }
    let tasks = args.tasks()?;
    let batch = Batch { tasks: &tasks, options: args.read_options(global), block_bytes: args.block_bytes };
    let knowledge = args.evidence.knowledge(global)?;
    let memory = match args.destination() {
        // What is written in place is what the next run reads: there each file is cleaned by itself.
        Destination::InPlace { .. } => Memory::default(),
        _ => args.evidence.memory(&batch, &knowledge),
    };
    let mut treatment = Treatment {
        conversions: args.conversions(),
        cleaner: Cleaner::new(&knowledge, args.channel()).with_memory(&memory),
        decisions: args.review.decisions(args.output.as_deref(), global)?,
    };
    if args.review.is_wanted() {
        review(args, &batch, &mut treatment, out)?;
    }
    clean(args, &batch, &treatment, global, &knowledge, out)
}

/// Asks about the suggestions in all files.
fn review(args: &CleanArgs, batch: &Batch<'_>, treatment: &mut Treatment<'_>, out: &mut Output) -> anyhow::Result<()> {
    let all = || 0..batch.tasks.len();
    let progress = batch.progress(all(), out);
    let mut cards = Cards::default();
    let look = |_: &Task, cleaning: Cleaning, _| Ok((Cards::of(&cleaning), cleaning.source.len()));
    batch.each(all(), treatment, look, |_, found| {
        // A file that cannot be read is named when the files are written.
        if let Ok((later, bytes)) = found {
            cards.extend(later);
            progress.inc(bytes as u64);
        }
        Ok(())
    })?;
    progress.finish_and_clear();
    let earlier = std::mem::take(&mut treatment.decisions);
    treatment.decisions = args.review.ask(cards, earlier, args.output.as_deref(), out)?;
    Ok(())
}

/// Cleans the files that no earlier run has done.
fn clean(
    args: &CleanArgs,
    batch: &Batch<'_>,
    treatment: &Treatment<'_>,
    global: &Global,
    knowledge: &Knowledge,
    out: &mut Output,
) -> anyhow::Result<Outcome> {
    let (tasks, to) = (batch.tasks, args.destination());
    let page = args.page().map(Page::new).transpose()?;
    let mut journal = Journal::open(to, tasks, &args.fingerprint(global, &treatment.decisions)?)?;
    journal.iter_mut().filter(|_| args.force).for_each(Journal::forget);
    let (report, known) = begin_report(args, tasks)?;
    let left = left(to, tasks, journal.as_ref(), known.as_ref());
    let (is_reported, has_page) = (report.is_some(), page.is_some());
    let until_put = journal.as_ref().map(|journal| journal.folder().to_path_buf());
    let plan = Plan { tasks, to, show: args.show(), is_reported, has_page, until_put, knowledge };
    let mut sink = Sink::new(&plan, out);
    (sink.report, sink.page, sink.journal) = (report, page, journal);
    sink.sum.done = tasks.len() - left.len();
    sink.progress = batch.progress(left.iter().copied(), sink.out);
    let look = |task: &Task, cleaning, extent| Part::new(&plan, task, cleaning, extent);
    batch.each(left.into_iter(), treatment, look, |task, part| sink.take(task, part))?;
    let sum = sink.close()?;
    match sum.failed {
        0 if args.check && sum.changed > 0 => Ok(Outcome::Findings),
        0 => Ok(Outcome::Clean),
        failed => bail!("{failed} of {} files could not be cleaned; the others are", tasks.len()),
    }
}

/// Begins the report, if one is asked for. Where files are written, what an earlier one tells of them stays; the files of
/// which it does are given with it.
fn begin_report(args: &CleanArgs, tasks: &[Task]) -> anyhow::Result<(Option<Report>, Option<FxHashSet<String>>)> {
    let Some(path) = args.report() else { return Ok((None, None)) };
    if let Destination::Output | Destination::Nowhere = args.destination() {
        return Ok((Some(Report::new(path)?), None));
    }
    let files = tasks.iter().map(|task| task.input.display().to_string()).collect();
    let (report, known) = Report::going_on(path, &files)?;
    Ok((Some(report), Some(known)))
}

/// The places in the list of the files that no earlier run has done, or of which the report does not know.
fn left(
    to: Destination<'_>,
    tasks: &[Task],
    journal: Option<&Journal>,
    known: Option<&FxHashSet<String>>,
) -> Vec<usize> {
    let is_done = |task: &Task| {
        journal.is_some_and(|journal| journal.done(to, task).is_some())
            && known.is_none_or(|known| known.contains(&task.input.display().to_string()))
    };
    (0..tasks.len()).into_par_iter().filter(|&index| !is_done(&tasks[index])).collect()
}

/// Shows what a word may have been meant to be.
fn explain(word: &str, args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let knowledge = args.evidence.knowledge(global)?;
    let text = args.files.first().map_or(Ok(word.to_owned()), |file| read_verbatim(file, global))?;
    explain::write(&Cleaner::new(&knowledge, args.channel()).explain(word, &text), out)?;
    Ok(Outcome::Clean)
}

/// Writes what a recogniser confuses, as pairs of texts show it.
fn write_confusions(args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let channel = args.channel().unwrap_or(Channel::Azerbaijani);
    let texts = args.train.iter().map(|file| read_verbatim(file, global)).collect::<anyhow::Result<Vec<_>>>()?;
    let rows = train(texts.chunks_exact(2).map(|pair| (pair[0].as_str(), pair[1].as_str())));
    for (seen, meant, count, cost) in rows {
        writeln!(out, "{},{seen},{meant},{cost:.2},{count}", channel.as_str())?;
    }
    Ok(Outcome::Clean)
}
