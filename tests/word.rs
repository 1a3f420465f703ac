//! The word layer: citation forms of `cases/word/citation.csv`, and random input.

use lughat::word::az::{Gender, Names, citation, citation_with, lemmas, stems, strip};
use lughat::word::en;
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
    fn every_reading_spells_the_word_again(word in "[a-zəğışçöü]{1,20}") {
        for reading in strip(&word) {
            let suffixes: String = reading.suffixes.iter().map(|suffix| suffix.surface.as_str()).collect();
            prop_assert!(word.ends_with(&suffixes), "{reading:?}");
        }
        prop_assert!(stems(&word).contains(&word));
    }
}
