//! Sentence alignment on random texts.

use lughat::align::{SeedLexicon, sentence::align_sentences};
use proptest::prelude::*;

fn sentences() -> impl Strategy<Value = Vec<String>> {
    let word =
        prop_oneof!["[a-zəıöüğşç]{1,9}", "[A-ZƏİ][a-zəı]{1,8}", "[0-9]{1,4}(-ci)?", "\\PC{0,12}", "\"Astara\"ya"];
    let sentence = prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "));
    prop::collection::vec(sentence, 0..24)
}

/// Checks that the beads cover every sentence once, in order.
fn assert_covers(source: &[&str], target: &[&str]) {
    let beads = align_sentences(source, target, SeedLexicon::embedded());
    let (mut s, mut t) = (0, 0);
    for bead in &beads {
        assert_eq!((bead.source.start, bead.target.start), (s, t));
        (s, t) = (bead.source.end, bead.target.end);
        assert!(bead.source.len() + bead.target.len() > 0);
        assert!((0.0..=1.0).contains(&bead.score));
    }
    assert_eq!((s, t), (source.len(), target.len()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn beads_cover_every_sentence_once(source in sentences(), target in sentences()) {
        let source: Vec<&str> = source.iter().map(String::as_str).collect();
        let target: Vec<&str> = target.iter().map(String::as_str).collect();
        assert_covers(&source, &target);
    }

    #[test]
    fn a_text_goes_line_by_line_with_itself(text in prop::collection::vec("[A-Z][a-z]{3,7}( [A-Z][a-z]{3,7}){3,6}", 1..20)) {
        let lines: Vec<&str> = text.iter().map(String::as_str).collect();
        assert_covers(&lines, &lines);
    }
}

#[test]
fn empty_sides_leave_lines_alone() {
    assert_covers(&[], &[]);
    assert_covers(&["Salam."], &[]);
    assert_covers(&[], &["Hello.", ""]);
}

#[test]
fn very_unequal_texts_are_covered_too() {
    let long: Vec<String> = (0..30_000).map(|n| format!("line {n}")).collect();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    assert_covers(&long, &["line 7", "line 9"]);
    assert_covers(&["line 7", "line 9", "line 29000"], &long);
}

#[test]
fn a_line_of_a_megabyte_is_one_sentence() {
    let line = "söz ".repeat(1 << 18);
    assert_covers(&[&line, "Son."], &["The end.", &line]);
}
