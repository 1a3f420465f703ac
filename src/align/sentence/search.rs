use super::bead::{Bead, SHAPES};
use super::corridor::Corridor;
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

fn search(source: &Side, target: &Side, links: &Links, model: &Model) -> Vec<Bead> {
    let evidence = Evidence::new(source, target, links, model);
    let lengths = Lengths::new(model, &target.lengths);
    let corridor = Corridor::new(source, target, links);
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
pub struct Posteriors<'l> {
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

    /// Log posterior of any bead, for fitting.
    pub fn log_posterior(&self, source: &std::ops::Range<usize>, target: &std::ops::Range<usize>) -> f64 {
        let node = self.lattice.corridor.node(source.end, target.end);
        self.lattice
            .incoming(source.end, target.end)
            .find(|&(n, ..)| SHAPES[n].source == source.len() && SHAPES[n].target == target.len())
            .zip(node)
            .map_or(-20.0, |((_, from, score), node)| self.of(from, node, score).ln().max(-20.0))
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

/// For fitting: beads, and log posteriors of the gold beads.
#[doc(hidden)]
pub fn fit(az: &[&str], en: &[&str], lexicon: &SeedLexicon, model: &Model, gold: &[Bead]) -> (Vec<Bead>, f64) {
    let source = Side::read(az, Lang::Az, lexicon);
    let target = Side::read(en, Lang::En, lexicon);
    let links = Links::new(&source, &target, lexicon, model);
    let evidence = Evidence::new(&source, &target, &links, model);
    let lengths = Lengths::new(model, &target.lengths);
    let corridor = Corridor::new(&source, &target, &links);
    let mut lattice = Lattice::new(corridor, &Scorer { model, source: &source, target: &target, evidence, lengths });
    if model.shape_weight > 0.0 {
        adapt_shapes(&mut lattice, model);
    }
    let posteriors = Posteriors::new(&lattice);
    let sum = gold.iter().map(|b| posteriors.log_posterior(&b.source, &b.target)).sum();
    (posteriors.best_beads(model.threshold), sum)
}
