use std::ops::Range;

use super::citation;
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, Context, add};
use crate::mention::form::{Base, Case};
use crate::mention::record::Evidence;
use crate::mention::word::{Gap, Word};
use crate::token;
use crate::word::az::lemmas;

/// Most words of a name: given name, father's name, `oğlu`, surname.
const LONGEST_NAME: usize = 4;

/// Adds the people: capitalised words that no other name explains, with a sign that they name a person.
pub(super) fn find(words: &[Word<'_>], context: Context<'_>, chunks: &mut Vec<Chunk>) {
    let mut at = 0;
    while at < words.len() {
        let end = run_end(words, at, context, chunks);
        match accepted(words, at..end, context, chunks) {
            Some(range) => {
                at = range.end;
                let last = &words[range.end - 1];
                let bare = name_base(last, context).unwrap_or(&last.bases[0]);
                let citation = citation::of(words, &range, bare);
                add(chunks, Chunk { words: range, kind: Kind::Person, evidence: Evidence::Context, citation });
            }
            None => at += 1,
        }
    }
}

/// Where the run of words that may be one name, starting at `start`, ends.
fn run_end(words: &[Word<'_>], start: usize, context: Context<'_>, chunks: &[Chunk]) -> usize {
    let mut end = start;
    while end < words.len() && end - start < LONGEST_NAME {
        let word = &words[end];
        let joined = end == start || word.gap == Gap::Space;
        let byword = end > start && (is_patronymic(&word.lower) || is_particle(words, end));
        if !joined || !(is_name_word(word) || byword) || !byword && is_taken(chunks, end) {
            break;
        }
        end += 1;
        let patronymic_follows = words.get(end).is_some_and(|next| is_patronymic(&next.lower));
        let complete = end > start + 1 && is_family(&word.lower) && !patronymic_follows;
        if !byword && (complete || ends_name(word, context)) {
            break;
        }
    }
    end
}

fn is_name_word(word: &Word<'_>) -> bool {
    let article = word.lower.strip_prefix("əl-").or_else(|| word.lower.strip_prefix("ən-"));
    (word.capital || article.is_some()) && matches!(word.kind, token::Kind::Word | token::Kind::Initial)
}

/// `oğlu`, `qızı` after the father's name.
fn is_patronymic(word: &str) -> bool {
    ["oğlu", "qızı"].iter().any(|p| word.starts_with(p))
}

/// `bin`, `fon`, `de` between the parts of a name.
fn is_particle(words: &[Word<'_>], at: usize) -> bool {
    let particle = matches!(
        words[at].lower.as_str(),
        "bin" | "bint" | "ibn" | "əl" | "fon" | "van" | "der" | "de" | "da" | "dos" | "la"
    );
    particle && words.get(at + 1).is_some_and(|next| next.capital && next.gap == Gap::Space)
}

/// Whether a word (lower case) ends like a family name, `-lı` and `-li` among the endings: then the name is complete.
fn is_family(word: &str) -> bool {
    is_surname(word) || word.chars().count() > 4 && ["lı", "li", "lu", "lü"].iter().any(|ending| word.ends_with(ending))
}

/// Whether the word carries a case, so that no further word of the same name can follow.
fn ends_name(word: &Word<'_>, context: Context<'_>) -> bool {
    let bare = name_base(word, context);
    bare.is_some_and(|base| !base.ending.is_none())
}

/// Whether a name other than a place or term of one word has the word already.
fn is_taken(chunks: &[Chunk], at: usize) -> bool {
    chunks.iter().any(|chunk| {
        chunk.words.contains(&at)
            && match chunk.kind {
                Kind::Agency | Kind::Title | Kind::Person => true,
                Kind::Place => chunk.words.len() > 1 || matches!(chunk.evidence, Evidence::Gazetteer(_)),
                Kind::Acronym | Kind::Term => false,
            }
    })
}

/// The part of a run that is a person's name.
fn accepted(words: &[Word<'_>], run: Range<usize>, context: Context<'_>, chunks: &[Chunk]) -> Option<Range<usize>> {
    let first = words.get(run.start).filter(|_| !run.is_empty())?;
    let initials = words[run.clone()].iter().take_while(|word| word.kind == token::Kind::Initial).count();
    if initials > 0 {
        return (run.len() > initials).then(|| run.start..run.start + initials + 1);
    }
    let introduced = run.start > 0
        && first.gap == Gap::Space
        && chunks.iter().any(|c| c.words.end == run.start && c.kind == Kind::Title);
    let last = &words[run.end - 1];
    let given = |word: &Word<'_>| word.bases.iter().any(|base| context.tables.given_names.contains(&base.text));
    // `Konvensiyanın`, `Xəzəryanı` only end like surnames.
    let explained = run.len() == 1 && chunks.iter().any(|chunk| chunk.words.contains(&run.start));
    if explained && !introduced || first.first && is_common(first, context) && !given(first) {
        return None;
    }
    let surname = |word: &Word<'_>| word.bases.iter().any(|base| is_surname(&base.text));
    let named = given(first) && (run.len() > 1 || introduced) || surname(last) && (run.len() > 1 || !last.first);
    let foreign = run.len() > 1 && !first.first && words[run.clone()].iter().all(|word| !is_common(word, context));
    (introduced && !is_common(first, context) || named || foreign).then_some(run)
}

/// Whether the word is one that any text has, so that its capital does not make it a name.
fn is_common(word: &Word<'_>, context: Context<'_>) -> bool {
    let tables = context.tables;
    let heads = [&tables.agency, &tables.title, &tables.place];
    let is_head = heads.iter().any(|table| table.ending_at(std::slice::from_ref(word), 0, Lang::Az).is_some());
    is_head || !lemmas(&word.lower).is_empty()
}

/// Endings of surnames; the feminine `-a` belongs to the name.
pub(super) fn is_surname(word: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "ov", "yev", "ova", "yeva", "zadə", "oğlu", "bəyli", "bəyov", "xanlı", "lınski", "ski", "skaya", "şvili",
        "yan", "enko", "çuk", "viç",
    ];
    word.chars().count() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// The reading of the last word of a name: as it stands when it is a known name or ends like a surname, else without
/// the case that leaves one, else without a case that cannot be the end of a name.
fn name_base<'w>(word: &'w Word<'_>, context: Context<'_>) -> Option<&'w Base> {
    let known = |base: &&Base| {
        !base.ending.possessive
            && !base.ending.plural
            && (is_surname(&base.text) || context.tables.given_names.contains(&base.text))
    };
    let clear = |base: &&Base| {
        !base.ending.possessive
            && !base.ending.plural
            && base.text.chars().count() > 2
            && matches!(base.ending.case, Case::Genitive | Case::Ablative | Case::Locative | Case::Instrumental)
    };
    word.bases.iter().find(known).or_else(|| word.bases.iter().filter(clear).min_by_key(|base| base.text.len()))
}
