//! The morphology of Azerbaijani: stems of the lexicon × the order of suffixes, as one automaton that accepts and analyses.
//!
//! In: a word as it stands in a text. Out: whether it is a word ([`Analyser::is_word`]), its readings
//! ([`Analyser::analyse`]), guesses for unknown words ([`Analyser::guess`]); the other way, the form of a lemma
//! ([`Analyser::generate`]). The order of suffixes is a table (`data/morphotactics.csv`).
//!
//! Notation of the table: `A` is a or ə and `I` is ı, i, u or ü by vowel harmony; `K` is q or k, ğ or y before a vowel; `T` is
//! a t that is d before a vowel; `(x)` stands only after a vowel, `[x]` only after a consonant.

mod analyser;
mod automaton;
mod builder;
mod ending;
mod generate;
mod phonology;
mod spoken;
mod stems;
mod tactics;
mod tolerant;
mod user_words;
mod walk;

pub use analyser::{Analyser, Analysis};
pub use builder::Builder;
pub(crate) use ending::{Ending, Suffix, each_ending, each_joined_ending, is_vowel, possessed, restored_suffix};
pub(crate) use tactics::Class;
pub(crate) use tolerant::{Arc, Lattice};
pub use user_words::UserWordsError;
pub(crate) use walk::{Tolerance, plain_of};

/// Whether some suffix has this tag.
#[cfg(test)]
pub(crate) fn is_tag(tag: &str) -> bool {
    tactics::Tactics::embedded().tag(tag).is_some()
}
