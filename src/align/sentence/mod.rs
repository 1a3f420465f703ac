//! Sentence alignment: which sentences of one text translate which of the other.
//!
//! Every bead is weighed by two kinds of evidence, each a log-likelihood ratio of "translation" against "chance": the
//! lengths in characters (Gale & Church 1993) and the words that answer each other: numbers, respelled names and words
//! of the [`SeedLexicon`](super::SeedLexicon). A forward–backward pass over a corridor around shared rare words turns the
//! weights into posterior probabilities, from which the beads are read so that the expected F1 is highest.
//!
//! ```
//! use lughat::align::{SeedLexicon, sentence::align_sentences};
//! let az = ["Nazir 5 martda Bakıya gəlib.", "Hava soyuq idi.", "O, prezidentlə görüşüb."];
//! let en = ["The minister arrived in Baku on 5 March.", "He met with the president."];
//! let beads = align_sentences(&az, &en, SeedLexicon::embedded());
//! let pairs: Vec<_> = beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect();
//! assert_eq!(pairs, [(0..1, 0..1), (1..2, 1..1), (2..3, 1..2)]);
//! ```

mod bead;
mod blocks;
mod corridor;
mod evidence;
mod lattice;
mod length;
mod links;
mod model;
mod numbers;
mod search;
mod skeleton;
mod vocabulary;

pub use bead::Bead;
pub use model::Model;
pub use search::{align_sentences, align_with};
