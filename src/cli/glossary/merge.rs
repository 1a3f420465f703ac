use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use super::read;
use crate::cli::output::replace_file;
use crate::cli::{Global, Outcome, Output};
use crate::glossary::{Glossary, merge};

/// Merge glossaries into one
///
/// Rows that a person has decided on (any status but candidate) stay as they are, and candidates for the same pair go.
/// Candidates on one pair become one. Decisions that contradict each other are both kept and named.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat glossary merge curated.csv run.csv -o glossary.csv
  lughat glossary merge a.csv b.csv | lughat glossary validate -")]
pub struct MergeArgs {
    /// Glossary files; the first come first. `-` = standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write the glossary here; without it to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs `lughat glossary merge`.
///
/// # Errors
///
/// When a file cannot be read or is no glossary (then nothing is written), or the output cannot be written.
pub fn run(args: &MergeArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    if let Some(output) = args.output.as_ref().filter(|output| output.is_file() && !args.files.contains(output)) {
        bail!("{}: exists and is not among the files to merge; name it there too, or another output", output.display());
    }
    let files: Vec<Glossary> = args.files.iter().map(|file| read(file, global)).collect::<anyhow::Result<_>>()?;
    let merged = merge(files);
    for conflict in &merged.conflicts {
        out.note(format_args!("{} and {} are decisions on one pair; both are kept", conflict.first, conflict.second));
    }
    let csv = merged.glossary.to_csv();
    match &args.output {
        Some(file) => replace_file(file, csv.as_bytes())?,
        None => out.write_all(csv.as_bytes()).context("standard output")?,
    }
    Ok(Outcome::Clean)
}
