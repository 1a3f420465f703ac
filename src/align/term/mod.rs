//! Term alignment: which Azerbaijani mention and which English one name the same thing.
//!
//! In: the mentions of both sides, and what is known (gazetteer, lexicon, tables). Out: [`TermPair`]s with a score and
//! the reasons for it.

mod concept;
mod matching;
mod number;
mod pair;
mod phrase;
mod rendering;
mod score;

pub use concept::{Concept, Place, concepts};
pub use matching::{Beads, Options, pair_concepts};
pub use number::agree_in_number;
pub use pair::{Evidence, TermPair};
pub use phrase::phrase_pairs;
pub use rendering::{Rendering, Role, Sense, Translator, Unit};
pub use score::{Comparison, compare};
