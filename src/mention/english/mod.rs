//! The grammar of English mentions: agencies, titles, places and persons in the words of one sentence.

mod agency;
mod find;
mod known;
mod lexicon;
mod person;
mod phrase;
mod place;
mod sentence;
mod title;

pub(super) use find::chunks;
pub(super) use sentence::{is_calendar, may_name};

#[cfg(test)]
mod tests;
