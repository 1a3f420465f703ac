use std::collections::HashMap;

use indexmap::IndexMap;

use super::concept::{Concept, Place};
use super::pair::{Evidence, TermPair};
use super::rendering::{Translator, Unit, is_en_function};
use crate::glossary::Kind;
use crate::letters::{Lang, lower};
use crate::mention::{Word, words};
use crate::text::{Document, Span};
use crate::token::{Kind as TokenKind, Token, sentences, tokenize};
use crate::word::{Lexicon, Pos, en};

/// Most words of a noun phrase that is looked for.
const LONGEST: usize = 3;
/// Score of a phrase whose words are all rendered by usual ones in one English phrase, and nothing is left.
const RENDERED: f32 = 0.78;

/// Finds terms that no table lists: Azerbaijani noun phrases of two or three known words all of which stand, as one
/// phrase, in the English documents.
pub fn phrase_pairs(
    translator: &Translator<'_>,
    az: &[Document],
    en: &[Document],
    taken: &[TermPair],
) -> Vec<TermPair> {
    let english = English::new(en);
    let known: Vec<String> = taken.iter().map(|pair| lower(&pair.az.citation, Lang::Az)).collect();
    let phrases = noun_phrases(az);
    let mut found = Vec::new();
    for (key, concept) in phrases {
        if known.contains(&key) {
            continue;
        }
        let units = translator.units(&key);
        if units.len() < 2 || units.iter().any(|unit| unit.renderings.is_empty()) {
            continue;
        }
        if let Some((other, evidence)) = english.find(&units) {
            found.push(TermPair { az: concept, en: other, kind: Kind::Term, score: RENDERED, evidence });
        }
    }
    found
}

/// The noun phrases of Azerbaijani documents by their citation forms in lower case, in order.
fn noun_phrases(documents: &[Document]) -> IndexMap<String, Concept> {
    let mut found: IndexMap<String, Concept> = IndexMap::new();
    for (number, document) in documents.iter().enumerate() {
        for block in document.blocks.iter().filter(|block| block.lang == Lang::Az) {
            let text = document.block_text(block);
            let tokens: Vec<Token> = tokenize(text).collect();
            for sentence in sentences(text, &tokens) {
                let words = words(text, &tokens[sentence.tokens], block.span.start, Lang::Az);
                for (span, citation) in phrases_of(&words) {
                    let concept = found.entry(citation.clone()).or_insert_with(|| concept(citation, Lang::Az));
                    concept.places.push(Place { document: number, span });
                }
            }
        }
    }
    found
}

fn concept(citation: String, lang: Lang) -> Concept {
    Concept { kind: Kind::Term, citation, lang, entries: Vec::new(), places: Vec::new() }
}

/// The noun phrases of a sentence: bare adjectives and nouns, and a noun at the end.
fn phrases_of(words: &[Word<'_>]) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for end in 1..words.len() {
        let Some(last) = noun(&words[end]) else { continue };
        let mut start = end;
        while start > 0 && end - start + 1 < LONGEST && words[start].gap == crate::mention::Gap::Space {
            if !is_modifier(&words[start - 1]) {
                break;
            }
            start -= 1;
            let mut citation: Vec<&str> = words[start..end].iter().map(|word| word.lower.as_str()).collect();
            citation.push(&last);
            found.push((words[start].span.cover(words[end].span), citation.join(" ")));
        }
    }
    found
}

/// The citation form of a noun at the end of a phrase: its case off, its possessive kept, its plural off.
fn noun(word: &Word<'_>) -> Option<String> {
    if word.kind != TokenKind::Word || word.is_name_like() || word.lower.chars().count() < 3 {
        return None;
    }
    let noun = |text: &str| Lexicon::embedded().lookup(text).iter().any(|entry| entry.pos == Pos::Noun);
    let base = word.bases.iter().find(|base| noun(&base.text))?;
    if !base.ending.possessive {
        return Some(base.text.clone());
    }
    // The head of an izafet keeps its possessive: the base without the case, and in the singular.
    let kept = word.bases.iter().find(|kept| {
        !kept.ending.possessive
            && kept.ending.case == base.ending.case
            && kept.ending.plural == base.ending.plural
            && kept.text.chars().count() > base.text.chars().count().saturating_sub(1)
            && kept.text != base.text
            && !noun(&kept.text)
    });
    Some(kept.map_or_else(|| word.lower.clone(), |kept| kept.text.clone()))
}

/// Whether a word can stand before a noun as it is: an adjective or a bare noun of the lexicon that says something.
fn is_modifier(word: &Word<'_>) -> bool {
    let entries = Lexicon::embedded().lookup(&word.lower);
    word.kind == TokenKind::Word
        && !word.is_name_like()
        && entries.iter().any(|entry| matches!(entry.pos, Pos::Adj | Pos::Noun))
        && !entries
            .iter()
            .any(|entry| matches!(entry.pos, Pos::Pron | Pos::Det | Pos::Conj | Pos::Postp | Pos::Num | Pos::Adv))
}

