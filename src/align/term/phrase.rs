use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

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
/// Most words that are coordinated before one noun.
const LONGEST_COORDINATION: usize = 4;
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
    Concept { kind: Kind::Term, citation, lang, unknown: false, entries: Vec::new(), places: Vec::new() }
}

/// The noun phrases of a sentence: bare adjectives and nouns, and a noun at the end.
fn phrases_of(words: &[Word<'_>]) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for end in 1..words.len() {
        let Some(last) = noun(&words[end]).filter(|_| ends_phrase(words, end)) else { continue };
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

/// Whether a noun phrase can end here: a bare noun before another one only describes it (`nəqliyyat layihələri`).
fn ends_phrase(words: &[Word<'_>], at: usize) -> bool {
    let bare = Lexicon::embedded().contains(&words[at].lower);
    let goes_on = words.get(at + 1).is_some_and(|next| next.gap == crate::mention::Gap::Space && noun(next).is_some());
    !(bare && goes_on)
}

/// The citation form of a noun at the end of a phrase: its case off, its possessive kept, its plural off.
fn noun(word: &Word<'_>) -> Option<String> {
    if word.kind != TokenKind::Word || word.is_name_like() || word.lower.chars().count() < 3 {
        return None;
    }
    let lexicon = Lexicon::embedded();
    if lexicon.lookup(&word.lower).iter().any(|entry| matches!(entry.pos, Pos::Postp | Pos::Adv | Pos::Conj | Pos::Det))
    {
        return None;
    }
    let noun = |text: &str| lexicon.lookup(text).iter().any(|entry| entry.pos == Pos::Noun);
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
    /// Whether a comma stands before it.
    comma: bool,
    /// Whether it joins what it stands between: `and`, `as well as`.
    joins: bool,
}

impl<'d> English<'d> {
    fn new(documents: &'d [Document]) -> English<'d> {
        let mut english = English { documents, words: Vec::new(), index: HashMap::new() };
        let mut sentence = 0;
        let mut comma = false;
        for (number, document) in documents.iter().enumerate() {
            for block in document.blocks.iter().filter(|block| block.lang == Lang::En) {
                let text = document.block_text(block);
                for token in tokenize(text) {
                    let mark = token.kind == TokenKind::Punctuation;
                    let is_comma = mark && token.of(text) == ",";
                    sentence += usize::from(mark && !is_comma);
                    comma |= is_comma;
                    if token.kind.is_wordlike() {
                        let place = Place { document: number, span: token.span.shifted(block.span.start) };
                        english.push(token.of(text), place, sentence, std::mem::take(&mut comma));
                    }
                }
                sentence += 1;
            }
        }
        english
    }

    fn push(&mut self, text: &str, place: Place, sentence: usize, comma: bool) {
        let lowered = text.to_lowercase();
        let stem = en::stem(&lowered).into_owned();
        let function = is_en_function(&lowered);
        if !function {
            self.index.entry(stem.clone()).or_default().push(self.words.len());
        }
        let Place { document, span } = place;
        let joins = matches!(lowered.as_str(), "and" | "or" | "as" | "well");
        self.words.push(EnglishWord { stem, document, span, sentence, function, comma, joins });
    }

    /// The English phrase that says all units and nothing else, with all its places.
    fn find(&self, units: &[Unit]) -> Option<(Concept, Evidence)> {
        let head = units.last()?;
        let mut found: Option<(Concept, Evidence)> = None;
        for rendering in head.renderings.iter().filter(|rendering| rendering.is_usual()) {
            let Some(stem) = rendering.stems.last() else { continue };
            for &at in self.index.get(stem).into_iter().flatten() {
                let Some((words, evidence)) = self.around(at, units) else { continue };
                let (place, citation) = self.shown(&words);
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

    /// Where the words of a phrase stand, and its citation form: what a coordination puts between them is left out.
    fn shown(&self, words: &BTreeSet<usize>) -> (Place, String) {
        let (first, last) = (words.first().copied().unwrap_or(0), words.last().copied().unwrap_or(0));
        let document = self.words[first].document;
        let span = self.words[first].span.cover(self.words[last].span);
        let said: Vec<&str> = (first..=last)
            .filter(|at| words.contains(at))
            .map(|at| self.words[at].span.of(&self.documents[document].text))
            .collect();
        (Place { document, span }, en::citation(&said.join(" ").to_lowercase()))
    }

    /// The words around a head noun that say all units: before it (`trade turnover`, `transport and energy projects`) or
    /// after `of` (`status of the sea`).
    fn around(&self, head: usize, units: &[Unit]) -> Option<(BTreeSet<usize>, Evidence)> {
        let (last, modifiers) = units.split_last()?;
        let mut words = BTreeSet::from([head]);
        let mut left: Vec<&Unit> = modifiers.iter().collect();
        let mut evidence = Evidence::default();
        evidence.translated.push((last.text.clone(), self.words[head].stem.clone()));
        while !left.is_empty() {
            let start = words.first().copied().unwrap_or(head);
            let end = words.last().copied().unwrap_or(head) + 1;
            let (range, unit) = self.before(start, head, &left).or_else(|| self.after(end, head, &left))?;
            let text: Vec<&str> = self.words[range.clone()].iter().map(|word| word.stem.as_str()).collect();
            evidence.translated.push((left[unit].text.clone(), text.join(" ")));
            left.remove(unit);
            words.extend(range);
        }
        Some((words, evidence))
    }

    fn before(&self, start: usize, head: usize, left: &[&Unit]) -> Option<(Range<usize>, usize)> {
        self.modifier_ends(start).into_iter().find_map(|end| {
            left.iter().enumerate().find_map(|(unit, candidate)| {
                let mut usual = candidate.renderings.iter().filter(|rendering| rendering.is_usual());
                let from = usual.find_map(|rendering| {
                    end.checked_sub(rendering.stems.len()).filter(|&from| self.says(from, &rendering.stems, head))
                })?;
                Some((from..end, unit))
            })
        })
    }

    /// Where a word that describes the noun at `start` may end: just before it, or before words that are coordinated with
    /// it (`transportation, economic, as well as energy projects`).
    fn modifier_ends(&self, start: usize) -> Vec<usize> {
        let mut ends = vec![start];
        let mut end = start;
        for _ in 0..LONGEST_COORDINATION {
            let Some(other) = end.checked_sub(1) else { break };
            let mut next = other;
            while next > 0 && self.words[next - 1].joins {
                next -= 1;
            }
            let coordinated = next < other || self.words[other].comma;
            if !coordinated || self.words[other].function || next == 0 {
                break;
            }
            ends.push(next);
            end = next;
        }
        ends
    }

    fn after(&self, end: usize, head: usize, left: &[&Unit]) -> Option<(Range<usize>, usize)> {
        let mut from = end;
        while self.words.get(from).is_some_and(|word| word.function && !word.joins) {
            from += 1;
        }
        (from > end).then_some(())?;
        left.iter().enumerate().find_map(|(unit, candidate)| {
            let mut renderings = candidate.renderings.iter().filter(|rendering| rendering.is_usual());
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
