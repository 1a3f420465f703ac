use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::bytes;
use crate::cli::{Global, Outcome, Output};
use crate::glossary::{validate, validate_strict};
use crate::report::{Diagnostic, Severity, human, json};

/// Find what is wrong in glossary files
///
/// Errors are what no command could read; warnings are doubtful contents (an empty form, a pair that stands twice, a
/// Cyrillic letter in a Latin word …); infos change nothing. The exit status is 1 if there is an error or a warning.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat glossary validate glossary.csv
  lughat glossary validate glossaries/*.csv --format jsonl | jq .code
  lughat glossary validate --strict house-list.csv")]
pub struct ValidateArgs {
    /// Glossary files; `-` = standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Hold approved rows to the rules for a house list too: one row a form, acronyms that fit, names romanised alike,
    /// parts translated alike, countries as in CLDR; a row's note may say why it departs (`spelling: traditional`)
    #[arg(long)]
    strict: bool,
    /// How to write the findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The line with the place underlined, and help
    Human,
    /// One JSON object a line
    Jsonl,
}

/// Runs `lughat glossary validate`.
///
/// # Errors
///
/// When a file cannot be read, or the output cannot be written.
pub fn run(args: &ValidateArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let files: Vec<(String, Vec<u8>)> = args
        .files
        .iter()
        .map(|file| Ok((file.display().to_string(), bytes(file, global)?)))
        .collect::<anyhow::Result<_>>()?;
    let (mut errors, mut warnings) = (0, 0);
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let findings = if args.strict {
        validate_strict(&named)
    } else {
        named.iter().map(|(name, bytes)| validate(name, bytes)).collect()
    };
    for ((_, bytes), findings) in files.iter().zip(findings) {
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
        for finding in findings {
            errors += usize::from(finding.severity == Severity::Error);
            warnings += usize::from(finding.severity == Severity::Warning);
            write(out, args.format, &finding, &text).context("standard output")?;
        }
    }
    if errors + warnings == 0 {
        return Ok(Outcome::Clean);
    }
    out.note(format_args!("errors: {errors}, warnings: {warnings}"));
    Ok(Outcome::Findings)
}

fn write(out: &mut Output, format: Format, finding: &Diagnostic, text: &str) -> std::io::Result<()> {
    match format {
        // The output drops the colours where they are not wanted.
        Format::Human => writeln!(out, "{}\n", human(finding, text, true)),
        Format::Jsonl => writeln!(out, "{}", json(finding)),
    }
}
