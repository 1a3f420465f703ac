use std::collections::BTreeMap;

use serde::Serialize;

use super::passage::{Passage, passages};
use crate::cli::clean::cleaning::Cleaning;
use crate::cli::clean::letter_change::{LetterChange, letter_changes};
use crate::ocr::{Quality, Rule, Tier};

/// Bytes of the text of one file that are shown, at most.
const MOST_BYTES: usize = 1 << 20;

/// What the page says of one file.
pub(in crate::cli::clean) struct Section {
    pub file: String,
    pub quality: Quality,
    pub repairs: usize,
    pub suggestions: usize,
    pub refused: usize,
    /// How often letters were read for others.
    pub confusions: BTreeMap<LetterChange, Count>,
    /// The paragraphs with a finding.
    pub passages: Vec<Passage>,
    /// The paragraphs without one behind the last of them.
    pub rest: usize,
    /// Findings whose paragraphs are not shown, for there are too many.
    pub left_out: usize,
    /// Bytes of the passages.
    pub bytes: usize,
}

/// How often a change was made, and how often only suggested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::cli::clean) struct Count {
    pub repaired: usize,
    pub suggested: usize,
}

impl Section {
    /// What the page says of a file, or of a block of it.
    pub fn of(cleaning: &Cleaning, quality: Quality) -> Section {
        let (passages, rest) = passages(cleaning);
        let mut section = Section {
            file: cleaning.document.name.clone(),
            quality,
            repairs: cleaning.applied(),
            suggestions: cleaning.suggested(),
            refused: cleaning.refused(),
            confusions: confusions(cleaning),
            passages: Vec::new(),
            rest: 0,
            left_out: 0,
            bytes: 0,
        };
        section.show(passages, rest);
        section
    }

    /// Adds the next block of the same file.
    pub fn extend(&mut self, later: Section) {
        self.quality += later.quality;
        self.repairs += later.repairs;
        self.suggestions += later.suggestions;
        self.refused += later.refused;
        self.left_out += later.left_out;
        for (change, count) in later.confusions {
            self.confusions.entry(change).or_default().add(count);
        }
        self.show(later.passages, later.rest);
    }

    /// Adds passages as far as there is room.
    fn show(&mut self, passages: Vec<Passage>, rest: usize) {
        let skipped = std::mem::replace(&mut self.rest, rest);
        if passages.is_empty() {
            self.rest += skipped;
        }
        for (mut passage, before) in passages.into_iter().zip(std::iter::once(skipped).chain(std::iter::repeat(0))) {
            if self.bytes + passage.bytes() > MOST_BYTES {
                self.left_out += passage.findings();
            } else {
                self.bytes += passage.bytes();
                passage.skipped += before;
                self.passages.push(passage);
            }
        }
    }

    /// Whether it has findings and shows none of them.
    pub fn is_hidden(&self) -> bool {
        self.passages.is_empty() && self.left_out > 0
    }

    /// Leaves the text out, to make room for that of another file; returns the bytes that are free then.
    pub fn leave_out(&mut self) -> usize {
        self.left_out += self.passages.iter().map(Passage::findings).sum::<usize>();
        self.passages = Vec::new();
        self.rest = 0;
        std::mem::take(&mut self.bytes)
    }
}

impl Count {
    pub fn add(&mut self, other: Count) {
        self.repaired += other.repaired;
        self.suggested += other.suggested;
    }

    pub fn sum(self) -> usize {
        self.repaired + self.suggested
    }
}

/// How often letters of a file were read for others. Joined words and marks are no letters.
fn confusions(cleaning: &Cleaning) -> BTreeMap<LetterChange, Count> {
    let is_of_letters = |rule: &str| [Rule::Letters, Rule::MissingLetters].iter().any(|known| known.as_str() == rule);
    let mut confusions: BTreeMap<LetterChange, Count> = BTreeMap::new();
    for proposal in cleaning.shown().filter(|proposal| is_of_letters(proposal.rule)) {
        let is_sure = proposal.tier == Tier::Fix;
        let once = Count { repaired: usize::from(is_sure), suggested: usize::from(!is_sure) };
        for change in letter_changes(proposal.span.of(&cleaning.document.text), &proposal.replacement) {
            confusions.entry(change).or_default().add(once);
        }
    }
    confusions
}
