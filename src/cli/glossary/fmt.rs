use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::bytes;
use crate::cli::output::replace_file;
use crate::cli::{Global, Outcome, Output};
use crate::glossary::Glossary;

/// Write glossary files in their one canonical form
///
/// UTF-8, LF, commas, the columns in a fixed order, rows sorted by type and the Azerbaijani alphabet; rows without an id
/// get one. Nothing is lost: unknown columns stay, and a file with errors is refused, before any file is changed.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat glossary fmt glossary.csv
  lughat glossary fmt --check glossaries/*.csv
  lughat glossary fmt - < from-excel.csv > glossary.csv")]
pub struct FmtArgs {
    /// Glossary files; `-` = from standard input to standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Change nothing; name the files that would change, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
}

/// Runs `lughat glossary fmt`.
///
/// # Errors
///
/// When a file cannot be read, is no glossary, or cannot be written; then no file has been changed, or only those before
/// the one that could not be written.
pub fn run(args: &FmtArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let mut changed = Vec::new();
    for file in &args.files {
        let before = bytes(file, global)?;
        let after = Glossary::read(&file.display().to_string(), &before)
            .context("nothing was changed; `lughat glossary validate` shows all errors")?
            .to_csv();
        if after.as_bytes() != before || is_standard(file) && !args.check {
            changed.push((file, after));
        }
    }
    for (file, after) in &changed {
        if args.check {
            writeln!(out, "{}", file.display()).context("standard output")?;
        } else if is_standard(file) {
            out.write_all(after.as_bytes()).context("standard output")?;
        } else {
            replace_file(file, after.as_bytes())?;
        }
    }
    Ok(if args.check && !changed.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

fn is_standard(file: &Path) -> bool {
    file == Path::new("-")
}
