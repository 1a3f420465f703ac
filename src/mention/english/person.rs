use std::ops::Range;

use super::lexicon::Class;
use super::sentence::{Capitals, Sentence};
use crate::glossary::Kind;
use crate::mention::chunk::{Chunk, add};
use crate::mention::record::Evidence;
use crate::mention::word::Gap;
use crate::token;

/// Endings of surnames of the region and its neighbours, in press spelling; general knowledge of onomastics.
const SURNAME_ENDINGS: [&str; 25] = [
    "ov", "ev", "ova", "eva", "zade", "zadeh", "oghlu", "oglu", "ogly", "beyli", "beyov", "shvili", "dze", "ian",
    "yan", "sky", "ski", "skiy", "skaya", "enko", "chuk", "ić", "vich", "son", "ez",
];

/// Endings that mark a surname even where it stands alone: they end hardly anything else in English text.
const SURE_ENDINGS: [&str; 13] =
    ["yev", "lov", "nov", "rov", "mov", "sov", "dov", "bov", "yeva", "ova", "zade", "zadeh", "shvili"];

/// Persons whose own words give them away: a given name of the lists, an initial, a courtesy before, a surname's ending.
pub(super) fn by_form(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    let mut at = 0;
    while at < s.len() {
        let found =
            by_honorific(s, chunks, at).or_else(|| by_initial(s, chunks, at)).or_else(|| by_given_name(s, chunks, at));
        let found = found.or_else(|| by_surname(s, chunks, at));
        match found {
            Some((range, evidence)) => {
                at = range.end.max(at + 1);
                add(chunks, s.chunk(range, Kind::Person, evidence));
            }
            None => at += 1,
        }
    }
}

