//! Texts that were read wrongly: fonts with letters in foreign places, wrong code pages, look-alikes.
//!
//! In: a text as it came from a file. Out: what is wrong with it, and the text as it was meant with every changed
//! place. The question is asked of a whole document and of its lines, never of a word: `þ` is ş in one text, ö in
//! another and itself in a third. A text is called damaged if it is far likelier as what it would then have been meant
//! to be.
//!
//! ```
//! use lughat::letters::legacy::diagnose;
//! let read = "Àçÿðáàéúàí Ðåñïóáëèêàñû";
//! assert_eq!(diagnose(read).unwrap().repair(read).text, "Azərbaycan Respublikası");
//! assert!(diagnose("Türkiye Büyük Millet Meclisi").is_none());
//! ```
//!
//! Genuine Azerbaijani Cyrillic is no damage; [`to_latin`](super::to_latin) respells it on request.

mod code_page;
mod conversion;
mod damage;
mod diagnosis;
mod likelihood;
mod mojibake;
mod part;
mod tally;
#[cfg(test)]
mod tests;

pub use code_page::CodePage;
pub use conversion::{Conversion, Edit, Unmapped};
pub use damage::{Damage, Habit};
pub use diagnosis::{Diagnosis, Finding, diagnose};
