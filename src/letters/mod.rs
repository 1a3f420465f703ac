//! Letters: what is known of single characters.
//!
//! In: strings as they stand in files. Out: the same strings in the right case, in one normal form, in Latin script,
//! and keys that sort by the Azerbaijani alphabet.
//!
//! ```
//! use lughat::letters::{Lang, lower};
//! assert_eq!(lower("İLHAM IŞIQ", Lang::Az), "ilham ışıq");
//! assert_eq!(lower("IRAQ", Lang::En), "iraq");
//! ```

mod alphabet;
mod casing;
mod collation;
mod cyrillic;
mod lang;
pub mod legacy;
mod lookalike;

pub use alphabet::{Script, backness, in_alphabet, is_azerbaijani_only, is_back_vowel, is_vowel, script};
pub use casing::{capitalise, decapitalise, is_capitalised, is_upper, lower, upper};
pub use collation::{collation_key, compare};
pub use cyrillic::{is_azerbaijani_cyrillic, is_respelt, to_latin};
pub use lang::Lang;
pub use lookalike::{fold_apostrophe, is_apostrophe, normal_form};
