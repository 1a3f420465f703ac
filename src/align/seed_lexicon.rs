use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::letters::{Lang, lower};
use crate::token::is_suffix_chain;
use crate::word::{Lexicon, en};

/// Azerbaijani words and phrases with their English translations, as alignment needs them: looked up by inflected
/// form, answered with English stems.
///
/// Aligning works without one; names, numbers and sentence lengths are then all it has.
///
/// # Examples
///
/// ```
/// use lughat::align::SeedLexicon;
/// let mut lexicon = SeedLexicon::default();
/// lexicon.add("sərhəd", "border");
/// lexicon.add("keçirmək", "hold");
/// assert_eq!(lexicon.translations("sərhəddə"), ["border"]);
/// assert_eq!(lexicon.translations("keçirilib"), ["hold"]);
/// assert!(lexicon.translations("bulud").is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct SeedLexicon {
    /// Stem -> English stems.
    words: HashMap<String, Vec<String>>,
    /// Stem of the first word -> the phrases that begin with it.
    phrases: HashMap<String, Vec<Phrase>>,
    /// Every English stem on the right-hand side.
    english: HashSet<String>,
}

/// An entry of several Azerbaijani words.
#[derive(Clone, Debug)]
struct Phrase {
    /// Stems of the words after the first.
    rest: Vec<String>,
    english: Vec<String>,
}

/// Longest word, in characters, that is looked up.
const LONGEST_WORD: usize = 48;
/// A stem of so many letters is taken even where the rest of the word is not a known chain of suffixes: derivation
/// (`-çılıq`, `-ləşdirmə`) is outside the suffix table, and long stems seldom stand before anything else.
const TRUSTED_STEM: usize = 5;
/// How many nested stems of one word are used: `yarış` and `yarışma`.
const STEMS_OF_A_WORD: usize = 2;

static EMBEDDED: LazyLock<SeedLexicon> = LazyLock::new(|| SeedLexicon::from(Lexicon::embedded()));

impl From<&Lexicon> for SeedLexicon {
    fn from(words: &Lexicon) -> SeedLexicon {
        let mut lexicon = SeedLexicon::default();
        for entry in words.entries() {
            for english in entry.glosses() {
                lexicon.add(entry.az, english);
            }
        }
        lexicon
    }
}

impl SeedLexicon {
    /// Returns the glosses of the [`Lexicon`] that is part of the program; they are indexed at the first call.
    pub fn embedded() -> &'static SeedLexicon {
        &EMBEDDED
    }

    /// Adds one translation; `azerbaijani` is a word or a phrase in its citation form, a verb in the infinitive.
    pub fn add(&mut self, azerbaijani: &str, english: &str) {
        let english = english_stems(english);
        self.english.extend(english.iter().cloned());
        let mut words = azerbaijani.split_whitespace().map(|word| infinitive_stem(&lower(word, Lang::Az)).to_owned());
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        for stem in stem_variants(&first) {
            if rest.is_empty() {
                add_new(self.words.entry(stem).or_default(), &english);
                continue;
            }
            let phrases = self.phrases.entry(stem).or_default();
            match phrases.iter_mut().find(|phrase| phrase.rest == rest) {
                Some(phrase) => add_new(&mut phrase.english, &english),
                None => phrases.push(Phrase { rest: rest.clone(), english: english.clone() }),
            }
        }
    }

    /// The English stems (Porter 2) that translate `word`, an inflected form in small letters.
    pub fn translations(&self, word: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for stem in self.stems(word, |stem| self.words.contains_key(stem)) {
            for english in &self.words[stem] {
                if !found.contains(&english.as_str()) {
                    found.push(english);
                }
            }
        }
        found
    }

    /// The phrases that begin with the word `words[0]`: how many words each takes, and its English stems.
    pub(super) fn phrases_at<'s>(&'s self, words: &[&str]) -> Vec<(usize, &'s [String])> {
        let Some((first, after)) = words.split_first() else { return Vec::new() };
        let mut found = Vec::new();
        for stem in self.stems(first, |stem| self.phrases.contains_key(stem)) {
            for phrase in &self.phrases[stem] {
                let fits = after.len() >= phrase.rest.len()
                    && phrase.rest.iter().zip(after).all(|(stem, word)| begins_with_stem(word, stem));
                if fits {
                    found.push((1 + phrase.rest.len(), phrase.english.as_slice()));
                }
            }
        }
        found
    }

    /// Whether `stem` (Porter 2) stands on the English side of any entry.
    pub(super) fn knows_english(&self, stem: &str) -> bool {
        self.english.contains(stem)
    }

    /// The prefixes of `word` that are `known` stems before suffixes, longest first.
    fn stems<'w>(&self, word: &'w str, known: impl Fn(&str) -> bool) -> Vec<&'w str> {
        let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_WORD).collect();
        let mut found = Vec::new();
        for (n, &end) in ends.iter().enumerate().rev() {
            let (stem, tail) = word.split_at(end);
            if known(stem) && (tail.is_empty() || n + 1 >= TRUSTED_STEM || is_suffix_chain(tail, false)) {
                found.push(stem);
                if found.len() == STEMS_OF_A_WORD {
                    break;
                }
            }
        }
        found
    }
}

fn add_new(list: &mut Vec<String>, items: &[String]) {
    for item in items {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}

/// The stem of a verb in the infinitive; any other word as it is.
fn infinitive_stem(word: &str) -> &str {
    let stem = word.strip_suffix("maq").or_else(|| word.strip_suffix("mək"));
    stem.filter(|stem| stem.chars().count() >= 2).unwrap_or(word)
}

/// The stem and the form that it takes before a vowel: `q` > `ğ`, `k` > `y`, and `t` > `d` in verbs.
fn stem_variants(stem: &str) -> Vec<String> {
    let softened = [('q', 'ğ'), ('k', 'y'), ('t', 'd')]
        .into_iter()
        .find_map(|(hard, soft)| stem.strip_suffix(hard).map(|rest| format!("{rest}{soft}")));
    [Some(stem.to_owned()), softened].into_iter().flatten().collect()
}

fn begins_with_stem(word: &str, stem: &str) -> bool {
    stem_variants(stem).iter().any(|stem| word.strip_prefix(stem.as_str()).is_some_and(|tail| tail.len() <= 24))
}

/// The stems of the words of a translation that carry its meaning: all with four letters or more, else the longest.
fn english_stems(text: &str) -> Vec<String> {
    let text = lower(text, Lang::En);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let long: Vec<&str> = words.iter().copied().filter(|word| word.chars().count() >= 4).collect();
    let chosen =
        if long.is_empty() { words.into_iter().max_by_key(|word| word.len()).into_iter().collect() } else { long };
    chosen.into_iter().map(|word| en::stem(word).into_owned()).collect()
}
