use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::Args;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::clean::report::unfinished;
use super::clean::restoration::{FileRecord, Hash, Line, Piece, hash_of_file, restore};
use super::output::Replacement;
use super::{Global, Outcome, Output};

/// Give the files that `lughat clean --report` speaks of the bytes back that they had before
///
/// All files are looked at before one is written: if one has changed since it was cleaned, none is touched. A file that has
/// its old bytes already is left.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat clean scans/ --in-place --report edits.jsonl
  lughat undo edits.jsonl")]
pub struct UndoArgs {
    /// The report; the files are looked for where they were named, from the same folder
    report: PathBuf,
}

/// Runs `lughat undo`.
///
/// # Errors
///
/// When the report cannot be read, a file has changed since it was cleaned, or a file cannot be written.
pub fn run(args: &UndoArgs, _: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let mut report = Report::open(&args.report)?;
    let ready = report.to_restore()?;
    for step in &ready {
        report.restore(step)?;
    }
    out.note(format_args!("{} files restored", ready.len()));
    Ok(Outcome::Clean)
}

/// A report that is read again.
struct Report {
    name: String,
    lines: BufReader<File>,
    /// The line that was read last, from 1.
    line: usize,
}

/// The first line of a report.
#[derive(Deserialize)]
struct Header {
    schema: u32,
}

/// A file that is to have its old bytes back.
struct Step {
    record: FileRecord,
    /// Where the lines begin that tell the way back, in bytes of the report, and the line before, from 1.
    start: (u64, usize),
}

impl Report {
    /// Opens a report, or what a run has left of it that was ended.
    fn open(path: &Path) -> anyhow::Result<Report> {
        let part = unfinished(path);
        let path = if !path.exists() && part.exists() { &part } else { path };
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("{name}: cannot read"))?;
        let mut report = Report { name, lines: BufReader::new(file), line: 0 };
        let first = report.next()?.unwrap_or_default();
        let header: Header = serde_json::from_str(&first).with_context(|| {
            format!("{}:1: is no report of lughat clean; give a file that --report has written", report.name)
        })?;
        ensure!(header.schema == 1, "{}:1: schema {} is not known; update lughat", report.name, header.schema);
        Ok(report)
    }

    /// The next whole line: of a run that was ended, the last may lack its end.
    fn next(&mut self) -> anyhow::Result<Option<String>> {
        let mut line = String::new();
        self.line += 1;
        self.lines.read_line(&mut line).with_context(|| format!("{}:{}: cannot read", self.name, self.line))?;
        Ok(line.ends_with('\n').then_some(line))
    }

    fn next_line(&mut self) -> anyhow::Result<Option<Line>> {
        let Some(line) = self.next()? else { return Ok(None) };
        let parsed = serde_json::from_str(&line);
        parsed.map(Some).with_context(|| format!("{}:{}: the report is damaged", self.name, self.line))
    }

    /// The files that do not have their old bytes, the last first; all are as they were left, or it fails.
    fn to_restore(&mut self) -> anyhow::Result<Vec<Step>> {
        let mut all = Vec::new();
        let mut start = (self.lines.stream_position()?, self.line);
        while let Some(line) = self.next_line()? {
            if let Line::File(record) = line {
                all.push(Step { record, start });
                start = (self.lines.stream_position()?, self.line);
            }
        }
        // A file may have been cleaned more than once: the last time is undone first.
        let mut hashes: FxHashMap<PathBuf, String> = FxHashMap::default();
        let mut ready = Vec::new();
        for step in all.into_iter().rev().filter(|step| step.record.input_sha256 != step.record.output_sha256) {
            let Some(file) = step.record.output.as_ref().map(PathBuf::from) else { continue };
            let found = match hashes.get(&file) {
                Some(found) => found.clone(),
                None => hash_of_file(&file)?,
            };
            let is_cleaned = found == step.record.output_sha256;
            if !is_cleaned && found != step.record.input_sha256 {
                bail!("{}: has changed since it was cleaned; nothing was undone", file.display());
            }
            hashes.insert(file, step.record.input_sha256.clone());
            ready.extend(is_cleaned.then_some(step));
        }
        Ok(ready)
    }

    /// Gives a file its old bytes back.
    fn restore(&mut self, step: &Step) -> anyhow::Result<()> {
        let Some(file) = step.record.output.as_deref().map(Path::new) else { return Ok(()) };
        self.lines.seek(SeekFrom::Start(step.start.0))?;
        self.line = step.start.1;
        let damaged = || format!("{}: the report is damaged; the file is left", file.display());
        let cleaned = File::open(file).with_context(|| format!("{}: cannot read", file.display()))?;
        let mut source = Hashing { file: Replacement::new(file)?, hash: Hash::default() };
        let pieces = std::iter::from_fn(|| self.pieces().transpose()).flat_map(flattened);
        restore(cleaned, pieces, &mut source).with_context(damaged)?;
        ensure!(source.hash.digits() == step.record.input_sha256, damaged());
        source.file.commit()
    }

    /// The next pieces of the file whose lines are being read.
    fn pieces(&mut self) -> anyhow::Result<Option<Vec<Piece>>> {
        loop {
            match self.next_line()? {
                Some(Line::Undo { pieces }) => return Ok(Some(pieces)),
                Some(Line::Other) => {}
                Some(Line::File(_)) | None => return Ok(None),
            }
        }
    }
}

/// A file that is written, and its hash.
struct Hashing {
    file: Replacement,
    hash: Hash,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.write_all(&bytes[..written])?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn flattened(pieces: anyhow::Result<Vec<Piece>>) -> impl Iterator<Item = anyhow::Result<Piece>> {
    let (pieces, error) = match pieces {
        Ok(pieces) => (pieces, None),
        Err(error) => (Vec::new(), Some(Err(error))),
    };
    pieces.into_iter().map(Ok).chain(error)
}
