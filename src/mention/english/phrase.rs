use super::lexicon::Class;
use super::sentence::Sentence;
use crate::glossary::Kind;
use crate::mention::chunk::Chunk;
use crate::mention::record::Evidence;

/// A noun phrase after a preposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The word after its last.
    pub end: usize,
    /// What it names, if that is known.
    pub kind: Option<Kind>,
}

/// No complement is followed further than this many links: a guard against hostile input, names have up to four.
pub(super) const MAX_LINKS: usize = 8;

/// The name that starts at the word `at`, an article before it passed over: a known name, a field of government, or a
/// run of capitalised words with what `and` joins to it.
pub(super) fn noun_phrase(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<Phrase> {
    let start = if s.is(at, Class::Article) && s.joined(at + 1) { at + 1 } else { at };
    let known = starting_at(s, chunks, start);
    let field = s.lexicon.portfolio_from(s.words, start).filter(|_| s.name(start));
    let run = run_end(s, chunks, start);
    match (known, field) {
        (Some(known), _)
            if known.kind == Kind::Acronym && s.name_goes_on(known.words.end) && is_legal_form(s, known.words.end) =>
        {
            Some(Phrase { end: known.words.end + 1, kind: Some(Kind::Agency) })
        }
        (Some(known), _) if known.words.end >= field.unwrap_or(0) && !is_cut_short(s, known, run) => {
            let genitive = s.words[known.words.end - 1].genitive;
            (!genitive).then_some(Phrase { end: known.words.end, kind: Some(known.kind) })
        }
        (_, Some(end)) => Some(Phrase { end: more_by_and(s, chunks, end), kind: None }),
        _ => {
            let end = run?;
            let end = more_by_comma(s, chunks, end).unwrap_or_else(|| more_by_and(s, chunks, end));
            let adjective = end == start + 1 && s.demonym(start);
            (!adjective && !s.words[end - 1].genitive).then_some(Phrase { end, kind: None })
        }
    }
}

/// The longest name that starts at the word.
fn starting_at<'c>(s: &Sentence<'_, '_>, chunks: &'c [Chunk], start: usize) -> Option<&'c Chunk> {
    let kinds = [Kind::Place, Kind::Agency, Kind::Acronym, Kind::Title];
    let found = chunks.iter().filter(|c| c.words.start == start && kinds.contains(&c.kind));
    let longest = found.max_by_key(|c| c.words.end)?;
    let adjective = longest.words.len() == 1 && longest.kind == Kind::Place && s.demonym(start);
    (!adjective).then_some(longest)
}

/// Whether a run of capitals goes on after a place or an acronym: `Azerbaijan Caspian Shipping`.
fn is_cut_short(s: &Sentence<'_, '_>, known: &Chunk, run: Option<usize>) -> bool {
    let listed = matches!(known.evidence, Evidence::Gazetteer(_));
    let longer = |end: usize| {
        let body = matches!(known.kind, Kind::Place | Kind::Acronym) && s.agency_head(end - 1).is_some();
        end > known.words.end && (body || known.kind == Kind::Place && !listed && known.words.len() > 1)
    };
    run.is_some_and(longer)
}

/// Whether the word is `LLC`, `GmbH` and the like.
pub(super) fn is_legal_form(s: &Sentence<'_, '_>, at: usize) -> bool {
    s.name(at) && s.is(at, Class::LegalForm)
}

/// The end of the run of capitalised words from `start`: it stops before an office and before a person, and after the
/// last head of an organisation in it.
pub(super) fn run_end(s: &Sentence<'_, '_>, chunks: &[Chunk], start: usize) -> Option<usize> {
    if !s.name(start) {
        return None;
    }
    let mut end = start + 1;
    while s.name_goes_on(end) && !is_office(s, end) && !starts_person(s, chunks, end) {
        end += 1;
    }
    let last_head = (start..end).rev().find(|&at| s.agency_head(at).is_some());
    Some(last_head.map_or(end, |at| at + 1))
}

/// Whether the word is the head of an office; one in the plural is only a noun of the name (`Forum of Women Deputies`).
pub(super) fn is_office(s: &Sentence<'_, '_>, at: usize) -> bool {
    s.title_head(at).is_some() && !s.plural(at)
}

/// Whether a person's name starts at the word.
pub(super) fn starts_person(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> bool {
    chunks.iter().any(|c| c.words.start == at && c.kind == Kind::Person) || s.given_name(at) && s.name_goes_on(at + 1)
}

/// `Trade and Industry`: what `and` joins to a phrase that ends at `end`, unless it is a name of its own.
fn more_by_and(s: &Sentence<'_, '_>, chunks: &[Chunk], end: usize) -> usize {
    if s.lower(end) != "and" || !s.joined(end) || !s.joined(end + 1) {
        return end;
    }
    let next = end + 1;
    let Some(run) = run_end(s, chunks, next) else { return end };
    let own_name = s.agency_head(run - 1).is_some()
        || (next..=run).any(|at| is_office(s, at) && s.name(at))
        || starts_person(s, chunks, next)
        || chunks.iter().any(|c| c.words.start == next && c.kind != Kind::Term);
    if own_name { end } else { run }
}

/// `Family, Women and Children Affairs`: a list of three or more, the last by `and`.
fn more_by_comma(s: &Sentence<'_, '_>, chunks: &[Chunk], end: usize) -> Option<usize> {
    let mut last = end;
    for _ in 0..MAX_LINKS {
        if !s.after_comma(last) || chunks.iter().any(|c| c.words.start == last && c.kind != Kind::Term) {
            break;
        }
        last = run_end(s, chunks, last)?;
    }
    let joined = more_by_and(s, chunks, last);
    (last > end && joined > last).then_some(joined)
}
