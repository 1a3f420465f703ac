//! OCR: finds damage in Azerbaijani text and mends it.
//!
//! In: text as a scanner, an old font or a keyboard without Azerbaijani letters left it. Out: [`Repair`]s, each with its
//! span, what stands there now, what was meant, the rule and a confidence. Nothing outside a repair changes.
//!
//! A noisy channel: what was meant is a word of the [`morphology`](crate::word::morphology) that the recogniser, by its
//! table of [`Confusions`], is likely to have read so, and that is likely itself.

mod broken;
mod cleaner;
mod confusion;
mod context;
mod evidence;
mod explanation;
mod foreign;
mod knowledge;
mod language_model;
mod marks;
mod meaning;
mod memory;
mod page;
mod quality;
mod quotes;
mod repair;
mod search;
mod train;
mod weights;

pub use cleaner::Cleaner;
pub use confusion::{Channel, Confusions};
pub use explanation::{Alternative, Explanation};
pub use knowledge::Knowledge;
pub use language_model::LanguageModel;
pub use memory::Memory;
pub use quality::{Finding, Quality};
pub use repair::{Repair, Rule, Tier};
pub use train::train;
