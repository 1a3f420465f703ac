//! Azerbaijani words: lemmas and citation forms.
//!
//! In: a word or a phrase as it stands in a sentence. Out: its lemmas in the lexicon ([`lemmas`]), and the form under which a
//! phrase stands in a glossary ([`citation()`]). Both stand on the [`morphology`](super::morphology).

mod attached;
mod citation;
mod lemma;
mod names;
mod spelling;

pub use citation::{citation, citation_with};
pub use lemma::lemmas;
pub use names::{Gazetteer, Gender, Names};
