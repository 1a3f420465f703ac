use rustc_hash::FxHashMap;

use super::Channel;
use super::cleaner::Knowledge;
use crate::letters::{Lang, is_capitalised, lower};
use crate::token::{Kind, Token};
use crate::word::morphology::{Analyser, Builder};

/// What a document says of its own words, and of the noise in it.
pub(super) struct Evidence<'t> {
    /// How often each word stands in the document, as it is written.
    counts: FxHashMap<&'t str, u32>,
    /// How it was read or typed.
    pub channel: Channel,
    /// The share of words that are wrong, 0..1.
    pub error_rate: f32,
    /// Names that nobody knows but the document.
    pub names: Option<Analyser>,
}

/// Times that an unknown word with a capital must stand in a document to be believed a name.
const LEAST_COUNT: u32 = 3;

/// Words in lower case that a document must have before its share of unknown words is believed.
const LEAST_WORDS: u32 = 30;
/// The share of right words that the analyser does not know: measured on clean news.
const UNKNOWN_WORDS: f32 = 0.02;
/// The share of wrong words that is assumed at least, and at most.
const LEAST_ERRORS: f32 = 0.004;
const MOST_ERRORS: f32 = 0.5;

/// Letters that tell how a page was read, and that a page must have.
const LEAST_LETTERS: usize = 150;
/// About a tenth of the letters of an Azerbaijani text is ə, and an eighth are the others that ASCII has not: a page with less
/// than this share of them was read or typed without.
const LEAST_SCHWA: f32 = 0.012;
const LEAST_OTHERS: f32 = 0.012;

impl<'t> Evidence<'t> {
    pub fn new(text: &'t str, tokens: &[Token], knowledge: &Knowledge) -> Evidence<'t> {
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        let words = tokens.iter().filter(|token| token.kind == Kind::Word);
        words.for_each(|token| *counts.entry(token.of(text)).or_default() += 1);
        let (mut known, mut all) = (0, 0);
        for (&word, &count) in counts.iter().filter(|(word, _)| !is_capitalised(word)) {
            all += count;
            known += count * u32::from(knowledge.knows(word));
        }
        let unknown = if all < LEAST_WORDS { UNKNOWN_WORDS } else { 1.0 - known as f32 / all as f32 };
        let error_rate = (unknown - UNKNOWN_WORDS).clamp(LEAST_ERRORS, MOST_ERRORS);
        let channel = channel(&counts);
        // Where letters are missing everywhere, a wrong word is repeated as often as a right one.
        let names = if channel == Channel::Azerbaijani { repeated_names(&counts, knowledge) } else { None };
        Evidence { channel, counts, error_rate, names }
    }

    /// How often a word stands in the document, as it is written.
    pub fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }
}

/// The unknown words with a capital that a document repeats, with all their suffixes.
fn repeated_names(counts: &FxHashMap<&str, u32>, knowledge: &Knowledge) -> Option<Analyser> {
    let repeated = counts.iter().filter(|(word, count)| **count >= LEAST_COUNT && is_capitalised(word));
    let mut builder = Builder::default();
    let names = repeated.filter(|(word, _)| !knowledge.knows(word)).map(|(word, _)| builder.add_name(word)).count();
    (names > 0).then(|| builder.build())
}

/// How a page was read, by the letters that are missing in it.
fn channel(counts: &FxHashMap<&str, u32>) -> Channel {
    let (mut letters, mut schwas, mut others) = (0, 0, 0);
    for (word, &count) in counts {
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
