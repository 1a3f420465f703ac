//! Words: takes the forms of Azerbaijani and English words apart.
//!
//! In: words and phrases as they stand in sentences. Out: their stems, lemmas and citation forms, and the English glosses
//! of the [`Lexicon`].

mod attested;
pub mod az;
pub mod en;
mod frequent;
mod lexicon;
pub mod morphology;

pub use attested::Attested;
pub use frequent::Frequent;
pub use lexicon::{Entry, Lexicon, Pos};
