use super::concept::{Concept, Place};
use super::pair::TermPair;
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::{Ending, words};
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
    let mut forms = concept.places.iter().map(|place| plural_at(place, concept.lang, documents));
    let first = forms.next().flatten()?;
    forms.all(|form| form.is_some()).then_some(first)
}

/// The plural form that stands at a place, without its case, in lower case.
fn plural_at(place: &Place, lang: Lang, documents: &[Document]) -> Option<String> {
    let text = place.span.of(&documents.get(place.document)?.text);
    let tokens: Vec<Token> = tokenize(text).collect();
    let words = words(text, &tokens, 0, lang);
    let of = |word: &str| lang == Lang::En && matches!(word, "of" | "for" | "in" | "on");
    let head = words.iter().position(|word| of(&word.lower)).unwrap_or(words.len()).checked_sub(1)?;
    let plural = words[head].bases.iter().find(|base| base.ending.plural)?;
    let kept = Ending { case: plural.ending.case, ..Ending::default() };
    let form = words[head].bases.iter().find(|base| base.ending == kept)?;
    let spoken =
        words.iter().enumerate().map(|(at, word)| if at == head { form.text.as_str() } else { word.lower.as_str() });
    Some(spoken.collect::<Vec<_>>().join(" "))
}
