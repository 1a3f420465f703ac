//! Cleaning: clean text and noisy pages, and how long it takes until the first word can be judged, beside `symspell` on the
//! same text.
//!
//! The clean text is `corpus/*.az.txt`. The pages are `corpus/*.az.noisy.txt`, which were made with the letters that
//! recognisers confuse, and the clean text with one letter in fifty misread by the rule below, each page anew (seeded). Each
//! text is taken as often as a row needs it; a document is cleaned by itself, so nothing is remembered from one to the next.
//!
//! `symspell` has as many attested forms as a dictionary of that kind has (80,000, one in so many of the list) and looks up
//! every word as a user of it would: distance 2, the best suggestion. One thread. The rows take turns for some rounds and each
//! shows its best round, since other work on a machine slows some rounds and none makes one faster. `cargo bench --bench ocr
//! OCR` takes only the rows with `OCR` in their name.

#![allow(clippy::print_stdout)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use fst::Set;
use lughat::cli::each_name_word;
use lughat::ocr::{Cleaner, Knowledge};
use lughat::word::morphology::Builder;
use symspell::{SymSpell, UnicodeStringStrategy, Verbosity};
use unicode_segmentation::UnicodeSegmentation;

const FORMS: &[u8] = include_bytes!("../src/word/data/attested.fst");
/// Forms in the dictionary of the other tool.
const DICTIONARY: usize = 80_000;
const ROUNDS: usize = 5;
/// One letter in so many is misread.
const NOISE: u64 = 50;
/// How often the clean text is made into pages.
const PAGES: u64 = 4;
/// What is read for what, in print, by recognisers that know the letters.
const MISREAD: [(char, &str); 12] = [
    ('ə', "a"),
    ('ı', "l"),
    ('i', "ı"),
    ('ş', "s"),
    ('ğ', "g"),
    ('ç', "c"),
    ('ö', "o"),
    ('ü', "u"),
    ('m', "rn"),
    ('n', "ri"),
    ('l', "1"),
    ('o', "0"),
];

/// A way to go through some documents.
struct Row<'r> {
    name: &'static str,
    documents: &'r [String],
    run: Box<dyn Fn(&str) -> usize + 'r>,
    changes: usize,
    best: Duration,
}

impl<'r> Row<'r> {
    fn new(name: &'static str, documents: &'r [String], run: impl Fn(&str) -> usize + 'r) -> Row<'r> {
        Row { name, documents, run: Box::new(run), changes: 0, best: Duration::MAX }
    }

    fn round(&mut self) {
        let start = Instant::now();
        self.changes = self.documents.iter().map(|document| (self.run)(black_box(document))).sum();
        self.best = self.best.min(start.elapsed());
    }

    /// Bytes a second, in millions.
    fn rate(&self) -> f64 {
        let bytes: usize = self.documents.iter().map(String::len).sum();
        bytes as f64 / 1e6 / self.best.as_secs_f64()
    }
}

fn main() {
    let (clean, noisy) = (texts(|name| !name.contains("noisy")), texts(|name| name.contains("noisy")));
    let pages: Vec<String> = (0..PAGES).flat_map(|seed| misread(&clean, seed)).chain(noisy).collect();
    // One document of the length of a book, as it comes from a folder of them: what it repeats is judged once.
    let book = [clean.concat().repeat(80)];
    let (knowledge, ready) = timed(knowledge);
    let (other, other_ready) = timed(symspell);
    let cleaner = Cleaner::new(&knowledge, None);
    let repairs = |text: &str| cleaner.repairs(text).len();
    let suggestions = |text: &str| text.unicode_words().filter(|word| other(&word.to_lowercase())).count();
    let mut rows = [
        Row::new("clean book", &book, repairs),
        Row::new("clean pages", &clean, repairs),
        Row::new("OCR pages", &pages, repairs),
        Row::new("symspell, clean", &clean, suggestions),
        Row::new("symspell, OCR", &pages, suggestions),
    ];
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for _ in 0..ROUNDS {
        rows.iter_mut().filter(|row| row.name.contains(&wanted)).for_each(Row::round);
    }
    println!("{:<18}{:>8}{:>10}{:>12}", "", "MB/s", "changes", "to symspell");
    for row in rows.iter().filter(|row| row.name.contains(&wanted)) {
        let other = &rows[if row.name.contains("OCR") { 4 } else { 3 }];
        println!("{:<18}{:>8.2}{:>10}{:>12.2}", row.name, row.rate(), row.changes, row.rate() / other.rate());
    }
    println!("ready after {:.1} ms; symspell {:.1} ms", 1e3 * ready.as_secs_f64(), 1e3 * other_ready.as_secs_f64());
}

fn timed<T>(make: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = make();
    (made, start.elapsed())
}

/// The knowledge of `lughat clean`, with all that is made when the first word is judged.
fn knowledge() -> Knowledge {
    let mut builder = Builder::default();
    builder.add_lexicon();
    each_name_word(|word| builder.add_name(&word));
    let knowledge = Knowledge::new(builder.build());
    black_box(Cleaner::new(&knowledge, None).repairs("Nazirllyin"));
    knowledge
}

/// Whether the other tool has a suggestion that is another word.
fn symspell() -> impl Fn(&str) -> bool {
    let forms = Set::new(FORMS).unwrap().stream().into_strs().unwrap();
    let mut symspell = SymSpell::<UnicodeStringStrategy>::default(); // distance 2
    for form in forms.iter().step_by(forms.len() / DICTIONARY).take(DICTIONARY) {
        symspell.load_dictionary_line(&format!("{form} 1"), 0, 1, " ");
    }
    move |word| symspell.lookup(word, Verbosity::Top, 2).first().is_some_and(|best| best.term != word)
}

/// The Azerbaijani texts of the corpus whose names are wanted, in the order of their names.
fn texts(is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let corpus = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
    let mut files: Vec<_> = corpus.map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.contains(".az.") && name.ends_with(".txt") && is_wanted(&name)
    });
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

/// Texts as a recogniser might have read them.
fn misread(texts: &[String], seed: u64) -> Vec<String> {
    let mut state = seed;
    // The generator of Knuth's MMIX: the high bits are random enough for noise.
    let mut is_misread = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(NOISE)
    };
    let mut read = |c: char| match MISREAD.iter().find(|(meant, _)| *meant == c) {
        Some((_, seen)) if is_misread() => (*seen).to_owned(),
        _ => c.to_string(),
    };
    texts.iter().map(|text| text.chars().map(&mut read).collect()).collect()
}
