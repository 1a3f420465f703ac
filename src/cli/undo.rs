use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::Args;
use rustc_hash::FxHashMap;

use super::clean::earlier::Earlier;
use super::clean::report::unfinished;
use super::clean::restoration::{FileRecord, Hash, hash_of_file, restore};
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
    // A run that was ended has left what it did under another name.
    let left = unfinished(&args.report);
    let path = if !args.report.exists() && left.exists() { &left } else { &args.report };
    let mut report = Earlier::open(path)?;
    let ready = to_restore(&mut report)?;
    for (record, start) in &ready {
        put_back(record, *start, &mut report)?;
    }
    out.note(format_args!("{} files restored", ready.len()));
    Ok(Outcome::Clean)
}

/// The files that do not have their old bytes, the last first, and where the report tells of them; all are as they were left,
/// or it fails.
fn to_restore(report: &mut Earlier) -> anyhow::Result<Vec<(FileRecord, u64)>> {
    let mut all = Vec::new();
    while let Some((record, extent)) = report.next_file()? {
        all.push((record, extent.start));
    }
    // A file may have been cleaned more than once: the last time is undone first.
    let mut hashes: FxHashMap<PathBuf, String> = FxHashMap::default();
    let mut ready = Vec::new();
    for (record, start) in all.into_iter().rev().filter(|(record, _)| record.input_sha256 != record.output_sha256) {
        let Some(file) = record.output.as_ref().map(PathBuf::from) else { continue };
        let found = hashes.get(&file).map_or_else(|| hash_of_file(&file), |found| Ok(found.clone()))?;
        let is_cleaned = found == record.output_sha256;
        if !is_cleaned && found != record.input_sha256 {
            bail!("{}: has changed since it was cleaned; nothing was undone", file.display());
        }
        hashes.insert(file, record.input_sha256.clone());
        ready.extend(is_cleaned.then_some((record, start)));
    }
    Ok(ready)
}

/// Gives a file its old bytes back.
fn put_back(record: &FileRecord, start: u64, report: &mut Earlier) -> anyhow::Result<()> {
    let Some(file) = record.output.as_deref().map(Path::new) else { return Ok(()) };
    let damaged = || format!("{}: the report is damaged; the file is left", file.display());
    let cleaned = File::open(file).with_context(|| format!("{}: cannot read", file.display()))?;
    let mut source = Hashing { file: Replacement::new(file)?, hash: Hash::default() };
    restore(cleaned, report.pieces(start)?, &mut source).with_context(damaged)?;
    ensure!(source.hash.digits() == record.input_sha256, damaged());
    source.file.commit()
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
