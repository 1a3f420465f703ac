//! The verbs of the program, plumbing only: documents in, mentions or a candidate glossary out.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use rayon::prelude::*;

use crate::align::SeedLexicon;
use crate::align::sentence::{Bead, align_sentences};
use crate::align::term::{
    Beads, Concept, Options, Place, TermPair, Translator, agree_in_number, concepts, pair_concepts, phrase_pairs,
};
use crate::glossary::{Entry, Glossary, Kind, Status, Text};
use crate::mention::{Extractor, Gazetteer, Mentions, NameForms};
use crate::text::{Document, Span};
use crate::token::{Token, flatten, sentences, tokenize};
use crate::word::{self, Lexicon, Pos};

/// Makes a gazetteer of the approved rows of glossaries.
pub fn gazetteer<'g>(glossaries: impl IntoIterator<Item = &'g Glossary>) -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    let entries = glossaries.into_iter().flat_map(Glossary::iter);
    // A people's name (gürcü, Georgian) stands in texts for the country, and the grammars read it so.
    for entry in entries.filter(|entry| entry.status == Status::Approved && entry.domain != "people") {
        let texts = |parts: &[Text]| parts.iter().map(Text::to_string).collect::<Vec<_>>();
        let forms = |main: &Text, variants: &[Text]| [texts(std::slice::from_ref(main)), texts(variants)].concat();
        let mut en = forms(&entry.en, &entry.en_variants);
        en.retain(|form| entry.kind != Kind::Term || !is_everyday(form));
        gazetteer.add(NameForms {
            kind: entry.kind,
            az: forms(&entry.az, &entry.az_variants),
            en,
            az_acronyms: texts(&entry.az_acronym),
            en_acronyms: texts(&entry.en_acronym),
        });
    }
    gazetteer
}

/// Whether an English term is one word that is more often a verb, an adjective or an adverb in running text: a sentence
/// with `holding`, `injured` or `forward` is seldom about a company, a casualty or a footballer.
fn is_everyday(term: &str) -> bool {
    let is_word = term.chars().all(|c| c.is_ascii_lowercase());
    let glosses = |entry: &word::Entry| entry.pos != Pos::Noun && entry.glosses().any(|gloss| gloss == term);
    is_word && (term.ends_with("ing") || term.ends_with("ed") || Lexicon::embedded().glossed(term).any(glosses))
}

/// Finds the mentions of each document, in parallel; the order is that of the documents.
pub fn mentions(documents: &[Document], gazetteer: &Gazetteer) -> Vec<Mentions> {
    let extractor = Extractor::new(gazetteer);
    documents.par_iter().map(|document| extractor.mentions(document)).collect()
}

/// How the documents of the two sides belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Looks whether the sentences of the first documents, the second ones and so on translate each other.
    #[default]
    Auto,
    /// Document by document, sentence by sentence.
    Parallel,
    /// All documents of one side against all of the other.
    Comparable,
    /// Block by block: block *i* of a document translates block *i* of its partner.
    Lines,
}

/// What `align` may do.
#[derive(Clone, Debug)]
pub struct AlignOptions {
    /// How the documents belong together.
    pub mode: Mode,
    /// Pairs below are left out, 0..=1.
    pub min_score: f32,
    /// Whether noun phrases that no table lists are proposed as terms.
    pub phrases: bool,
}

impl Default for AlignOptions {
    fn default() -> Self {
        AlignOptions { mode: Mode::Auto, min_score: 0.5, phrases: true }
    }
}

/// What `align` found.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// The pairs, surest first.
    pub pairs: Vec<TermPair>,
    /// The parts of the documents that translate each other; empty in comparable mode.
    pub segments: Vec<Segment>,
}

/// A part of an Azerbaijani document and the part of an English one that translates it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The number of the document, from 0, on both sides.
    pub document: usize,
    /// Bytes of the Azerbaijani text; empty where nothing translates the other side.
    pub az: Span,
    /// Bytes of the English text.
    pub en: Span,
}

/// Pairs what the Azerbaijani and the English documents name.
pub fn align(az: &[Document], en: &[Document], gazetteer: &Gazetteer, options: &AlignOptions) -> Alignment {
    let translator = Translator::new(gazetteer);
    let extractor = Extractor::new(gazetteer);
    let candidates = |side: &[Document]| -> Vec<Mentions> {
        side.par_iter().map(|document| extractor.candidates(document)).collect()
    };
    let sides = [candidates(az), candidates(en)];
    let az_concepts = concepts(sides[0].iter().map(|mentions| mentions.items.as_slice()), gazetteer);
    let en_concepts = concepts(sides[1].iter().map(|mentions| mentions.items.as_slice()), gazetteer);
    let segments = segments(az, en, options.mode);
    let (az_side, en_side) = (Side::new(&segments, |segment| segment.az), Side::new(&segments, |segment| segment.en));
    let beads = (!segments.is_empty()).then(|| Beads {
        az: az_concepts.iter().map(|concept| az_side.beads_of(concept)).collect(),
        en: en_concepts.iter().map(|concept| en_side.beads_of(concept)).collect(),
    });
    let pairing = Options { min_score: options.min_score, beads };
    let mut pairs = pair_concepts(&translator, &az_concepts, &en_concepts, &pairing);
    if options.phrases {
        let phrases = phrase_pairs(&translator, az, en, &pairs);
        pairs.extend(phrases.into_iter().filter(|pair| pair.score >= options.min_score));
    }
    pairs.iter_mut().for_each(|pair| agree_in_number(pair, az, en));
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score));
    Alignment { pairs, segments }
}

