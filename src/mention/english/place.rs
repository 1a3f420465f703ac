use std::ops::Range;

use super::lexicon::Class;
use super::phrase::noun_phrase;
use super::sentence::{Capitals, Sentence};
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, add};
use crate::mention::head::HeadMatch;
use crate::mention::record::Evidence;
use crate::mention::word::Gap;
use crate::table;
use crate::token;

/// The adjectives of countries, alone (`Iranian`) and in pairs (`Azerbaijani-Iranian`, `Armenia-Azerbaijan`).
pub(super) fn demonyms(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in 0..s.len() {
        let word = &s.words[at];
        let pair = word.capital && is_pair(s, &word.lower);
        let start = s.demonym_start(at);
        if pair || start.is_some() {
            let plural = word.bases.iter().any(|base| base.ending.plural && s.is_adjective(&base.text));
            let singular: &[usize] = if plural { &[at] } else { &[] };
            let words = start.unwrap_or(at)..at + 1;
            let citation = s.citation(words.clone(), singular);
            add(chunks, Chunk { words, kind: Kind::Place, evidence: Evidence::Pattern, citation });
        }
    }
}

fn is_pair(s: &Sentence<'_, '_>, word: &str) -> bool {
    let known = |part: &str| s.is_adjective(part) || s.context.gazetteer.is_known(part, Lang::En, Kind::Place);
    word.contains(['-', '–']) && word.split(['-', '–']).all(|part| !part.is_empty() && known(part))
}

/// Places by the noun that says what they are: `Valchay River`, `city of Bergen`, `Cape Alvan`, the `"Valchay"` reservoir.
pub(super) fn with_heads(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in 0..s.len() {
        let Some(head) = s.place_head(at) else { continue };
        if head.ending.plural && !s.name(at) {
            listed(s, chunks, &head);
        } else {
            after_name(s, chunks, &head);
        }
        let orders: Vec<&str> = table::list(&head.head.en_order).collect();
        if orders.contains(&"of") {
            before_of(s, chunks, &head);
        }
        if orders.contains(&"before") {
            before_name(s, chunks, &head);
        }
    }
}

/// `Valchay River`, `Upper Tala economic region [of Norway]`.
fn after_name(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let end = head.end + 1;
    let Some(name) = name_before(s, chunks, head.start) else { return };
    let proper = (name.start..end).any(|at| !s.words[at].first && s.name(at) || known_place(chunks, &name));
    // The head of the name is further on: `Bergen State Reserve`.
    let further = |at: usize| s.agency_head(at).is_some() || s.place_head(at).is_some();
    let run_end = (end..end + 4).find(|&at| !s.name_goes_on(at)).unwrap_or(end);
    let goes_on = (end..run_end).any(further);
    if !proper || goes_on {
        return;
    }
    if s.words[name.end - 1].gap == Gap::Open && name.len() == 1 || s.words[head.start].gap == Gap::Close {
        add(chunks, s.chunk(name.clone(), Kind::Place, Evidence::Pattern));
    } else {
        add(chunks, s.chunk(name.start..end, Kind::Place, Evidence::Pattern));
        if name.len() > 1 && !s.name(head.end) && !s.demonym(name.start) {
            add(chunks, s.chunk(name.clone(), Kind::Place, Evidence::Pattern));
        }
    }
    let of = s.lower(end) == "of" && s.joined(end) && s.joined(end + 1);
    let owner = of.then(|| noun_phrase(s, chunks, end + 1)).flatten();
    if let Some(owner) = owner.filter(|owner| owner.kind == Some(Kind::Place)) {
        add(chunks, s.chunk(name.start..owner.end, Kind::Place, Evidence::Pattern));
    }
}

fn known_place(chunks: &[Chunk], name: &Range<usize>) -> bool {
    chunks.iter().any(|c| c.kind == Kind::Place && c.words == *name)
}

/// The run of capitals that ends just before the word: up to four words, no adjective of a country before a small head.
fn name_before(s: &Sentence<'_, '_>, chunks: &[Chunk], end: usize) -> Option<Range<usize>> {
    if !s.joined(end) {
        return None;
    }
    let mut start = end;
    while start > 0 && end - start < 4 && s.name(start - 1) && s.joined(start) && !s.words[start - 1].genitive {
        let acronym = s.words[start - 1].kind != token::Kind::Word && !s.name(end);
        if acronym
            || s.title_head(start - 1).is_some()
            || s.agency_head(start - 1).is_some() && !known_place(chunks, &(start - 1..end))
        {
            break;
        }
        start -= 1;
        if s.words[start].gap == Gap::Open {
            break;
        }
    }
    let place = s.context.gazetteer.is_known(s.lower(start), Lang::En, Kind::Place);
    let lone_adjective = end - start == 1 && s.demonym(start) && !place && !s.name(end);
    (start < end && !lone_adjective && !s.words[end - 1].genitive).then_some(start..end)
}

