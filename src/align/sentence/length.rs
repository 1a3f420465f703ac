use std::f64::consts::TAU;

use super::model::Model;

/// Weighs the lengths of the two sides of a bead: normal around the ratio of the languages (Gale & Church 1993, "A
/// Program for Aligning Sentences in Bilingual Corpora"), against the lengths that sentences have anyway.
pub(super) struct Lengths {
    ratio: f64,
    variance: f64,
    /// Mean and standard deviation of the logarithm of a target sentence's length.
    mean: f64,
    deviation: f64,
}

/// Least standard deviation of log lengths: texts of a few lines do not show theirs.
const LEAST_DEVIATION: f64 = 0.5;

impl Lengths {
    /// The least weight: abridging makes any lengths possible.
    pub const LEAST: f64 = -12.0;

    /// Takes the chance distribution from the `target` lengths, in characters.
    pub fn new(model: &Model, target: &[usize]) -> Lengths {
        let logs: Vec<f64> = target.iter().map(|&length| (length.max(1) as f64).ln()).collect();
        let count = logs.len().max(1) as f64;
        let mean = logs.iter().sum::<f64>() / count;
        let variance = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / count;
        Lengths {
            ratio: model.length_ratio,
            variance: model.length_variance,
            mean,
            deviation: variance.sqrt().max(LEAST_DEVIATION),
        }
    }

    /// Log-likelihood ratio of `target` characters (in `sentences` sentences) translating `source` characters.
    pub fn weight(&self, source: usize, target: usize, sentences: usize) -> f64 {
        let (source, target) = (source.max(1) as f64, target.max(1) as f64);
        let spread = (self.variance * source).sqrt().max(self.ratio * source * 0.08);
        let aligned = log_normal_density(target, self.ratio * source, spread);
        let mean = self.mean + (sentences.max(1) as f64).ln();
        let chance = log_normal_density(target.ln(), mean, self.deviation) - target.ln();
        (aligned - chance).max(Lengths::LEAST)
    }
}

fn log_normal_density(value: f64, mean: f64, deviation: f64) -> f64 {
    -0.5 * ((value - mean) / deviation).powi(2) - deviation.ln() - 0.5 * TAU.ln()
}
