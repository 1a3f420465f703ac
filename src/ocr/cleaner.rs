use super::evidence::Evidence;
use super::knowledge::Knowledge;
use super::meaning::cased;
use super::page::Page;
use super::repair::{Repair, Rule, Tier};
use super::search::{Candidate, Choice, Search};
use super::{Alternative, Channel, Explanation, Memory};
use crate::letters::{Lang, lower};
use crate::text::{Document, Span};
use crate::token::{Token, tokenize};

/// Finds the damage in texts.
pub struct Cleaner<'k> {
    knowledge: &'k Knowledge,
    channel: Option<Channel>,
    memory: Option<&'k Memory>,
}

impl<'k> Cleaner<'k> {
    /// A cleaner that judges by each document how it was read or typed, unless it is told.
    pub fn new(knowledge: &'k Knowledge, channel: Option<Channel>) -> Cleaner<'k> {
        Cleaner { knowledge, channel, memory: None }
    }

    /// Lets the documents of a batch speak for each other's names.
    #[must_use]
    pub fn with_memory(self, memory: &'k Memory) -> Cleaner<'k> {
        Cleaner { memory: Some(memory), ..self }
    }

    /// What a word may have been meant to be in a document, its neighbours not asked.
    pub fn explain(&self, word: &str, text: &str) -> Explanation {
        let tokens: Vec<Token> = tokenize(text).collect();
        let evidence = self.evidence(text, &tokens);
        let choice = Search::new(self.knowledge, &evidence).choice(word);
        let rule = if evidence.is_page_wide() { Rule::MissingLetters } else { Rule::Letters };
        let alternative = |(found, confidence): (&Candidate, f32)| Alternative {
            word: cased(&found.word, word),
            cost_nats: found.cost,
            confidence,
            tier: Tier::of(confidence, rule),
        };
        Explanation {
            word: word.to_owned(),
            is_known: self.knowledge.knows(word),
            channel: evidence.channel,
            error_rate: evidence.error_rate,
            keep_cost_nats: choice.as_ref().map(|choice| choice.keep),
            candidates: choice.iter().flat_map(Choice::ranked).map(alternative).collect(),
        }
    }

    fn evidence<'t>(&'t self, text: &'t str, tokens: &[Token]) -> Evidence<'t> {
        let mut evidence = Evidence::new(text, tokens, self.knowledge, self.memory);
        evidence.channel = self.channel.unwrap_or(evidence.channel);
        evidence
    }

    /// The repairs of a document, in the order of the text; they do not overlap.
    pub fn repairs(&self, text: &str) -> Vec<Repair> {
        self.repairs_with(text, None)
    }

    /// The repairs of a document; where it is a scanned page, what the engine was less sure of is doubted more.
    pub fn repairs_in(&self, document: &Document) -> Vec<Repair> {
        let certainty = |span| document.confidence(span);
        self.repairs_with(&document.text, if document.words.is_empty() { None } else { Some(&certainty) })
    }

    fn repairs_with(&self, text: &str, certainty: Option<&dyn Fn(Span) -> Option<f32>>) -> Vec<Repair> {
        let tokens: Vec<Token> = tokenize(text).collect();
        let evidence = self.evidence(text, &tokens);
        let search = Search::new(self.knowledge, &evidence);
        let mut page = Page::new(text, &tokens, search, self.channel).with_certainty(certainty);
        let mut repairs = page.repairs();
        if evidence.is_noisy() {
            // What this page confuses, its sure repairs show; with that, more of them are sure.
            let mut learnt = Vec::new();
            for _ in 0..ROUNDS {
                let sure = sure_pairs(text, &repairs);
                if sure == learnt {
                    break;
                }
                page.learn(&sure);
                repairs = page.repairs();
                learnt = sure;
            }
        }
        repairs
    }
}

/// How often what a page confuses is learnt from it, at most.
const ROUNDS: usize = 2;

/// What was seen and what was meant, in lower case, by the sure repairs of letters.
fn sure_pairs(text: &str, repairs: &[Repair]) -> Vec<(String, String)> {
    let sure = repairs.iter().filter(|repair| repair.rule == Rule::Letters && repair.tier() == Tier::Fix);
    sure.map(|repair| (lower(repair.span.of(text), Lang::Az), lower(&repair.replacement, Lang::Az))).collect()
}
