//! Mentions: finds the spans of a text that name a title, an agency, a place, a person, an acronym or a term.
//!
//! In: the words of each sentence, a [`Gazetteer`] of known names, tables of head nouns. Out: [`Mention`]s with surface,
//! citation form, kind and span; names inside names are kept.

mod azerbaijani;
mod chunk;
mod english;
mod extract;
mod form;
mod gazetteer;
mod head;
#[cfg(test)]
mod probe;
mod record;
mod repeat;
mod unknown;
mod word;

pub use extract::{Extractor, Mentions};
pub use form::{Base, Case, Ending, bases};
pub use gazetteer::{Gazetteer, Hit, NameForms};
pub use head::{Head, HeadMatch, HeadTable, Tables};
pub use record::{Evidence, Mention};
pub use word::{Gap, Word, words};
