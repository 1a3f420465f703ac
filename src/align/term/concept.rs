use indexmap::IndexMap;

use crate::glossary::Kind;
use crate::letters::{Lang, lower};
use crate::mention::{Evidence, Gazetteer, Mention, Tables, words};
use crate::text::Span;
use crate::token::{Token, tokenize};

/// What one or more mentions of one language name: their citation form, and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// What it names.
    pub kind: Kind,
    /// The citation form.
    pub citation: String,
    /// The language.
    pub lang: Lang,
    /// Whether nothing but its capital says that it is a name: its kind is a guess then.
    pub unknown: bool,
    /// The gazetteer entries that list it.
    pub entries: Vec<usize>,
    /// Where it stands, in order.
    pub places: Vec<Place>,
}

/// Where a mention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the document, from 0, on its side.
    pub document: usize,
    /// Bytes of that document's text.
    pub span: Span,
}

/// Gathers the mentions of the documents of one side by kind and citation form; case does not tell them apart. The
/// citation form shown is the commonest, on a tie the first.
pub fn concepts<'m>(documents: impl IntoIterator<Item = &'m [Mention]>, gazetteer: &Gazetteer) -> Vec<Concept> {
    let mut found: IndexMap<(Kind, String), (Concept, IndexMap<String, usize>)> = IndexMap::new();
    for (document, mentions) in documents.into_iter().enumerate() {
        let parts: Vec<Mention> = mentions.iter().flat_map(|mention| parts(mention, gazetteer)).collect();
        let new_parts = parts.iter().filter(|part| !around(mentions, part).any(|known| is_same(known, part)));
        for mention in mentions.iter().chain(new_parts) {
            let key = (mention.kind, lower(&mention.citation, mention.lang));
            let (concept, spellings) = found.entry(key).or_insert_with(|| (new(mention), IndexMap::new()));
            concept.unknown &= mention.evidence == Evidence::Phrase;
            let place = Place { document, span: mention.span };
            if concept.places.last() != Some(&place) {
                concept.places.push(place);
            }
            *spellings.entry(mention.citation.clone()).or_default() += 1;
            if let Evidence::Gazetteer(entry) = mention.evidence
                && !concept.entries.contains(&entry)
            {
                concept.entries.push(entry);
            }
        }
    }
    let named = found.into_values().map(|(mut concept, spellings)| {
        concept.places.sort_unstable();
        concept.places.dedup();
        let most = spellings.values().copied().max().unwrap_or(0);
        if let Some((spelling, _)) = spellings.iter().find(|(_, count)| **count == most) {
            concept.citation.clone_from(spelling);
        }
        concept
    });
    named.collect()
}

/// The mentions, sorted by their start, that begin inside the span of `part`.
fn around<'m>(mentions: &'m [Mention], part: &Mention) -> impl Iterator<Item = &'m Mention> {
    let first = mentions.partition_point(|known| known.span.start < part.span.start);
    let end = part.span.end;
    mentions[first..].iter().take_while(move |known| known.span.start < end)
}

fn is_same(known: &Mention, part: &Mention) -> bool {
    known.kind == part.kind && known.span.overlaps(part.span) && known.citation == part.citation
}

/// What a mention names beside the whole: the bare office of a title, the countries of a pair.
fn parts(mention: &Mention, gazetteer: &Gazetteer) -> Vec<Mention> {
    match mention.kind {
        Kind::Title => bare_office(mention).into_iter().collect(),
        Kind::Place => joined_places(mention, gazetteer),
        _ => Vec::new(),
    }
}

/// The head of an office by itself: `səfir` of `Azərbaycanın Rusiyadakı səfiri`, `Ambassador` of `Ambassador to Russia`.
fn bare_office(mention: &Mention) -> Option<Mention> {
    let tokens: Vec<Token> = tokenize(&mention.citation).collect();
    let words = words(&mention.citation, &tokens, 0, mention.lang);
    let end = match mention.lang {
        Lang::En => words.iter().position(|word| matches!(word.lower.as_str(), "of" | "to" | "for" | "in" | "on")),
        _ => None,
    };
    let last = end.unwrap_or(words.len()).checked_sub(1)?;
    let head = Tables::get().title.ending_at(&words, last, mention.lang).filter(|head| head.head.is_office())?;
    let citation = match mention.lang {
        Lang::En => Span::new(words[head.start].span.start, words[last].span.end).of(&mention.citation).to_owned(),
        _ => head.head.az.clone(),
    };
    (words.len() > head.end + 1 - head.start).then(|| Mention {
        citation,
        evidence: Evidence::Pattern,
        ..mention.clone()
    })
}

/// `Ermənistan` and `Azərbaycan` of `Ermənistan-Azərbaycan`.
fn joined_places(mention: &Mention, gazetteer: &Gazetteer) -> Vec<Mention> {
    let is_place = |part: &&str| gazetteer.is_known(&lower(part, mention.lang), mention.lang, Kind::Place);
    let parts: Vec<&str> = mention.citation.split(['-', '–']).collect();
    if parts.len() < 2 || !parts.iter().all(is_place) {
        return Vec::new();
    }
    let named = |part: &str| {
        let evidence = gazetteer.listing(&lower(part, mention.lang), mention.lang, Kind::Place);
        evidence.map(|entry| Mention {
            citation: part.to_owned(),
            evidence: Evidence::Gazetteer(entry),
            ..mention.clone()
        })
    };
    parts.into_iter().filter_map(named).collect()
}

fn new(mention: &Mention) -> Concept {
    Concept {
        kind: mention.kind,
        citation: mention.citation.clone(),
        lang: mention.lang,
        unknown: mention.evidence == Evidence::Phrase,
        entries: Vec::new(),
        places: Vec::new(),
    }
}
