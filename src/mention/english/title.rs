use std::ops::Range;

use super::lexicon::Class;
use super::phrase::{MAX_LINKS, Phrase, noun_phrase, starts_person};
use super::sentence::Sentence;
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, add, ending_before};
use crate::mention::record::Evidence;

/// The head of an office.
struct Office {
    words: Range<usize>,
    plural: bool,
    evidence: Evidence,
}

/// Offices and ranks: `First Deputy Minister of Justice`, `Iranian President`, `State Security Service Chief`.
///
/// From right to left, so that the office in a complement is there before the office that it completes.
pub(super) fn titles(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    let mut at = s.len();
    while at > 0 {
        at -= 1;
        if let Some(office) = office(s, chunks, at) {
            let start = office.words.start;
            title(s, chunks, &office);
            at = start;
        }
    }
}

/// The longest head that ends with the word, of the table or of the gazetteer.
fn office(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<Office> {
    let from_table = s.title_head(at).map(|found| Office {
        words: found.start..at + 1,
        plural: found.ending.plural,
        evidence: Evidence::Pattern,
    });
    let long = ending_before(chunks, at + 1, &[Kind::Title]).map(|chunk| Office {
        words: chunk.words.clone(),
        plural: false,
        evidence: chunk.evidence,
    });
    let known = long.or_else(|| one_word(s, at));
    match (from_table, known) {
        (Some(table), Some(known)) if known.words.len() >= table.words.len() => {
            Some(Office { plural: known.plural || table.plural && known.words.len() == 1, ..known })
        }
        (Some(table), _) => Some(table),
        (None, known) => known,
    }
}

fn one_word(s: &Sentence<'_, '_>, at: usize) -> Option<Office> {
    if s.lexicon.is_honorific(&s.words[at]) {
        return None;
    }
    if is_rank_abbreviation(s, at) || s.is(at, Class::Office) {
        return Some(Office { words: at..at + 1, plural: s.plural(at), evidence: Evidence::Pattern });
    }
    let hits = s.context.gazetteer.find(s.words, at, Lang::En);
    let hit = hits.into_iter().find(|hit| {
        hit.words == 1 && !hit.acronym && s.context.gazetteer.entry(hit.entry).is_some_and(|e| e.kind == Kind::Title)
    })?;
    Some(Office { words: at..at + 1, plural: hit.ending.plural, evidence: Evidence::Gazetteer(hit.entry) })
}

/// `Sen.`, `Capt.` before a name.
fn is_rank_abbreviation(s: &Sentence<'_, '_>, at: usize) -> bool {
    let word = &s.words[at];
    word.capital
        && word.text.ends_with('.')
        && s.lexicon.is(word.lower.trim_end_matches('.'), Class::RankAbbreviation)
        && s.name_goes_on(at + 1)
}

fn title(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, office: &Office) {
    let head = office.words.end - 1;
    let core = with_attributes(s, chunks, office);
    let steps = complement(s, chunks, office);
    let complement = body_end(chunks, office).or(steps.last().copied());
    let end = complement.unwrap_or(office.words.end);
    let mut starts = vec![core];
    if complement.is_none() {
        starts.extend(bodies_before(s, chunks, core));
    }
    let owners: Vec<usize> = starts.iter().filter_map(|&start| owner(s, chunks, start)).collect();
    let named = starts.len() > 1 || !owners.is_empty();
    if !is_title(s, chunks, office, core, end, named) {
        return;
    }
    // A bare head is not named again inside `Iranian President` and `SOCAR President`.
    if named && office.words.end - core == 1 {
        starts.remove(0);
    }
    starts.extend(owners);
    starts.sort_unstable();
    starts.dedup();
    // `Ambassador of Norway` in `Ambassador of Norway to Hungary`.
    let ends: Vec<usize> =
        steps.first().copied().filter(|&first| first < end && is_envoy(s, office)).into_iter().chain([end]).collect();
    for (start, end) in starts.iter().flat_map(|&start| ends.iter().map(move |&end| (start, end))) {
        let evidence = if (start..end) == office.words { office.evidence } else { Evidence::Pattern };
        let mut singular = if office.plural { vec![head] } else { Vec::new() };
        if office.plural
            && end > office.words.end
            && !s.name(end - 1)
            && s.lexicon.portfolio_before(s.words, end).is_none()
        {
            singular.push(end - 1);
        }
        let citation = s.citation(start..end, &singular);
        add(chunks, Chunk { words: start..end, kind: Kind::Title, evidence, citation });
    }
}

/// Whether what stands there is meant as an office. A capital inside a sentence says so; a small letter, or the capital of
/// the first word, needs a word that only names offices, an attribute, a body, or a person's name after it.
fn is_title(s: &Sentence<'_, '_>, chunks: &[Chunk], office: &Office, core: usize, end: usize, named: bool) -> bool {
    let head = office.words.end - 1;
    if office.words.len() == 1 && core == head && s.is(head, Class::Modifier) && !named && end == head + 1 {
        // `General Debate`: such a word needs a person or nothing after it.
        return starts_person(s, chunks, end) || s.name(head) && !s.words[head].first && !s.name_goes_on(end);
    }
    let before_name = s.name(end) && s.joined(end) && !s.is_head(end) && !s.demonym(end);
    if s.is(head, Class::Profession) && office.words.len() == 1 {
        return before_name || s.name(head) && !s.words[head].first && (named || end > head + 1);
    }
    let attributed = core < office.words.start || end > office.words.end || named;
    let capital = s.name(head) && !s.words[head].first;
    capital || attributed || before_name || is_office(s, office)
}

fn is_office(s: &Sentence<'_, '_>, office: &Office) -> bool {
    let words: Vec<&str> = office.words.clone().map(|at| s.lower(at)).collect();
    let phrase = words.join(" ");
    let singular = phrase.strip_suffix('s').unwrap_or(&phrase);
    s.is(office.words.end - 1, Class::Office)
        || s.lexicon.is(&phrase, Class::Office)
        || s.lexicon.is(singular, Class::Office)
}

/// The start of a title with its attributes: `First Deputy` and the field of government.
fn with_attributes(s: &Sentence<'_, '_>, chunks: &[Chunk], office: &Office) -> usize {
    let head = office.words.end - 1;
    let capital = s.words[head].capital;
    let alike = |at: usize| s.words[at].capital == capital || s.words[at].first;
    let modifiers = |mut start: usize| {
        while start > 0 && s.joined(start) && s.is(start - 1, Class::Modifier) && alike(start - 1) {
            start -= 1;
        }
        start
    };
    let mut start = modifiers(office.words.start);
    let takes_field = s.is(head, Class::PortfolioHead);
    let field =
        s.lexicon.portfolio_before(s.words, start).filter(|&field| takes_field && alike(field) && s.joined(start));
    if let Some(field) = field {
        start = modifiers(field);
    } else if capital && !s.words[head].first {
        start = other_attribute(s, chunks, start);
    }
    start
}

/// One or two capitalised words that are no name of their own: `Business Secretary`, `Assembly Member`.
fn other_attribute(s: &Sentence<'_, '_>, chunks: &[Chunk], end: usize) -> usize {
    let mut start = end;
    while start > 0 && s.name(start - 1) && s.joined(start) && !s.words[start - 1].genitive {
        start -= 1;
    }
    let taken = chunks.iter().any(|c| c.words.start < end && start < c.words.end && c.kind != Kind::Term);
    let person = (start..end).any(|at| s.given_name(at));
    let linked = start > 0 && s.joined(start) && matches!(s.lower(start - 1), "of" | "and" | "for");
    let office = (start..end).any(|at| s.title_head(at).is_some());
    if end - start > 2 || taken || person || linked || office || start < end && s.words[start].first {
        end
    } else {
        start
    }
}

/// The starts of the bodies that stand before a title: `State Water Agency Chief`, `NRK President`.
fn bodies_before(s: &Sentence<'_, '_>, chunks: &[Chunk], start: usize) -> Vec<usize> {
    if start == 0 || !s.joined(start) {
        return Vec::new();
    }
    let kinds = [Kind::Agency, Kind::Acronym];
    let found = chunks.iter().filter(|c| c.words.end == start && kinds.contains(&c.kind));
    found.map(|c| c.words.start).collect()
}

/// The start of the owner before a title: `Azerbaijan's`, `Georgian`, `Kazakhstan`.
fn owner(s: &Sentence<'_, '_>, chunks: &[Chunk], start: usize) -> Option<usize> {
    if start == 0 || !s.joined(start) {
        return None;
    }
    let capital = s.name(start);
    let found = chunks.iter().filter(|c| c.words.end == start && c.kind == Kind::Place);
    let owns = |c: &&Chunk| {
        let phrase = c.words.len() > 1 && c.words.clone().any(|at| s.lower(at) == "of") && !s.words[start - 1].genitive;
        let local = phrase
            || c.words.start > 0 && matches!(s.lower(c.words.start - 1), "in" | "at" | "to" | "from" | "near" | "of");
        s.words[start - 1].genitive || s.demonym(start - 1) || capital && !local
    };
    found.filter(owns).map(|c| c.words.start).min()
}

/// The end of the body that a listed title names only the head of: `Chair of the Committee` on something.
fn body_end(chunks: &[Chunk], office: &Office) -> Option<usize> {
    let reaches_on = |c: &&Chunk| {
        c.kind == Kind::Agency && office.words.contains(&c.words.start) && c.words.start > office.words.start
    };
    chunks.iter().filter(reaches_on).map(|c| c.words.end).max().filter(|&end| end > office.words.end)
}

/// The ends of what completes a title, link by link: `of the State Customs Committee`, `to Hungary`, `in our country`.
fn complement(s: &Sentence<'_, '_>, chunks: &[Chunk], office: &Office) -> Vec<usize> {
    let head = office.words.end - 1;
    let envoy = is_envoy(s, office);
    let mut end = office.words.end;
    let mut steps = Vec::new();
    for links in 0..MAX_LINKS {
        if !s.joined(end) || !s.joined(end + 1) {
            break;
        }
        let next = match s.lower(end) {
            "of" => phrase_of(s, chunks, end + 1).or_else(|| countries(s, end + 1).filter(|_| envoy)),
            "for" if links == 0 && s.name(head) => {
                noun_phrase(s, chunks, end + 1).map(|phrase| countries_listed(s, chunks, phrase))
            }
            "to" | "in" | "at" if envoy => {
                let known = [Some(Kind::Place), Some(Kind::Agency), Some(Kind::Acronym)];
                let found = noun_phrase(s, chunks, end + 1).filter(|phrase| known.contains(&phrase.kind));
                found.map(|phrase| phrase.end).or_else(|| our_country(s, end + 1))
            }
            "on" if envoy => assignments(s, end + 1),
            _ => None,
        };
        match next {
            Some(next) => end = next,
            None => break,
        }
        steps.push(end);
    }
    steps
}

fn is_envoy(s: &Sentence<'_, '_>, office: &Office) -> bool {
    office.words.clone().any(|at| s.is(at, Class::Envoy))
}

fn phrase_of(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> Option<usize> {
    let phrase = noun_phrase(s, chunks, at)?;
    (phrase.kind != Some(Kind::Person)).then_some(phrase.end)
}

/// `Azerbaijan, Georgia and Turkey`: the end of a list of places that starts with the phrase.
fn countries_listed(s: &Sentence<'_, '_>, chunks: &[Chunk], phrase: Phrase) -> usize {
    let mut end = phrase.end;
    let place_at =
        |at: usize| chunks.iter().find(|c| c.kind == Kind::Place && c.words.start == at).map(|c| c.words.end);
    for _ in 0..MAX_LINKS {
        let next = if s.after_comma(end) { end } else { end + 1 };
        let linked = next == end || s.lower(end) == "and" && s.joined(next);
        match place_at(next).filter(|_| linked && phrase.kind == Some(Kind::Place)) {
            Some(place) => end = place,
            None => break,
        }
    }
    end
}

/// `foreign countries`, `other states`.
fn countries(s: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let noun = (at..at + 2).find(|&i| matches!(s.lower(i), "countries" | "states"))?;
    (at..=noun).all(|i| s.joined(i) && !s.is(i, Class::Function)).then_some(noun + 1)
}

fn our_country(s: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let here = matches!(s.lower(at), "our" | "the" | "this") && matches!(s.lower(at + 1), "country" | "republic");
    (here && s.joined(at + 1)).then_some(at + 2)
}

/// `special assignments`, `special missions`.
fn assignments(s: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let matched =
        s.lower(at) == "special" && matches!(s.lower(at + 1), "assignments" | "missions" | "tasks" | "issues");
    (matched && s.joined(at + 1)).then_some(at + 2)
}
