use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::correspondence::{is_readable, readings_at};
use super::sound::{Cost, SOUNDS, Sound};
use crate::letters::normal_form;

/// The longest word that is read, in characters; the rest of a longer one is left out. Guards against hostile input:
/// the longest words of real names stay below 40.
const MAX_WORD_CHARS: usize = 48;

/// One step through a [`Spelling`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The node that the step leads to; always later than the one that it leaves.
    pub(super) to: u16,
    /// The letter that is read on the way; none for a silent one.
    pub(super) sound: Option<Sound>,
    /// How unusual the reading is.
    pub(super) cost: Cost,
    /// The cost of the step when nothing stands opposite: that of the reading and of the loss of its letter.
    pub(super) alone: Cost,
}

/// All readings of a written word as an acyclic graph: nodes are places in the word, a path from the first to the last
/// node spells one way to write the word in Azerbaijani letters, its costs say how unusual that reading is.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    /// Node `n` has the edges `edges[first_edge[n]..first_edge[n + 1]]`.
    first_edge: Vec<u16>,
    edges: Vec<Edge>,
    /// The characters before each node; none inside a letter group.
    positions: Vec<Option<u16>>,
    /// The word as it is read: lower case, one character a position.
    written: Vec<char>,
    /// Letters of the most usual reading, at least 1.
    letters: u32,
}

impl Spelling {
    /// Reads a word. White space and marks other than apostrophes and hyphens are read as letters of their own.
    pub(super) fn new(word: &str) -> Spelling {
        let written = written_letters(word);
        let mut graph = Graph::default();
        let places = graph.add_places(&written);
        let (first_edge, edges) = graph.flatten();
        let mut spelling = Spelling { first_edge, edges, positions: places, written, letters: 1 };
        spelling.letters = spelling.count_letters();
        spelling
    }

    pub(super) fn nodes(&self) -> usize {
        self.positions.len()
    }

    pub(super) fn edges_from(&self, node: usize) -> &[Edge] {
        match (self.first_edge.get(node), self.first_edge.get(node + 1)) {
            (Some(&start), Some(&end)) => self.edges.get(usize::from(start)..usize::from(end)).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The number of characters before `node`, when it lies between two letter groups.
    pub(super) fn position(&self, node: usize) -> Option<usize> {
        self.positions.get(node).copied().flatten().map(usize::from)
    }

    /// The characters from one position to another.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.written.get(start..end).unwrap_or_default().iter().collect()
    }

    /// Letters of the most usual reading, at least 1: `sh` counts once.
    pub(super) fn letters(&self) -> u32 {
        self.letters
    }

    fn count_letters(&self) -> u32 {
        let mut best = vec![(Cost::MAX, u32::MAX); self.nodes()];
        if let Some(first) = best.first_mut() {
            *first = (0, 0);
        }
        for node in 0..self.nodes() {
            let (cost, letters) = best[node];
            for edge in self.edges_from(node) {
                let reached = (cost + edge.cost, letters + u32::from(edge.sound.is_some()));
                let place = &mut best[usize::from(edge.to)];
                *place = reached.min(*place);
            }
        }
        best.last().map_or(1, |&(_, letters)| letters.max(1))
    }
}

/// Returns the letters of a word as the table has them: lower case, `I` kept because it is i or ı, marks dropped from
/// letters that the table does not have.
fn written_letters(word: &str) -> Vec<char> {
    let lower = |c: char| match c {
        'I' => 'I',
        'İ' => 'i',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    let mut letters = Vec::new();
    for c in normal_form(word).chars().take(MAX_WORD_CHARS).map(lower) {
        if is_readable(c) || c.is_ascii() {
            letters.push(c);
        } else {
            letters.extend(std::iter::once(c).nfd().filter(|&part| !is_combining_mark(part)));
        }
    }
    letters.truncate(MAX_WORD_CHARS);
    letters
}

/// A spelling under construction.
#[derive(Default)]
struct Graph {
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    /// Adds nodes and edges for a whole word and returns the character position of each node.
    fn add_places(&mut self, written: &[char]) -> Vec<Option<u16>> {
        let inside = |start: usize| -> usize {
            readings_at(written, start).map(|reading| reading.meant.len().saturating_sub(1)).sum()
        };
        let mut places = Vec::new();
        let mut node_at = Vec::new();
        for start in 0..=written.len() {
            node_at.push(places.len());
            places.push(Some(start as u16));
            places.extend(std::iter::repeat_n(None, inside(start)));
        }
        self.edges = vec![Vec::new(); places.len()];
        for start in 0..written.len() {
            self.add_readings(written, start, &node_at);
        }
        places
    }

    fn add_readings(&mut self, written: &[char], start: usize, node_at: &[usize]) {
        let mut free = node_at[start] + 1;
        for reading in readings_at(written, start) {
            let end = node_at[start + reading.written.len()];
            let Some((&last, leading)) = reading.meant.split_last() else {
                self.add(node_at[start], end, None, reading.cost);
                continue;
            };
            let mut from = node_at[start];
            let mut cost = reading.cost;
            for &sound in leading {
                self.add(from, free, Some(sound), cost);
                (from, free, cost) = (free, free + 1, 0);
            }
            self.add(from, end, Some(last), cost);
        }
        if self.edges[node_at[start]].is_empty() {
            self.add(node_at[start], node_at[start + 1], Some(SOUNDS.of(written[start])), 0);
        }
    }

    /// Adds an edge, or lowers the cost of the same edge.
    fn add(&mut self, from: usize, to: usize, sound: Option<Sound>, cost: Cost) {
        let to = to as u16;
        let alone = cost + sound.map_or(0, |sound| SOUNDS.omission(sound));
        match self.edges[from].iter_mut().find(|edge| edge.to == to && edge.sound == sound) {
            Some(edge) if edge.cost <= cost => {}
            Some(edge) => *edge = Edge { to, sound, cost, alone },
            None => self.edges[from].push(Edge { to, sound, cost, alone }),
        }
    }

    fn flatten(self) -> (Vec<u16>, Vec<Edge>) {
        let mut first_edge = vec![0];
        let mut edges = Vec::new();
        for list in self.edges {
            edges.extend(list);
            first_edge.push(edges.len() as u16);
        }
        (first_edge, edges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digraph_is_one_letter() {
        assert_eq!(Spelling::new("Şuşa").letters(), 4);
        assert_eq!(Spelling::new("Shusha").letters(), 4);
        assert_eq!(Spelling::new("Джафаров").letters(), 7);
    }

    #[test]
    fn every_edge_leads_forward() {
        for word in ["Washington", "Бюльбюль", "Mac’Leod", "第7", "", "ǆ\u{301}"] {
            let spelling = Spelling::new(word);
            for node in 0..spelling.nodes() {
                assert!(spelling.edges_from(node).iter().all(|edge| usize::from(edge.to) > node), "{word}");
            }
        }
    }

    #[test]
    fn marks_of_other_alphabets_are_dropped() {
        assert_eq!(written_letters("Ṭāhir"), ['t', 'a', 'h', 'i', 'r']);
        assert_eq!(written_letters("İLHAM"), ['i', 'l', 'h', 'a', 'm']);
    }

    #[test]
    fn a_very_long_word_is_cut() {
        assert!(Spelling::new(&"a".repeat(100_000)).nodes() < 2000);
    }
}
