use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::letters::{is_apostrophe, is_upper};
use crate::table;
use crate::word::morphology::{Class, Tolerance, each_joined_ending};

#[derive(Deserialize)]
struct Surname {
    name: String,
}

static KOREAN_SURNAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    table::rows::<Surname>("word/korean_surnames", include_str!("../data/korean_surnames.csv"))
        .into_iter()
        .map(|row| row.name)
        .collect()
});

/// Longest suffix chain after a hyphen, in bytes.
const LONGEST: usize = 32;

/// Returns the length in bytes of `word` without the suffixes that a hyphen, an apostrophe or a closing quote joins to it;
/// none where nothing is joined so.
///
/// Such suffixes follow the sound of an acronym, a number or a foreign name, so that every written form is right:
/// `FTB-nin`, `FTB-nun`. `before` is the word before it, or empty.
pub(super) fn without_attached(word: &str, before: &str) -> Option<usize> {
    let (at, joint) = word.char_indices().rev().find(|&(_, c)| is_joint(c))?;
    let head = &word[..at];
    let tail = &word[at + joint.len_utf8()..];
    let kept = kept_of(tail)?;
    if is_quote(joint) {
        return (head.chars().any(char::is_alphanumeric) || head.is_empty()).then_some(word.len() - tail.len() + kept);
    }
    let first = head.chars().next()?;
    let bears = first.is_uppercase() || first.is_numeric() || is_upper(head) || head.contains('.');
    if is_korean(head, before) {
        return Some(word.len());
    }
    if !bears {
        return None;
    }
    Some(if kept == 0 { at } else { word.len() - tail.len() + kept })
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‑' | '–') || is_apostrophe(c) || is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»')
}

/// A Korean given name of two syllables keeps its hyphen: `Kim Jong-un`, `Moon Jae-in`.
fn is_korean(head: &str, before: &str) -> bool {
    head.chars().count() <= 5 && KOREAN_SURNAMES.contains(before)
}

/// The length in bytes of what stays of `tail`: 0 where it is all inflection, the derivation where it begins with one
/// (`2020-ci`, `5-lik`); none where it is no suffix chain.
fn kept_of(tail: &str) -> Option<usize> {
    if tail.is_empty() || tail.len() > LONGEST || !tail.starts_with(char::is_lowercase) {
        return None;
    }
    let mut kept: Option<usize> = None;
    each_joined_ending(tail, Tolerance::None, |ending| {
        let gone = ending.suffixes().find(|suffix| suffix.class == Class::Inflection);
        let end = gone.and_then(|suffix| tail.char_indices().nth(suffix.start)).map_or(tail.len(), |(at, _)| at);
        kept = Some(kept.map_or(end, |shortest| shortest.min(end)));
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'a>(word: &'a str, before: &str) -> &'a str {
        without_attached(word, before).map_or(word, |end| &word[..end])
    }

    #[test]
    fn any_form_of_a_suffix_may_follow_a_hyphen() {
        for (word, base) in [
            ("XİN-dən", "XİN"),
            ("FTB-nun", "FTB"),
            ("ATƏT-dəki", "ATƏT"),
            ("19-da", "19"),
            ("Metbuat.az-a", "Metbuat.az"),
            ("Facebook-un", "Facebook"),
            ("Ri’nin", "Ri"),
            ("\"Astara\"ya", "\"Astara\""),
            ("2020-cidə", "2020-ci"),
            ("2020-ci", "2020-ci"),
        ] {
            assert_eq!(cut(word, ""), base, "{word}");
        }
    }

    #[test]
    fn hyphens_of_compounds_stay() {
        for word in ["vitse-prezident", "Cənub-Qərb", "Hans-Peter", "ictimai-siyasi", "tez-tez", "Nyu-York"] {
            assert_eq!(cut(word, ""), word);
        }
        assert_eq!(cut("Jae-in", "Moon"), "Jae-in");
    }
}
