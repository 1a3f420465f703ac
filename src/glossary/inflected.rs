//! Guesses which form a query is an inflected form of.

use super::fold::key;
use crate::letters::{Lang, is_apostrophe, lower, normal_form, to_latin};
use crate::token::is_suffix_chain;
use crate::word::{az, en};

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
/// Azerbaijani inflects only the last word of a phrase. Before a vowel its final k becomes y, and q becomes ğ.
pub(super) fn stems(query: &str) -> Vec<Stem> {
    let plain = lower(&to_latin(&normal_form(query.trim())), Lang::Az);
    let last = plain.len() - plain.rsplit(char::is_whitespace).next().map_or(0, str::len);
    let mut stems = Vec::new();
    if plain[last..].chars().count() > LONGEST_WORD || plain.chars().count() > LONGEST_QUERY {
        return stems;
    }
    for (at, _) in plain[last..].char_indices().skip(1).collect::<Vec<_>>().into_iter().rev() {
        let (stem, rest) = plain.split_at(last + at);
        let ending = rest.trim_start_matches(is_separator);
        let is_separated = ending.len() < rest.len();
        let letters = stem[last..].chars().filter(|c| c.is_alphanumeric()).count();
        if ending.is_empty() || stem.ends_with(is_separator) || letters < SHORTEST_STEM && !is_separated {
            continue;
        }
        azerbaijani(stem, ending, &mut stems);
    }
    stems
}

/// Returns the citation forms that the word layer gives a query, if they differ from it: it also mends vowels that an
/// ending drops (`oğlu`).
pub(super) fn citations(query: &str) -> Vec<Stem> {
    let length = query.trim().chars().count();
    if length > LONGEST_QUERY {
        return Vec::new();
    }
    let citations = [(az::citation(query), Lang::Az), (en::citation(query), Lang::En)];
    let stem = |(citation, lang): (String, Lang)| {
        let ending = length.saturating_sub(citation.trim().chars().count());
        Stem { key: key(&citation), lang, ending }
    };
    citations.into_iter().map(stem).filter(|stem| !stem.key.is_empty() && stem.key != key(query)).collect()
}

/// What may stand between a word and its ending: `XİN-in`, `Google'un`, `“Astara”ya`.
fn is_separator(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '–' | '"' | '”' | '“' | '»')
}

fn azerbaijani(stem: &str, ending: &str, stems: &mut Vec<Stem>) {
    // No suffix has e, so an e is an ə that was typed without its letter.
    if !is_suffix_chain(&ending.replace('e', "ə"), false) {
        return;
    }
    let mut push = |stem: &str| stems.push(Stem { key: key(stem), lang: Lang::Az, ending: ending.chars().count() });
    push(stem);
    for (changed, final_letter) in [("y", "k"), ("ğ", "q"), ("g", "q")] {
        if let Some(rest) = stem.strip_suffix(changed) {
            push(&format!("{rest}{final_letter}"));
        }
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
        assert!(keys("azad zonalar", Lang::Az).contains(&"azad zona".to_string()));
    }

    #[test]
    fn english_plurals_and_genitives_lose_theirs() {
        for (query, form) in [("agencies", "agency"), ("Border outposts", "border outpost"), ("Baku's", "baku")] {
            assert!(citations(query).iter().any(|stem| stem.key == form && stem.lang == Lang::En), "{query}");
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
