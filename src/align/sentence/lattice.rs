use rayon::prelude::*;

use super::bead::{LONGEST_SIDE, SHAPES};
use super::corridor::Corridor;
use super::evidence::{Evidence, Pair, Pairer};
use super::length::Lengths;
use super::model::Model;
use super::vocabulary::Side;

/// Scores of the beads that end in a node, in the order of [`SHAPES`]; minus infinity where a bead would begin outside
/// the corridor.
pub(super) type Scores = [f32; SHAPES.len()];

/// All beads of a corridor with their log scores.
pub(super) struct Lattice {
    pub corridor: Corridor,
    scores: Vec<Scores>,
}

/// Source sentences that one task scores; each task pairs two more before its own.
const ROWS_OF_A_TASK: usize = 64;

/// What beads are scored by.
pub(super) struct Scorer<'a> {
    pub model: &'a Model,
    pub source: &'a Side,
    pub target: &'a Side,
    pub evidence: Evidence<'a>,
    pub lengths: Lengths,
}

impl Lattice {
    /// Scores every bead inside the corridor; in parallel, with the same result for any number of threads.
    pub fn new(corridor: Corridor, scorer: &Scorer<'_>) -> Lattice {
        let rows = corridor.rows.len();
        let tasks: Vec<usize> = (0..rows).step_by(ROWS_OF_A_TASK).collect();
        let parts: Vec<Vec<Scores>> = tasks
            .into_par_iter()
            .map(|first| score_rows(&corridor, scorer, first, (first + ROWS_OF_A_TASK).min(rows)))
            .collect();
        Lattice { scores: parts.concat(), corridor }
    }

    /// Adds to the log score of every bead what is given for its shape.
    pub fn add_to_shapes(&mut self, logs: Scores) {
        for scores in &mut self.scores {
            for (score, log) in scores.iter_mut().zip(logs) {
                *score += log;
            }
        }
    }

    /// The beads that end in a node: index of the shape, node where it begins, log score.
    pub fn incoming(&self, row: usize, column: usize) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        let node = self.corridor.node(row, column);
        SHAPES.iter().enumerate().filter_map(move |(n, shape)| {
            let from = self.corridor.node(row.checked_sub(shape.source)?, column.checked_sub(shape.target)?)?;
            Some((n, from, f64::from(self.scores[node?][n])))
        })
    }

    /// All nodes in the order in which paths visit them.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
        self.corridor
            .rows
            .iter()
            .enumerate()
            .flat_map(|(row, columns)| columns.clone().map(move |column| (row, column)))
    }
}

/// The pairs of the last source sentences with the target sentences around them.
struct PairRows {
    /// By source sentence modulo [`LONGEST_SIDE`]: the first target sentence, and a pair for each from there on.
    rows: [(usize, Vec<Pair>); LONGEST_SIDE],
}

impl PairRows {
    fn fill(&mut self, corridor: &Corridor, pairer: &mut Pairer<'_>, source: usize, targets: usize) {
        let low = corridor.rows[source.saturating_sub(LONGEST_SIDE - 1)].start;
        let high = corridor.rows[(source + LONGEST_SIDE).min(corridor.rows.len() - 1)].end.min(targets);
        let (first, row) = &mut self.rows[source % LONGEST_SIDE];
        *first = low;
        pairer.pair(source, low..high.max(low), row);
    }

    fn get(&self, source: usize, target: usize) -> Pair {
        let (first, row) = &self.rows[source % LONGEST_SIDE];
        target.checked_sub(*first).and_then(|n| row.get(n)).copied().unwrap_or_default()
    }
}

fn score_rows(corridor: &Corridor, scorer: &Scorer<'_>, first: usize, end: usize) -> Vec<Scores> {
    let targets = scorer.target.sentences.len();
    let mut pairer = scorer.evidence.pairer();
    let mut pairs = PairRows { rows: Default::default() };
    for source in first.saturating_sub(LONGEST_SIDE)..first.saturating_sub(1) {
        pairs.fill(corridor, &mut pairer, source, targets);
    }
    let mut scores = Vec::with_capacity(corridor.starts[end] - corridor.starts[first]);
    for row in first..end {
        if let Some(source) = row.checked_sub(1) {
            pairs.fill(corridor, &mut pairer, source, targets);
        }
        scores.extend(corridor.rows[row].clone().map(|column| scorer.scores(corridor, &pairs, row, column)));
    }
    scores
}

impl Scorer<'_> {
    fn scores(&self, corridor: &Corridor, pairs: &PairRows, row: usize, column: usize) -> Scores {
        let mut scores = [f32::NEG_INFINITY; SHAPES.len()];
        for (n, shape) in SHAPES.iter().enumerate() {
            let (Some(s), Some(t)) = (row.checked_sub(shape.source), column.checked_sub(shape.target)) else {
                continue;
            };
            if corridor.node(s, t).is_none() {
                continue;
            }
            let mut score = self.model.shapes[n];
            if !shape.is_single() {
                let length = self.length(s, row, t, column);
                if shape.source + shape.target > 3 && length <= Lengths::LEAST {
                    continue;
                }
                let words = self.evidence.weight(s..row, t..column, |s, t| pairs.get(s, t));
                score += self.model.word_weight * words + self.model.length_weight * length;
            }
            scores[n] = score as f32;
        }
        scores
    }

    fn length(&self, s: usize, s_end: usize, t: usize, t_end: usize) -> f64 {
        let source = self.source.lengths[s..s_end].iter().sum();
        let target = self.target.lengths[t..t_end].iter().sum();
        self.lengths.weight(source, target, t_end - t)
    }
}
