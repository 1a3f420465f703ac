use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::input::{or_standard_input, read_verbatim};
use super::words::WordArgs;
use super::{Global, Outcome, Output};
use crate::token::tokenize;
use crate::word::Attested;
use crate::word::morphology::{Analyser, Analysis};

/// Take Azerbaijani words apart into lemma and suffixes
///
/// `known` says that the stem is in the lexicon or a known name and that its suffixes may follow it so; the analyses of an
/// unknown word are guesses. They stand in order, the likeliest first. `attested` says that an unknown word stands in a
/// list of forms that were found in texts.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  echo 'Nazirliyinin qarşısında' | lughat analyze
  lughat analyze --lexicon medicine.csv report.txt
  lughat analyze article.txt --format jsonl | jq -r 'select(.known | not).text'")]
pub struct AnalyzeArgs {
    /// Texts; `-` or none = standard input
    files: Vec<PathBuf>,
    #[command(flatten)]
    words: WordArgs,
    /// How to write the words [default: text on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<WordFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WordFormat {
    /// `word<TAB>lemma+TAG+TAG …`, a word a line; `?` for an unknown word
    Text,
    /// One JSON object a line
    Jsonl,
}

/// Runs `lughat analyze`.
///
/// # Errors
///
/// When a text cannot be read, or the output cannot be written.
pub fn run(args: &AnalyzeArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let format = args.format.unwrap_or(if out.is_terminal() { WordFormat::Text } else { WordFormat::Jsonl });
    let analyser = args.words.builder(global)?.build();
    for file in or_standard_input(&args.files) {
        let text = read_verbatim(&file, global)?;
        for token in tokenize(&text).filter(|token| token.kind.is_wordlike()) {
            let word = token.of(&text);
            let readings = analyser.analyse(word);
            match format {
                WordFormat::Text => writeln!(out, "{word}\t{}", text_of(&readings)),
                WordFormat::Jsonl => writeln!(out, "{}", object(word, &analyser, readings)),
            }
            .context("standard output")?;
        }
    }
    Ok(Outcome::Clean)
}

fn text_of(readings: &[Analysis]) -> String {
    let reading = |reading: &Analysis| [&[reading.lemma.as_ref()], reading.tags.as_slice()].concat().join("+");
    if readings.is_empty() { "?".into() } else { readings.iter().map(reading).collect::<Vec<_>>().join(" ") }
}

fn object(word: &str, analyser: &Analyser, readings: Vec<Analysis>) -> Value {
    let known = !readings.is_empty();
    let readings = if known { readings } else { analyser.guess(word) };
    // What the analyser knows is known by more than a list.
    let attested = !known && Attested::embedded().contains(word);
    let reading =
        |reading: &Analysis| json!({"lemma": reading.lemma, "pos": reading.pos.as_str(), "tags": reading.tags});
    let analyses: Vec<Value> = readings.iter().map(reading).collect();
    json!({"schema": 1, "text": word, "known": known, "attested": attested, "analyses": analyses})
}
