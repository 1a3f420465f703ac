//! OCR: finds damage in Azerbaijani text and mends it.
//!
//! In: text as a scanner, an old font or a keyboard without Azerbaijani letters left it. Out: [`Repair`]s, each with its
//! span, what stands there now, what was meant, the rule and a confidence. Nothing outside a repair changes.
//!
//! A noisy channel: what was meant is a word of the [`morphology`](crate::word::morphology) that the recogniser, by its
//! table of [`Confusions`], is likely to have read so, and that is likely itself.

mod cleaner;
mod confusion;
mod evidence;
mod language_model;
mod lines;
mod quality;
mod train;

pub use cleaner::{Cleaner, Knowledge, Repair, Rule, Tier};
pub use confusion::{Channel, Confusions};
pub use language_model::LanguageModel;
pub use quality::{Finding, Quality};
pub use train::train;
