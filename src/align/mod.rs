//! Alignment: pairs the sentences of two texts, then the mentions of two sets of documents.
//!
//! In: sentences and mentions of both languages. Out: [`sentence::Bead`]s and [`term::TermPair`]s with scores and
//! reasons.

mod seed_lexicon;
pub mod sentence;
pub mod term;
mod tmx;

pub use seed_lexicon::SeedLexicon;
pub use tmx::{TranslationUnit, write_tmx};
