//! `lughat clean`: files in, the same files without the noise out.

mod cleaning;
mod conversion;
mod destination;
mod difference;
pub(super) mod earlier;
mod job;
mod journal;
mod name;
mod ordered;
pub(super) mod report;
pub(super) mod restoration;
mod selection;
mod sink;
mod task;

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::Args;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use self::cleaning::Cleaning;
use self::conversion::Conversions;
use self::destination::Destination;
use self::job::{Content, Job, Jobs};
use self::journal::{Journal, version};
use self::name::{ChannelName, FormatName};
use self::ordered::in_order;
use self::report::Report;
use self::selection::{listed, selected, suggestion};
use self::sink::{Part, Plan, Show, Sink};
use self::task::{Task, refuse_collisions};
use super::input::{STANDARD_INPUT, or_standard_input, progress_in_bytes, read_verbatim};
use super::output::refuse_input;
use super::words::known_analyser;
use super::{Global, Outcome, Output};
use crate::ocr::{Channel, Cleaner, Knowledge, train};
use crate::text::{Error, ReadOptions};

/// Bytes of a plain text that are cleaned in one go, at most: enough to tell by them how the text was read.
const BLOCK_BYTES: usize = 2 << 20;
/// Blocks that are at hand at a time, for each thread.
const BLOCKS_A_THREAD: usize = 2;

/// Mend OCR noise in Azerbaijani text, and touch nothing else
///
/// Reads and writes plain text, Markdown, HTML, hOCR, ALTO and DOCX; the format and the encoding stay, and every byte
/// outside a repair. Only what is sure is mended.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat clean scan.txt > clean.txt
  lughat clean page.hocr > page.clean.hocr
  lughat clean --from alto - < page.xml
  lughat clean scans/ -o clean/
  lughat clean scans/ --in-place --backup .bak
  lughat clean 'scans/**/*.txt' --diff
  find scans -newer last -print0 | lughat clean --files-from - -o clean/
  lughat clean scans/ --in-place --report edits.jsonl && lughat undo edits.jsonl
  echo 'Azerbaycan Respublikasi' | lughat clean --restore-diacritics
  echo 'Милли Мәҹлисин сәдри' | lughat clean --to-latin")]
pub struct CleanArgs {
    /// Texts, folders of texts, and patterns such as 'scans/**/*.txt'; `-` or none = standard input
    files: Vec<PathBuf>,
    /// Read the names of files and folders from this list, one a line or parted by NUL; `-` = standard input
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// Give text that was typed without Azerbaijani letters its letters back
    #[arg(long)]
    restore_diacritics: bool,
    /// Write the repairs with their confidence instead of the text
    #[arg(long)]
    list: bool,
    /// Fit a table of confusions on pairs of files, noisy and right, and write it
    #[arg(long, num_args = 2.., value_names = ["NOISY", "RIGHT"])]
    train: Vec<PathBuf>,
    /// How the text was read or typed [default: judged by each text]
    #[arg(long, value_enum)]
    channel: Option<ChannelName>,
    /// What the files are [default: by suffix and content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<FormatName>,
    /// Repair broken encodings first (old fonts, wrong code pages, look-alikes); sound text is left
    #[arg(long)]
    legacy: bool,
    /// Write Azerbaijani that is in Cyrillic in Latin letters; Russian paragraphs and names in them are left
    #[arg(long)]
    to_latin: bool,
    /// Write the cleaned files into this folder, under the names that they have in theirs; it is passed over as an input
    #[arg(short, long, value_name = "DIR", conflicts_with_all = ["in_place", "list"])]
    output: Option<PathBuf>,
    /// Write each cleaned file in the place of the old one; a file without a change is not touched
    #[arg(long, conflicts_with = "list")]
    in_place: bool,
    /// Keep the old file under its name with this suffix
    #[arg(long, value_name = "SUFFIX", requires = "in_place", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    backup: Option<String>,
    /// Show what would change, and write nothing
    #[arg(long, conflicts_with_all = ["output", "in_place", "list"])]
    diff: bool,
    /// Write nothing, name the files in which something would change, and exit with 1 if there is one
    #[arg(long, conflicts_with_all = ["output", "in_place", "list"])]
    check: bool,
    /// Write every repair and suggestion to this file, one JSON object a line; `lughat undo` reads it
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
    /// Clean files again that an earlier run with the same options has done
    #[arg(long)]
    force: bool,
    /// Bytes of a plain text that are cleaned in one go, at most
    #[arg(long, hide = true, default_value_t = BLOCK_BYTES)]
    block_bytes: usize,
}