/// The segments of one side in the order of the text, to find the one that holds a place.
struct Side {
    /// Document, start, end, and the index of the segment.
    spans: Vec<(usize, usize, usize, usize)>,
}

impl Side {
    fn new(segments: &[Segment], side: impl Fn(&Segment) -> Span) -> Side {
        let placed = segments.iter().enumerate().map(|(at, segment)| (segment.document, side(segment), at));
        let mut spans: Vec<_> = placed
            .filter(|(_, span, _)| !span.is_empty())
            .map(|(document, span, at)| (document, span.start, span.end, at))
            .collect();
        spans.sort_unstable();
        Side { spans }
    }

    /// The index of the segment that holds a place.
    fn segment_of(&self, place: &Place) -> Option<usize> {
        let after = self
            .spans
            .partition_point(|&(document, start, ..)| (document, start) <= (place.document, place.span.start));
        let &(document, _, end, segment) = self.spans.get(after.checked_sub(1)?)?;
        (document == place.document && place.span.end <= end).then_some(segment)
    }

    /// The segments in which a concept stands.
    fn beads_of(&self, concept: &Concept) -> BTreeSet<usize> {
        concept.places.iter().filter_map(|place| self.segment_of(place)).collect()
    }
}

/// Least share of the Azerbaijani sentences in good beads for documents to count as translations of each other. Set by
/// hand; of our own documents the parallel and noisy ones have 0.92 and more, the comparable ones 0.23 to 0.67.
const PARALLEL_SHARE: f32 = 0.65;

/// The segments of documents that translate each other; none when they do not.
fn segments(az: &[Document], en: &[Document], mode: Mode) -> Vec<Segment> {
    if mode == Mode::Comparable || az.len() != en.len() {
        return Vec::new();
    }
    let pairs: Vec<(usize, (&Document, &Document))> = az.iter().zip(en).enumerate().collect();
    if mode == Mode::Lines {
        return pairs.into_iter().flat_map(|(number, (az, en))| lines(number, az, en)).collect();
    }
    let aligned: Vec<(Vec<Segment>, f32)> =
        pairs.into_par_iter().map(|(number, (az, en))| sentence_segments(number, az, en)).collect();
    let whole = |number: usize| {
        vec![Segment {
            document: number,
            az: Span::new(0, az[number].text.len()),
            en: Span::new(0, en[number].text.len()),
        }]
    };
    if mode == Mode::Auto && aligned.iter().all(|(_, share)| *share < PARALLEL_SHARE) {
        return Vec::new();
    }
    let kept = aligned.into_iter().enumerate().map(|(number, (segments, share))| {
        if mode == Mode::Auto && share < PARALLEL_SHARE { whole(number) } else { segments }
    });
    kept.flatten().collect()
}

fn lines(number: usize, az: &Document, en: &Document) -> Vec<Segment> {
    let blocks = az.blocks.iter().zip(&en.blocks);
    blocks.map(|(az, en)| Segment { document: number, az: az.span, en: en.span }).collect()
}

