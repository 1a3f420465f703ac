use std::ops::Range;

use super::gazetteer::Gazetteer;
use super::head::Tables;
use super::record::Evidence;
use crate::glossary::Kind;

/// What the grammars of both languages read.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub gazetteer: &'a Gazetteer,
    pub tables: &'static Tables,
}

/// A mention as a range of the words of its sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chunk {
    pub words: Range<usize>,
    pub kind: Kind,
    pub evidence: Evidence,
    /// The citation form.
    pub citation: String,
}

impl Chunk {
    /// Whether this chunk holds all words of `other`, and more.
    pub fn encloses(&self, other: &Chunk) -> bool {
        self.words.start <= other.words.start
            && other.words.end <= self.words.end
            && self.words.len() > other.words.len()
    }

    /// The citation form in lower case.
    pub fn citation_lower(&self) -> String {
        crate::letters::lower(&self.citation, crate::letters::Lang::Az)
    }

    /// Whether both have a word in common but neither holds the other.
    pub fn crosses(&self, other: &Chunk) -> bool {
        self.words.start < other.words.end
            && other.words.start < self.words.end
            && !(self.words.start <= other.words.start && other.words.end <= self.words.end)
            && !(other.words.start <= self.words.start && self.words.end <= other.words.end)
    }
}

/// Adds a chunk unless the same words are there already with the same kind.
pub(super) fn add(chunks: &mut Vec<Chunk>, chunk: Chunk) {
    if !chunk.words.is_empty() && !chunks.iter().any(|known| known.words == chunk.words && known.kind == chunk.kind) {
        chunks.push(chunk);
    }
}

/// The longest chunk of one of these kinds that ends just before the word `at`.
pub(super) fn ending_before<'c>(chunks: &'c [Chunk], at: usize, kinds: &[Kind]) -> Option<&'c Chunk> {
    chunks.iter().filter(|c| c.words.end == at && kinds.contains(&c.kind)).max_by_key(|c| c.words.len())
}
