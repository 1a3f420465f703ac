use super::citation;
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, Context, add, ending_before};
use crate::mention::form::Case;
use crate::mention::head::{HeadMatch, Portfolio};
use crate::mention::record::Evidence;
use crate::mention::word::Word;

/// Adds the offices: a head with the field, the body, the office or the countries before it.
pub(super) fn find(words: &[Word<'_>], context: Context<'_>, chunks: &mut Vec<Chunk>) {
    for at in 0..words.len() {
        if let Some(found) = context.tables.title.ending_at(words, at, Lang::Az) {
            headed(words, &found, context, chunks);
        }
    }
}

fn headed(words: &[Word<'_>], found: &HeadMatch<'_>, context: Context<'_>, chunks: &mut Vec<Chunk>) {
    let head_start = with_modifiers(words, found.start);
    let possessed = found.ending.possessive || found.head.az == found.head.az_possessive;
    let core = if possessed { core_start(words, head_start, context, chunks) } else { head_start };
    let full = if possessed { with_countries(words, core, chunks) } else { core };
    let envoy = core > 0 && full < core && words[core - 1].may_be(Case::Relative);
    if full < core {
        push(words, full, found, chunks);
    }
    if core < head_start && !envoy || head_start < found.start && possessed {
        push(words, core, found, chunks);
    }
    let range = head_start..found.end + 1;
    let bare = citation::joined(words, &range, &citation::like(&words[found.end], last_word(&found.head.az)));
    if stands_alone(words, found, full < head_start) {
        add(chunks, Chunk { words: range, kind: Kind::Title, evidence: Evidence::Pattern, citation: bare });
    }
}

/// Whether the bare head is a mention: `Nazir`, `səfiri`; a common noun for people is one only in an office's name.
fn stands_alone(words: &[Word<'_>], found: &HeadMatch<'_>, has_complement: bool) -> bool {
    let word = &words[found.start];
    has_complement || word.is_name_like() || found.head.is_office()
}

fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or(text)
}

fn push(words: &[Word<'_>], start: usize, found: &HeadMatch<'_>, chunks: &mut Vec<Chunk>) {
    let range = start..found.end + 1;
    let citation = citation::of_izafet(words, &range, found.ending, &found.head.az_possessive);
    add(chunks, Chunk { words: range, kind: Kind::Title, evidence: Evidence::Pattern, citation });
}

fn with_modifiers(words: &[Word<'_>], mut start: usize) -> usize {
    while start > 0 && words[start].gap.joins() && is_modifier(&words[start - 1].lower) {
        start -= 1;
    }
    start
}

/// Words that rank an office.
fn is_modifier(word: &str) -> bool {
    matches!(word, "birinci" | "ikinci" | "üçüncü" | "baş" | "xüsusi" | "fəxri" | "icraçı" | "daimi" | "böyük" | "ali")
}

/// Where the office starts without its countries: the field, the body or the office it serves taken in.
fn core_start(words: &[Word<'_>], head: usize, context: Context<'_>, chunks: &[Chunk]) -> usize {
    if let Some(start) = portfolio_start(words, head, &context.tables.portfolios) {
        return start;
    }
    if head == 0 || !words[head].gap.joins() {
        return head;
    }
    let body = ending_before(chunks, head, &[Kind::Agency, Kind::Acronym]);
    if let Some(body) = body {
        let short = chunks
            .iter()
            .filter(|c| c.words.end == head && c.kind == Kind::Agency && !starts_with_country(c, chunks))
            .max_by_key(|c| c.words.len());
        return short.unwrap_or(body).words.start;
    }
    let office = ending_before(chunks, head, &[Kind::Title]);
    office.filter(|office| words[office.words.end - 1].may_be(Case::Genitive)).map_or(head, |office| office.words.start)
}

fn starts_with_country(chunk: &Chunk, chunks: &[Chunk]) -> bool {
    chunks.iter().any(|c| c.kind == Kind::Place && chunk.encloses(c) && c.words.start == chunk.words.start)
}

/// Where the longest field of a ministry that ends before `head` starts: `xarici işlər (naziri)`.
fn portfolio_start(words: &[Word<'_>], head: usize, portfolios: &[Portfolio]) -> Option<usize> {
    let mut best = None;
    for portfolio in portfolios {
        let count = portfolio.az.split(' ').count();
        let fits = count <= head
            && portfolio.az.split(' ').zip(&words[head - count..head]).all(|(wanted, word)| wanted == word.lower)
            && words[head - count + 1..=head].iter().all(|word| word.gap.joins());
        if fits && best.is_none_or(|start| head - count < start) {
            best = Some(head - count);
        }
    }
    let start = best?;
    let joined = start > 1 && words[start - 1].lower == "və";
    Some(joined.then(|| portfolio_start(words, start - 1, portfolios)).flatten().unwrap_or(start))
}

/// Takes in the countries before an office: `Rusiya`, `Azərbaycan Respublikasının`, `Azərbaycanın Rusiyadakı`.
fn with_countries(words: &[Word<'_>], mut start: usize, chunks: &[Chunk]) -> usize {
    while start > 0 && words[start].gap.joins() {
        let Some(place) = ending_before(chunks, start, &[Kind::Place]) else { break };
        let last = &words[place.words.end - 1];
        let linked = [Case::Nominative, Case::Genitive, Case::Relative].iter().any(|&case| last.may_be(case));
        if !linked || !last.capital && !last.may_be(Case::Genitive) {
            break;
        }
        start = place.words.start;
    }
    start
}