/// The English documents as stems with places, for looking phrases up.
struct English<'d> {
    documents: &'d [Document],
    words: Vec<EnglishWord>,
    /// Stem -> places in `words`.
    index: HashMap<String, Vec<usize>>,
}

struct EnglishWord {
    stem: String,
    document: usize,
    span: Span,
    sentence: usize,
    function: bool,
}

impl<'d> English<'d> {
    fn new(documents: &'d [Document]) -> English<'d> {
        let mut english = English { documents, words: Vec::new(), index: HashMap::new() };
        let mut sentence = 0;
        for (number, document) in documents.iter().enumerate() {
            for block in document.blocks.iter().filter(|block| block.lang == Lang::En) {
                let text = document.block_text(block);
                for token in tokenize(text) {
                    sentence += usize::from(token.kind == TokenKind::Punctuation);
                    if token.kind.is_wordlike() {
                        english.push(number, token.of(text), token.span.shifted(block.span.start), sentence);
                    }
                }
                sentence += 1;
            }
        }
        english
    }

    fn push(&mut self, document: usize, text: &str, span: Span, sentence: usize) {
        let lowered = text.to_lowercase();
        let stem = en::stem(&lowered).into_owned();
        let function = is_en_function(&lowered);
        if !function {
            self.index.entry(stem.clone()).or_default().push(self.words.len());
        }
        self.words.push(EnglishWord { stem, document, span, sentence, function });
    }

    /// The English phrase that says all units and nothing else, with all its places.
    fn find(&self, units: &[Unit]) -> Option<(Concept, Evidence)> {
        let head = units.last()?;
        let mut found: Option<(Concept, Evidence)> = None;
        for rendering in head.renderings.iter().filter(|rendering| rendering.usual) {
            let Some(stem) = rendering.stems.last() else { continue };
            for &at in self.index.get(stem).into_iter().flatten() {
                let Some((range, evidence)) = self.around(at, units) else { continue };
                let (first, last) = (&self.words[range.start], &self.words[range.end - 1]);
                let span = first.span.cover(last.span);
                let surface = span.of(&self.documents[first.document].text).to_lowercase();
                let place = Place { document: first.document, span };
                let citation = en::citation(&surface.split_whitespace().collect::<Vec<_>>().join(" "));
                match &mut found {
                    Some((concept, _)) if concept.citation == citation => concept.places.push(place),
                    Some(_) => {}
                    None => {
                        let mut concept = concept(citation, Lang::En);
                        concept.places.push(place);
                        found = Some((concept, evidence));
                    }
                }
            }
        }
        found
    }

    /// The words around a head noun that say all units: before it (`trade turnover`) or after `of` (`status of the sea`).
    fn around(&self, head: usize, units: &[Unit]) -> Option<(std::ops::Range<usize>, Evidence)> {
        let mut start = head;
        let mut end = head + 1;
        let mut left: Vec<&Unit> = units[..units.len() - 1].iter().collect();
        let mut evidence = Evidence::default();
        evidence.translated.push((units[units.len() - 1].text.clone(), self.words[head].stem.clone()));
        while !left.is_empty() {
            let (range, unit) = self.before(start, head, &left).or_else(|| self.after(end, head, &left))?;
            let text: Vec<&str> = self.words[range.clone()].iter().map(|word| word.stem.as_str()).collect();
            evidence.translated.push((left[unit].text.clone(), text.join(" ")));
            left.remove(unit);
            start = start.min(range.start);
            end = end.max(range.end);
        }
        Some((start..end, evidence))
    }

    fn before(&self, start: usize, head: usize, left: &[&Unit]) -> Option<(std::ops::Range<usize>, usize)> {
        left.iter().enumerate().find_map(|(unit, candidate)| {
            let fits = candidate.renderings.iter().filter(|rendering| rendering.usual).find_map(|rendering| {
                let from = start.checked_sub(rendering.stems.len())?;
                self.says(from, &rendering.stems, head).then_some(from..start)
            });
            fits.map(|range| (range, unit))
        })
    }

    fn after(&self, end: usize, head: usize, left: &[&Unit]) -> Option<(std::ops::Range<usize>, usize)> {
        let mut from = end;
        while self.words.get(from).is_some_and(|word| word.function) {
            from += 1;
        }
        (from > end).then_some(())?;
        left.iter().enumerate().find_map(|(unit, candidate)| {
            let mut renderings = candidate.renderings.iter().filter(|rendering| rendering.usual);
            let found = renderings.find(|rendering| self.says(from, &rendering.stems, head))?;
            Some((end..from + found.stems.len(), unit))
        })
    }

    /// Whether these stems stand from a place on, in the sentence part of the head.
    fn says(&self, from: usize, stems: &[String], head: usize) -> bool {
        let sentence = self.words[head].sentence;
        stems.iter().enumerate().all(|(n, stem)| {
            self.words
                .get(from + n)
                .is_some_and(|word| word.stem == *stem && word.sentence == sentence && !word.function)
        })
    }
}
