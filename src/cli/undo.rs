use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::clean::restoration::{FileRecord, Header, hash, restored};
use super::input::{bytes_of, read_text};
use super::output::replace_file;
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
pub fn run(args: &UndoArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let report = read_text(&args.report, global)?;
    let header = Header::read(&args.report.display().to_string(), &report)?;
    let ready = header.files.iter().filter(|record| record.output.is_some());
    let ready: Vec<&FileRecord> = ready.filter(|record| record.input_sha256 != record.output_sha256).collect();
    ready.iter().try_for_each(|record| source_of(record).map(drop))?;
    let mut count = 0;
    for record in ready {
        if let Some((file, source)) = source_of(record)? {
            replace_file(file, &source)?;
            count += 1;
        }
    }
    out.note(format_args!("{count} files restored"));
    Ok(Outcome::Clean)
}

/// A cleaned file and its bytes before; none if it has them already.
fn source_of(record: &FileRecord) -> anyhow::Result<Option<(&Path, Vec<u8>)>> {
    let Some(file) = record.output.as_deref().map(Path::new) else { return Ok(None) };
    let cleaned = bytes_of(file)?;
    let found = hash(&cleaned);
    if found == record.input_sha256 {
        return Ok(None);
    }
    if found != record.output_sha256 {
        bail!("{}: has changed since it was cleaned; nothing was undone", file.display());
    }
    let source = restored(&cleaned, &record.undo).filter(|source| hash(source) == record.input_sha256);
    let source = source.with_context(|| format!("{}: the report is damaged; nothing was undone", file.display()))?;
    Ok(Some((file, source)))
}
