use std::ops::Range;

use super::lexicon::Class;
use super::phrase::noun_phrase;
use super::sentence::{Capitals, Sentence};
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, add};
use crate::mention::head::HeadMatch;
use crate::mention::mention::Evidence;
use crate::mention::word::Gap;
use crate::table;

/// The adjectives of countries, alone (`Iranian`) and in pairs (`Azerbaijani-Iranian`, `Armenia-Azerbaijan`).
pub(super) fn demonyms(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in 0..s.len() {
        let word = &s.words[at];
        let pair = word.capital && word.lower.contains('-') && is_pair(s, &word.lower);
        if pair || s.demonym(at) {
            let plural = word.bases.iter().any(|base| base.ending.plural && s.is_adjective(&base.text));
            let singular: &[usize] = if plural { &[at] } else { &[] };
            let citation = s.citation(at..at + 1, singular);
            add(chunks, Chunk { words: at..at + 1, kind: Kind::Place, evidence: Evidence::Pattern, citation });
        }
    }
}

fn is_pair(s: &Sentence<'_, '_>, word: &str) -> bool {
    let known = |part: &str| s.is_adjective(part) || s.context.gazetteer.is_known(part, Lang::En, Kind::Place);
    word.split(['-', '–']).all(|part| !part.is_empty() && known(part))
}

/// Places by the noun that says what they are: `Araz River`, `city of Aktau`, `Cape Gurgan`, the `"Khudafarin"` reservoir.
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

/// `Araz River`, `East Zangezur economic region [of Azerbaijan]`.
fn after_name(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let end = head.end + 1;
    let Some(name) = name_before(s, chunks, head.start) else { return };
    let proper = (name.start..end).any(|at| !s.words[at].first && s.name(at) || known_place(chunks, &name));
    if !proper || s.name(head.end) && s.agency_head(end).is_some() && s.name(end) && s.joined(end) {
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
        if s.title_head(start - 1).is_some()
            || s.agency_head(start - 1).is_some() && !known_place(chunks, &(start - 1..end))
        {
            break;
        }
        start -= 1;
        if s.words[start].gap == Gap::Open {
            break;
        }
    }
    let lone_adjective = end - start == 1 && s.demonym(start) && !s.name(end);
    (start < end && !lone_adjective && !s.words[end - 1].genitive).then_some(start..end)
}

/// `Aghdam, Fuzuli and Khojavend districts`, the `"Khudafarin" and "Giz Galasi" reservoirs`.
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

/// `city of Aktau`, `port of Kuryk`, `Republic of Azerbaijan`.
fn before_of(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let of = head.end + 1;
    if s.lower(of) != "of" || !s.joined(of) || !s.joined(of + 1) || !s.name(of + 1) || head.ending.plural {
        return;
    }
    if let Some(end) = super::phrase::run_end(s, chunks, of + 1)
        && !s.words[end - 1].genitive
        && !s.demonym(of + 1)
        && s.agency_head(end - 1).is_none()
    {
        add(chunks, s.chunk(head.start..end, Kind::Place, Evidence::Pattern));
    }
}

/// `Lake Goygol`, `Cape Gurgan`.
fn before_name(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let next = head.end + 1;
    if s.name(head.end) && s.name_goes_on(next) && !s.is_head(next) {
        add(chunks, s.chunk(head.start..next + 1, Kind::Place, Evidence::Pattern));
    }
}

/// A lone name after `in` or `near` that is nothing else: `in Aktau`.
pub(super) fn bare(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    if s.capitals != Capitals::Names {
        return;
    }
    for at in 1..s.len() {
        let preposition = s.is(at - 1, Class::BarePlace) && s.words[at].gap == Gap::Space;
        if !preposition || !s.name(at) || s.words[at].genitive {
            continue;
        }
        let mut end = at + 1;
        while s.name_goes_on(end) && end - at < 3 {
            end += 1;
        }
        let free = |i: usize| {
            !s.is_head(i) && !s.given_name(i) && s.words[i].kind == crate::token::Kind::Word && !s.words[i].genitive
        };
        let taken = chunks.iter().any(|c| c.words.start < end && at < c.words.end);
        if !taken && end - at <= 2 && (at..end).all(free) && !s.name_goes_on(end) {
            add(chunks, s.chunk(at..end, Kind::Place, Evidence::Context));
        }
    }
}
