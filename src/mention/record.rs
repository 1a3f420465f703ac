use crate::glossary::Kind;
use crate::letters::Lang;
use crate::text::Span;

/// A span of a text that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the document's text.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
    /// The language it is written in.
    pub lang: Lang,
    /// The form that a dictionary would list: without the suffixes that the sentence put on it.
    pub citation: String,
    /// Why it was taken for a mention.
    pub evidence: Evidence,
}

/// Why a span was taken for a mention, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The gazetteer lists it: the index of its entry.
    Gazetteer(usize),
    /// A pattern of head nouns and their complements.
    Pattern,
    /// Its letters and its neighbours: a surname ending, a title before it, an earlier mention in the document.
    Context,
    /// A noun phrase that may be a term; such mentions are only proposed to the aligner.
    Phrase,
}
