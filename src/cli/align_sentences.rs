use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::input::{read_documents, read_text};
use super::output::replace_file;
use super::{Global, Outcome, Output};
use crate::align::sentence::{Bead, align_sentences};
use crate::align::{SeedLexicon, TranslationUnit, write_tmx};
use crate::pipeline::sentence_spans;
use crate::token::flatten;

/// Pair the sentences of an Azerbaijani text with those of its English translation
///
/// One sentence goes with one, with up to three, or with none where the other text has left it out; the order of both texts
/// is kept. The score is the probability that just these sentences belong together.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat align-sentences news.az news.en
  lughat align-sentences --raw news.az.txt news.en.html
  lughat align-sentences --raw az.docx en.docx --format tmx -o memory.tmx")]
pub struct AlignSentencesArgs {
    /// The Azerbaijani text; - is standard input
    azerbaijani: PathBuf,
    /// The English text; - is standard input
    english: PathBuf,
    /// The files are running text (plain, Markdown, HTML, DOCX), to be split into sentences first; else each line is a
    /// sentence
    #[arg(long)]
    raw: bool,
    /// What to write [default: beads; with --raw: tsv]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Numbers of the sentences from 0, and a score from 0 to 1: `0,1<TAB>0<TAB>0.9731`
    Beads,
    /// The texts: `Azerbaijani<TAB>English`, one side empty where nothing answers
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
    let source = read_sentences(&args.azerbaijani, args.raw, global, out)?;
    let target = read_sentences(&args.english, args.raw, global, out)?;
    let beads = align_sentences(&borrowed(&source), &borrowed(&target), SeedLexicon::embedded());
    let default = if args.raw { Format::Tsv } else { Format::Beads };
    let bytes = match args.format.unwrap_or(default) {
        Format::Beads => numbers(&beads).into_bytes(),
        Format::Tsv => table(&beads, &source, &target).into_bytes(),
        Format::Tmx => memory(&beads, &source, &target)?,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => replace_file(path, &bytes)?,
        None => out.write_all(&bytes)?,
    }
    Ok(Outcome::Clean)
}

/// The sentences of a file, each on one line: its lines, or with `raw` those of its running text.
fn read_sentences(path: &Path, raw: bool, global: &Global, out: &Output) -> anyhow::Result<Vec<String>> {
    if !raw {
        return Ok(read_text(path, global)?.lines().map(|line| line.replace('\t', " ")).collect());
    }
    let documents = read_documents(&[path.to_path_buf()], global, out)?;
    let sentences = documents
        .iter()
        .flat_map(|document| sentence_spans(document).into_iter().map(|span| flatten(span.of(&document.text))));
    Ok(sentences.collect())
}

fn borrowed(sentences: &[String]) -> Vec<&str> {
    sentences.iter().map(String::as_str).collect()
}

fn numbers(beads: &[Bead]) -> String {
    let side = |range: &Range<usize>| range.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let mut lines = String::new();
    for bead in beads {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{}\t{}\t{:.4}", side(&bead.source), side(&bead.target), bead.score);
    }
    lines
}

fn table(beads: &[Bead], source: &[String], target: &[String]) -> String {
    let mut lines = String::new();
    for bead in beads {
        lines.push_str(&source[bead.source.clone()].join(" "));
        lines.push('\t');
        lines.push_str(&target[bead.target.clone()].join(" "));
        lines.push('\n');
    }
    lines
}

/// The beads with two sides as a translation memory.
fn memory(beads: &[Bead], source: &[String], target: &[String]) -> anyhow::Result<Vec<u8>> {
    let units =
        beads.iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty()).map(|bead| TranslationUnit {
            azerbaijani: source[bead.source.clone()].join(" "),
            english: target[bead.target.clone()].join(" "),
            score: bead.score,
        });
    let mut bytes = Vec::new();
    write_tmx(&mut bytes, units)?;
    Ok(bytes)
}
