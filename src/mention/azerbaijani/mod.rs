//! The grammar of names in Azerbaijani: chains of izafet whose last noun is the head.

mod agency;
mod citation;
mod person;
mod place;
mod title;

use super::chunk::{Chunk, Context, add};
use super::form::Case;
use super::gazetteer::Hit;
use super::record::Evidence;
use super::word::Word;
use crate::glossary::Kind;
use crate::letters::{Lang, decapitalise, is_capitalised};
use crate::token;

/// The mentions of an Azerbaijani sentence. Each kind of name may be built of those found before it.
pub(super) fn chunks(words: &[Word<'_>], context: Context<'_>) -> Vec<Chunk> {
    let mut chunks = known(words, context);
    acronyms(words, &mut chunks);
    place::find(words, context, &mut chunks);
    agency::find(words, context, &mut chunks);
    title::find(words, context, &mut chunks);
    person::find(words, context, &mut chunks);
    settle(words, chunks)
}

/// What the gazetteer lists.
fn known(words: &[Word<'_>], context: Context<'_>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for at in 0..words.len() {
        for hit in context.gazetteer.find(words, at, Lang::Az) {
            let Some(entry) = context.gazetteer.entry(hit.entry) else { continue };
            let kind = if hit.acronym && hit.words == 1 { Kind::Acronym } else { entry.kind };
            let range = at..at + hit.words;
            if fits(words, &range, kind, hit) {
                let mut citation = citation::of(words, &range, &words[range.end - 1].bases[hit.base]);
                if words[at].first && entry.az.first().is_some_and(|form| !is_capitalised(form)) {
                    // The capital is that of the sentence.
                    citation = decapitalise(&citation, Lang::Az);
                }
                add(&mut chunks, Chunk { words: range, kind, evidence: Evidence::Gazetteer(hit.entry), citation });
            }
        }
    }
    chunks
}

/// Whether a hit of the gazetteer can stand here: a name that is no head of an izafet takes no possessive (`Bakısı`), and
/// a one-word name at the start of a sentence must not be an ordinary word with an ending.
fn fits(words: &[Word<'_>], range: &std::ops::Range<usize>, kind: Kind, hit: Hit) -> bool {
    let names_a_thing = matches!(kind, Kind::Place | Kind::Person);
    let last = &words[range.end - 1];
    !(names_a_thing && (hit.ending.possessive || hit.ending.plural) && range.len() == 1)
        && !(kind == Kind::Acronym && last.kind != token::Kind::Acronym)
}

/// Acronyms, and the names of sites (`Metbuat.az`), which stand for the bodies that run them.
fn acronyms(words: &[Word<'_>], chunks: &mut Vec<Chunk>) {
    for (at, word) in words.iter().enumerate() {
        let kind = match word.kind {
            token::Kind::Acronym => Kind::Acronym,
            token::Kind::Url if word.capital => Kind::Agency,
            _ => continue,
        };
        add(chunks, Chunk { words: at..at + 1, kind, evidence: Evidence::Pattern, citation: word.head.to_owned() });
    }
}

/// Takes out what a longer or surer name explains.
fn settle(words: &[Word<'_>], chunks: Vec<Chunk>) -> Vec<Chunk> {
    let explained = |chunk: &Chunk| {
        chunks.iter().any(|other| {
            other.crosses(chunk) && is_surer(other, chunk)
                || other.encloses(chunk) && swallows(words, other, chunk)
                || is_listed_place(other)
                    && other.words == chunk.words
                    && (chunk.kind, chunk.evidence) == (Kind::Agency, Evidence::Pattern)
        })
    };
    chunks.iter().filter(|chunk| !explained(chunk)).cloned().collect()
}

/// `Rusiya Federasiyası` is a country, though a federation is a body too.
fn is_listed_place(chunk: &Chunk) -> bool {
    chunk.kind == Kind::Place && matches!(chunk.evidence, Evidence::Gazetteer(_))
}

/// Whether a name inside another one is only a piece of it.
fn swallows(words: &[Word<'_>], outer: &Chunk, inner: &Chunk) -> bool {
    match (inner.kind, outer.kind) {
        (Kind::Term, _) | (_, Kind::Person) => true,
        (Kind::Title, Kind::Agency | Kind::Place | Kind::Term) => true,
        // `İran` in `İran İslam Respublikası`, `Xəzər` in `Xəzər dənizi`: a listed name is not built of its parts.
        (Kind::Place, Kind::Place) => matches!(outer.evidence, Evidence::Gazetteer(_)),
        // `Sərhəd Xidməti` in `Dövlət Sərhəd Xidməti`, unless the word before it is its owner.
        (Kind::Agency, Kind::Agency) => {
            let before = inner.words.start.checked_sub(1).map(|at| &words[at]);
            outer.words.end == inner.words.end && before.is_some_and(|word| !is_owner(word))
        }
        _ => false,
    }
}

fn is_owner(word: &Word<'_>) -> bool {
    word.kind == token::Kind::Acronym || word.may_be(Case::Genitive) || word.lower == "respublikası"
}

/// Whether, of two chunks that cross, the first is the one to keep.
fn is_surer(first: &Chunk, second: &Chunk) -> bool {
    let listed = |chunk: &Chunk| matches!(chunk.evidence, Evidence::Gazetteer(_));
    (listed(first), first.words.len(), second.words.start) > (listed(second), second.words.len(), first.words.start)
}

#[cfg(test)]
mod tests;
