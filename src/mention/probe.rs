//! What the tests of both grammars share: a sentence, a small gazetteer, and what must or must not be found.

use super::chunk::{Chunk, Context};
use super::gazetteer::{Gazetteer, NameForms};
use super::head::Tables;
use super::word::{Word, words};
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::token::{Token, tokenize};

/// A grammar with the names that it knows.
pub(super) struct Probe {
    lang: Lang,
    grammar: fn(&[Word<'_>], Context<'_>) -> Vec<Chunk>,
    gazetteer: Gazetteer,
}

impl Probe {
    pub fn new(lang: Lang, grammar: fn(&[Word<'_>], Context<'_>) -> Vec<Chunk>, names: &[(Kind, &str)]) -> Probe {
        let mut gazetteer = Gazetteer::default();
        for &(kind, name) in names {
            let forms = |of: Lang| if of == lang { vec![name.to_owned()] } else { Vec::new() };
            gazetteer.add(NameForms {
                kind,
                az: forms(Lang::Az),
                en: forms(Lang::En),
                az_acronyms: Vec::new(),
                en_acronyms: Vec::new(),
            });
        }
        Probe { lang, grammar, gazetteer }
    }

    pub fn found(&self, text: &str) -> Vec<Chunk> {
        let tokens: Vec<Token> = tokenize(text).collect();
        let words = words(text, &tokens, 0, self.lang);
        (self.grammar)(&words, Context { gazetteer: &self.gazetteer, tables: Tables::get() })
    }

    #[track_caller]
    pub fn has(&self, text: &str, kind: Kind, citations: &[&str]) {
        let chunks = self.found(text);
        for citation in citations {
            let there = chunks.iter().any(|chunk| chunk.kind == kind && chunk.citation == *citation);
            assert!(there, "{citation} is not among {chunks:#?}");
        }
    }

    #[track_caller]
    pub fn lacks(&self, text: &str, kind: Kind, citations: &[&str]) {
        let chunks = self.found(text);
        for citation in citations {
            let there = chunks.iter().any(|chunk| chunk.kind == kind && chunk.citation == *citation);
            assert!(!there, "{citation} is among {chunks:#?}");
        }
    }
}
