use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::lines::Lines;
use super::{Global, Outcome, Output};
use crate::name::{Scheme, romanise};

/// Arguments of `lughat romanize`.
#[derive(Debug, Args)]
pub struct RomanizeArgs {
    /// Files with one name a line, in its citation form; - or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How letters are written
    #[arg(long, value_enum, default_value_t = SchemeName::Press, value_name = "SCHEME")]
    scheme: SchemeName,
}

/// A scheme as it is named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SchemeName {
    /// As agencies and ministries write: Elçin Quliyev, Elchin Guliyev
    Press,
    /// BGN/PCGN: the Azerbaijani letters as they are
    Bgn,
    /// ICAO 9303, machine-readable travel documents: Gülşən, Guelsen
    Icao,
    /// Only the marks go: Gülşən, Gulsen
    Ascii,
}

impl From<SchemeName> for Scheme {
    fn from(name: SchemeName) -> Scheme {
        match name {
            SchemeName::Press => Scheme::Press,
            SchemeName::Bgn => Scheme::Bgn,
            SchemeName::Icao => Scheme::Icao,
            SchemeName::Ascii => Scheme::Ascii,
        }
    }
}

/// Writes `input<TAB>English form` for each line.
///
/// # Errors
///
/// When a file cannot be read as UTF-8, or the output cannot be written.
pub fn run(args: &RomanizeArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let standard_input = [PathBuf::from("-")];
    let files: &[PathBuf] = if args.files.is_empty() { &standard_input } else { &args.files };
    for file in files {
        for line in Lines::read(file, global)?.iter() {
            writeln!(out, "{line}\t{}", romanise(line, args.scheme.into())).context("standard output")?;
        }
    }
    Ok(Outcome::Clean)
}
