//! Alignment: pairs the sentences of two texts, then the mentions of two sets of documents.
//!
//! In: sentences and mentions of both languages. Out: [`sentence::Bead`]s and [`term::TermPair`]s with scores and
//! reasons.

mod seed_lexicon;
pub mod sentence;
pub mod term;
//! Alignment: pairs sentences of two texts, then the names and terms inside paired sentences.
//! In: two lists of sentences, Azerbaijani and English. Out: [`Bead`](sentence::Bead)s, each a run of sentences and
//! the run that translates it.

pub use seed_lexicon::SeedLexicon;
