//! The word layer: citation forms of `cases/word/citation.csv`, and random input.

use lughat::word::az::{Gender, Names, citation, citation_with, lemmas};
use lughat::word::en;
use lughat::word::morphology::Analyser;
use proptest::prelude::*;

/// The names that the command line has, read from the files of the repository.
fn names() -> Names {
    let mut names = Names::default();
    names.add_places();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let column = |file: &str, name: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_path(root.join(file)).unwrap();
        let at = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
        reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
    };
    let given = "src/name/data/given_names.csv";
    for (name, gender) in column(given, "az").iter().zip(column(given, "gender")) {
        let gender = match gender.as_str() {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        };
        names.add_given(name, gender);
    }
    for file in ["src/name/data/foreign_names.csv", "glossaries/place.csv", "glossaries/person.csv"] {
        column(file, "az").iter().for_each(|name| names.add(name));
    }
    column("glossaries/agency.csv", "az").iter().for_each(|name| names.add_phrase(name));
    names
}

#[derive(serde::Deserialize)]
struct Case {
    input: String,
    expected: String,
    note: String,
}

#[test]
fn phrases_have_their_citation_form() {
    let names = names();
    let cases: Vec<Case> = lughat::table::rows("cases", include_str!("cases/word/citation.csv"));
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, citation_with(&case.input, &names)))
        .filter(|(case, got)| *got != case.expected)
        .map(|(case, got)| format!("{} gives {got}, not {}: {}", case.input, case.expected, case.note))
        .collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), cases.len());
}

/// Letters of Azerbaijani words with the marks that occur in them.
const WORDS: &str = "[A-Za-zəğışçöüƏĞIİŞÇÖÜ' \"”’.0-9-]{0,40}";

proptest! {
    #[test]
    fn any_text_has_a_citation_form(text in ".{0,60}") {
        let az = citation(&text);
        prop_assert!(az.chars().count() <= text.chars().count() + 2, "{az}");
        en::citation(&text);
        lemmas(&text);
    }

    #[test]
    fn a_citation_form_begins_as_the_phrase_does(text in WORDS) {
        let form = citation(&text);
        let same = form.chars().zip(text.trim().chars()).take_while(|(a, b)| a == b).count();
        prop_assert!(same + 3 >= form.chars().count(), "{text:?} {form:?}");
    }

    #[test]
    fn every_reading_makes_its_word_again(stem in 0..10_000usize, suffixes in prop::collection::vec(0..SUFFIXES.len(), 0..4)) {
        let analyser = Analyser::embedded();
        let entries = lughat::word::Lexicon::embedded().entries();
        let tags: Vec<&str> = suffixes.into_iter().map(|at| SUFFIXES[at]).collect();
        if let Some(form) = analyser.generate(entries[stem % entries.len()].az, &tags) {
            prop_assert!(analyser.is_word(&form), "{form}");
            for reading in analyser.analyse(&form) {
                prop_assert!(analyser.generate(&reading.lemma, &reading.tags).is_some(), "{form} {reading:?}");
            }
        }
    }

    #[test]
    fn any_text_can_be_analysed(word in ".{0,40}") {
        let analyser = Analyser::embedded();
        prop_assert_eq!(analyser.is_word(&word), !analyser.analyse(&word).is_empty());
        analyser.guess(&word);
    }
}

/// Tags that often stand on nouns and verbs.
const SUFFIXES: [&str; 14] =
    ["PL", "P3", "GEN", "DAT", "ACC", "LOC", "ABL", "LOC.KI", "COP3", "LI", "PASS", "NEG", "PST", "PTCP.DIK"];