/// The beads of a document pair as segments, and the share of Azerbaijani sentences that stand in a good one.
fn sentence_segments(number: usize, az: &Document, en: &Document) -> (Vec<Segment>, f32) {
    let (az_spans, en_spans) = (sentence_spans(az), sentence_spans(en));
    let texts = |spans: &[Span], document: &Document| -> Vec<String> {
        spans.iter().map(|span| flatten(span.of(&document.text))).collect()
    };
    let (az_texts, en_texts) = (texts(&az_spans, az), texts(&en_spans, en));
    let beads = align_sentences(&borrowed(&az_texts), &borrowed(&en_texts), SeedLexicon::embedded());
    let good = |bead: &&Bead| !bead.source.is_empty() && !bead.target.is_empty() && bead.score >= 0.5;
    let paired: usize = beads.iter().filter(good).map(|bead| bead.source.len()).sum();
    let segments = beads.iter().map(|bead| Segment {
        document: number,
        az: cover(&az_spans[bead.source.clone()]),
        en: cover(&en_spans[bead.target.clone()]),
    });
    (segments.collect(), paired as f32 / az_spans.len().max(1) as f32)
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn cover(spans: &[Span]) -> Span {
    spans.iter().copied().reduce(Span::cover).unwrap_or(Span::new(0, 0))
}

/// The sentences of a document, block by block.
pub fn sentence_spans(document: &Document) -> Vec<Span> {
    let of_block = |block: &crate::text::Block| {
        let text = document.block_text(block);
        let tokens: Vec<Token> = tokenize(text).collect();
        let start = block.span.start;
        sentences(text, &tokens).into_iter().map(move |sentence| sentence.span.shifted(start)).collect::<Vec<_>>()
    };
    document.blocks.iter().flat_map(of_block).collect()
}

/// One place where both sides of a pair stand in one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence<'p> {
    /// The index of the segment; in [`Mode::Lines`] the line, from 0.
    pub segment: usize,
    /// The pair.
    pub pair: &'p TermPair,
    /// Where it stands in the Azerbaijani text.
    pub az: Span,
    /// Where it stands in the English text.
    pub en: Span,
}

/// The places of the pairs segment by segment; a mention belongs to the surest pair that claims it.
pub fn occurrences(alignment: &Alignment) -> Vec<Occurrence<'_>> {
    let az_side = Side::new(&alignment.segments, |segment| segment.az);
    let en_side = Side::new(&alignment.segments, |segment| segment.en);
    let mut taken: HashSet<(bool, Place)> = HashSet::new();
    let mut found = Vec::new();
    for pair in &alignment.pairs {
        let mut waiting: HashMap<usize, VecDeque<Place>> = HashMap::new();
        for place in pair.en.places.iter().filter(|place| !taken.contains(&(true, **place))) {
            if let Some(segment) = en_side.segment_of(place) {
                waiting.entry(segment).or_default().push_back(*place);
            }
        }
        for az in &pair.az.places {
            let Some(segment) = az_side.segment_of(az).filter(|_| !taken.contains(&(false, *az))) else { continue };
            let Some(en) = waiting.get_mut(&segment).and_then(VecDeque::pop_front) else { continue };
            taken.extend([(false, *az), (true, en)]);
            found.push(Occurrence { segment, pair, az: az.span, en: en.span });
        }
    }
    found.sort_by_key(|occurrence| (occurrence.segment, occurrence.az, occurrence.en));
    found
}

/// The pairs as rows of a candidate glossary, with the first places where they stand as evidence.
pub fn candidates(alignment: &Alignment, az: &[Document], en: &[Document]) -> Glossary {
    let mut glossary = Glossary::new();
    for pair in &alignment.pairs {
        let mut entry = Entry::new_candidate(pair.kind, &pair.az.citation, &pair.en.citation);
        entry.score = Some((f64::from(pair.score) * 1000.0).round() / 1000.0);
        entry.count = Some(pair.az.places.len().min(pair.en.places.len()) as u64);
        entry.evidence = evidence(pair, az, en);
        glossary.insert(entry);
    }
    glossary
}

/// Most places that are named as evidence.
const EVIDENCE: usize = 3;

/// `file:line` of the first places, those of both sides in turn.
fn evidence(pair: &TermPair, az: &[Document], en: &[Document]) -> Vec<Text> {
    let named = |place: &Place, documents: &[Document]| {
        documents
            .get(place.document)
            .map(|document| format!("{}:{}", document.name, document.line_of(place.span)).into())
    };
    let mut found: Vec<Text> = Vec::new();
    let longest = pair.az.places.len().max(pair.en.places.len());
    for at in 0..longest {
        for (places, documents) in [(&pair.az.places, az), (&pair.en.places, en)] {
            if let Some(text) = places.get(at).and_then(|place| named(place, documents))
                && !found.contains(&text)
                && found.len() < EVIDENCE
            {
                found.push(text);
            }
        }
    }
    found
}

/// Puts new candidates into a glossary that people have worked on: their rows stay as they are, a pair that they decided
/// on is not proposed again, and a candidate of an earlier run is replaced by the new one. Running twice changes nothing.
pub fn propose(existing: Glossary, new: Glossary) -> Glossary {
    let key = |entry: &Entry| (entry.kind, entry.az.clone(), entry.en.clone());
    let proposed: HashSet<_> = new.iter().map(key).collect();
    let mut kept = HashSet::new();
    let mut merged = Glossary::new();
    for entry in existing.into_entries().filter(|entry| entry.is_curated() || !proposed.contains(&key(entry))) {
        kept.insert(key(&entry));
        merged.insert(entry);
    }
    for entry in new.into_entries().filter(|entry| !kept.contains(&key(entry))) {
        merged.insert(entry);
    }
    merged
}
