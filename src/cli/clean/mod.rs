//! `lughat clean`: files in, the same files without the noise out.

mod cleaning;
mod decisions;
mod decisions_file;
mod destination;
mod difference;
mod encoding;
mod letter_change;
mod name;
mod page;
mod report;
pub(super) mod restoration;
mod review;
mod scan_place;
mod task;
mod visible;

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use rayon::prelude::*;

use self::cleaning::Cleaning;
use self::decisions::Decisions;
use self::destination::Destination;
use self::name::{ChannelName, FormatName};
use self::page::{Page, Section};
use self::report::Record;
use self::review::{Cards, ReviewArgs};
use self::task::{Task, refuse_collisions, tasks};
use super::analyze::analyser_of;
use super::input::{bytes_of, or_standard_input, progress, read_verbatim};
use super::output::refuse_input;
use super::{Global, Outcome, Output};
use crate::ocr::{Channel, Cleaner, Knowledge, Quality, train};
use crate::text::ReadOptions;

/// Mend OCR noise in Azerbaijani text, and touch nothing else
///
/// Reads and writes plain text, Markdown, HTML, hOCR, ALTO and DOCX; the format and the encoding stay, and every byte
/// outside a repair. Only what is sure is mended.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat clean scan.txt > clean.txt
  lughat clean page.hocr > page.clean.hocr
  lughat clean --from alto - < page.xml
  lughat clean scans/ -o clean/
  lughat clean scans/ --in-place --backup .bak
  lughat clean scans/ --diff
  lughat clean scans/ --in-place --report edits.jsonl && lughat undo edits.jsonl
  lughat clean scans/ --check --report report.html
  lughat clean scans/ -o clean/ --review --decisions decisions.csv
  echo 'Azerbaycan Respublikasi' | lughat clean --restore-diacritics")]
pub struct CleanArgs {
    /// Texts, and folders of texts; `-` or none = standard input
    files: Vec<PathBuf>,
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
    /// Write the cleaned files into this folder, under the names that they have in theirs
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
    /// Write every repair and suggestion to this file: one JSON object a line, which `lughat undo` reads, or a page for people if
    /// its name ends in .html; may be given once for each
    #[arg(long = "report", value_name = "FILE.jsonl|FILE.html")]
    reports: Vec<PathBuf>,
    #[command(flatten)]
    review: ReviewArgs,
}

impl CleanArgs {
    fn channel(&self) -> Option<Channel> {
        if self.restore_diacritics { Some(Channel::Typed) } else { self.channel.map(Channel::from) }
    }

    /// The report for programs.
    fn report(&self) -> Option<&Path> {
        self.reports.iter().map(PathBuf::as_path).find(|report| !page::is_page(report))
    }

    /// The report for people.
    fn page(&self) -> Option<&Path> {
        self.reports.iter().map(PathBuf::as_path).find(|report| page::is_page(report))
    }

