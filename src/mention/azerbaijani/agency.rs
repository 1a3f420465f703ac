use super::citation;
use super::person::is_surname;
use crate::glossary::Kind;
use crate::letters::{Lang, lower};
use crate::mention::chunk::{Chunk, Context, add, ending_before};
use crate::mention::form::Case;
use crate::mention::head::{HeadMatch, Tables};
use crate::mention::record::Evidence;
use crate::mention::word::{Gap, Word};
use crate::token;
use crate::word::az::lemmas;
use crate::word::{Lexicon, Pos};

/// Most words of a name before its head: ministries with three fields stay below.
const LONGEST_NAME: usize = 10;

/// Adds the bodies: a capitalised head with the capitalised words before it, and what stands in the genitive before that.
pub(super) fn find(words: &[Word<'_>], context: Context<'_>, chunks: &mut Vec<Chunk>) {
    for at in 0..words.len() {
        if let Some(found) = context.tables.agency.ending_at(words, at, Lang::Az) {
            headed(words, &found, chunks);
        }
        country_acronym(words, at, chunks);
    }
}

fn headed(words: &[Word<'_>], found: &HeadMatch<'_>, chunks: &mut Vec<Chunk>) {
    let fixed = found.head.az == found.head.az_possessive;
    if !(found.ending.possessive || fixed) {
        return;
    }
    let capital = words[found.end].capital;
    let quoted = words[found.start].gap == Gap::Close;
    let start = if capital || quoted { name_start(words, found.start) } else { found.start };
    if start < found.start {
        push(words, start, found, chunks);
    }
    // A part of a larger body: `Dövlət Sərhəd Xidmətinin mətbuat mərkəzi`, in small letters too.
    let owner = ending_before(chunks, start, &[Kind::Agency, Kind::Acronym, Kind::Place]).cloned();
    let Some(owner) = owner.filter(|_| words[start].gap.joins()) else { return };
    let part_of = words[owner.words.end - 1].may_be(Case::Genitive) || owner.kind != Kind::Place && capital;
    let is_name = start < found.start || owner.kind != Kind::Place && (capital || found.start < found.end);
    if part_of && is_name {
        push(words, owner.words.start, found, chunks);
    }
}

fn push(words: &[Word<'_>], start: usize, found: &HeadMatch<'_>, chunks: &mut Vec<Chunk>) {
    let range = start..found.end + 1;
    let citation = citation::of_izafet(words, &range, found.ending, &found.head.az_possessive);
    add(chunks, Chunk { words: range, kind: Kind::Agency, evidence: Evidence::Pattern, citation });
}

/// Where the name whose head starts at `head` starts.
fn name_start(words: &[Word<'_>], head: usize) -> usize {
    let mut start = head;
    while start > 0 && head - start < LONGEST_NAME && words[start].gap.joins() {
        let word = &words[start - 1];
        // `Ceyhun Bayramov Gürcüstan Parlamentinin …`: a person stands before a body of a country.
        let person = is_surname(&word.lower) && start < head && is_country(&words[start]);
        if words[start].gap == Gap::Open || is_oblique(word) || person {
            break;
        }
        let name_word =
            word.capital && matches!(word.kind, token::Kind::Word | token::Kind::Acronym | token::Kind::Number);
        let link = is_link(&word.lower) && start > 1 && words[start - 2].capital && words[start - 1].gap == Gap::Space;
        if !name_word && !link {
            break;
        }
        start -= if link { 2 } else { 1 };
        if link && (is_oblique(&words[start]) || is_inflected_name(&words[start])) {
            start += 2;
            break;
        }
    }
    without_opening(words, start, head)
}

/// The start without the word that opens the sentence, where that is no part of the name: its capital says nothing
/// (`Tərəflər Türk Dövlətləri Təşkilatı …`).
fn without_opening(words: &[Word<'_>], start: usize, head: usize) -> usize {
    if start + 1 >= head || !words[start].first {
        return start;
    }
    let opening = &words[start];
    let lexicon = Lexicon::embedded();
    let function = lexicon.lookup(&opening.lower).iter().any(|entry| !matches!(entry.pos, Pos::Noun | Pos::Adj));
    let plural = opening.bases.iter().any(|base| base.ending.plural && lexicon.contains(&base.text));
    let inflected = plural || !lexicon.contains(&opening.lower) && !lemmas(&opening.lower).is_empty();
    let before_country = lexicon.contains(&opening.lower) && is_country(&words[start + 1]);
    let linked = is_link(&words[start + 1].lower);
    if (function || inflected || before_country) && !linked { start + 1 } else { start }
}

/// Whether the word is the bare name of a country, with which the name of a body often begins.
fn is_country(word: &Word<'_>) -> bool {
    let countries = &Tables::get().demonyms;
    word.capital && countries.iter().any(|row| lower(&row.az_country, Lang::Az) == word.lower)
}

/// Whether the word is a surname with a case: `Quliyevin və …` ends the name of a person.
fn is_inflected_name(word: &Word<'_>) -> bool {
    word.bases.iter().any(|base| base.ending.case != Case::Nominative && is_surname(&base.text))
}

/// Words in small letters inside the names of bodies (norms of orthography 8.6).
fn is_link(word: &str) -> bool {
    matches!(word, "və" | "üzrə" | "ilə" | "adına" | "yanında" | "qarşı" | "haqqında" | "üçün" | "işləri" | "nömrəli")
}

/// Whether the word ends the phrase before: a noun of a name inside stands in no case but the nominative.
fn is_oblique(word: &Word<'_>) -> bool {
    word.bases.iter().any(|base| {
        let long = base.text.chars().count() > 2;
        let possessed = base.text.ends_with(['ı', 'i', 'u', 'ü', 'a', 'ə']);
        match base.ending.case {
            Case::Locative | Case::Ablative | Case::Relative => long,
            Case::Genitive => long && (possessed || word.first || is_surname(&base.text)),
            _ => false,
        }
    })
}

/// `Rusiya XİN`: the ministry of another country by its acronym.
fn country_acronym(words: &[Word<'_>], at: usize, chunks: &mut Vec<Chunk>) {
    let word = &words[at];
    if word.kind != token::Kind::Acronym || at == 0 || word.gap != Gap::Space {
        return;
    }
    let country = chunks.iter().find(|c| c.words.end == at && c.kind == Kind::Place).cloned();
    let Some(country) = country.filter(|c| words[c.words.end - 1].bases[0].text == c.citation_lower()) else { return };
    let range = country.words.start..at + 1;
    let citation = citation::joined(words, &range, word.head);
    add(chunks, Chunk { words: range, kind: Kind::Agency, evidence: Evidence::Pattern, citation });
}
