//! Glossaries: reads, checks, merges, searches and writes the CSV files in which terms are kept.
//!
//! In: CSV bytes, or entries that a run proposes. Out: a [`Glossary`] of typed [`Entry`]s; findings of [`validate()`];
//! answers of a [`Lookup`]; CSV in one canonical form.
//!
//! ```
//! use lughat::glossary::{Lookup, embedded};
//! let lookup = Lookup::new(embedded());
//! let hit = &lookup.find("atəşkəs rejiminin", 1)[0];
//! assert_eq!(hit.entry.en, "ceasefire regime");
//! ```

mod column;
mod embedded;
mod entry;
mod error;
mod faults;
mod fold;
mod index;
mod inflected;
mod lookup;
mod merge;
mod page;
mod part;
mod rules;
mod sheet;
mod similar;
mod stats;
mod store;
mod strict;
mod validate;
mod write;

pub use embedded::{embedded, embedded_files};
pub use entry::{Entry, Kind, Status, Text, UnknownName};
pub use error::{Error, ErrorKind};
pub use lookup::{Hit, Lookup, Why};
pub use merge::{Conflict, Merged, merge};
pub use page::html_page;
pub use stats::Stats;
pub use store::Glossary;
pub use validate::{validate, validate_strict};
