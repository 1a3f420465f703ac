use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::input::{or_standard_input, read_verbatim};
use super::known_names::known_names;
use super::{Global, Outcome, Output};
use crate::token::tokenize;
use crate::word::Lexicon;
use crate::word::morphology::{Analyser, Analysis};

/// Take Azerbaijani words apart into lemma and suffixes
///
/// `known` says that the stem is in the lexicon or a known name and that its suffixes may follow it so. The analyses of a
/// word stand in order, the likeliest first.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  echo 'Nazirliyinin qarşısında' | lughat analyze
  lughat analyze article.txt --format jsonl | jq -r 'select(.known | not).text'")]
pub struct AnalyzeArgs {
    /// Texts; `-` or none = standard input
    files: Vec<PathBuf>,
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
    let names = known_names();
    let words = names.iter().flat_map(|name| name.split([' ', '-']));
    let analyser = Analyser::new(Lexicon::embedded(), words);
    for file in or_standard_input(&args.files) {
        let text = read_verbatim(&file, global)?;
        for token in tokenize(&text).filter(|token| token.kind.is_wordlike()) {
            let word = token.of(&text);
            let analyses = analyser.analyse(word);
            match format {
                WordFormat::Text => writeln!(out, "{word}\t{}", readings(&analyses)),
                WordFormat::Jsonl => writeln!(out, "{}", object(word, &analyses)),
            }
            .context("standard output")?;
        }
    }
    Ok(Outcome::Clean)
}

fn readings(analyses: &[Analysis]) -> String {
    let reading = |analysis: &Analysis| [&[analysis.lemma.as_str()], analysis.tags.as_slice()].concat().join("+");
    if analyses.is_empty() { "?".into() } else { analyses.iter().map(reading).collect::<Vec<_>>().join(" ") }
}

fn object(word: &str, analyses: &[Analysis]) -> Value {
    let analysis = |analysis: &Analysis| json!({"lemma": analysis.lemma, "pos": format!("{:?}", analysis.pos).to_lowercase(), "tags": analysis.tags});
    let analyses: Vec<Value> = analyses.iter().map(analysis).collect();
    json!({"schema": 1, "text": word, "known": !analyses.is_empty(), "attested": false, "analyses": analyses})
}
