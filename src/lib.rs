//! Bilingual Azerbaijani–English terminology: from two documents to a curated glossary.
//!
//! The modules below are the layers of the program, in the order in which text flows through them; a module may use
//! only modules above it (`tests/layering.rs` checks this).
//!
//! ```text
//! file ─ text ─▶ Document ─ token ─▶ Token, Sentence ─ word ─▶ lemma ─ mention ─▶ Mention
//!                                                              name ───────┘        │
//!                           glossary.csv ◀─ glossary ◀─ Entry ◀── align ◀───────────┘
//! ```

pub mod table;

pub mod letters;
pub mod text;
pub mod report;
pub mod token;
pub mod word;
pub mod ocr;
pub mod name;
pub mod glossary;
pub mod mention;
pub mod align;

pub mod pipeline;

pub mod cli;