/// `Mr. Guliyev`, `Dr Leyla Hasanova`: without the courtesy.
fn by_honorific(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<(Range<usize>, Evidence)> {
    let courtesy = s.words.get(at).is_some_and(|word| s.lexicon.is_honorific(word));
    let range = run(s, at + 1, 4).filter(|_| courtesy && s.joined(at + 1) && !taken(chunks, at))?;
    Some((range, Evidence::Pattern))
}

/// `E. Guliyev`, `John F. Kennedy` from the given name on.
fn by_initial(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<(Range<usize>, Evidence)> {
    let initial = s.words[at].kind == token::Kind::Initial;
    let range = run(s, at, 4).filter(|range| initial && range.len() >= 2 && !taken(chunks, at))?;
    let surname = s.words[range.end - 1].text.chars().filter(|c| c.is_lowercase()).count() > 1;
    if !surname {
        return None;
    }
    Some((range, Evidence::Pattern))
}

fn by_given_name(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<(Range<usize>, Evidence)> {
    let compass = at > 0 && s.joined(at) && s.is(at - 1, Class::Compass) && s.words[at - 1].capital;
    if !s.given_name(at) || s.is_head(at) || compass {
        return None;
    }
    let longest = if s.capitals == Capitals::Headline { 2 } else { 3 };
    let range = run(s, at, longest)?;
    if range.len() < 2 || in_known(chunks, &range) {
        return None;
    }
    // `Qwynn Leyla Tarverdi`: an unknown word before the given name belongs to it.
    let before = at.checked_sub(1).filter(|&i| {
        s.words[at].gap == Gap::Space
            && part(s, i)
            && !s.words[i].first
            && !s.words[i].genitive
            && !taken(chunks, i)
            && !s.lexicon.in_portfolio(s.lower(i))
            && !follows_link(s, i)
    });
    Some((before.unwrap_or(at)..range.end, Evidence::Pattern))
}

fn by_surname(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<(Range<usize>, Evidence)> {
    // The last two words of the run: what stands before them may be the end of an office.
    let range = run(s, at, 2).filter(|range| !part(s, range.end) || !s.name_goes_on(range.end))?;
    let last = s.lower(range.end - 1);
    let long = last.chars().count() >= 5;
    if range.clone().any(|i| taken(chunks, i)) || in_known(chunks, &range) || !long {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| last.ends_with(ending));
    let pair = range.len() >= 2 && ends(&SURNAME_ENDINGS) && !s.is(at, Class::Speech);
    (pair || range.len() == 1 && ends(&SURE_ENDINGS)).then_some((range, Evidence::Context))
}

/// Persons whom their neighbours give away: an office before, an office or `who` after a comma, a verb of saying.
pub(super) fn by_neighbours(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in 0..s.len() {
        if chunks.iter().any(|c| c.words.contains(&at) && c.kind != Kind::Term) {
            continue;
        }
        let title_before = chunks.iter().any(|c| c.kind == Kind::Title && c.words.end == at);
        let Some(range) = run(s, at, 4) else { continue };
        if range.clone().any(|i| taken(chunks, i)) || s.capitals == Capitals::All {
            continue;
        }
        let after_title = title_before && s.words[at].gap == Gap::Space;
        if after_title || range.len() >= 2 && starts_here(s, at) && said_of_person(s, chunks, &range, title_before) {
            add(chunks, s.chunk(range, Kind::Person, Evidence::Context));
        }
    }
}

/// Whether the word completes a phrase: `of Culture`.
fn follows_link(s: &Sentence<'_, '_>, at: usize) -> bool {
    at > 0 && s.joined(at) && matches!(s.lower(at - 1), "of" | "and" | "for")
}

/// Whether no name word stands just before.
fn starts_here(s: &Sentence<'_, '_>, at: usize) -> bool {
    at == 0 || !s.name(at - 1) || !s.joined(at)
}

fn said_of_person(s: &Sentence<'_, '_>, chunks: &[Chunk], range: &Range<usize>, title_before: bool) -> bool {
    if s.capitals != Capitals::Names || range.len() > 3 || s.words[range.end - 1].genitive {
        return false;
    }
    let end = range.end;
    let title_after = chunks
        .iter()
        .any(|c| c.kind == Kind::Title && (c.words.start == end || c.words.start == end + 1 && s.lower(end) == "the"));
    let comma = s.after_comma(end);
    let apposition = comma && (title_after || matches!(s.lower(end), "who" | "whose"));
    let appended =
        title_before && s.after_comma(range.start) && (comma || end == s.len() || s.is(end, Class::Function));
    apposition || appended || s.is(end, Class::Speech) && s.joined(end)
}

/// The run of words from `at` that may be one person's name, at most `longest` words and particles.
fn run(s: &Sentence<'_, '_>, at: usize, longest: usize) -> Option<Range<usize>> {
    if !part(s, at) {
        return None;
    }
    let mut end = at + 1;
    let mut names = 1;
    while end < s.len() && names < longest + 1 && matches!(s.words[end].gap, Gap::Space) && !s.words[end - 1].genitive {
        if s.lexicon.is_patronymic(&s.words[end]) {
            end += 1;
        } else if s.lexicon.joins_names(&s.words[end]) && !s.words[end].capital && end + 1 < s.len() && part(s, end + 1)
        {
            end += 2;
            names += 1;
        } else if names == 1 && is_month_name(s, at, end) {
            end += 1;
            names += 1;
        } else if names < longest && part(s, end) {
            end += 1;
            names += usize::from(s.words[end - 1].kind != token::Kind::Initial);
        } else {
            break;
        }
    }
    Some(at..end)
}

/// Whether a month after a given name is a surname: `Leyla May`, but not `met Leyla May 5`.
fn is_month_name(s: &Sentence<'_, '_>, given: usize, at: usize) -> bool {
    let month =
        s.words[at].capital && s.is(at, Class::Calendar) && matches!(s.lower(at), "may" | "april" | "august" | "june");
    let dated = s.words.get(at + 1).is_some_and(|word| matches!(word.kind, token::Kind::Number | token::Kind::Ordinal));
    month && s.given_name(given) && !dated
}

/// Whether the word may be part of a person's name.
fn part(s: &Sentence<'_, '_>, at: usize) -> bool {
    let kind = s.words.get(at).is_some_and(|word| matches!(word.kind, token::Kind::Word | token::Kind::Initial));
    kind && s.name(at) && !s.demonym(at) && !s.is_head(at) && !s.is(at, Class::Modifier) && !s.is(at, Class::Compass)
}

/// Whether the word stands in a place, an agency or an acronym that is known.
fn taken(chunks: &[Chunk], at: usize) -> bool {
    chunks.iter().any(|c| c.words.contains(&at) && !matches!(c.kind, Kind::Term))
}

/// Whether a known name holds all of the words.
fn in_known(chunks: &[Chunk], range: &Range<usize>) -> bool {
    chunks.iter().any(|c| {
        matches!(c.evidence, Evidence::Gazetteer(_)) && c.words.start <= range.start && range.end <= c.words.end
    })
}
