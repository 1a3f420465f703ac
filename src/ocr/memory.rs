use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Knowledge;
use super::evidence::LEAST_COUNT;
use crate::letters::is_capitalised;
use crate::token::{Kind, tokenize};
use crate::word::morphology::{Analyser, Builder};

/// The unknown names of a batch of documents with their counts: one that stands right ten times corrects its eleventh.
#[derive(Default)]
pub struct Memory {
    counts: BTreeMap<String, u32>,
    /// The repeated ones, made when they are first asked for.
    names: OnceLock<Option<Analyser>>,
}

/// Names that are kept, at most; those that were seen once go first.
const MOST_NAMES: usize = 200_000;

impl Memory {
    /// Adds the names of a document that nobody knows.
    pub fn add(&mut self, text: &str, knowledge: &Knowledge) {
        for token in tokenize(text).filter(|token| token.kind == Kind::Word) {
            let word = token.of(text);
            if is_capitalised(word) && word.chars().all(char::is_alphabetic) && !knowledge.knows(word) {
                *self.counts.entry(word.to_string()).or_default() += 1;
            }
        }
        self.shrink();
    }

    /// Adds the names of other documents.
    pub fn merge(&mut self, other: Memory) {
        for (name, count) in other.counts {
            *self.counts.entry(name).or_default() += count;
        }
        self.shrink();
    }

    /// How often a name stands in the batch.
    pub fn count(&self, name: &str) -> u32 {
        self.counts.get(name).copied().unwrap_or(0)
    }

    /// The names that the batch repeats, with all their suffixes.
    pub(super) fn names(&self) -> Option<&Analyser> {
        let names = || {
            let mut builder = Builder::default();
            let repeated = self.counts.iter().filter(|(_, count)| **count >= LEAST_COUNT);
            let count = repeated.map(|(name, _)| builder.add_name(name)).count();
            (count > 0).then(|| builder.build())
        };
        self.names.get_or_init(names).as_ref()
    }

    fn shrink(&mut self) {
        let mut least = 1;
        while self.counts.len() > MOST_NAMES {
            least += 1;
            self.counts.retain(|_, count| *count >= least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::morphology::Builder;

    #[test]
    fn only_unknown_names_are_kept() {
        let mut builder = Builder::default();
        builder.add_lexicon();
        let knowledge = Knowledge::new(builder.build());
        let mut memory = Memory::default();
        memory.add("Vaynşteyn görüşüb. Bu gün Vaynşteyn gəldi.", &knowledge);
        let mut other = Memory::default();
        other.add("Vaynşteyn getdi.", &knowledge);
        memory.merge(other);
        assert_eq!(memory.count("Vaynşteyn"), 3);
        assert_eq!(memory.count("Bu"), 0);
        assert!(memory.names().is_some_and(|names| names.is_word("Vaynşteynin")));
    }
}
