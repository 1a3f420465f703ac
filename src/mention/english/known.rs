use super::sentence::{Capitals, Sentence};
use crate::glossary::Kind;
use crate::letters::{Lang, is_apostrophe};
use crate::mention::chunk::{Chunk, add};
use crate::mention::mention::Evidence;
use crate::token;

/// The names and terms of the gazetteer. A title of one word is left to the patterns, which see its complement.
pub(super) fn known(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in 0..s.len() {
        for hit in s.context.gazetteer.find(s.words, at, Lang::En) {
            let Some(entry) = s.context.gazetteer.entry(hit.entry) else { continue };
            let end = at + hit.words;
            let kind = if hit.acronym { Kind::Acronym } else { entry.kind };
            if kind == Kind::Title && hit.words == 1 || kind == Kind::Agency && !is_written_as_name(s, at, end) {
                continue;
            }
            let singular: &[usize] =
                if hit.ending.plural && !matches!(kind, Kind::Place | Kind::Person) { &[end - 1] } else { &[] };
            let citation = s.citation(at..end, singular);
            add(chunks, Chunk { words: at..end, kind, evidence: Evidence::Gazetteer(hit.entry), citation });
        }
    }
}

/// Whether a body is written with a capital: `press service` and `court of appeal` are only phrases.
fn is_written_as_name(s: &Sentence<'_, '_>, start: usize, end: usize) -> bool {
    end - start > 1 || s.words[start].capital && !s.words[start].first || s.words[start].kind == token::Kind::Acronym
}

/// Words of capitals: `OSCE`, `CIS's`, `MPs`; but no Roman numerals, and nothing where all is in capitals.
pub(super) fn acronyms(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    if s.capitals == Capitals::All {
        return;
    }
    for (at, word) in s.words.iter().enumerate() {
        let letters = word.head.trim_end_matches(is_apostrophe);
        let bare = letters.strip_suffix('s').unwrap_or(letters);
        let is_acronym = word.kind == token::Kind::Acronym
            && bare.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !is_roman(bare);
        if is_acronym && !chunks.iter().any(|c| c.words == (at..at + 1)) {
            let citation = bare.to_owned();
            add(chunks, Chunk { words: at..at + 1, kind: Kind::Acronym, evidence: Evidence::Pattern, citation });
        }
    }
}

/// Whether the letters write a Roman numeral.
fn is_roman(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}