    fn destination(&self) -> Destination<'_> {
        match &self.output {
            Some(folder) => Destination::Folder(folder),
            None if self.in_place => Destination::InPlace { backup: self.backup.as_deref() },
            None if self.list || self.diff || self.check => Destination::Nowhere,
            None => Destination::Output,
        }
    }

    /// The files to clean, if they have somewhere to go.
    fn tasks(&self) -> anyhow::Result<Vec<Task>> {
        let files = or_standard_input(&self.files);
        let tasks = tasks(&files)?;
        let has_input = files.iter().any(|file| file == Path::new("-"));
        match self.destination() {
            Destination::Output if self.review.is_wanted() => {
                bail!("a review needs a place for the cleaned files: give -o DIR, or --in-place")
            }
            Destination::Output if files.len() > 1 || files[0].is_dir() => {
                bail!("several files need a folder for the output: give -o DIR, or --in-place")
            }
            Destination::Folder(_) | Destination::InPlace { .. } if has_input => {
                bail!("standard input is cleaned to standard output; leave out -o and --in-place")
            }
            Destination::Folder(folder) => refuse_collisions(&tasks, folder)?,
            _ => {}
        }
        if self.reports.len() > usize::from(self.report().is_some()) + usize::from(self.page().is_some()) {
            bail!("two reports of one kind; give one FILE.jsonl and one FILE.html at most");
        }
        for report in &self.reports {
            refuse_input(report, &files.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
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
    let knowledge = Knowledge::new(analyser_of());
    let decisions = decisions(args, &tasks, &knowledge, global, out)?;
    let mut sum = Sum::default();
    let mut records = Vec::new();
    let mut page = args.page().map(|_| Page::new());
    for done in clean(args, &tasks, &knowledge, &decisions, global, out) {
        match done {
            Ok(done) => {
                done.show(out)?;
                sum.add(&done);
                records.extend(done.record);
                if let (Some(page), Some(section)) = (&mut page, done.section) {
                    page.add(section);
                }
            }
            Err(error) if tasks.len() == 1 => return Err(error),
            Err(error) => {
                out.error(&error);
                sum.failed += 1;
            }
        }
    }
    if let Some(report) = args.report() {
        report::write(report, records)?;
    }
    if let (Some(page), Some(file)) = (page, args.page()) {
        page.write(file)?;
    }
    if tasks.len() > 1 {
        out.note(&sum);
    }
    match sum.failed {
        0 if args.check && sum.changed > 0 => Ok(Outcome::Findings),
        0 => Ok(Outcome::Clean),
        failed => bail!("{failed} of {} files could not be cleaned; the others are", tasks.len()),
    }
}

/// What was done to all files.
#[derive(Default)]
struct Sum {
    files: usize,
    changed: usize,
    applied: usize,
    suggested: usize,
    failed: usize,
}

impl Sum {
    fn add(&mut self, done: &Done) {
        self.files += 1;
        self.changed += usize::from(done.applied > 0);
        self.applied += done.applied;
        self.suggested += done.suggested;
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sum { files, changed, applied, suggested, .. } = self;
        write!(f, "{files} files, {changed} with repairs: {applied} repairs, {suggested} suggestions")
    }
}

/// What is left of a file when it has been cleaned.
struct Done {
    /// What goes to standard output.
    shown: Vec<u8>,
    /// What goes to standard error.
    note: Option<String>,
    applied: usize,
    suggested: usize,
    /// What goes to the report.
    record: Option<Record>,
    /// What goes to the page.
    section: Option<Section>,
}

impl Done {
    fn show(&self, out: &mut Output) -> anyhow::Result<()> {
        if let Some(note) = &self.note {
            out.note(note);
        }
        Ok(out.write_all(&self.shown)?)
    }
}

/// What people have decided: earlier, and now if a review is wanted.
fn decisions(
    args: &CleanArgs,
    tasks: &[Task],
    knowledge: &Knowledge,
    global: &Global,
    out: &mut Output,
) -> anyhow::Result<Decisions> {
    let folder = args.output.as_deref();
    let decisions = args.review.decisions(folder, global)?;
    if !args.review.is_wanted() {
        return Ok(decisions);
    }
    // A file that cannot be read is named when the files are written.
    let of = |task: &Task| read(args, task, knowledge, &decisions, global).map(|cleaning| Cards::of(&cleaning));
    let found: Vec<Cards> = tasks.par_iter().filter_map(|task| of(task).ok()).collect();
    let mut cards = Cards::default();
    found.into_iter().for_each(|later| cards.extend(later));
    args.review.ask(cards, decisions, folder, out)
}

/// Cleans files in parallel; what became of them comes in their order.
fn clean(
    args: &CleanArgs,
    tasks: &[Task],
    knowledge: &Knowledge,
    decisions: &Decisions,
    global: &Global,
    out: &Output,
) -> Vec<anyhow::Result<Done>> {
    let progress = progress(tasks.len(), out);
    let clean = |task: &Task| {
        let done = finish(args, task, read(args, task, knowledge, decisions, global)?, knowledge);
        progress.inc(1);
        done
    };
    let done = tasks.par_iter().map(clean).collect();
    progress.finish_and_clear();
    done
}

/// Reads a file and finds what is wrong in it.
fn read(
    args: &CleanArgs,
    task: &Task,
    knowledge: &Knowledge,
    decisions: &Decisions,
    global: &Global,
) -> anyhow::Result<Cleaning> {
    let cleaner = Cleaner::new(knowledge, args.channel());
    let options = ReadOptions { encoding: global.encoding.clone(), format: args.from.map(Into::into) };
    let name = task.input.display().to_string();
    Cleaning::new(&name, bytes_of(&task.input)?, &options, args.legacy, &cleaner, decisions)
}

/// Writes a cleaned file and keeps what is to be shown of it.
fn finish(args: &CleanArgs, task: &Task, cleaning: Cleaning, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let destination = args.destination();
    destination.write(task, &cleaning)?;
    let output = destination.file_of(task);
    let is_judged = args.check || !args.reports.is_empty();
    let quality = if is_judged { cleaning.quality(knowledge) } else { Quality::default() };
    let error_rate = quality.error_rate();
    let record = args.report().map(|_| Record::new(&task.input, output.as_deref(), &cleaning, error_rate));
    let section = args.page().map(|_| Section::of(&cleaning, quality));
    let note = match args.check {
        true => note_of_check(task, &cleaning, error_rate),
        false => note_of_refused(&task.input, &cleaning),
    };
    let (applied, suggested) = (cleaning.applied(), cleaning.suggested());
    let mut shown = Vec::new();
    if args.list {
        list(&cleaning, &mut shown)?;
    } else if args.diff {
        difference::write(&task.input.display().to_string(), &cleaning, &mut shown)?;
    } else if matches!(destination, Destination::Output) {
        shown = cleaning.cleaned;
    }
    Ok(Done { shown, note, applied, suggested, record, section })
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

/// Writes the proposals, one a line.
fn list(cleaning: &Cleaning, out: &mut impl Write) -> std::io::Result<()> {
    let text = &cleaning.document.text;
    cleaning.proposals.iter().try_for_each(|found| {
        let (seen, meant) = (found.span.of(text), &found.replacement);
        writeln!(out, "{:.3}\t{}\t{seen:?}\t{meant:?}", found.confidence, found.rule)
    })
}

/// What is said of a file in which something would change.
fn note_of_check(task: &Task, cleaning: &Cleaning, error_rate: f32) -> Option<String> {
    let (file, applied, suggested) = (task.input.display(), cleaning.applied(), cleaning.suggested());
    let wrong = (error_rate * 100.0).round();
    (applied > 0)
        .then(|| format!("{file}: {applied} repairs, {suggested} suggestions, about {wrong} % of the words wrong"))
}

/// What is said of changes that are sure and cannot be made.
fn note_of_refused(file: &Path, cleaning: &Cleaning) -> Option<String> {
    let (refused, format) = (cleaning.refused(), cleaning.document.origin.format.label());
    (refused > 0).then(|| format!("{}: {refused} repairs left out, for which {format} has no place", file.display()))
}
