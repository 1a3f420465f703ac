//! Alignment: pairs sentences of two texts, then the names and terms inside paired sentences.
//!
//! In: two lists of sentences, Azerbaijani and English. Out: [`Bead`](sentence::Bead)s, each a run of sentences and
//! the run that translates it.

mod seed_lexicon;
pub mod sentence;

pub use seed_lexicon::SeedLexicon;
