use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::input::{read_documents, read_text};
use super::output::{refuse_input, replace_file};
use super::{Global, Outcome, Output};
use crate::align::sentence::{Bead, align_sentences};
use crate::align::{SeedLexicon, TranslationUnit, write_tmx};
use crate::pipeline::sentence_spans;
use crate::token::flatten;

/// Arguments of `lughat align-sentences`.
#[derive(Debug, Args)]
#[command(
    long_about = "Pairs the sentences of an Azerbaijani text with those of its English translation: one with one, one with \
                  several, or one with none where the other text has left it out. The order of both texts is kept.",
    after_help = "EXAMPLES:\n  \
                  lughat align-sentences news.az news.en                  one sentence a line; prints line numbers\n  \
                  lughat align-sentences --raw news.az.txt news.en.html   running text; prints sentence pairs\n  \
                  lughat align-sentences --raw az.docx en.docx --format tmx -o memory.tmx"
)]
pub struct AlignSentencesArgs {
    /// The Azerbaijani text; - is standard input
    azerbaijani: PathBuf,
    /// The English text; - is standard input
    english: PathBuf,
    /// The files are running text (plain, Markdown, HTML, DOCX), to be split into sentences first; else each line is one
    #[arg(long)]
    raw: bool,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Tsv)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A bead a line: line numbers from 0 and a score from 0 to 1, `0,1<TAB>0<TAB>0.9731`; with --raw the texts,
    /// `Azerbaijani<TAB>English`. A side is empty where nothing answers
    Tsv,
    /// A translation memory (TMX 1.4b) of the pairs
    Tmx,
}

/// Runs `lughat align-sentences`.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn run(args: &AlignSentencesArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    if args.azerbaijani == args.english && args.english == Path::new("-") {
        bail!("only one of the two texts can come from standard input: name a file for the other");
    }
    if let Some(output) = &args.output {
        refuse_input(output, &[&args.azerbaijani, &args.english])?;
    }
    let azerbaijani = read_sentences(&args.azerbaijani, args.raw, global, out)?;
    let english = read_sentences(&args.english, args.raw, global, out)?;
    let source: Vec<&str> = azerbaijani.iter().map(String::as_str).collect();
    let target: Vec<&str> = english.iter().map(String::as_str).collect();
    let beads = align_sentences(&source, &target, SeedLexicon::embedded());
    let bytes = match args.format {
        Format::Tsv if args.raw => table(&beads, &source, &target).into_bytes(),
        Format::Tsv => numbers(&beads).into_bytes(),
        Format::Tmx => memory(&beads, &source, &target)?,
    };
    match args.output.as_ref().filter(|path| path.as_path() != Path::new("-")) {
        Some(path) => replace_file(path, &bytes)?,
        None => out.write_all(&bytes)?,
    }
    Ok(Outcome::Clean)
}

/// The sentences of a file: its lines, or with `raw` those of its running text.
fn read_sentences(file: &Path, raw: bool, global: &Global, out: &Output) -> anyhow::Result<Vec<String>> {
    if !raw {
        return Ok(read_text(file, global)?.lines().map(str::to_owned).collect());
    }
    let documents = read_documents(&[file.to_path_buf()], global, out)?;
    let of = |document| sentence_spans(document).into_iter().map(|span| span.of(&document.text).to_owned());
    Ok(documents.iter().flat_map(of).collect())
}

fn numbers(beads: &[Bead]) -> String {
    let side = |range: &std::ops::Range<usize>| range.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let mut lines = String::new();
    for bead in beads {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{}\t{}\t{:.4}", side(&bead.source), side(&bead.target), bead.score);
    }
    lines
}

/// The sentences of one side of a bead on one line.
fn joined(sentences: &[&str]) -> String {
    sentences.iter().map(|sentence| flatten(sentence)).collect::<Vec<_>>().join(" ")
}

fn table(beads: &[Bead], source: &[&str], target: &[&str]) -> String {
    let mut lines = String::new();
    for bead in beads {
        lines.push_str(&joined(&source[bead.source.clone()]));
        lines.push('\t');
        lines.push_str(&joined(&target[bead.target.clone()]));
        lines.push('\n');
    }
    lines
}

/// The beads with two sides as a translation memory.
fn memory(beads: &[Bead], source: &[&str], target: &[&str]) -> anyhow::Result<Vec<u8>> {
    let units =
        beads.iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty()).map(|bead| TranslationUnit {
            azerbaijani: joined(&source[bead.source.clone()]),
            english: joined(&target[bead.target.clone()]),
            score: bead.score,
        });
    let mut bytes = Vec::new();
    write_tmx(&mut bytes, units)?;
    Ok(bytes)
}
