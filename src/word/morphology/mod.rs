//! The morphology of Azerbaijani: stems of the lexicon × the order of suffixes, as one automaton that accepts and analyses.
//!
//! In: a word as it stands in a text. Out: whether it is a word ([`Analyser::is_word`]), and its readings
//! ([`Analyser::analyse`]). The order of suffixes is a table (`data/morphotactics.csv`); its notation is that of
//! [`az`](super::az), with `T` for a t that is d before a vowel.

mod analyser;
mod automaton;
mod phonology;
mod stems;
mod tactics;

pub use analyser::{Analyser, Analysis};
