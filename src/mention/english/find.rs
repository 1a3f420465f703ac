use super::sentence::Sentence;
use super::{agency, known, person, place, title};
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, Context};
use crate::mention::record::Evidence;
use crate::mention::word::Word;
use crate::token;

/// The mentions of an English sentence. Each step sees what the steps before it found.
pub(in crate::mention) fn chunks(words: &[Word<'_>], context: Context<'_>) -> Vec<Chunk> {
    let s = Sentence::new(words, context);
    let mut chunks = Vec::new();
    known::known(&s, &mut chunks);
    known::dotted(&s, &mut chunks);
    known::acronyms(&s, &mut chunks);
    place::demonyms(&s, &mut chunks);
    // Pieces of listed names must not become the owners and complements of others.
    let mut chunks = resolve(&s, chunks);
    person::by_form(&s, &mut chunks);
    place::with_heads(&s, &mut chunks);
    agency::agencies(&s, &mut chunks);
    title::titles(&s, &mut chunks);
    person::by_neighbours(&s, &mut chunks);
    place::bare(&s, &mut chunks);
    resolve(&s, chunks)
}

/// Drops what a better chunk contradicts: the weaker of two that cross, pieces of longer names, second readings.
fn resolve(s: &Sentence<'_, '_>, mut chunks: Vec<Chunk>) -> Vec<Chunk> {
    chunks.sort_by_key(|c| (c.words.start, std::cmp::Reverse(c.words.end), rank(c), c.kind));
    chunks.dedup_by(|later, first| later.words == first.words);
    let kept: Vec<bool> = chunks
        .iter()
        .map(|chunk| {
            !chunks.iter().any(|other| {
                other.crosses(chunk) && beats(other, chunk) && !owner_apart(s, &chunks, other, chunk)
                    || swallows(s, other, chunk)
            })
        })
        .collect();
    let mut keep = kept.into_iter();
    chunks.retain(|_| keep.next().unwrap_or(false));
    chunks
}

/// Whether two chunks cross only because one has its owner with it: `Georgia's Water Agency` and `Water Agency Chief`
/// in `Georgia's Water Agency Chief`.
fn owner_apart(s: &Sentence<'_, '_>, chunks: &[Chunk], owned: &Chunk, chunk: &Chunk) -> bool {
    let before = chunk.words.start.checked_sub(1).filter(|_| owned.words.start < chunk.words.start);
    before.is_some_and(|at| s.words[at].genitive || s.demonym(at))
        && chunks.iter().any(|c| c.kind == chunk.kind && c.encloses(chunk) && c.encloses(owned))
}

/// The order of two readings of the same words, best first.
fn rank(chunk: &Chunk) -> u8 {
    match chunk.evidence {
        Evidence::Gazetteer(_) => 0,
        Evidence::Pattern => 1,
        Evidence::Context => 2,
        Evidence::Phrase => 3,
    }
}

/// Of two chunks that cross: a name before a term, then the longer, then the surer, then the first.
fn beats(other: &Chunk, chunk: &Chunk) -> bool {
    let key = |c: &Chunk| (c.kind == Kind::Term, std::cmp::Reverse(c.words.len()), rank(c), c.words.start);
    key(other) < key(chunk)
}

/// Whether `inner` is only a piece of `outer` and no name of its own.
fn swallows(s: &Sentence<'_, '_>, outer: &Chunk, inner: &Chunk) -> bool {
    if !outer.encloses(inner) {
        return false;
    }
    let starts_phrase =
        inner.words.start > 0 && matches!(s.lower(inner.words.start - 1), "of" | "the" | "under" | "to" | "for" | "by");
    match (outer.kind, inner.kind) {
        (Kind::Term, Kind::Term) | (_, Kind::Term) => true,
        (Kind::Person, _) => true,
        (_, Kind::Place | Kind::Agency) if is_piece_of_listed(s, outer, inner) => true,
        (Kind::Agency, Kind::Place) => {
            inner.evidence == Evidence::Pattern && inner.words.len() > 1 && is_tail(s, outer, inner)
        }
        (Kind::Title, Kind::Title) => inner.words.len() < 2 || only_modified(s, outer, inner),
        (Kind::Agency | Kind::Place, Kind::Title) => {
            !starts_phrase || inner.words.start == outer.words.start || s.plural(inner.words.start)
        }
        (Kind::Agency | Kind::Title, Kind::Agency) => {
            inner.words.len() < 2 && s.words[inner.words.start].kind != token::Kind::Acronym || is_tail(s, outer, inner)
        }
        (Kind::Place, Kind::Place) => inner.evidence == Evidence::Pattern && is_tail(s, outer, inner),
        _ => false,
    }
}

/// Whether a listed name is not built of its parts: `European` in `European Union`, `Caspian` in `Caspian Sea`.
fn is_piece_of_listed(s: &Sentence<'_, '_>, outer: &Chunk, inner: &Chunk) -> bool {
    let (Evidence::Gazetteer(listed), true) = (outer.evidence, matches!(outer.kind, Kind::Agency | Kind::Place)) else {
        return false;
    };
    let same_entry = inner.evidence == Evidence::Gazetteer(listed);
    let adjective = inner.kind == Kind::Place && inner.words.len() == 1 && s.demonym(inner.words.start);
    same_entry || adjective || inner.evidence == Evidence::Pattern && inner.words.len() > 1 || is_tail(s, outer, inner)
}

/// Whether the inner name is the end of the outer one and what stands before it is no owner and no preposition:
/// `Security Council` in `National Security Council`.
fn is_tail(s: &Sentence<'_, '_>, outer: &Chunk, inner: &Chunk) -> bool {
    let Some(before) = inner.words.start.checked_sub(1).filter(|_| inner.words.end == outer.words.end) else {
        return false;
    };
    let word = &s.words[before];
    let place = s.context.gazetteer.is_known(&word.lower, Lang::En, Kind::Place);
    let owner = place || word.genitive || s.demonym(before) || word.kind == token::Kind::Acronym || !word.capital;
    !owner && before >= outer.words.start
}

/// Whether a title with its own complement stands where a longer one goes on: `Minister of Justice` of Georgia.
fn is_complete(s: &Sentence<'_, '_>, inner: &Chunk) -> bool {
    inner.words.clone().any(|at| s.lower(at) == "of") && matches!(s.lower(inner.words.end), "of" | "to" | "in" | "at")
}

/// Whether the longer title only adds `First`, `Deputy` and the like before the shorter.
fn only_modified(s: &Sentence<'_, '_>, outer: &Chunk, inner: &Chunk) -> bool {
    (outer.words.start..inner.words.start).any(|at| s.is(at, super::lexicon::Class::Modifier))
        && (outer.words.start..inner.words.start).all(|at| !s.words[at].genitive && !s.demonym(at))
        || outer.words.start == inner.words.start && !is_complete(s, inner)
}
