use indexmap::IndexMap;

use crate::glossary::Kind;
use crate::letters::{Lang, lower};
use crate::mention::{Evidence, Mention};
use crate::text::Span;

/// What one or more mentions of one language name: their citation form, and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// What it names.
    pub kind: Kind,
    /// The citation form.
    pub citation: String,
    /// The language.
    pub lang: Lang,
    /// The gazetteer entries that list it.
    pub entries: Vec<usize>,
    /// Where it stands, in order.
    pub places: Vec<Place>,
}

/// Where a mention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the document, from 0, on its side.
    pub document: usize,
    /// Bytes of that document's text.
    pub span: Span,
}

/// Gathers the mentions of the documents of one side by kind and citation form; case does not tell them apart. The
/// citation form shown is the commonest, on a tie the first.
pub fn concepts<'m>(documents: impl IntoIterator<Item = &'m [Mention]>) -> Vec<Concept> {
    let mut found: IndexMap<(Kind, String), (Concept, IndexMap<&'m str, usize>)> = IndexMap::new();
    for (document, mentions) in documents.into_iter().enumerate() {
        for mention in mentions.iter().filter(|mention| mention.evidence != Evidence::Phrase) {
            let key = (mention.kind, lower(&mention.citation, mention.lang));
            let (concept, spellings) = found.entry(key).or_insert_with(|| (new(mention), IndexMap::new()));
            concept.places.push(Place { document, span: mention.span });
            *spellings.entry(mention.citation.as_str()).or_default() += 1;
            if let Evidence::Gazetteer(entry) = mention.evidence
                && !concept.entries.contains(&entry)
            {
                concept.entries.push(entry);
            }
        }
    }
    let named = found.into_values().map(|(mut concept, spellings)| {
        let most = spellings.values().copied().max().unwrap_or(0);
        if let Some((spelling, _)) = spellings.iter().find(|(_, count)| **count == most) {
            concept.citation = (*spelling).to_owned();
        }
        concept
    });
    named.collect()
}

fn new(mention: &Mention) -> Concept {
    Concept {
        kind: mention.kind,
        citation: mention.citation.clone(),
        lang: mention.lang,
        entries: Vec::new(),
        places: Vec::new(),
    }
}
