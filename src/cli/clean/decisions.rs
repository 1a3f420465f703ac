use std::collections::BTreeMap;

use super::cleaning::Proposal;
use super::letter_change::{LetterChange, only_change};
use crate::ocr::Tier;

/// What people have decided about proposals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Decisions {
    rows: BTreeMap<Subject, Verdict>,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// All suggestions that change only these letters.
    Letters(LetterChange),
    /// A word as it stands, and what is proposed for it. It outranks the letters.
    Word { before: String, after: String },
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The proposal is right.
    Accept,
    /// What stands there is right.
    Reject,
    /// Neither is; this is meant.
    Replace(String),
}

impl Subject {
    pub fn word(before: &str, after: &str) -> Subject {
        Subject::Word { before: before.to_string(), after: after.to_string() }
    }
}

impl Decisions {
    /// Sets what was decided, or takes it back; returns what was decided before.
    pub fn set(&mut self, subject: Subject, verdict: Option<Verdict>) -> Option<Verdict> {
        match verdict {
            Some(verdict) => self.rows.insert(subject, verdict),
            None => self.rows.remove(&subject),
        }
    }

    /// What was decided about a proposal.
    pub fn verdict(&self, before: &str, after: &str, tier: Tier) -> Option<&Verdict> {
        if self.rows.is_empty() {
            return None;
        }
        let by_letters = || {
            let change = only_change(before, after).filter(|_| tier == Tier::Suggest)?;
            self.rows.get(&Subject::Letters(change))
        };
        self.rows.get(&Subject::word(before, after)).or_else(by_letters)
    }

    /// Makes accepted proposals of a text sure, and takes rejected ones back.
    pub fn apply(&self, text: &str, proposals: &mut [Proposal]) {
        for proposal in proposals {
            match self.verdict(proposal.span.of(text), &proposal.replacement, proposal.tier) {
                None => {}
                Some(Verdict::Reject) => proposal.tier = Tier::Leave,
                Some(verdict) => {
                    (proposal.tier, proposal.confidence) = (Tier::Fix, 1.0);
                    if let Verdict::Replace(meant) = verdict {
                        proposal.replacement.clone_from(meant);
                    }
                }
            }
        }
    }

    /// The decisions, those about letters first, in the order of what they are about.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, &Verdict)> {
        self.rows.iter()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    const TEXT: &str = "nezir elde";

    fn proposals(tier: Tier) -> [Proposal; 2] {
        let of = |start, end, replacement: &str| Proposal {
            span: Span::new(start, end),
            replacement: replacement.into(),
            rule: "letters",
            confidence: 0.5,
            tier,
            is_refused: false,
        };
        [of(0, 5, "nəzir"), of(6, 10, "eldə")]
    }

    /// The tiers and replacements of the proposals.
    fn after(tier: Tier, decided: &[(Subject, Verdict)]) -> Vec<(Tier, String)> {
        let mut decisions = Decisions::default();
        decided.iter().cloned().for_each(|(subject, verdict)| drop(decisions.set(subject, Some(verdict))));
        let mut proposals = proposals(tier);
        decisions.apply(TEXT, &mut proposals);
        proposals.into_iter().map(|proposal| (proposal.tier, proposal.replacement)).collect()
    }

    fn schwa() -> Subject {
        Subject::Letters(LetterChange { seen: "e".into(), meant: "ə".into() })
    }

    #[test]
    fn an_accepted_pair_becomes_sure() {
        let found = after(Tier::Suggest, &[(Subject::word("elde", "eldə"), Verdict::Accept)]);
        assert_eq!(found, [(Tier::Suggest, "nəzir".into()), (Tier::Fix, "eldə".into())]);
    }

    #[test]
    fn a_rejected_pair_is_never_applied() {
        let found = after(Tier::Fix, &[(Subject::word("elde", "eldə"), Verdict::Reject)]);
        assert_eq!(found, [(Tier::Fix, "nəzir".into()), (Tier::Leave, "eldə".into())]);
    }

    #[test]
    fn what_a_person_has_typed_is_put_there() {
        let found = after(Tier::Suggest, &[(Subject::word("nezir", "nəzir"), Verdict::Replace("nazir".into()))]);
        assert_eq!(found[0], (Tier::Fix, "nazir".into()));
    }

    #[test]
    fn letters_decide_suggestions_and_a_word_outranks_them() {
        let word = (Subject::word("elde", "eldə"), Verdict::Reject);
        let found = after(Tier::Suggest, &[(schwa(), Verdict::Accept), word]);
        assert_eq!(found, [(Tier::Fix, "nəzir".into()), (Tier::Leave, "eldə".into())]);
        let found = after(Tier::Fix, &[(schwa(), Verdict::Reject)]);
        assert!(found.iter().all(|(tier, _)| *tier == Tier::Fix));
    }
}
