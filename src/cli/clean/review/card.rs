use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::cli::clean::cleaning::Cleaning;
use crate::cli::clean::letter_change::{LetterChange, only_change};
use crate::ocr::Tier;
use crate::text::Span;

/// Letters of the line that are shown on either side of a word, at most.
const CONTEXT: usize = 40;

/// A question: all places where a word stands for which the same is suggested.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli::clean) struct Card {
    /// The word as it stands.
    pub before: String,
    /// What is suggested.
    pub after: String,
    /// The highest confidence of its places, 0..1.
    pub confidence: f32,
    pub places: usize,
    /// The letters that are changed, where it is one kind of change.
    pub change: Option<LetterChange>,
    /// The first of its places.
    pub example: Example,
}

/// A place of a word, with its line around it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli::clean) struct Example {
    pub file: String,
    /// The number of the line, or paragraph, from 1.
    pub line: usize,
    pub left: String,
    pub right: String,
}

/// The cards of one file or of several, by the word and what is suggested for it.
#[derive(Default)]
pub(in crate::cli::clean) struct Cards(BTreeMap<(String, String), Card>);

impl Cards {
    /// The suggestions of a file, or of a block of it.
    pub fn of(cleaning: &Cleaning) -> Cards {
        let mut cards = Cards::default();
        let suggested = cleaning.proposals.iter().filter(|proposal| proposal.tier == Tier::Suggest);
        for proposal in suggested {
            let before = proposal.span.of(&cleaning.document.text);
            cards.add(Card {
                before: before.to_string(),
                after: proposal.replacement.clone(),
                confidence: proposal.confidence,
                places: 1,
                change: only_change(before, &proposal.replacement),
                example: Example::of(proposal.span, cleaning),
            });
        }
        cards
    }

    fn add(&mut self, card: Card) {
        let key = (card.before.clone(), card.after.clone());
        match self.0.entry(key) {
            Entry::Vacant(place) => drop(place.insert(card)),
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.places += card.places;
                known.confidence = known.confidence.max(card.confidence);
            }
        }
    }

    /// Adds the cards of what comes later.
    pub fn extend(&mut self, later: Cards) {
        later.0.into_values().for_each(|card| self.add(card));
    }

    /// The cards with the most places first, then the surest.
    pub fn sorted(self) -> Vec<Card> {
        let mut cards: Vec<Card> = self.0.into_values().collect();
        cards.sort_by(|a, b| b.places.cmp(&a.places).then(b.confidence.total_cmp(&a.confidence)));
        cards
    }
}

impl Example {
    fn of(span: Span, cleaning: &Cleaning) -> Example {
        let document = &cleaning.document;
        let (left, right) = (&document.text[..span.start], &document.text[span.end..]);
        let left = left.rsplit('\n').next().unwrap_or_default();
        let right = right.split('\n').next().unwrap_or_default();
        Example { file: document.name.clone(), line: cleaning.line_of(span), left: tail(left), right: head(right) }
    }
}

/// The end of a line, cut between words if it is long.
fn tail(line: &str) -> String {
    let Some((cut, _)) = line.char_indices().rev().nth(CONTEXT) else { return line.trim_start().to_string() };
    let start = line[cut..].find(' ').map_or(cut, |space| cut + space);
    format!("…{}", &line[start..])
}

/// The beginning of a line, cut between words if it is long.
fn head(line: &str) -> String {
    let Some((cut, _)) = line.char_indices().nth(CONTEXT) else { return line.trim_end().to_string() };
    let end = line[..cut].rfind(' ').map_or(cut, |space| space + 1);
    format!("{}…", &line[..end])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn card(before: &str, after: &str, places: usize, confidence: f32) -> Card {
        let example = Example { file: "a.txt".into(), line: 1, left: String::new(), right: String::new() };
        let change = only_change(before, after);
        Card { before: before.into(), after: after.into(), confidence, places, change, example }
    }

    #[test]
    fn the_same_suggestion_is_asked_once() {
        let mut cards = Cards::default();
        cards.add(card("elde", "eldə", 1, 0.5));
        let mut later = Cards::default();
        later.add(card("elde", "eldə", 2, 0.7));
        later.add(card("elde", "əldə", 1, 0.9));
        cards.extend(later);
        let sorted = cards.sorted();
        assert_eq!(sorted.len(), 2);
        assert_eq!((sorted[0].places, sorted[0].confidence), (3, 0.7));
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let line = "bir iki üç ".repeat(9);
        assert!(tail(&line).chars().count() <= CONTEXT + 2 && tail(&line).starts_with("… "));
        assert!(head(&line).chars().count() <= CONTEXT + 2 && head(&line).ends_with(" …"));
        assert_eq!((tail("  bir "), head(" iki  ")), ("bir ".into(), " iki".into()));
        assert_eq!(tail(&"x".repeat(99)).chars().count(), CONTEXT + 2);
    }
}