impl CleanArgs {
    fn channel(&self) -> Option<Channel> {
        if self.restore_diacritics { Some(Channel::Typed) } else { self.channel.map(Channel::from) }
    }

    fn conversions(&self) -> Conversions {
        Conversions { legacy: self.legacy, to_latin: self.to_latin }
    }

    fn destination(&self) -> Destination<'_> {
        match &self.output {
            Some(folder) => Destination::Folder(folder),
            None if self.in_place => Destination::InPlace { backup: self.backup.as_deref() },
            None if self.list || self.diff || self.check => Destination::Nowhere,
            None => Destination::Output,
        }
    }

    /// All that decides what becomes of a file.
    fn fingerprint(&self, global: &Global) -> String {
        let same = CleanArgs {
            files: Vec::new(),
            files_from: None,
            train: Vec::new(),
            output: None,
            in_place: false,
            backup: None,
            report: None,
            force: false,
            ..self.clone()
        };
        format!("{} {same:?} {:?}", version(), global.encoding)
    }

    /// Begins the report, if one is asked for. Where files are written, what an earlier one tells of them stays; the files of
    /// which it does are given with it.
    fn begin_report(
        &self,
        to: Destination<'_>,
        tasks: &[Task],
    ) -> anyhow::Result<(Option<Report>, Option<FxHashSet<String>>)> {
        let Some(path) = &self.report else { return Ok((None, None)) };
        if let Destination::Output | Destination::Nowhere = to {
            return Ok((Some(Report::new(path)?), None));
        }
        let files = tasks.iter().map(|task| task.input.display().to_string()).collect();
        let (report, known) = Report::going_on(path, &files)?;
        Ok((Some(report), Some(known)))
    }

    fn show(&self) -> Show {
        match self {
            CleanArgs { list: true, .. } => Show::List,
            CleanArgs { diff: true, .. } => Show::Difference,
            CleanArgs { check: true, .. } => Show::Check,
            _ => Show::File,
        }
    }

    /// The files to clean, if they have somewhere to go.
    fn tasks(&self) -> anyhow::Result<Vec<Task>> {
        let list = self.files_from.as_deref().map(listed).transpose()?;
        let files = if list.is_some() { self.files.clone() } else { or_standard_input(&self.files) };
        let tasks = selected(&files, list.as_deref().unwrap_or_default(), self.output.as_deref())?;
        let has_input = files.iter().any(|file| file == Path::new(STANDARD_INPUT));
        match self.destination() {
            _ if has_input && self.files_from.as_deref() == Some(Path::new(STANDARD_INPUT)) => {
                bail!("standard input is either the list or a text; give one of them as a file")
            }
            Destination::Output if tasks.len() != 1 || files.iter().any(|file| file.is_dir()) => {
                bail!("several files need a folder for the output: give -o DIR, or --in-place")
            }
            Destination::Folder(_) | Destination::InPlace { .. } if has_input => {
                bail!("standard input is cleaned to standard output; leave out -o and --in-place")
            }
            Destination::Folder(folder) => refuse_collisions(&tasks, folder)?,
            _ => {}
        }
        if let Some(report) = &self.report {
            refuse_input(report, &tasks.iter().map(|task| task.input.as_path()).collect::<Vec<_>>())?;
        }
        Ok(tasks)
    }
}

