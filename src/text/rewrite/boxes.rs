//! The words of a scanned page, each in its box: which of them a change touches, and what becomes of them.

use std::ops::Range;

use super::change::{Change, edited};
use super::error::Obstacle;
use crate::text::Span;

/// The boxes of a document, in the order of its words.
pub(super) struct Boxes {
    /// Bytes of the text: the word, with a hyphen that has an element of its own.
    pub(super) extents: Vec<Span>,
    /// Boxes with the same number stand side by side, so that one can go when its word joins another.
    pub(super) rows: Vec<Option<usize>>,
}

/// What becomes of words that changes touch together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Each word stays in its box, with this text.
    Apart(Vec<(usize, String)>),
    /// The words become one.
    Joined(Range<usize>, String),
}

impl Boxes {
    /// The words that a span touches, if only at their ends.
    fn touched(&self, span: Span) -> Range<usize> {
        let first = self.extents.partition_point(|extent| extent.end < span.start);
        let end = self.extents.partition_point(|extent| extent.start <= span.end);
        first..end.max(first)
    }

    /// Whether a change stands in boxes (`true`) or outside of them all.
    pub(super) fn holds(&self, text: &str, change: &Change) -> Result<bool, Obstacle> {
        if change.span.of(text).contains('\n') || change.replacement.contains(['\n', '\r']) {
            return Err(Obstacle::LineEnd);
        }
        let touched = self.touched(change.span);
        let (Some(first), Some(last)) = (self.extents[touched.clone()].first(), self.extents[touched.clone()].last())
        else {
            return Ok(false);
        };
        let on_a_line = self.extents[touched.clone()].windows(2).all(|pair| text[pair[0].end..pair[1].start] == *" ");
        let rows = &self.rows[touched];
        let side_by_side = rows.len() == 1 || rows.iter().all(|row| row.is_some() && *row == rows[0]);
        match first.cover(*last).contains(change.span) && on_a_line && side_by_side {
            true => Ok(true),
            false => Err(Obstacle::Box),
        }
    }

    /// What becomes of the words, and the changes outside of all boxes.
    pub(super) fn outcomes(&self, text: &str, changes: &[Change]) -> (Vec<Outcome>, Vec<Change>) {
        let mut groups: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let mut loose = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            let touched = self.touched(change.span);
            match groups.last_mut() {
                _ if touched.is_empty() => loose.push(change.clone()),
                Some((words, inside)) if touched.start < words.end => {
                    words.end = words.end.max(touched.end);
                    inside.end = index + 1;
                }
                _ => groups.push((touched, index..index + 1)),
            }
        }
        let outcomes = groups.into_iter().map(|(words, inside)| self.outcome(text, words, &changes[inside]));
        (outcomes.collect(), loose)
    }

    fn outcome(&self, text: &str, words: Range<usize>, changes: &[Change]) -> Outcome {
        let extent = |word: usize| self.extents[word];
        let (first, last) = (words.start, words.end - 1);
        let new = edited(text, extent(first).cover(extent(last)), changes);
        if first == last {
            return Outcome::Apart(vec![(first, new)]);
        }
        // A speck that is taken away beside a word does not join it.
        for stays in [last, first] {
            let own = edited(text, extent(stays), changes);
            if !own.is_empty() && new.trim() == own {
                let texts = words.map(|word| (word, if word == stays { own.clone() } else { String::new() }));
                return Outcome::Apart(texts.collect());
            }
        }
        Outcome::Joined(words, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Naz iri | gəldi\nsonra";

    fn boxes() -> Boxes {
        let extents = [(0, 3), (4, 7), (8, 9), (10, 16), (17, 22)].map(|(start, end)| Span::new(start, end)).to_vec();
        Boxes { rows: vec![Some(0); extents.len()], extents }
    }

    fn outcomes(edits: &[(usize, usize, &str)]) -> Vec<Outcome> {
        let changes: Vec<Change> = edits
            .iter()
            .map(|&(start, end, new)| Change {
                span: Span::new(start, end),
                replacement: new.to_owned(),
                follows: true,
            })
            .collect();
        assert!(changes.iter().all(|change| boxes().holds(TEXT, change) == Ok(true)));
        boxes().outcomes(TEXT, &changes).0
    }

    #[test]
    fn a_space_that_goes_joins_its_words() {
        assert_eq!(outcomes(&[(3, 4, "")]), [Outcome::Joined(0..2, "Naziri".to_owned())]);
        assert_eq!(outcomes(&[(3, 4, ""), (6, 7, "ı")]), [Outcome::Joined(0..2, "Nazirı".to_owned())]);
    }

    #[test]
    fn a_speck_goes_alone() {
        let expected = [Outcome::Apart(vec![(2, String::new()), (3, "gəldi".to_owned())])];
        assert_eq!(outcomes(&[(8, 10, "")]), expected);
        assert_eq!(outcomes(&[(8, 9, "")]), [Outcome::Apart(vec![(2, String::new())])]);
    }

    #[test]
    fn lines_are_not_joined() {
        let change = Change { span: Span::new(16, 17), replacement: String::new(), follows: true };
        assert_eq!(boxes().holds(TEXT, &change), Err(Obstacle::LineEnd));
    }
}
