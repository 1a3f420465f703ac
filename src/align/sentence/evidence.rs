use std::ops::Range;

use super::bead::LONGEST_SIDE;
use super::links::{Answers, Links};
use super::model::Model;
use super::vocabulary::{FormId, LONGEST_SENTENCE, Side};

/// A set of the forms of a sentence, by their place in it.
type Mask = u128;

const _: () = assert!(LONGEST_SENTENCE <= Mask::BITS as usize);

/// Which forms of two sentences answer each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pair {
    source: Mask,
    target: Mask,
}

/// What a form adds to the weight of a bead, for each number of sentences on the other side.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// When nothing answers it.
    miss: [f32; LONGEST_SIDE],
    /// What an answer adds to that.
    gain: [f32; LONGEST_SIDE],
}

/// The words of both texts, ready to weigh beads.
pub(super) struct Evidence<'s> {
    source: &'s Side,
    target: &'s Side,
    links: &'s Links,
    source_weights: Vec<Weight>,
    target_weights: Vec<Weight>,
    /// Per sentence the sum of its forms' misses.
    source_misses: Vec<[f32; LONGEST_SIDE]>,
    target_misses: Vec<[f32; LONGEST_SIDE]>,
}

impl<'s> Evidence<'s> {
    pub fn new(source: &'s Side, target: &'s Side, links: &'s Links, model: &Model) -> Evidence<'s> {
        let source_weights = weights(&links.source, target, model);
        let target_weights = weights(&links.target, source, model);
        let misses = |side: &Side, weights: &[Weight]| {
            side.sentences.iter().map(|sentence| sum_of_misses(sentence, weights)).collect()
        };
        Evidence {
            source_misses: misses(source, &source_weights),
            target_misses: misses(target, &target_weights),
            source,
            target,
            links,
            source_weights,
            target_weights,
        }
    }

    /// A worker that pairs sentences; it keeps a table as large as the target vocabulary.
    pub fn pairer(&self) -> Pairer<'_> {
        Pairer { evidence: self, answered: vec![0; self.target.forms.len()] }
    }

    /// Log-likelihood ratio of the words of a bead; `pair(s, t)` gives the pair of its s-th and t-th sentence.
    pub fn weight(&self, source: Range<usize>, target: Range<usize>, pair: impl Fn(usize, usize) -> Pair) -> f64 {
        let (many_source, many_target) = (source.len() - 1, target.len() - 1);
        let mut sum = 0.0;
        for s in source.clone() {
            let met = target.clone().fold(0, |mask, t| mask | pair(s, t).source);
            sum += f64::from(self.source_misses[s][many_target]);
            sum += gains(met, &self.source.sentences[s], &self.source_weights, many_target);
        }
        for t in target {
            let met = source.clone().fold(0, |mask, s| mask | pair(s, t).target);
            sum += f64::from(self.target_misses[t][many_source]);
            sum += gains(met, &self.target.sentences[t], &self.target_weights, many_source);
        }
        sum
    }
}

/// Pairs one source sentence with many target sentences.
pub(super) struct Pairer<'e> {
    evidence: &'e Evidence<'e>,
    /// For each target form the forms of the source sentence that it answers.
    answered: Vec<Mask>,
}

impl Pairer<'_> {
    /// Fills `row` with the pairs of the sentence `source` with each of `targets`.
    pub fn pair(&mut self, source: usize, targets: Range<usize>, row: &mut Vec<Pair>) {
        let Evidence { source: side, target, links, .. } = self.evidence;
        let forms = &side.sentences[source];
        for (place, &form) in forms.iter().enumerate() {
            for &answer in &links.source[form as usize].forms {
                self.answered[answer as usize] |= 1 << place;
            }
        }
        row.clear();
        row.extend(targets.map(|t| {
            let mut pair = Pair::default();
            for (place, &form) in target.sentences[t].iter().enumerate() {
                let met = self.answered[form as usize];
                pair.source |= met;
                pair.target |= Mask::from(met != 0) << place;
            }
            pair
        }));
        for &form in forms {
            for &answer in &links.source[form as usize].forms {
                self.answered[answer as usize] = 0;
            }
        }
    }
}

fn sum_of_misses(sentence: &[FormId], weights: &[Weight]) -> [f32; LONGEST_SIDE] {
    let mut sum = [0.0; LONGEST_SIDE];
    for &form in sentence {
        for (sum, miss) in sum.iter_mut().zip(weights[form as usize].miss) {
            *sum += miss;
        }
    }
    sum
}

fn gains(mut met: Mask, sentence: &[FormId], weights: &[Weight], many: usize) -> f64 {
    let mut sum = 0.0;
    while met != 0 {
        let place = met.trailing_zeros() as usize;
        sum += f64::from(weights[sentence[place] as usize].gain[many]);
        met &= met - 1;
    }
    sum
}

/// Weighs each form by how often its answers stand in a sentence of the `other` side by chance.
fn weights(answers: &[Answers], other: &Side, model: &Model) -> Vec<Weight> {
    let count = other.total as f64;
    answers
        .iter()
        .map(|answers| {
            if answers.rate <= 0.0 {
                return Weight::default();
            }
            let absent: f64 = answers
                .forms
                .iter()
                .map(|&f| 1.0 - f64::from(other.forms[f as usize].sentences) / count.max(1.0))
                .product();
            // The sentence that is weighed does not count among those that have the word by chance.
            let others = ((1.0 - absent) * count - 1.0).max(0.0);
            let chance = (others + model.background_weight * model.background)
                / ((count - 1.0).max(0.0) + model.background_weight);
            weight(answers.rate, chance)
        })
        .collect()
}

/// The weight of a form that is answered with probability `rate` in a translation and `chance` in another sentence.
fn weight(rate: f64, chance: f64) -> Weight {
    let mut weight = Weight::default();
    let mut absent = 1.0;
    for many in 0..LONGEST_SIDE {
        absent *= 1.0 - chance;
        let chance = (1.0 - absent).clamp(1e-6, 0.999);
        // A word as common as this tells nothing.
        if chance >= rate {
            continue;
        }
        let miss = ((1.0 - rate) / (1.0 - chance)).ln();
        weight.miss[many] = miss as f32;
        weight.gain[many] = ((rate / chance).ln() - miss) as f32;
    }
    weight
}
