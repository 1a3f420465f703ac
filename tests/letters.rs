//! The letters layer: sound texts in many languages are not repaired, and repairing random text loses nothing.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use lughat::letters::legacy::{Conversion, diagnose};
use proptest::prelude::*;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn sound_texts_are_left_alone() {
    let mut reader = csv::Reader::from_path(root().join("tests/cases/letters/sound_texts.csv")).unwrap();
    let mut wrong = Vec::new();
    for row in reader.deserialize::<(String, String)>() {
        let (lang, text) = row.unwrap();
        wrong.extend(diagnose(&text).map(|diagnosis| format!("{lang} {text}: {diagnosis:?}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_corpus_is_left_alone() {
    for entry in fs::read_dir(root().join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(diagnose(&text), None, "{}", path.display());
    }
}

/// A long text costs no more than its repair; the bound is loose, for builds without optimisation on a busy machine.
#[test]
fn a_long_sound_text_is_sampled() {
    let text = "Şəhər sakinləri görüşdə iştirak ediblər. ".repeat(120_000);
    let start = Instant::now();
    assert_eq!(diagnose(&text), None);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// Outside its edits a conversion is the text as it was read, and places go forward.
fn check(read: &str, conversion: &Conversion) -> Result<(), TestCaseError> {
    let (mut source, mut target) = (0, 0);
    for edit in &conversion.edits {
        prop_assert_eq!(&read[source..edit.source.start], &conversion.text[target..edit.target.start]);
        prop_assert!(!edit.source.is_empty() && !edit.target.is_empty());
        (source, target) = (edit.source.end, edit.target.end);
    }
    prop_assert_eq!(&read[source..], &conversion.text[target..]);
    let mut last = 0;
    for (offset, _) in conversion.text.char_indices() {
        let at = conversion.to_source(read, offset);
        prop_assert!(at >= last && read.is_char_boundary(at));
        last = at;
    }
    prop_assert_eq!(conversion.to_source(read, conversion.text.len()), read.len());
    Ok(())
}

/// Pieces of text that damages are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "Азярбайъан ",
        "щимни ",
        "Dяyiшяn ",
        "Àçÿðáàéúàí ",
        "É™",
        "Ã¼",
        "Ã‰â„¢",
        "Æ",
        "baþlýq ",
        "hаqqındа ",
        "\n",
        "\t",
        "2×3 ",
        "Ģəkil ",
        "∂",
        "ё",
        "\u{fffd}",
        "\u{8f}",
        "Москва ",
        "ÐÐ·ÑÑ€Ð±Ð°Ð¹ÑŠÐ°Ð½ ",
        "The ",
        "ä",
    ]);
    proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_is_lost_in_a_repair(read in pieces()) {
        if let Some(diagnosis) = diagnose(&read) {
            check(&read, &diagnosis.repair(&read))?;
        }
    }

    #[test]
    fn random_text_never_panics(read in any::<String>(), other in pieces()) {
        if let Some(diagnosis) = diagnose(&read).or_else(|| diagnose(&other)) {
            check(&read, &diagnosis.repair(&read))?;
        }
    }
}