/// Runs `lughat clean`.
///
/// # Errors
///
/// When a text cannot be read, or the output cannot be written.
pub fn run(args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    if !args.train.is_empty() {
        return write_confusions(args, global, out);
    }
    let tasks = args.tasks()?;
    let to = args.destination();
    let mut journal = Journal::open(to, &tasks, &args.fingerprint(global))?;
    journal.iter_mut().filter(|_| args.force).for_each(Journal::forget);
    let (report, known) = args.begin_report(to, &tasks)?;
    let is_done = |task: &Task| {
        let done = journal.as_ref().and_then(|journal| journal.done(to, task));
        done.is_some() && known.as_ref().is_none_or(|known| known.contains(&task.input.display().to_string()))
    };
    let done: Vec<bool> = tasks.par_iter().map(is_done).collect();
    let until_put = journal.as_ref().map(|journal| journal.folder().to_path_buf());
    let plan = Plan { tasks: &tasks, to, show: args.show(), is_reported: report.is_some(), until_put };
    let mut sink = Sink::new(&plan, report, journal, out);
    sink.sum.done = done.iter().filter(|&&done| done).count();
    let left = tasks.iter().zip(&done).filter(|(_, done)| !**done).map(|(task, _)| &task.input);
    sink.progress = progress_in_bytes(left.filter_map(|file| Some(fs::metadata(file).ok()?.len())).sum(), sink.out);
    clean(args, &plan, &done, global, &mut sink)?;
    if let Some(report) = sink.report.take() {
        report.finish()?;
    }
    sink.progress.finish_and_clear();
    if tasks.len() != 1 {
        sink.out.note(&sink.sum);
    }
    match sink.sum.failed {
        0 if args.check && sink.sum.changed > 0 => Ok(Outcome::Findings),
        0 => Ok(Outcome::Clean),
        failed => bail!("{failed} of {} files could not be cleaned; the others are", tasks.len()),
    }
}

/// Cleans files in parallel; what became of them goes to `sink` in their order.
fn clean(args: &CleanArgs, plan: &Plan<'_>, done: &[bool], global: &Global, sink: &mut Sink<'_>) -> anyhow::Result<()> {
    let knowledge = Knowledge::new(known_analyser());
    let cleaner = Cleaner::new(&knowledge, args.channel());
    let options = ReadOptions { encoding: global.encoding.clone(), format: args.from.map(Into::into) };
    let clean = |job: Job| {
        let (index, task) = (job.task, &plan.tasks[job.task]);
        let cleaned = job.content.map_err(|error| explained(error, &task.input)).and_then(|content| match content {
            Content::Block(block) => Ok(Cleaning::of_block(*block, args.conversions(), &cleaner)),
            Content::Whole(bytes) => {
                Cleaning::new(&task.input.display().to_string(), bytes, &options, args.conversions(), &cleaner)
            }
        });
        let extent = (job.is_first && job.is_last, job.is_last);
        (index, cleaned.and_then(|cleaning| Part::new(plan, task, cleaning, extent)))
    };
    let left = plan.tasks.iter().enumerate().filter(|(index, _)| !done[*index]);
    let jobs = Jobs::new(left, &options, args.block_bytes);
    let most = BLOCKS_A_THREAD * rayon::current_num_threads() * args.block_bytes;
    in_order(jobs, Job::weight, most, clean, |(task, part)| sink.take(task, part))
}

/// Why a file cannot be read; for one that is not there, with the name of one that is.
fn explained(error: Error, file: &Path) -> anyhow::Error {
    match &error {
        Error::Io { source, .. } if source.kind() == ErrorKind::NotFound => match suggestion(file) {
            Some(other) => anyhow!("{}: there is no such file{other}", file.display()),
            None => error.into(),
        },
        _ => error.into(),
    }
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
