//! The report of a run: written as the files are done, and in its place when all are.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rustc_hash::FxHashSet;
use serde_json::{Value, json};

use super::cleaning::{Cleaning, Proposal};
use super::earlier::Earlier;
use super::restoration::{FileRecord, Line, hash_of_file};
use super::scan_place::ScanPlace;
use crate::cli::output::{Replacement, is_special};

/// What the name of a report that is being written has behind it.
pub(crate) const UNFINISHED: &str = ".part";
/// The first line: all others stand under it.
const HEADER: &str = "{\"schema\":1}\n";

/// A report that is being written, beside the place where it will stand.
pub(super) struct Report {
    path: PathBuf,
    unfinished: PathBuf,
    lines: BufWriter<File>,
    /// Bytes that were written, and those of the files that are done.
    written: u64,
    settled: u64,
}

impl Report {
    /// Begins a report. A device or a pipe is written to as it is.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn new(path: &Path) -> anyhow::Result<Report> {
        let unfinished = if is_special(path) { path.to_path_buf() } else { unfinished(path) };
        let file = File::create(&unfinished).with_context(|| failed(&unfinished))?;
        let mut report = Report::of(path, unfinished, file, 0);
        report.write(HEADER)?;
        report.settle()?;
        Ok(report)
    }

    /// Begins a report with what an earlier one tells of files that still are what they became then: the one of a run that was
    /// ended, or else that of the last run as far as it is of these `files`. The files are given with it.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written.
    pub fn going_on(path: &Path, files: &FxHashSet<String>) -> anyhow::Result<(Report, FxHashSet<String>)> {
        let unfinished = unfinished(path);
        let is_ended = unfinished.exists();
        let earlier = if is_ended { &unfinished } else { path };
        if is_special(path) || !earlier.exists() {
            return Ok((Report::new(path)?, FxHashSet::default()));
        }
        let mut kept = Replacement::new(&unfinished)?;
        let mut known = FxHashSet::default();
        let mut lines = HEADER.len() as u64;
        kept.write_all(HEADER.as_bytes()).with_context(|| failed(&unfinished))?;
        // What is no report is written over.
        if let Ok(mut earlier) = Earlier::open(earlier) {
            while let Some((record, extent)) = earlier.next_file()? {
                let is_kept = (is_ended || files.contains(&record.file)) && is_as_it_became(&record);
                if is_kept {
                    lines += earlier.copy(extent, &mut kept).with_context(|| failed(&unfinished))?;
                    known.insert(record.file);
                }
            }
        }
        kept.commit()?;
        let file = OpenOptions::new().append(true).open(&unfinished).with_context(|| failed(&unfinished))?;
        Ok((Report::of(path, unfinished, file, lines), known))
    }

    fn of(path: &Path, unfinished: PathBuf, file: File, settled: u64) -> Report {
        Report { path: path.to_path_buf(), unfinished, lines: BufWriter::new(file), written: settled, settled }
    }

    /// Adds whole lines.
    ///
    /// # Errors
    ///
    /// When there is no room.
    pub fn write(&mut self, lines: &str) -> anyhow::Result<()> {
        self.written += lines.len() as u64;
        self.lines.write_all(lines.as_bytes()).with_context(|| failed(&self.unfinished))
    }

    /// Adds a line.
    ///
    /// # Errors
    ///
    /// When there is no room.
    pub fn write_line(&mut self, line: &Line) -> anyhow::Result<()> {
        self.write(&(serde_json::to_string(line)? + "\n"))
    }

    /// Says that the lines of a file are complete: they stay if the run is ended now.
    ///
    /// # Errors
    ///
    /// When there is no room.
    pub fn settle(&mut self) -> anyhow::Result<()> {
        self.settled = self.written;
        self.lines.flush().with_context(|| failed(&self.unfinished))
    }

    /// Takes the lines of a file back that was not done. What a pipe was given is gone.
    ///
    /// # Errors
    ///
    /// When the disk fails.
    pub fn forget(&mut self) -> anyhow::Result<()> {
        let named = || failed(&self.unfinished);
        self.lines.flush().with_context(named)?;
        if self.unfinished != self.path {
            self.lines.get_ref().set_len(self.settled).with_context(named)?;
            self.lines.seek(SeekFrom::Start(self.settled)).with_context(named)?;
        }
        self.written = self.settled;
        Ok(())
    }

    /// Puts the report in its place.
    ///
    /// # Errors
    ///
    /// When the disk fails, or a folder stands in that place.
    pub fn finish(mut self) -> anyhow::Result<()> {
        self.settle()?;
        if self.unfinished == self.path {
            return Ok(());
        }
        self.lines.get_ref().sync_all().with_context(|| failed(&self.unfinished))?;
        let target = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        fs::rename(&self.unfinished, target).with_context(|| failed(&self.path))
    }
}

/// Whether a file is what it became when it was cleaned.
fn is_as_it_became(record: &FileRecord) -> bool {
    let output = record.output.as_ref();
    output.is_some_and(|output| hash_of_file(Path::new(output)).is_ok_and(|hash| hash == record.output_sha256))
}

/// The place of a report while it is being written: beside the file that it will be.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()).into_os_string();
    name.push(UNFINISHED);
    PathBuf::from(name)
}

fn failed(path: &Path) -> String {
    format!("{}: cannot write", path.display())
}

/// What is found in a file, or in a block of it: one object a line.
pub(super) fn edits(file: &str, cleaning: &Cleaning) -> String {
    cleaning.shown().map(|proposal| format!("{}\n", edit(file, proposal, cleaning))).collect()
}

fn edit(file: &str, proposal: &Proposal, cleaning: &Cleaning) -> Value {
    let document = &cleaning.document;
    let place = document.source_span(proposal.span).shifted(cleaning.offset);
    let mut object = json!({
        "kind": "edit",
        "file": file,
        "start": place.start,
        "end": place.end,
        "before": proposal.span.of(&document.text),
        "after": proposal.replacement,
        "rule": proposal.rule,
        "confidence": thousandths(proposal.confidence),
        "tier": proposal.tier.as_str(),
        "applied": proposal.is_applied(),
    });
    if let (Some(scan), Value::Object(fields)) = (ScanPlace::of(document, proposal.span), &mut object) {
        fields.insert("page".into(), scan.page.into());
        let area = scan.area.map(|area| json!([area.left, area.top, area.right, area.bottom]));
        fields.extend(area.map(|area| ("box".into(), area)));
    }
    object
}

/// A share as it stands in reports.
pub(super) fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}
