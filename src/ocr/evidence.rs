use rustc_hash::FxHashMap;

use super::knowledge::Knowledge;
use super::{Channel, Memory};
use crate::letters::{Lang, is_capitalised, lower};
use crate::token::{Kind, Token};
use crate::word::morphology::{Analyser, Builder};

/// What a document says of its own words, and of the noise in it.
pub(super) struct Evidence<'t> {
    /// Each word of the document, as it is written.
    words: FxHashMap<&'t str, Seen>,
    /// For each token, whether it is a word that is right as it stands.
    right: Vec<bool>,
    memory: Option<&'t Memory>,
    knowledge: &'t Knowledge,
    /// How it was read or typed.
    pub channel: Channel,
    /// The share of words that are wrong, 0..1.
    pub error_rate: f32,
    /// Whether the document is long enough to show that rate.
    shows_rate: bool,
    /// Names that nobody knows but the document.
    names: Option<Analyser>,
}

/// A word of a document.
#[derive(Clone, Copy)]
struct Seen {
    count: u32,
    is_known: bool,
}

/// Times that an unknown word with a capital must stand in a document to be believed a name.
pub(super) const LEAST_COUNT: u32 = 3;

/// Words in lower case that a document must have before its share of unknown words is believed.
const LEAST_WORDS: u32 = 30;
/// The share of right words that the analyser does not know: measured on clean news.
pub(super) const UNKNOWN_WORDS: f32 = 0.02;
/// The share of wrong words on the pages of which the table of confusions was made.
const USUAL_ERRORS: f32 = 0.08;
/// The share of wrong words from which a document shows what it confuses.
pub(super) const NOISY: f32 = 0.04;
/// The share of wrong words that is assumed at least, and at most.
const LEAST_ERRORS: f32 = 0.002;
const MOST_ERRORS: f32 = 0.5;

/// Letters that tell how a page was read, and that a page must have.
const LEAST_LETTERS: usize = 150;
/// About a tenth of the letters of an Azerbaijani text is ə, and an eighth are the others that ASCII has not: a page with less
/// than this share of them was read or typed without.
const LEAST_SCHWA: f32 = 0.012;
const LEAST_OTHERS: f32 = 0.012;

impl<'t> Evidence<'t> {
    pub fn new(text: &'t str, tokens: &[Token], knowledge: &'t Knowledge, memory: Option<&'t Memory>) -> Evidence<'t> {
        let mut words: FxHashMap<&str, Seen> = FxHashMap::default();
        let mut right = Vec::with_capacity(tokens.len());
        for token in tokens {
            right.push(
                token.kind == Kind::Word && {
                    let word = token.of(text);
                    let seen = words.entry(word).or_insert_with(|| Seen { count: 0, is_known: knowledge.knows(word) });
                    seen.count += 1;
                    seen.is_known
                },
            );
        }
        let (mut known, mut all) = (0, 0);
        for (_, seen) in words.iter().filter(|(word, _)| !is_capitalised(word)) {
            all += seen.count;
            known += seen.count * u32::from(seen.is_known);
        }
        let shows_rate = all >= LEAST_WORDS;
        let unknown = if shows_rate { 1.0 - known as f32 / all as f32 } else { UNKNOWN_WORDS };
        let error_rate = (unknown - UNKNOWN_WORDS).clamp(LEAST_ERRORS, MOST_ERRORS);
        let channel = channel(&words);
        let mut evidence = Evidence { words, right, memory, knowledge, channel, error_rate, shows_rate, names: None };
        // Where letters are missing everywhere, a wrong word is repeated as often as a right one.
        if channel == Channel::Azerbaijani {
            evidence.names = evidence.repeated_names();
        }
        evidence
    }

    /// Names that nobody knows but the document, or the others of its batch.
    pub fn names(&self) -> impl Iterator<Item = &Analyser> {
        let elsewhere = self.memory.filter(|_| !self.is_page_wide()).and_then(Memory::names);
        self.names.iter().chain(elsewhere)
    }

    /// How often a word stands in the document and the others of its batch, as it is written.
    pub fn count(&self, word: &str) -> u32 {
        let elsewhere = self.memory.map_or(0, |memory| memory.count(word));
        elsewhere.max(self.words.get(word).map_or(0, |seen| seen.count))
    }

    /// Whether a word is right as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.words.get(word).map_or_else(|| self.knowledge.knows(word), |seen| seen.is_known)
    }

    /// Whether a token is a word that is right as it stands.
    pub fn is_right(&self, token: usize) -> bool {
        self.right[token]
    }

    /// Whether letters are missing everywhere.
    pub fn is_page_wide(&self) -> bool {
        self.channel != Channel::Azerbaijani
    }

    /// What it costs, in nats, that a word is wrong at all.
    pub fn error_cost(&self) -> f32 {
        if self.is_page_wide() { 0.0 } else { -self.error_rate.ln() }
    }

    /// How much more noise there is than on the pages of which the table of confusions was made: the logarithm of the ratio.
    /// A document that is too short to show it is taken for one of them.
    pub fn noise(&self) -> f32 {
        if self.shows_rate { self.noise_ratio() } else { 0.0 }
    }

    /// How much less an error costs than on those pages, in nats.
    pub fn ease(&self, weight: f32) -> f32 {
        (weight * self.noise_ratio()).clamp(-1.0, 2.5)
    }

    fn noise_ratio(&self) -> f32 {
        if self.is_page_wide() { 0.0 } else { (self.error_rate / USUAL_ERRORS).ln() }
    }

    /// Whether what the document confuses can be learnt from it.
    pub fn is_noisy(&self) -> bool {
        !self.is_page_wide() && self.error_rate >= NOISY
    }

    /// The unknown words with a capital that a document repeats, with all their suffixes.
    fn repeated_names(&self) -> Option<Analyser> {
        let mut builder = Builder::default();
        let unknown = self.words.iter().filter(|(word, seen)| !seen.is_known && is_capitalised(word));
        let repeated = unknown.filter(|(_, seen)| seen.count >= LEAST_COUNT);
        let names = repeated.map(|(name, _)| builder.add_name(name)).count();
        (names > 0).then(|| builder.build())
    }
}

/// How a page was read, by the letters that are missing in it.
fn channel(words: &FxHashMap<&str, Seen>) -> Channel {
    let (mut letters, mut schwas, mut others) = (0, 0, 0);
    for (word, &Seen { count, .. }) in words {
        for c in lower(word, Lang::Az).chars().filter(|c| c.is_alphabetic()) {
            letters += count as usize;
            schwas += if c == 'ə' { count as usize } else { 0 };
            others += if matches!(c, 'ğ' | 'ş' | 'ç' | 'ö' | 'ü') { count as usize } else { 0 };
        }
    }
    let share = |count: usize| count as f32 / letters as f32;
    if letters < LEAST_LETTERS || share(schwas) >= LEAST_SCHWA {
        Channel::Azerbaijani
    } else if share(others) >= LEAST_OTHERS {
        Channel::Turkish
    } else {
        Channel::English
    }
}
