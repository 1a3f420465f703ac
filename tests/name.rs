//! Names: what holds of any two strings.

use lughat::name::{CandidateIndex, Method, Name, Scheme, compare, plain_similarity, romanise, similarity, skeleton};
use proptest::prelude::*;

/// Names as they come: Azerbaijani, English and Russian letters, marks, and now and then anything.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zəğıİşçöüƏĞŞÇÖÜ]{1,10}( |-|, |\\. )?[a-zəğışçöü']{0,10}",
        2 => "[А-Яа-яәөүғҝҹһј]{1,10} ?[а-яәөүғҝҹһј]{0,10}",
        1 => "\\PC{0,20}",
    ]
}

proptest! {
    #[test]
    fn similarity_is_symmetric_and_bounded(a in name(), b in name()) {
        let value = similarity(&a, &b).value();
        prop_assert!((0.0..=1.0).contains(&value));
        prop_assert_eq!(value.to_bits(), similarity(&b, &a).value().to_bits());
        prop_assert_eq!(plain_similarity(&a, &b).value().to_bits(), plain_similarity(&b, &a).value().to_bits());
    }

    #[test]
    fn a_name_equals_itself(a in name()) {
        prop_assert_eq!(similarity(&a, &a).value(), 1.0);
    }

    #[test]
    fn an_explanation_has_the_same_similarity_and_names_every_word_once(a in name(), b in name()) {
        let comparison = compare(&a, &b);
        prop_assert_eq!(comparison.similarity.value().to_bits(), similarity(&a, &b).value().to_bits());
        let words = |side: fn(&lughat::name::PartPair) -> &Option<String>| -> usize {
            comparison.parts.iter().filter_map(|part| side(part).as_ref()).map(|text| text.split(' ').count()).sum()
        };
        prop_assert_eq!(words(|part| &part.left), Name::parse(&a).parts.len().min(7));
        prop_assert_eq!(words(|part| &part.right), Name::parse(&b).parts.len().min(7));
    }

    #[test]
    fn the_steps_of_two_words_add_up_to_their_letters(a in "[a-zəğışçöü]{1,8}", b in "[a-zəğışçöü]{1,8}") {
        for part in compare(&a, &b).parts {
            if part.left.is_some() && part.right.is_some() {
                let text: String = part.steps.iter().map(|step| step.left.as_str()).collect();
                prop_assert_eq!(text, a.clone());
            }
        }
    }

    #[test]
    fn romanisation_is_ascii_for_azerbaijani_letters(a in "[a-zəğışçöüA-ZİƏĞŞÇÖÜ]{0,12}") {
        for scheme in [Scheme::Icao, Scheme::Ascii] {
            prop_assert!(romanise(&a, scheme).is_ascii());
        }
    }

    #[test]
    fn any_string_is_read(a in "\\PC{0,60}") {
        for scheme in [Scheme::Press, Scheme::Bgn, Scheme::Icao, Scheme::Ascii] {
            romanise(&a, scheme);
        }
        skeleton(&a);
        Name::parse(&a);
    }

    #[test]
    fn a_search_finds_the_query_itself_first(names in prop::collection::vec("[A-Z][a-zəğışçöü]{1,9}", 1..30)) {
        let index = CandidateIndex::new(names.iter().map(String::as_str), Method::Weighted);
        for name in &names {
            let found = index.search(name, 1);
            prop_assert_eq!(index.candidate(found[0].candidate), Some(name.as_str()));
        }
    }
}

#[test]
fn a_name_of_a_million_letters_is_compared_in_bounded_time() {
    let long = "ə".repeat(1_000_000);
    let words = "Əli ".repeat(100_000);
    assert!(similarity(&long, &words).value() < 0.5);
    assert!(similarity("", &words).value() == 0.0);
}
