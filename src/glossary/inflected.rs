//! Guesses which form a query is an inflected form of.

use super::fold::key;
use crate::letters::{Lang, is_apostrophe, is_vowel, lower, normal_form, to_latin};
use crate::word::morphology::{Tolerance, each_ending, each_joined_ending};

/// Longest query, in characters, whose endings are tried; a citation form is a phrase.
const LONGEST_QUERY: usize = 300;
/// Longest last word, in characters, whose endings are tried.
const LONGEST_WORD: usize = 60;
/// Letters that must stay before an ending, unless a mark separates it: two-letter stems are nearly always chance.
const SHORTEST_STEM: usize = 3;

/// A query without its ending.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stem {
    /// The key of what is left.
    pub key: String,
    /// The language of the ending.
    pub lang: Lang,
    /// Length of the ending in characters.
    pub ending: usize,
}

/// Returns the query without each ending that its last word may have, the longest stem first.
///
/// Both languages inflect only the last word of a phrase. No dictionary is asked: that what is left is a form of the
/// glossary is proof enough, and start-up stays short.
pub(super) fn stems(query: &str) -> Vec<Stem> {
    let plain = lower(&to_latin(&normal_form(query.trim())), Lang::Az);
    let last = plain.len() - plain.rsplit(char::is_whitespace).next().map_or(0, str::len);
    let mut stems = Vec::new();
    if plain[last..].chars().count() > LONGEST_WORD || plain.chars().count() > LONGEST_QUERY {
        return stems;
    }
    azerbaijani(&plain, last, &mut stems);
    stems.sort_by_key(|stem| stem.ending);
    stems.dedup();
    english(&plain, last, &mut stems);
    stems
}

/// What may stand between a word and its ending: `XİN-in`, `Google'un`, `“Astara”ya`.
fn is_separator(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '–' | '"' | '”' | '“' | '»')
}

/// Takes the Azerbaijani endings off that the last word may have, which may be typed without their marks. Behind a mark
/// every allomorph is right, and any name may stand before it.
fn azerbaijani(plain: &str, last: usize, stems: &mut Vec<Stem>) {
    let (before, word) = plain.split_at(last);
    let mut push =
        |stem: &str, ending: usize| stems.push(Stem { key: key(&format!("{before}{stem}")), lang: Lang::Az, ending });
    if let Some((at, mark)) = word.char_indices().rfind(|&(_, c)| is_separator(c)) {
        let (head, tail) = (word[..at].trim_matches(is_separator), &word[at + mark.len_utf8()..]);
        let mut is_ending = false;
        each_joined_ending(tail, Tolerance::Typed, |_| is_ending = true);
        if is_ending && !head.is_empty() {
            push(head, tail.chars().count());
        }
        return;
    }
    each_ending(word, Tolerance::Typed, |ending| {
        let gone = word.chars().count() - ending.stem;
        let stem = ending.stem_of(word);
        if gone > 0 && stem.chars().count() >= SHORTEST_STEM {
            push(&stem, gone);
            with_dropped_vowel(&stem, word, ending.stem, &mut |stem| push(stem, gone));
        }
    });
}

/// Some words lose the vowel of their last syllable before a vowel: oğul, oğlu. The key makes one letter of ı and i, and one
/// of u and ü.
fn with_dropped_vowel(stem: &str, word: &str, length: usize, push: &mut dyn FnMut(&str)) {
    let next = word.chars().nth(length).is_some_and(is_vowel);
    if let [last, before] = stem.chars().rev().take(2).collect::<Vec<_>>()[..]
        && next
        && !is_vowel(before)
        && !is_vowel(last)
    {
        let (rest, last) = stem.split_at(stem.len() - last.len_utf8());
        ["i", "u"].iter().for_each(|vowel| push(&format!("{rest}{vowel}{last}")));
    }
}

/// Takes the plural and the possessive of the last word off.
fn english(plain: &str, last: usize, stems: &mut Vec<Stem>) {
    let mut push = |stem: &str, changed: &str| {
        let ending = plain.chars().count() - stem.chars().count();
        stems.push(Stem { key: key(&format!("{stem}{changed}")), lang: Lang::En, ending });
    };
    let bare = plain.strip_suffix('s').unwrap_or(plain).trim_end_matches(is_apostrophe);
    if bare.len() < last + SHORTEST_STEM || bare.len() == plain.len() {
        return;
    }
    push(bare, "");
    if let Some(stem) = bare.strip_suffix("ie") {
        push(stem, "y");
    } else if let Some(stem) = bare.strip_suffix('e').filter(|stem| stem.ends_with(['s', 'x', 'z', 'h', 'o'])) {
        push(stem, "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(query: &str, lang: Lang) -> Vec<String> {
        stems(query).into_iter().filter(|stem| stem.lang == lang).map(|stem| stem.key).collect()
    }

    #[test]
    fn the_last_word_loses_its_endings() {
        assert!(keys("sərhəd zastavasında", Lang::Az).contains(&"serhed zastavasi".to_string()));
        assert!(keys("Nazirliyinden", Lang::Az).contains(&"nazirlik".to_string()));
        assert!(keys("FTB-nun", Lang::Az).contains(&"ftb".to_string()));
        assert!(keys("“Astara”ya", Lang::Az).contains(&"astara".to_string()));
        assert!(keys("xalqın oğlu", Lang::Az).contains(&"xalqin ogul".to_string()));
        assert!(keys("azad zonalar", Lang::Az).contains(&"azad zona".to_string()));
    }

    #[test]
    fn english_plurals_and_genitives_lose_theirs() {
        for (query, form) in [("agencies", "agency"), ("Border outposts", "border outpost"), ("Baku's", "baku")] {
            assert!(keys(query, Lang::En).contains(&form.to_string()), "{query}");
        }
    }

    #[test]
    fn nothing_is_left_of_short_words() {
        assert_eq!(stems("da"), []);
        assert_eq!(stems(""), []);
        assert_eq!(stems(&"a".repeat(1000)), []);
        assert_eq!(stems("!\u{2000}☃"), []); // a space of three bytes
    }
}
