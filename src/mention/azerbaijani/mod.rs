//! The grammar of names in Azerbaijani: chains of izafet whose last noun is the head.

mod agency;
mod citation;
mod person;
mod place;
mod title;

use super::chunk::{Chunk, Context, add};
use super::gazetteer::Hit;
use super::mention::Evidence;
use super::word::Word;
use crate::glossary::Kind;
use crate::letters::Lang;
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
                let citation = citation::of(words, &range, hit.ending);
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

fn acronyms(words: &[Word<'_>], chunks: &mut Vec<Chunk>) {
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.kind == token::Kind::Acronym) {
        let citation = word.head.to_owned();
        add(chunks, Chunk { words: at..at + 1, kind: Kind::Acronym, evidence: Evidence::Pattern, citation });
    }
}

/// Takes out what a longer or surer name explains.
fn settle(words: &[Word<'_>], chunks: Vec<Chunk>) -> Vec<Chunk> {
    let stays = |chunk: &Chunk| {
        !chunks.iter().any(|other| {
            let inside = other.encloses(chunk);
            let crossed = other.crosses(chunk) && is_surer(other, chunk);
            let swallowed = match chunk.kind {
                Kind::Term => inside,
                Kind::Title => inside && matches!(other.kind, Kind::Agency | Kind::Person | Kind::Place),
                Kind::Place => inside && other.kind == Kind::Person,
                Kind::Person => inside && matches!(other.kind, Kind::Person),
                Kind::Agency => inside && other.kind == Kind::Person,
                Kind::Acronym => false,
            };
            crossed || swallowed
        }) && !is_lower_piece(words, chunk)
    };
    chunks.iter().filter(|chunk| stays(chunk)).cloned().collect()
}

/// Whether, of two chunks that cross, the first is the one to keep.
fn is_surer(first: &Chunk, second: &Chunk) -> bool {
    let listed = |chunk: &Chunk| matches!(chunk.evidence, Evidence::Gazetteer(_));
    (listed(first), first.words.len(), second.words.start) > (listed(second), second.words.len(), first.words.start)
}

/// Whether the chunk is a lower-case agency of one word (`hökumət` is one, `xidmət` in running text is not).
fn is_lower_piece(words: &[Word<'_>], chunk: &Chunk) -> bool {
    chunk.kind == Kind::Agency
        && chunk.words.len() == 1
        && chunk.evidence != Evidence::Pattern
        && !words[chunk.words.start].capital
        && !matches!(chunk.evidence, Evidence::Gazetteer(_))
}

#[cfg(test)]
mod tests;
