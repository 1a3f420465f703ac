//! Words: acceptance and ranked analysis of running text, beside plain look-up of the same words.
//!
//! The text is `corpus/*.az.txt`, repeated to 10 MB. Its words, as UAX #29 bounds them, are found before the clock starts,
//! but for the row that finds them. One thread, no cache of results. The rows take turns for some rounds and each shows its
//! best round, since other work on a machine slows some rounds and none makes one faster.
//!
//! `fst` looks the words up as they stand in the set of attested forms; `attested` lower-cases them first; `spellbook`
//! checks them against a Hunspell dictionary of the same forms, without rules.
//!
//! Not with criterion, which compares a row with its past and not with another row.

#![allow(clippy::print_stdout)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use fst::Set;
use lughat::cli::each_name_word;
use lughat::word::Attested;
use lughat::word::morphology::{Analyser, Builder};
use spellbook::Dictionary;
use unicode_segmentation::UnicodeSegmentation;

const TEXT_BYTES: usize = 10_000_000;
const ROUNDS: usize = 5;
const FORMS: &[u8] = include_bytes!("../src/word/data/attested.fst");

/// A way to go through the words; it counts those that it knows.
struct Row<'r> {
    name: &'static str,
    run: Box<dyn Fn() -> usize + 'r>,
    known: usize,
    best: Duration,
}

impl<'r> Row<'r> {
    fn new(name: &'static str, run: impl Fn() -> usize + 'r) -> Row<'r> {
        Row { name, run: Box::new(run), known: 0, best: Duration::MAX }
    }

    fn round(&mut self) {
        let start = Instant::now();
        self.known = black_box((self.run)());
        self.best = self.best.min(start.elapsed());
    }
}

fn main() {
    let text = text();
    let words: Vec<&str> = text.unicode_words().collect();
    let (analyser, set, attested, dictionary) =
        (analyser(), Set::new(FORMS).unwrap(), Attested::embedded(), dictionary());
    let mut rows = [
        Row::new("fst", || count(&words, |word| set.contains(word))),
        Row::new("attested", || count(&words, |word| attested.contains(word))),
        Row::new("is_word", || count(&words, |word| analyser.is_word(word))),
        Row::new("analyse", || count(&words, |word| !analyser.analyse(word).is_empty())),
        Row::new("spellbook", || count(&words, |word| dictionary.check(word))),
        Row::new("unicode_words", || text.unicode_words().count()),
    ];
    for _ in 0..ROUNDS {
        rows.iter_mut().for_each(Row::round);
    }
    show(&rows, words.len());
}

fn count(words: &[&str], knows: impl Fn(&str) -> bool) -> usize {
    words.iter().filter(|word| knows(black_box(word))).count()
}

fn show(rows: &[Row], words: usize) {
    let rate = |row: &Row| words as f64 / row.best.as_secs_f64();
    println!("{words} words\n{:<14}{:>14}{:>9}{:>9}", "", "words/s", "to fst", "known");
    for row in rows {
        let known = row.known as f64 / words as f64;
        println!("{:<14}{:>14.0}{:>9.2}{known:>9.3}", row.name, rate(row), rate(row) / rate(&rows[0]));
    }
}

fn text() -> String {
    let corpus = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
    let mut files: Vec<_> = corpus.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".az.txt"));
    files.sort();
    let text: String = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    text.repeat(TEXT_BYTES.div_ceil(text.len()))
}

/// The analyser of `lughat analyze`.
fn analyser() -> Analyser {
    let mut builder = Builder::default();
    builder.add_lexicon();
    each_name_word(|word| builder.add_name(&word));
    builder.build()
}

fn dictionary() -> Dictionary {
    let forms = Set::new(FORMS).unwrap().stream().into_strs().unwrap();
    Dictionary::new("SET UTF-8\nLANG az_AZ\n", &format!("{}\n{}\n", forms.len(), forms.join("\n"))).unwrap()
}
