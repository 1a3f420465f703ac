use std::path::PathBuf;

use clap::Args;

use super::read;
use crate::cli::table::{Format, write_rows};
use crate::cli::{Global, Outcome, Output};
use crate::glossary::{Glossary, Stats, embedded};

/// Count what glossaries hold
///
/// Entries by type, status, domain and source, their variants and short forms, and what is missing: approved entries
/// without a source, approved agencies without an acronym.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat glossary stats
  lughat glossary stats glossary.csv --format jsonl")]
pub struct StatsArgs {
    /// Glossary files, counted together; `-` = standard input; none = the glossary that is built in
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to write the counts [default: table on a terminal, csv in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
}

/// Runs `lughat glossary stats`.
///
/// # Errors
///
/// When a file cannot be read or is no glossary, or the output cannot be written.
pub fn run(args: &StatsArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let files: Vec<Glossary> = args.files.iter().map(|file| read(file, global)).collect::<anyhow::Result<_>>()?;
    let stats = if files.is_empty() { Stats::of([embedded()]) } else { Stats::of(&files) };
    let rows = stats.rows().into_iter().map(|(group, name, count)| vec![group.into(), name.into(), count.into()]);
    write_rows(out, args.format, &["group", "name", "count"], rows.collect::<Vec<_>>())?;
    Ok(Outcome::Clean)
}
