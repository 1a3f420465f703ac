//! Azerbaijani words: suffixes, stems, lemmas and citation forms.
//!
//! In: a word as it stands in a sentence. Out: its readings ([`strip()`]), its lemmas in the lexicon ([`lemmas`]),
//! and the form under which a phrase stands in a glossary ([`citation()`]).
//!
//! Notation of the tables: `A` is a or ə and `I` is ı, i, u or ü by vowel harmony; `K` is q or k; `(x)` stands only after a
//! vowel, `[x]` only after a consonant.

mod attached;
mod citation;
mod harmony;
mod lemma;
mod names;
mod spelling;
mod strip;
mod suffix;

pub use citation::{citation, citation_with};
pub use harmony::Harmony;
pub use lemma::{lemmas, stems};
pub use names::{Gazetteer, Gender, Names};
pub use strip::{Analysis, Suffix, strip};
