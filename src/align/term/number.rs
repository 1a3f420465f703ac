use super::concept::{Concept, Place};
use super::pair::TermPair;
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::{Ending, Word, words};
use crate::text::Document;
use crate::token::{Token, tokenize};

/// Puts a term that stands only in the plural, on both sides, into the plural: `məsələlər`, `issues`.
pub fn agree_in_number(pair: &mut TermPair, az: &[Document], en: &[Document]) {
    if pair.kind != Kind::Term {
        return;
    }
    if let (Some(az), Some(en)) = (plural(&pair.az, az), plural(&pair.en, en)) {
        pair.az.citation = az;
        pair.en.citation = en;
    }
}

/// The plural citation form of a concept, if all its places are plural.
fn plural(concept: &Concept, documents: &[Document]) -> Option<String> {
    let mut forms = concept.places.iter().map(|place| plural_at(place, concept, documents));
    let first = forms.next().flatten()?;
    forms.all(|form| form.is_some()).then_some(first)
}

/// The citation form of the concept with its head in the plural that stands at a place.
fn plural_at(place: &Place, concept: &Concept, documents: &[Document]) -> Option<String> {
    let singular = words_of(&concept.citation, concept.lang);
    let at = head(&singular)?;
    let here = words_of(place.span.of(&documents.get(place.document)?.text), concept.lang);
    let word = &here[head(&here)?];
    if word.lower == singular[at].lower && word.bases.iter().any(|base| base.ending.plural) {
        // An inner noun in the plural stays so in the citation form: `issues of mutual interest`.
        return Some(concept.citation.clone());
    }
    let plural = word.bases.iter().find(|base| base.ending.plural && base.text == singular[at].lower)?;
    let kept = Ending { plural: false, ..plural.ending };
    // The shortest: the others still have the copula.
    let form = word.bases.iter().filter(|base| base.ending == kept).min_by_key(|base| base.text.len())?;
    let spoken = singular.iter().enumerate().map(|(n, word)| if n == at { form.text.as_str() } else { word.text });
    Some(spoken.collect::<Vec<_>>().join(" "))
}

fn words_of(text: &str, lang: Lang) -> Vec<Word<'_>> {
    let tokens: Vec<Token> = tokenize(text).collect();
    words(text, &tokens, 0, lang)
}

/// The head noun of a phrase: the last word, in English the one before a preposition.
fn head(words: &[Word<'_>]) -> Option<usize> {
    let of = |word: &Word<'_>| word.is_english() && matches!(word.lower.as_str(), "of" | "for" | "in" | "on");
    words.iter().position(of).unwrap_or(words.len()).checked_sub(1)
}
