//! The bundled corpus is what its README and index say: pairs of both kinds, noise that can be taken back, gold that stands
//! in the texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use lughat::letters::{Lang, lower};
use lughat::token::{Token, sentences, tokenize};
use serde::Deserialize;
use unicode_normalization::is_nfc;

#[derive(Deserialize)]
struct Document {
    pair: String,
    kind: String,
    file: String,
}

#[derive(Deserialize)]
struct Fault {
    wrong: String,
    right: String,
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn text(file: &str) -> String {
    fs::read_to_string(corpus().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn index() -> Vec<Document> {
    let mut reader = csv::Reader::from_path(corpus().join("index.csv")).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// A text with the lines of each paragraph joined.
fn unwrapped(text: &str) -> String {
    let paragraphs: Vec<String> = text.trim_end().split("\n\n").map(|lines| lines.replace('\n', " ")).collect();
    paragraphs.join("\n\n") + "\n"
}

#[test]
fn the_index_lists_every_text() {
    let listed: BTreeSet<String> = index().into_iter().map(|document| document.file).collect();
    let names = fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let found: BTreeSet<String> = names.filter(|name| name.ends_with(".txt")).collect();
    assert_eq!(listed, found);
}

#[test]
fn half_the_pairs_are_parallel_and_a_third_has_a_noisy_text() {
    let mut pairs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for document in index() {
        pairs.entry(document.kind).or_default().insert(document.pair);
    }
    let (parallel, comparable, noisy) = (pairs["parallel"].len(), pairs["comparable"].len(), pairs["noisy"].len());
    assert!(parallel + comparable >= 24 && parallel.abs_diff(comparable) <= 1, "{parallel} and {comparable}");
    assert!(noisy * 3 >= parallel + comparable, "{noisy} noisy texts");
}

#[test]
fn texts_are_clean_and_of_some_length() {
    for document in index() {
        let text = text(&document.file);
        assert!(is_nfc(&text) && !text.contains('\r') && text.ends_with('\n'), "{}", document.file);
        // The headline counts; noise breaks sentences.
        let tokens: Vec<Token> = tokenize(&text).collect();
        let found = sentences(&text, &tokens).len();
        assert!(document.kind == "noisy" || (8..=27).contains(&found), "{}: {found} sentences", document.file);
    }
}

#[test]
fn noise_can_be_taken_back() {
    for document in index().into_iter().filter(|document| document.kind == "noisy") {
        let mut mended = text(&document.file);
        let mut faults = csv::Reader::from_path(corpus().join(format!("{}.noise.csv", document.pair))).unwrap();
        for fault in faults.deserialize() {
            let Fault { wrong, right } = fault.unwrap();
            let wrong = wrong.replace("\\n", "\n");
            assert_eq!(mended.matches(&wrong).count(), 1, "{}: {wrong:?}", document.file);
            mended = mended.replace(&wrong, &right);
        }
        assert_eq!(unwrapped(&mended), text(&format!("{}.az.txt", document.pair)), "{}", document.file);
    }
}

/// English forms stand as they are; the Azerbaijani ones at least by the beginning of each word, as texts inflect them.
#[test]
fn listed_terms_stand_in_both_texts() {
    let mut missing = Vec::new();
    let gold = corpus().join("../tests/cases/corpus");
    for pair in index().into_iter().map(|document| document.pair).collect::<BTreeSet<_>>() {
        let (az, en) = (text(&format!("{pair}.az.txt")), text(&format!("{pair}.en.txt")));
        let (az, en) = (lower(&az, Lang::Az), en.to_lowercase());
        for row in csv::Reader::from_path(gold.join(format!("{pair}.terms.csv"))).unwrap().records() {
            let row = row.unwrap();
            let in_az = lower(&row[0], Lang::Az).split_whitespace().all(|word| az.contains(beginning(word)));
            let in_en = row[1].to_lowercase().split_whitespace().all(|word| en.contains(beginning(word)));
            if !in_az || !in_en {
                missing.push(format!("{pair}: {} = {}", &row[0], &row[1]));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The first two thirds of a word: endings change the rest.
fn beginning(word: &str) -> &str {
    let letters = word.chars().count();
    let end = word.char_indices().nth(letters - letters / 3).map_or(word.len(), |(at, _)| at);
    &word[..end]
}
