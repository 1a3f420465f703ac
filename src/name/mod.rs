//! Names: romanises them, parses them and says how alike two spellings are.
//!
//! In: names in Azerbaijani Latin or Cyrillic letters, without marks, in English, Russian-mediated or Turkish spelling.
//! Out: their English form, their parts, and a [`Similarity`] with the letters that explain it.
//!
//! ```
//! use lughat::name::{Scheme, romanise, similarity};
//! assert_eq!(romanise("Elçin Quliyev", Scheme::Press), "Elchin Guliyev");
//! assert!(similarity("Rəsul Cəfərov", "Rasul Dzhafarov").value() > 0.9);
//! assert!(similarity("Rəsul Cəfərov", "Sevinc Cəfərova").value() < 0.5);
//! ```

mod compare;
mod correspondence;
mod distance;
mod key;
mod known;
mod pairing;
mod parse;
mod plain;
mod romanise;
mod score;

mod sound;
mod spelling;

pub use compare::{Comparison, Contrast, PartPair, Prepared, Similarity, compare, similarity};
pub use distance::Step;
pub use key::{CandidateIndex, Match, Method, skeleton};
pub use parse::{Name, Part, Role};
pub use plain::plain_similarity;
pub use romanise::{Exceptions, Scheme, romanise, romanise_with};

pub use sound::{Cost, LETTER};
