use std::ops::Range;

use super::lexicon::Class;
use super::sentence::{Capitals, Sentence};
use crate::glossary::Kind;
use crate::letters::{Lang, is_apostrophe};
use crate::mention::chunk::{Chunk, add};
use crate::mention::form::{Base, Ending};
use crate::mention::gazetteer::Hit;
use crate::mention::record::Evidence;
use crate::mention::word::Word;
use crate::token;

/// The names and terms of the gazetteer. A title of one word is left to the patterns, which see its complement.
pub(super) fn known(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in 0..s.len() {
        for hit in s.context.gazetteer.find(s.words, at, Lang::En) {
            let Some(entry) = s.context.gazetteer.entry(hit.entry) else { continue };
            let range = at..at + hit.words;
            let kind = kind_of(s, &range, hit, entry.kind);
            if fits(s, &range, kind) {
                let countable = matches!(kind, Kind::Term | Kind::Title) || !s.words[range.end - 1].capital;
                let singular: &[usize] = if hit.ending.plural && countable { &[range.end - 1] } else { &[] };
                let citation = s.citation(range.clone(), singular);
                add(chunks, Chunk { words: range, kind, evidence: Evidence::Gazetteer(hit.entry), citation });
            }
        }
    }
}

/// An entry for an acronym lists what it stands for too; only the acronym itself is of that kind.
fn kind_of(s: &Sentence<'_, '_>, range: &Range<usize>, hit: Hit, kind: Kind) -> Kind {
    let acronym = range.len() == 1 && s.words[range.start].kind == token::Kind::Acronym;
    match kind {
        _ if hit.acronym && range.len() == 1 => Kind::Acronym,
        Kind::Acronym if !acronym => Kind::Term,
        kind => kind,
    }
}

/// Whether a listed name can be meant: `It` is not `IT`, and `The police` at a start is only a word.
fn fits(s: &Sentence<'_, '_>, range: &Range<usize>, kind: Kind) -> bool {
    let word = &s.words[range.start];
    let proper = word.kind == token::Kind::Acronym || word.capital && !word.first;
    match kind {
        _ if range.len() > 1 => true,
        Kind::Title => false,
        Kind::Agency => proper,
        Kind::Acronym => word.kind != token::Kind::Word || word.text.chars().filter(|c| c.is_uppercase()).count() > 1,
        _ => !s.is(range.start, Class::Function),
    }
}

/// Acronyms written with points: `U.S.`, `U.N.`, which the gazetteer lists without them.
pub(super) fn dotted(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for (at, word) in s.words.iter().enumerate() {
        let mut letters = word.head.chars().filter(|c| c.is_alphabetic());
        let points = word.head.matches('.').count();
        if points < 2 || !letters.all(char::is_uppercase) || word.head.chars().count() > 3 * points {
            continue;
        }
        let lower: String = word.lower.chars().filter(|c| *c != '.').collect();
        let bases = vec![Base { text: lower.clone(), ending: Ending::default() }];
        let plain = Word { lower, bases, ..word.clone() };
        if let Some(hit) = s.context.gazetteer.find(&[plain], 0, Lang::En).first()
            && let Some(entry) = s.context.gazetteer.entry(hit.entry)
        {
            let kind = if entry.kind == Kind::Place { Kind::Place } else { Kind::Acronym };
            add(chunks, s.chunk(at..at + 1, kind, Evidence::Gazetteer(hit.entry)));
        }
    }
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
            && !bare.chars().any(char::is_lowercase)
            && !is_roman(bare)
            && !s.is(at, Class::LegalForm);
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
