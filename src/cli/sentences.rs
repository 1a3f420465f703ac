use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::input::read_documents;
use super::{Global, Outcome, Output};
use crate::pipeline::sentence_spans;
use crate::token::flatten;

/// Split running text into sentences, one a line
///
/// Reads plain text, Markdown, HTML and DOCX. A line end inside a sentence becomes a space; a word that a line-end hyphen
/// divides is closed up.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat sentences corpus/01-foreign-talks.az.txt
  lughat sentences page.html | wc -l")]
pub struct SentencesArgs {
    /// Documents; `-` or none = standard input
    files: Vec<PathBuf>,
}

/// Runs `lughat sentences`.
///
/// # Errors
///
/// When a document cannot be read, or the output cannot be written.
pub fn run(args: &SentencesArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    for document in read_documents(&args.files, global, out)? {
        for span in sentence_spans(&document) {
            writeln!(out, "{}", flatten(span.of(&document.text))).context("standard output")?;
        }
    }
    Ok(Outcome::Clean)
}
