use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::read;
use crate::cli::output::{refuse_input, replace_file};
use crate::cli::{Global, Outcome, Output};
use crate::glossary::{Glossary, embedded, html_page};

/// Write glossaries in another form
///
/// `html` is one page for the browser that needs no other file and no network: searchable in both languages whatever the
/// case, marks and endings, sorted by the Azerbaijani alphabet, with filters and a form for print.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat glossary export --format html -o glossary.html
  lughat glossary export house-list.csv --format html --title 'House list' > list.html")]
pub struct ExportArgs {
    /// Glossary files, written together; `-` = standard input; none = the glossary that is built in
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The form to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Format,
    /// Heading of the page
    #[arg(long, value_name = "TEXT", default_value = "Azerbaijani–English glossary")]
    title: String,
    /// Output file, replaced as a whole [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One self-contained page for people
    Html,
}

/// Runs `lughat glossary export`.
///
/// # Errors
///
/// When a file cannot be read or is no glossary, or the output is one of the files or cannot be written.
pub fn run(args: &ExportArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let files: Vec<Glossary> = args.files.iter().map(|file| read(file, global)).collect::<anyhow::Result<_>>()?;
    let page = match args.format {
        Format::Html if files.is_empty() => html_page(&args.title, [embedded()]),
        Format::Html => html_page(&args.title, &files),
    };
    match &args.output {
        Some(file) => {
            refuse_input(file, &args.files.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
            replace_file(file, page.as_bytes())?;
        }
        None => out.write_all(page.as_bytes()).context("standard output")?,
    }
    Ok(Outcome::Clean)
}
