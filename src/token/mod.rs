//! Tokens: splits text into tokens and sentences; the texts of the tokens, joined, equal the input.

mod kind;

pub use kind::{Kind, Token};
