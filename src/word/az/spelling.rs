use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::letters::{Lang, lower};

/// How names are spelt: the probability of each letter, and of the end, after the three letters before it.
///
/// Counts of each order are smoothed with the order below (Witten and Bell 1991, method C).
#[derive(Debug)]
pub(super) struct SpellingModel {
    contexts: HashMap<u64, Context, BuildHasherDefault<Mix>>,
}

/// What has been seen after one context.
#[derive(Debug, Default)]
struct Context {
    total: u32,
    letters: Vec<(char, u32)>,
}

/// Letters before the one that is foretold.
const ORDER: usize = 3;
/// Size of the alphabet with accented letters and the end, for the probability of what was never seen.
const ALPHABET: f32 = 45.0;
/// About as many contexts as a list of 4,000 names has: room for them at once.
const EXPECTED: usize = 8192;
/// Stands for both ends of a name.
const EDGE: char = '#';

impl SpellingModel {
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> SpellingModel {
        let mut model =
            SpellingModel { contexts: HashMap::with_capacity_and_hasher(EXPECTED, BuildHasherDefault::default()) };
        for name in names.filter(|name| !name.is_empty()) {
            let letters = padded(name);
            for at in ORDER..letters.len() {
                for order in 0..=ORDER {
                    model.contexts.entry(key(&letters[at - order..at])).or_default().add(letters[at]);
                }
            }
        }
        model
    }

    /// Negative log probability of a name and its end, in nats.
    pub fn cost(&self, name: &str) -> f32 {
        let letters = padded(name);
        (ORDER..letters.len()).map(|at| -self.probability(&letters[at - ORDER..at], letters[at]).ln()).sum()
    }

    fn probability(&self, before: &[char], letter: char) -> f32 {
        (0..=ORDER).fold(1.0 / ALPHABET, |lower, order| match self.contexts.get(&key(&before[ORDER - order..])) {
            Some(context) => context.smoothed(letter, lower),
            None => lower,
        })
    }
}

impl Context {
    fn add(&mut self, letter: char) {
        self.total += 1;
        match self.letters.iter_mut().find(|(seen, _)| *seen == letter) {
            Some((_, count)) => *count += 1,
            None => self.letters.push((letter, 1)),
        }
    }

    fn smoothed(&self, letter: char, lower: f32) -> f32 {
        let kinds = self.letters.len() as f32;
        let count = self.letters.iter().find(|(seen, _)| *seen == letter).map_or(0, |(_, count)| *count);
        (count as f32 + kinds * lower) / (self.total as f32 + kinds)
    }
}

fn padded(name: &str) -> Vec<char> {
    let start = std::iter::repeat_n(EDGE, ORDER);
    start.chain(lower(name, Lang::Az).chars()).chain([EDGE]).collect()
}

/// Up to three letters in one number; 21 bits hold any character.
fn key(letters: &[char]) -> u64 {
    letters.iter().fold(1, |key, &letter| key << 21 | u64::from(letter))
}

/// Mixes the bits of a key (the finaliser of MurmurHash3); the keys come from tables, so nobody can choose them badly.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0 << 8 | u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (value ^ value >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        self.0 = mixed ^ mixed >> 33;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_ends_as_others_do_is_cheaper() {
        let model = SpellingModel::new(["Boston", "Hyuston", "Klinton", "Vellinqton"].into_iter());
        assert!(model.cost("Vaşinqton") < model.cost("Vaşinqto"));
    }
}