/// `Tala, Alvan and Bergen districts`, the `"Valchay" and "Ayri Su" reservoirs`.
fn listed(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let mut end = head.start;
    let mut found = Vec::new();
    while let Some(name) = name_before_in_list(s, chunks, end) {
        let next = name.start;
        found.push(name);
        end = match next.checked_sub(1) {
            Some(and) if s.lower(and) == "and" => and,
            Some(_) if s.after_comma(next) => next,
            _ => break,
        };
    }
    let all_adjectives = found.iter().all(|name| name.len() == 1 && s.demonym(name.start));
    if !all_adjectives {
        for name in found {
            add(chunks, s.chunk(name, Kind::Place, Evidence::Pattern));
        }
    }
}

fn name_before_in_list(s: &Sentence<'_, '_>, chunks: &[Chunk], end: usize) -> Option<Range<usize>> {
    let comma = s.after_comma(end);
    if !comma {
        return name_before(s, chunks, end);
    }
    let mut start = end;
    while start > 0 && end - start < 4 && s.name(start - 1) && (start == end || s.joined(start)) {
        start -= 1;
    }
    (start < end).then_some(start..end)
}

/// `city of Bergen`, `port of Alvan`, `Republic of Azerbaijan`.
fn before_of(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let of = head.end + 1;
    if s.lower(of) != "of" || !s.joined(of) || !s.joined(of + 1) || !s.name(of + 1) || head.ending.plural {
        return;
    }
    if let Some(end) = super::phrase::run_end(s, chunks, of + 1)
        && !s.words[end - 1].genitive
        && !s.demonym(of + 1)
        && !is_pair(s, s.lower(of + 1))
        && s.agency_head(end - 1).is_none()
    {
        add(chunks, s.chunk(head.start..end, Kind::Place, Evidence::Pattern));
        if !s.name(head.end) {
            add(chunks, s.chunk(of + 1..end, Kind::Place, Evidence::Context));
        }
    }
}

/// `Lake Tala`, `Cape Alvan`.
fn before_name(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let next = head.end + 1;
    if s.name(head.end) && s.name_goes_on(next) && !s.is_head(next) {
        add(chunks, s.chunk(head.start..next + 1, Kind::Place, Evidence::Pattern));
    }
}

/// Endings that mark the names of rivers and settlements of the region.
const TOPONYM_ENDINGS: [&str; 3] = ["chay", "kend", "abad"];

/// Names of places that only their neighbours or their form give away: `in Trosvik`, `Alvan, Norway`, `East Tala`,
/// `Damarchinchay`.
pub(super) fn bare(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    if s.capitals != Capitals::Names {
        return;
    }
    let mut at = 0;
    while at < s.len() {
        let end = free_run_end(s, chunks, at);
        let local = at > 0 && s.words[at].gap == Gap::Space && s.is(at - 1, Class::BarePlace);
        if end > at
            && end - at <= 2
            && (local || is_before_country(s, chunks, at, end) || has_form_of_place(s, at, end))
        {
            add(chunks, s.chunk(at..end, Kind::Place, Evidence::Context));
        }
        at = end.max(at + 1);
    }
}

/// The end of a run of capitalised words that are nothing else yet; `at` where there is none.
fn free_run_end(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> usize {
    let taken = |i: usize| chunks.iter().any(|c| c.words.contains(&i) && c.kind != Kind::Term);
    let free = |i: usize| {
        s.name(i) && !s.is_head(i) && s.words[i].kind == token::Kind::Word && !s.words[i].genitive && !taken(i)
    };
    if !free(at) || at > 0 && s.name(at - 1) && s.name_goes_on(at) && !free(at - 1) {
        return at;
    }
    let mut end = at + 1;
    while s.name_goes_on(end) && free(end) {
        end += 1;
    }
    // `in World War II`
    let numbered = s.joined(end) && !matches!(s.words[end].kind, token::Kind::Word | token::Kind::Abbreviation);
    if s.name_goes_on(end) || numbered || s.given_name(at) { at } else { end }
}

/// `Alvan, Norway`: a country or region follows after a comma, and a preposition or a list stands before.
fn is_before_country(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize, end: usize) -> bool {
    let listed = at > 0 && matches!(s.lower(at - 1), "and" | "in" | "at" | "from" | "of" | "near" | "to" | "between");
    let country = |c: &Chunk| c.kind == Kind::Place && c.words.start == end && !s.demonym(end);
    listed && s.after_comma(end) && chunks.iter().any(country)
}

fn has_form_of_place(s: &Sentence<'_, '_>, at: usize, end: usize) -> bool {
    let last = s.lower(end - 1);
    let river =
        end - at == 1 && last.chars().count() > 6 && TOPONYM_ENDINGS.iter().any(|ending| last.ends_with(ending));
    river || end - at == 2 && s.is(at, Class::Compass) && !s.words[at].first
}
