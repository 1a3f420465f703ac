use std::ops::Range;

use super::bead::{Bead, SHAPES};
use super::blocks::blocks;
use super::corridor::{Anchor, Corridor, anchors, is_small};
use super::evidence::Evidence;
use super::lattice::{Lattice, Scorer};
use super::length::Lengths;
use super::links::Links;
use super::model::Model;
use super::vocabulary::Side;
use crate::align::SeedLexicon;
use crate::letters::Lang;

/// Aligns Azerbaijani sentences with English ones, with the default [`Model`].
///
/// The beads cover every sentence of both sides exactly once, in order.
pub fn align_sentences(azerbaijani: &[&str], english: &[&str], lexicon: &SeedLexicon) -> Vec<Bead> {
    align_with(azerbaijani, english, lexicon, &Model::default())
}

/// As [`align_sentences`], with a model of one's own.
pub fn align_with(azerbaijani: &[&str], english: &[&str], lexicon: &SeedLexicon, model: &Model) -> Vec<Bead> {
    let source = Side::read(azerbaijani, Lang::Az, lexicon);
    let target = Side::read(english, Lang::En, lexicon);
    let links = Links::new(&source, &target, lexicon, model);
    search(&source, &target, &links, model)
}

/// Aligns two texts block by block.
fn search(source: &Side, target: &Side, links: &Links, model: &Model) -> Vec<Bead> {
    let (sources, targets) = (source.sentences.len(), target.sentences.len());
    let anchors = if is_small(sources, targets) { Vec::new() } else { anchors(source, target, links) };
    let blocks = blocks(&anchors, sources, targets);
    if blocks.len() == 1 {
        return search_block(source, target, links, model, &anchors);
    }
    let mut beads = Vec::with_capacity(sources.max(targets));
    for (sources, targets) in blocks {
        let (s, t) = (sources.start, targets.start);
        let inside = anchors.iter().filter(|a| sources.contains(&a.source) && targets.contains(&a.target));
        let anchors: Vec<Anchor> =
            inside.map(|a| Anchor { source: a.source - s, target: a.target - t, ..*a }).collect();
        let found = search_block(&source.part(sources), &target.part(targets), links, model, &anchors);
        let shifted = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        beads.extend(found.into_iter().map(|bead| Bead {
            source: shifted(bead.source, s),
            target: shifted(bead.target, t),
            score: bead.score,
        }));
    }
    beads
}

fn search_block(source: &Side, target: &Side, links: &Links, model: &Model, anchors: &[Anchor]) -> Vec<Bead> {
    let evidence = Evidence::new(source, target, links, model);
    let lengths = Lengths::new(model, &target.lengths);
    let corridor = Corridor::new(source.sentences.len(), target.sentences.len(), anchors);
    let mut lattice = Lattice::new(corridor, &Scorer { model, source, target, evidence, lengths });
    adapt_shapes(&mut lattice, model);
    Posteriors::new(&lattice).best_beads(model.threshold)
}

/// Fits the prior of each shape of bead to the texts: one step of expectation maximisation, with the model's priors
/// as counts of their own. Texts that go line by line get fewer gaps, abridged ones more.
fn adapt_shapes(lattice: &mut Lattice, model: &Model) {
    let expected = Posteriors::new(lattice).shape_counts();
    let all = expected.iter().sum::<f64>() + model.shape_weight;
    let prior_all = model.shapes.iter().map(|log| log.exp()).sum::<f64>();
    lattice.add_to_shapes(std::array::from_fn(|n| {
        let prior = model.shapes[n].exp() / prior_all;
        ((expected[n] + model.shape_weight * prior) / (all * prior)).ln() as f32
    }));
}

