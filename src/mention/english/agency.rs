use super::lexicon::Class;
use super::phrase::{MAX_LINKS, Phrase, is_legal_form, is_office, noun_phrase};
use super::sentence::Sentence;
use crate::glossary::Kind;
use crate::mention::chunk::{Chunk, add, ending_before};
use crate::mention::head::HeadMatch;
use crate::mention::record::Evidence;

/// Organisations by their head noun: `State Security Service`, `Ministry of Internal Affairs`, with and without owner.
///
/// From right to left, so that the body in a complement is there before the body that it completes.
pub(super) fn agencies(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>) {
    for at in (0..s.len()).rev() {
        legal_form(s, chunks, at);
        if let Some(head) = s.agency_head(at).filter(|head| !is_other_head(s, head)) {
            if s.name(at) {
                named(s, chunks, &head);
            } else {
                small(s, chunks, &head);
            }
        }
    }
}

/// Whether the noun is rather the head of an office (`Chief of Staff`, `Chair of`) or of a place (`Sangan Mosque`).
fn is_other_head(s: &Sentence<'_, '_>, head: &HeadMatch<'_>) -> bool {
    let at = head.end;
    let bare = head.start == 0 || !s.name_goes_on(head.start);
    let office = s.title_head(at).is_some_and(|title| title.start < head.start || bare);
    let place = s.place_head(at).is_some_and(|place| place.start <= head.start);
    // `Units of the Rescue Service` are many.
    let many = head.ending.plural && bare;
    many || office || place && s.is(at, Class::Building)
}

/// A company by its legal form: `Absheron Steel LLC`.
fn legal_form(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, at: usize) {
    if is_legal_form(s, at) && s.name_goes_on(at) {
        let start = plain_run_start(s, chunks, at);
        if start < at {
            add(chunks, s.chunk(start..at + 1, Kind::Agency, Evidence::Pattern));
        }
    }
}

/// A step of a complement: where it ends, and whether it names the place that the body belongs to.
struct Step {
    end: usize,
    of_place: bool,
}

fn named(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let end = head.end + 1;
    if goes_on_to_head(s, end) {
        return;
    }
    let run = run_start(s, chunks, head.start);
    let steps = complement(s, chunks, head, run == head.start);
    let first = run..end;
    let adjective = s.demonym(run) && run < head.start;
    let core = if adjective { run + 1 } else { run };
    let weight = (core..end).len();
    let last = steps.last().map_or(end, |step| step.end);
    let owner = owner(s, chunks, run);
    // `Embassy in Oslo` says little without its owner, `Agency for Technology` is a name.
    let completed = steps.iter().any(|step| !step.of_place) || owner.is_none() && !steps.is_empty();
    let whole = first.len() > 1 || completed || owner.is_none() && standalone(s, run);
    if whole {
        add(chunks, s.chunk(run..last, Kind::Agency, Evidence::Pattern));
    }
    if adjective && (weight >= 2 || !steps.is_empty()) {
        add(chunks, s.chunk(core..last, Kind::Agency, Evidence::Pattern));
    }
    short_forms(s, chunks, core..end, &steps);
    if let Some(owner) = owner {
        add(chunks, s.chunk(owner..last, Kind::Agency, Evidence::Pattern));
    }
}

/// The name without the place at its end: `Water Agency` in `Water Agency of the Republic of Azerbaijan`.
fn short_forms(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, core: std::ops::Range<usize>, steps: &[Step]) {
    let Some((last, before)) = steps.split_last() else { return };
    let end = before.last().map_or(core.end, |step| step.end);
    if last.of_place && (core.len() >= 2 || !before.is_empty()) {
        add(chunks, s.chunk(core.start..end, Kind::Agency, Evidence::Pattern));
    }
}

/// A head by itself is a short form where an article says that it is known: `the Ministry`; a few name one body anyway.
fn standalone(s: &Sentence<'_, '_>, at: usize) -> bool {
    let after_article = at > 0 && s.lower(at - 1) == "the" && s.joined(at);
    let owned = at > 0 && s.words[at - 1].genitive && s.name(at - 1);
    !s.words[at].first && (after_article || owned || s.is(at, Class::Body)) && !s.name_goes_on(at + 1)
}

