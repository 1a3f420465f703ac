use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::conversion::Conversions;
use super::decisions::Decisions;
use super::decisions_file;
use super::destination::Destination;
use super::evidence::EvidenceArgs;
use super::journal::version;
use super::name::{ChannelName, FormatName};
use super::page::is_page;
use super::part::Show;
use super::review::ReviewArgs;
use super::selection::{listed, selected};
use super::task::{Task, refuse_collisions};
use crate::cli::Global;
use crate::cli::input::{STANDARD_INPUT, or_standard_input};
use crate::cli::output::refuse_input;
use crate::ocr::Channel;
use crate::text::ReadOptions;

/// Bytes of a plain text that are cleaned in one go, at most: enough to tell by them how the text was read.
const BLOCK_BYTES: usize = 2 << 20;

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
  lughat clean scans/ --check --report report.html
  lughat clean --glossary own.csv --lexicon words.csv page.txt
  lughat clean --explain qarşıında
  lughat clean scans/ -o clean/ --review --decisions decisions.csv
  echo 'Azerbaycan Respublikasi' | lughat clean --restore-diacritics
  echo 'Милли Мәҹлисин сәдри' | lughat clean --to-latin")]
pub struct CleanArgs {
    /// Texts, folders of texts, and patterns such as 'scans/**/*.txt'; `-` or none = standard input
    pub(super) files: Vec<PathBuf>,
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
    pub(super) train: Vec<PathBuf>,
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
    pub(super) output: Option<PathBuf>,
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
    pub(super) check: bool,
    /// Write every repair and suggestion to this file: one JSON object a line, which `lughat undo` reads, or a page for people if
    /// its name ends in .html; may be given once for each
    #[arg(long = "report", value_name = "FILE.jsonl|FILE.html")]
    reports: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) review: ReviewArgs,
    /// Clean files again that an earlier run with the same options has done
    #[arg(long)]
    pub(super) force: bool,
    /// Show what a word may have been meant to be, with costs, in the first of the texts or by itself
    #[arg(long, value_name = "WORD", conflicts_with_all = ["output", "in_place", "list", "diff", "check", "reports"])]
    pub(super) explain: Option<String>,
    #[command(flatten)]
    pub(super) evidence: EvidenceArgs,
    /// Bytes of a plain text that are cleaned in one go, at most
    #[arg(long, hide = true, default_value_t = BLOCK_BYTES)]
    pub(super) block_bytes: usize,
}

impl CleanArgs {
    pub(super) fn channel(&self) -> Option<Channel> {
        if self.restore_diacritics { Some(Channel::Typed) } else { self.channel.map(Channel::from) }
    }

    pub(super) fn conversions(&self) -> Conversions {
        Conversions { legacy: self.legacy, to_latin: self.to_latin }
    }

    pub(super) fn read_options(&self, global: &Global) -> ReadOptions {
        ReadOptions { encoding: global.encoding.clone(), format: self.from.map(Into::into) }
    }

    pub(super) fn destination(&self) -> Destination<'_> {
        match &self.output {
            Some(folder) => Destination::Folder(folder),
            None if self.in_place => Destination::InPlace { backup: self.backup.as_deref() },
            None if self.list || self.diff || self.check => Destination::Nowhere,
            None => Destination::Output,
        }
    }

    pub(super) fn show(&self) -> Show {
        match self {
            CleanArgs { list: true, .. } => Show::List,
            CleanArgs { diff: true, .. } => Show::Difference,
            CleanArgs { check: true, .. } => Show::Check,
            _ => Show::File,
        }
    }

    /// The report for programs.
    pub(super) fn report(&self) -> Option<&Path> {
        self.reports.iter().map(PathBuf::as_path).find(|report| !is_page(report))
    }

    /// The report for people.
    pub(super) fn page(&self) -> Option<&Path> {
        self.reports.iter().map(PathBuf::as_path).find(|report| is_page(report))
    }

    /// All that decides what becomes of a file: of decisions, lists and glossaries, what they say, not where they are kept.
    ///
    /// # Errors
    ///
    /// When a list or glossary cannot be read.
    pub(super) fn fingerprint(&self, global: &Global, decisions: &Decisions) -> anyhow::Result<String> {
        let same = CleanArgs {
            files: Vec::new(),
            files_from: None,
            train: Vec::new(),
            output: None,
            in_place: false,
            backup: None,
            reports: Vec::new(),
            force: false,
            review: ReviewArgs::default(),
            ..self.clone()
        };
        let (words, decisions) = (self.evidence.digits()?, decisions_file::digits(decisions)?);
        Ok(format!("{} {same:?} {:?} {words:?} {decisions}", version(), global.encoding))
    }

    /// The files to clean, if they have somewhere to go.
    ///
    /// # Errors
    ///
    /// When the options contradict the files, or a folder or list cannot be read.
    pub(super) fn tasks(&self) -> anyhow::Result<Vec<Task>> {
        let list = self.files_from.as_deref().map(listed).transpose()?;
        let files = if list.is_some() { self.files.clone() } else { or_standard_input(&self.files) };
        let tasks = selected(&files, list.as_deref().unwrap_or_default(), self.output.as_deref())?;
        self.refuse_contradictions(&files, &tasks)?;
        if let Destination::Folder(folder) = self.destination() {
            refuse_collisions(&tasks, folder)?;
        }
        let inputs: Vec<&Path> = tasks.iter().map(|task| task.input.as_path()).collect();
        self.reports.iter().try_for_each(|report| refuse_input(report, &inputs))?;
        Ok(tasks)
    }

    fn refuse_contradictions(&self, files: &[PathBuf], tasks: &[Task]) -> anyhow::Result<()> {
        let has_input = files.iter().any(|file| file == Path::new(STANDARD_INPUT));
        let has_listed_input = self.files_from.as_deref() == Some(Path::new(STANDARD_INPUT));
        let kinds = usize::from(self.report().is_some()) + usize::from(self.page().is_some());
        match self.destination() {
            _ if has_input && has_listed_input => {
                bail!("standard input is either the list or a text; give one of them as a file")
            }
            _ if self.review.is_wanted() && has_listed_input => {
                bail!("standard input is either the list or the answers of a review; give the list as a file")
            }
            _ if self.reports.len() > kinds => {
                bail!("two reports of one kind; give one FILE.jsonl and one FILE.html at most")
            }
            Destination::Output if self.review.is_wanted() => {
                bail!("a review needs a place for the cleaned files: give -o DIR, or --in-place")
            }
            Destination::Output if tasks.len() != 1 || files.iter().any(|file| file.is_dir()) => {
                bail!("several files need a folder for the output: give -o DIR, or --in-place")
            }
            Destination::Folder(_) | Destination::InPlace { .. } if has_input => {
                bail!("standard input is cleaned to standard output; leave out -o and --in-place")
            }
            _ => Ok(()),
        }
    }
}
