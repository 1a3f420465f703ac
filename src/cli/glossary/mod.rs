mod export;
mod fmt;
mod lookup;
mod merge;
mod stats;
mod validate;

use std::path::Path;

use clap::{Args, Subcommand};

use super::input::{bytes_of, read_text};
use super::{Global, Outcome, Output};
use crate::glossary::Glossary;

/// Check, tidy, search, merge and show glossary files
///
/// A glossary is a CSV file with a header row: UTF-8, the columns `az` and `en` at least, lists inside a cell separated
/// by `|`. Columns that the program does not know are kept.
#[derive(Debug, Args)]
pub struct GlossaryArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Validate(validate::ValidateArgs),
    Fmt(fmt::FmtArgs),
    Lookup(lookup::LookupArgs),
    Stats(stats::StatsArgs),
    Merge(merge::MergeArgs),
    Export(export::ExportArgs),
}

/// Runs `lughat glossary`.
///
/// # Errors
///
/// Those of the subcommands.
pub fn run(args: &GlossaryArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    match &args.command {
        Command::Validate(args) => validate::run(args, global, out),
        Command::Fmt(args) => fmt::run(args, global, out),
        Command::Lookup(args) => lookup::run(args, global, out),
        Command::Stats(args) => stats::run(args, global, out),
        Command::Merge(args) => merge::run(args, global, out),
        Command::Export(args) => export::run(args, global, out),
    }
}

/// The bytes of a file, `-` being standard input; in UTF-8, if `--encoding` says what they are in.
fn bytes(file: &Path, global: &Global) -> anyhow::Result<Vec<u8>> {
    if global.encoding.is_some() { Ok(read_text(file, global)?.into_bytes()) } else { bytes_of(file) }
}

fn read(file: &Path, global: &Global) -> anyhow::Result<Glossary> {
    Ok(Glossary::read(&file.display().to_string(), &bytes(file, global)?)?)
}