/// Whether another head of an organisation follows in the same run: `Service Center`, `Board Office`.
fn goes_on_to_head(s: &Sentence<'_, '_>, end: usize) -> bool {
    let mut at = end;
    while s.name_goes_on(at) && !is_office(s, at) && !(s.given_name(at) && s.name_goes_on(at + 1)) {
        if s.agency_head(at).is_some() {
            return true;
        }
        at += 1;
    }
    false
}

/// The first word of the capitalised run that ends in a head.
fn run_start(s: &Sentence<'_, '_>, chunks: &[Chunk], head: usize) -> usize {
    let mut start = plain_run_start(s, chunks, head);
    for _ in 0..MAX_LINKS {
        let Some(next) = listed_before(s, chunks, start) else { break };
        start = next;
    }
    // A word that only its place in the sentence made a capital is no part of the name.
    if start == 0 && head > 0 && s.words[0].first && s.lexicon.is(s.lower(0), Class::Speech) { 1 } else { start }
}

fn plain_run_start(s: &Sentence<'_, '_>, chunks: &[Chunk], head: usize) -> usize {
    let mut start = head;
    while start > 0
        && s.name(start - 1)
        && s.joined(start)
        && !is_holder(s, start - 1)
        && !is_owner(s, chunks, start - 1)
    {
        start -= 1;
    }
    start
}

/// Whether a genitive is the owner of the name after it; the genitive of a common noun belongs to the name (`Children's
/// Hospital`).
fn is_owner(s: &Sentence<'_, '_>, chunks: &[Chunk], at: usize) -> bool {
    s.words[at].genitive && chunks.iter().any(|c| c.words.end == at + 1 && c.kind != Kind::Term)
}

/// Whether the word is the head of an office and not of a body that follows: `President` but not `General`.
fn is_holder(s: &Sentence<'_, '_>, at: usize) -> bool {
    is_office(s, at) && !s.is(at, Class::Modifier)
}

/// The start of what `and` or a comma joins before: `Maritime and Port Agency`, `Scientific, Cultural and ...`.
fn listed_before(s: &Sentence<'_, '_>, chunks: &[Chunk], start: usize) -> Option<usize> {
    let (last, by_and) = match start.checked_sub(1)? {
        and if s.lower(and) == "and" && s.joined(and) && s.joined(start) => (and.checked_sub(1)?, true),
        before if s.after_comma(start) && s.has_and_before_head(start) => (before, false),
        _ => return None,
    };
    let entity = |at: usize| {
        s.agency_head(at).is_some()
            || is_office(s, at)
            || s.demonym(at)
            || chunks.iter().any(|c| c.words.contains(&at) && c.kind != Kind::Term)
    };
    if !s.name(last) || s.words[last].genitive || entity(last) {
        return None;
    }
    let begin = plain_run_start(s, chunks, last);
    let after_preposition =
        by_and && begin > 0 && !s.after_comma(begin) && matches!(s.lower(begin - 1), "of" | "for" | "on" | "in");
    let own = (begin..last).any(|at| s.agency_head(at).is_some() || is_office(s, at));
    let only_first = begin == 0 && last == 0 && s.words[0].first && !s.lexicon.in_portfolio(s.lower(0));
    (!after_preposition && !own && !only_first).then_some(begin)
}

