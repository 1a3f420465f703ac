//! Tokens: splits text into tokens and sentences.
//!
//! In: a text. Out: [`Token`]s whose texts, joined, equal the input byte for byte, and [`Sentence`]s over them.
//! Word bounds are those of UAX #29; what Azerbaijani writes as one word (`2020-ci`, `XİN-dən`, `"Astara"ya`) is then
//! joined, and what it writes as two (`A.Quliyev`) is split.
//!
//! ```
//! use lughat::token::{Kind, tokenize};
//! let text = "2020-ci il, XİN-dən";
//! let words: Vec<_> = tokenize(text).filter(|t| t.kind != Kind::Space).map(|t| t.of(text)).collect();
//! assert_eq!(words, ["2020-ci", "il", ",", "XİN-dən"]);
//! ```

mod abbreviation;
mod chain;
mod kind;
mod paragraph;
mod piece;
mod segment;
mod sentence;
mod split;

pub use chain::is_suffix_chain;
pub use kind::{Kind, Token};
pub use paragraph::paragraphs;
pub use sentence::{Sentence, flatten, sentences};
pub use split::{Tokens, tokenize};
