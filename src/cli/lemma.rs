use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::input::read_texts;
use super::known_names::known_names;
use super::{Global, Outcome, Output};
use crate::letters::is_azerbaijani_only;
use crate::word::az::{Gazetteer, Names, citation_with};
use crate::word::morphology::Analyser;
use crate::word::{Lexicon, en};

/// Arguments of `lughat lemma`.
#[derive(Debug, Args)]
pub struct LemmaArgs {
    /// Files with one word or phrase a line; - or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Language of the phrases; auto: each line is judged by its letters and words
    #[arg(long, value_enum, default_value_t = Language::Auto, value_name = "LANG")]
    lang: Language,
}

/// Language of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Azerbaijani
    Az,
    /// English
    En,
    /// Azerbaijani, unless a line is clearly English
    Auto,
}

/// Writes `input<TAB>citation form` for each line.
///
/// # Errors
///
/// When a file cannot be read, or the output cannot be written.
pub fn run(args: &LemmaArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    // All are made at their first use, in some 10 ms each: at the same time, one line is answered in half the time.
    let (names, _) = rayon::join(known_names_ready, || rayon::join(Analyser::embedded, Lexicon::embedded));
    for text in read_texts(&args.files, global)? {
        for line in text.lines() {
            if line.trim().is_empty() {
                writeln!(out, "{line}")?;
            } else {
                writeln!(out, "{line}\t{}", citation(line, args.lang, &names))?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// The known names, with the model of their spelling.
fn known_names_ready() -> Names {
    let names = known_names();
    names.spelling_cost("");
    names
}

fn citation(line: &str, lang: Language, names: &Names) -> String {
    match lang {
        Language::En => en::citation(line),
        Language::Auto if is_clearly_english(line) => en::citation(line),
        _ => citation_with(line, names),
    }
}

/// Whether a line cannot be Azerbaijani: an English article or possessive, or ASCII words in lower case that are all
/// English glosses and none an Azerbaijani word.
fn is_clearly_english(line: &str) -> bool {
    if line.chars().any(is_azerbaijani_only) || !line.chars().all(|c| c.is_ascii() || c == '’') {
        return false;
    }
    let line = line.trim();
    let article = ["the ", "The ", "a ", "an "].iter().any(|article| line.starts_with(article));
    let english = |word: &str| {
        let lexicon = Lexicon::embedded();
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && !lexicon.contains(word)
            && lexicon.glossed_in_part(word).next().is_some()
    };
    article || line.ends_with("'s") || line.ends_with("’s") || line.split_whitespace().all(english)
}