/// What follows the head: `of Internal Affairs`, `for Recreation and Health`, `of the Republic of Azerbaijan`.
fn complement(s: &Sentence<'_, '_>, chunks: &[Chunk], head: &HeadMatch<'_>, bare: bool) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut end = head.end + 1;
    let mission = s.is(head.end, Class::Mission);
    while steps.len() < MAX_LINKS && s.joined(end) && s.joined(end + 1) {
        let only_places = steps.iter().all(|step| step.of_place);
        let phrase = match s.lower(end) {
            "of" => noun_phrase(s, chunks, end + 1),
            "for" if only_places => noun_phrase(s, chunks, end + 1).or_else(|| purpose(s, end + 1)),
            "for" => purpose(s, end + 1),
            "on" | "against" | "under" if only_places && bare_or_committee(s, head, bare) => {
                noun_phrase(s, chunks, end + 1)
            }
            "in" | "to" | "at" if mission => noun_phrase(s, chunks, end + 1).filter(|phrase| {
                matches!(phrase.kind, Some(Kind::Place | Kind::Agency | Kind::Acronym)) || s.lower(end) != "to"
            }),
            _ => None,
        };
        let Some(phrase) = phrase.filter(|phrase| phrase.kind != Some(Kind::Person)) else { break };
        // A purpose in small letters may follow one more link (`Battalion of Police for the protection of …`).
        steps.push(Step { end: phrase.end, of_place: phrase.kind == Some(Kind::Place) });
        end = phrase.end;
    }
    steps
}

/// `Committee on`, `Academy under`; but `the Security Council met on …`.
fn bare_or_committee(s: &Sentence<'_, '_>, head: &HeadMatch<'_>, bare: bool) -> bool {
    bare || matches!(s.lower(head.end), "committee" | "commission" | "academy" | "center" | "centre" | "subcommittee")
}

/// A purpose in small letters: `the protection of the diplomatic missions`, a noun of action with its object in the plural.
fn purpose(s: &Sentence<'_, '_>, at: usize) -> Option<Phrase> {
    let action = at + 1;
    let word = s.lower(action);
    let is_action = s.is(at, Class::Article) && word.len() > 6 && (word.ends_with("tion") || word.ends_with("ment"));
    if !is_action || s.lower(action + 1) != "of" {
        return None;
    }
    let first = if s.is(action + 2, Class::Article) { action + 3 } else { action + 2 };
    let plural = |at: usize| s.words.get(at).is_some_and(|w| w.bases.iter().any(|base| base.ending.plural));
    let end = (first..first + 3).find(|&at| plural(at))? + 1;
    let whole = (at + 1..end).all(|i| s.joined(i)) && !(first..end).any(|i| s.is(i, Class::Function));
    whole.then_some(Phrase { end, kind: None })
}

/// The start of the owner before a name: `Azerbaijan's`, `the Republic of Azerbaijan's`.
fn owner(s: &Sentence<'_, '_>, chunks: &[Chunk], start: usize) -> Option<usize> {
    let genitive = start > 0 && s.words[start - 1].genitive && s.joined(start);
    let found = ending_before(chunks, start, &[Kind::Place, Kind::Agency, Kind::Acronym]).filter(|_| genitive)?;
    Some(found.words.start)
}

/// A head in small letters: a body where its owner is named, `press service of the Ministry`, `the Georgian government`.
fn small(s: &Sentence<'_, '_>, chunks: &mut Vec<Chunk>, head: &HeadMatch<'_>) {
    let body = s.is(head.end, Class::Body);
    let service = head.end > head.start;
    if head.ending.plural || !body && !service && !s.is(head.end, Class::Mission) {
        return;
    }
    let end = head.end + 1;
    let owner =
        (s.lower(end) == "of" && s.joined(end) && s.joined(end + 1)).then(|| noun_phrase(s, chunks, end + 1)).flatten();
    let fits = |kind: Option<Kind>| match kind {
        Some(Kind::Agency | Kind::Acronym) => true,
        Some(Kind::Place) => body,
        _ => false,
    };
    if let Some(phrase) = owner.filter(|phrase| fits(phrase.kind)) {
        add(chunks, s.chunk(head.start..phrase.end, Kind::Agency, Evidence::Pattern));
    }
    let before =
        ending_before(chunks, head.start, &[Kind::Place, Kind::Agency, Kind::Acronym]).filter(|_| s.joined(head.start));
    if let Some(owner) = before.filter(|owner| fits(Some(owner.kind))) {
        add(chunks, s.chunk(owner.words.start..end, Kind::Agency, Evidence::Pattern));
    }
}