/// Sums over all paths through a lattice (forward–backward, in log space).
struct Posteriors<'l> {
    lattice: &'l Lattice,
    /// Log of the sum over paths from the first node to each, and from each to the last.
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl<'l> Posteriors<'l> {
    fn new(lattice: &'l Lattice) -> Posteriors<'l> {
        let mut forward = vec![f64::NEG_INFINITY; lattice.corridor.len()];
        forward[0] = 0.0;
        let mut terms = Vec::with_capacity(SHAPES.len());
        for (node, (row, column)) in lattice.nodes().enumerate().skip(1) {
            terms.clear();
            terms.extend(lattice.incoming(row, column).map(|(_, from, score)| forward[from] + score));
            forward[node] = log_sum(&terms);
        }
        let mut backward = vec![f64::NEG_INFINITY; lattice.corridor.len()];
        let last = lattice.corridor.len() - 1;
        backward[last] = 0.0;
        for (n, (row, column)) in lattice.nodes().rev().enumerate() {
            let node = last - n;
            for (_, from, score) in lattice.incoming(row, column) {
                backward[from] = log_add(backward[from], backward[node] + score);
            }
        }
        Posteriors { lattice, forward, backward }
    }

    /// Posterior probability of the bead that comes to `node` from `from`.
    fn of(&self, from: usize, node: usize, score: f64) -> f64 {
        let log = self.forward[from] + score + self.backward[node] - self.backward[0];
        if log > NEGLIGIBLE { log.exp() } else { 0.0 }
    }

    /// How many beads of each shape are to be expected.
    fn shape_counts(&self) -> [f64; SHAPES.len()] {
        let mut counts = [0.0; SHAPES.len()];
        for (node, (row, column)) in self.lattice.nodes().enumerate().skip(1) {
            for (n, from, score) in self.lattice.incoming(row, column) {
                counts[n] += self.of(from, node, score);
            }
        }
        counts
    }

    /// The beads with the highest sum of posteriors above `threshold`.
    ///
    /// With half the F1 to be expected as threshold this maximises the expected F1 of the beads with two sides.
    fn best_beads(&self, threshold: f64) -> Vec<Bead> {
        let count = self.lattice.corridor.len();
        let mut best = vec![f64::NEG_INFINITY; count];
        let mut choice = vec![0u8; count];
        best[0] = 0.0;
        for (node, (row, column)) in self.lattice.nodes().enumerate().skip(1) {
            for (n, from, score) in self.lattice.incoming(row, column) {
                let posterior = self.of(from, node, score);
                let gain = if SHAPES[n].is_single() { posterior * SINGLE_GAIN } else { posterior - threshold };
                if best[from] + gain > best[node] {
                    best[node] = best[from] + gain;
                    choice[node] = n as u8;
                }
            }
        }
        self.trace_back(&choice)
    }

    fn trace_back(&self, choice: &[u8]) -> Vec<Bead> {
        let corridor = &self.lattice.corridor;
        let mut row = corridor.rows.len() - 1;
        let mut column = corridor.rows[row].end - 1;
        let mut beads = Vec::new();
        while let Some(node) = corridor.node(row, column).filter(|&node| node > 0) {
            let chosen = usize::from(choice[node]);
            let Some((_, from, score)) = self.lattice.incoming(row, column).find(|bead| bead.0 == chosen) else {
                break;
            };
            let (s, t) = (row - SHAPES[chosen].source, column - SHAPES[chosen].target);
            let score = self.of(from, node, score).clamp(0.0, 1.0) as f32;
            beads.push(Bead { source: s..row, target: t..column, score });
            (row, column) = (s, t);
        }
        beads.reverse();
        beads
    }
}

/// What a one-sided bead gains: enough to prefer the likelier place of a gap, not enough to outweigh a pair.
const SINGLE_GAIN: f64 = 0.05;

/// Logarithm of what is too small to be added to 1.
const NEGLIGIBLE: f64 = -36.0;

fn log_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low - high > NEGLIGIBLE { high + (low - high).exp().ln_1p() } else { high }
}

fn log_sum(terms: &[f64]) -> f64 {
    let high = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = terms.iter().map(|term| term - high).filter(|log| *log > NEGLIGIBLE).map(f64::exp).sum();
    if sum > 1.0 { high + sum.ln() } else { high }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(azerbaijani: &[&str], english: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
        let beads = align_sentences(azerbaijani, english, SeedLexicon::embedded());
        beads.into_iter().map(|bead| (bead.source, bead.target)).collect()
    }

    const AZ: [&str; 4] = [
        "Nazir iyunun 12-də Tbilisiyə səfər edib.",
        "Səfər çərçivəsində o, gürcüstanlı həmkarı ilə görüşüb.",
        "Görüşdə nəqliyyat dəhlizinin inkişafı müzakirə olunub, tərəflər 3 sənəd imzalayıblar.",
        "Sonda jurnalistlərin sualları cavablandırılıb.",
    ];
    const EN: [&str; 4] = [
        "The minister visited Tbilisi on June 12.",
        "During the visit he met with his Georgian counterpart.",
        "They discussed the development of the transport corridor and signed 3 documents.",
        "At the end they answered the questions of journalists.",
    ];

    #[test]
    fn translated_lines_go_one_by_one() {
        assert_eq!(pairs(&AZ, &EN), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3), (3..4, 3..4)]);
    }

    #[test]
    fn a_line_without_a_partner_is_left_alone() {
        let without = [EN[0], EN[1], EN[3]];
        assert_eq!(pairs(&AZ, &without), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..2), (3..4, 2..3)]);
    }

    #[test]
    fn a_sentence_that_is_split_in_translation_takes_both_parts() {
        let split = [
            EN[0],
            EN[1],
            "They discussed the development of the transport corridor.",
            "The sides signed 3 documents.",
            EN[3],
        ];
        assert_eq!(pairs(&AZ, &split)[2], (2..3, 2..4));
    }

    #[test]
    fn unrelated_lines_are_no_pair() {
        let foreign = [
            EN[0],
            EN[1],
            "Some 40 houses were damaged by heavy rain in the mountains near Shamakhi on Sunday, the weather service said.",
            EN[3],
        ];
        let found = pairs(&AZ, &foreign);
        assert!(!found.contains(&(2..3, 2..3)) && found.contains(&(3..4, 3..4)), "{found:?}");
    }

    #[test]
    fn scores_are_high_where_the_texts_leave_no_doubt() {
        let beads = align_sentences(&AZ, &EN, SeedLexicon::embedded());
        assert!(beads.iter().all(|bead| bead.score > 0.9), "{beads:?}");
    }
}
