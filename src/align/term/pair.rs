use super::concept::Concept;
use crate::glossary::Kind;

/// An Azerbaijani and an English concept that name the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct TermPair {
    /// The Azerbaijani side.
    pub az: Concept,
    /// The English side.
    pub en: Concept,
    /// What both name.
    pub kind: Kind,
    /// How sure the pair is, 0..=1. Not a probability: a pair below 0.5 is shown only on request.
    pub score: f32,
    /// Why.
    pub evidence: Evidence,
}

/// Why two concepts were paired.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// An entry of the gazetteer lists both.
    pub listed: bool,
    /// Pairs of words that translate each other, Azerbaijani first.
    pub translated: Vec<(String, String)>,
    /// Pairs of words that are spellings of one name.
    pub respelt: Vec<(String, String)>,
    /// Azerbaijani words without a partner.
    pub missing_az: Vec<String>,
    /// English words without a partner.
    pub missing_en: Vec<String>,
    /// In how many beads both stand; 0 where the documents are not sentence-aligned.
    pub shared_beads: usize,
    /// The expansion through which an acronym was paired.
    pub expansion: Option<String>,
}

impl Evidence {
    /// The evidence in one line, for people.
    pub fn explain(&self) -> String {
        let pairs =
            |pairs: &[(String, String)]| pairs.iter().map(|(a, e)| format!("{a}={e}")).collect::<Vec<_>>().join(", ");
        let mut parts = Vec::new();
        if self.listed {
            parts.push("listed in the glossary".to_owned());
        }
        if let Some(expansion) = &self.expansion {
            parts.push(format!("acronym of {expansion}"));
        }
        if !self.translated.is_empty() {
            parts.push(format!("translated: {}", pairs(&self.translated)));
        }
        if !self.respelt.is_empty() {
            parts.push(format!("respelt: {}", pairs(&self.respelt)));
        }
        for (side, words) in [("az", &self.missing_az), ("en", &self.missing_en)] {
            if !words.is_empty() {
                parts.push(format!("only in {side}: {}", words.join(", ")));
            }
        }
        if self.shared_beads > 0 {
            parts.push(format!("together in {} beads", self.shared_beads));
        }
        parts.join("; ")
    }
}
