use std::collections::HashSet;

use super::mention::{Evidence, Mention};
use super::word::Word;
use crate::glossary::Kind;
use crate::letters::{Lang, lower};

/// A sentence with what was found in it by itself.
pub(super) struct Reading<'t> {
    pub words: Vec<Word<'t>>,
    pub lang: Lang,
    pub found: Vec<Mention>,
}

/// Adds the persons whom a document names in full once and later by the surname alone: a single capitalised word that,
/// with or without the endings of its sentence, is the last part of a full name.
pub(super) fn surnames(readings: &mut [Reading<'_>]) {
    let known: HashSet<(Lang, String)> = readings
        .iter()
        .flat_map(|reading| reading.found.iter().filter_map(|mention| Some((reading.lang, surname(mention)?))))
        .collect();
    for reading in readings {
        let Reading { words, lang, found } = reading;
        let repeated: Vec<Mention> = words.iter().filter_map(|word| repeated(word, *lang, found, &known)).collect();
        found.extend(repeated);
    }
}

/// The last part of a person's full name, in lower case.
fn surname(mention: &Mention) -> Option<String> {
    let (_, last) = mention.citation.rsplit_once([' ', '.']).filter(|_| mention.kind == Kind::Person)?;
    (last.chars().count() > 2).then(|| lower(last, mention.lang))
}

fn repeated(word: &Word<'_>, lang: Lang, found: &[Mention], known: &HashSet<(Lang, String)>) -> Option<Mention> {
    let covered = |mention: &Mention| mention.kind != Kind::Term && mention.span.overlaps(word.span);
    if !word.capital || found.iter().any(covered) {
        return None;
    }
    let base = word.bases.iter().find(|base| known.contains(&(lang, base.text.clone())))?;
    // The base is what is left of the word; only where its letters changed is it no beginning of it.
    let length = base.text.chars().count();
    let citation: String = word.head.chars().take(length).collect();
    (lower(&citation, lang) == base.text).then_some(Mention {
        span: word.span,
        kind: Kind::Person,
        lang,
        citation,
        evidence: Evidence::Context,
    })
}
