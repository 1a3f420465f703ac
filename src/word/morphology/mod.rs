//! The morphology of Azerbaijani: stems of the lexicon × the order of suffixes, as one automaton that accepts and analyses.
//!
//! In: a word as it stands in a text. Out: whether it is a word ([`Analyser::is_word`]), its readings
//! ([`Analyser::analyse`]), guesses for unknown words ([`Analyser::guess`]); the other way, the form of a lemma
//! ([`Analyser::generate`]). The order of suffixes is a table (`data/morphotactics.csv`); its notation is that of
//! [`az`](super::az), with `T` for a t that is d before a vowel.

mod analyser;
mod automaton;
mod builder;
mod generate;
mod phonology;
mod stems;
mod tactics;
mod user_words;

pub use analyser::{Analyser, Analysis};
pub use builder::Builder;
pub use user_words::UserWordsError;
