use std::collections::BTreeMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::letters::{Lang, lower};

/// Letters of a confusion, at most, on each side: longer ones are chance.
const LONGEST: usize = 2;
/// Times that a confusion must have been seen.
const LEAST_COUNT: u32 = 2;
/// Words are paired when they differ in less than this share of their letters.
const ALIKE: f64 = 0.5;
/// Equal words in a row by which two texts are known to be at the same place, and words between two such places, at most.
const SHORTEST_RUN: usize = 3;
const LONGEST_STRETCH: usize = 2000;

/// Fits a table of confusions on pairs of noisy and right text of one channel; the rows are `seen`, `meant`, their count and
/// their cost in nats, the negative logarithm of how often what was meant is read so.
pub fn train<'t>(pairs: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<(String, String, u32, f32)> {
    let mut counts = Counts::default();
    for (noisy, right) in pairs {
        let noisy: Vec<String> = words(&unhyphenated(noisy));
        let right: Vec<String> = words(right);
        for (seen, meant) in paired(&noisy, &right) {
            counts.add(&seen, &meant);
        }
    }
    counts.rows()
}

/// The text without hyphens at line ends.
fn unhyphenated(text: &str) -> String {
    text.replace("-\n", "").replace("\u{ad}\n", "")
}

/// The words in lower case without the marks around them.
fn words(text: &str) -> Vec<String> {
    let word = |word: &str| lower(word.trim_matches(|c: char| !c.is_alphanumeric()), Lang::Az);
    text.split_whitespace().map(word).filter(|word| !word.is_empty()).collect()
}

/// Pairs the words of two texts: runs of equal words, and between these the words that are alike.
fn paired(noisy: &[String], right: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut done = (0, 0);
    for stretch in capture_diff_slices(Algorithm::Patience, noisy, right) {
        let (tag, seen, meant) = stretch.as_tag_tuple();
        if tag == DiffTag::Equal && seen.len() >= SHORTEST_RUN {
            found.extend(alike(&noisy[done.0..seen.start], &right[done.1..meant.start]));
            done = (seen.end, meant.end);
            found.extend(noisy[seen].iter().cloned().zip(right[meant].iter().cloned()));
        }
    }
    found.extend(alike(&noisy[done.0..], &right[done.1..]));
    found
}

/// Pairs words in order so that the sum of their differences is least (Levenshtein over words, the cost of a pair being the
/// share of letters that differ); none where there are too many, which no longer are the same text.
fn alike(noisy: &[String], right: &[String]) -> Vec<(String, String)> {
    if noisy.len().max(right.len()) > LONGEST_STRETCH {
        return Vec::new();
    }
    let (rows, columns) = (noisy.len() + 1, right.len() + 1);
    let mut costs = vec![0.0_f64; rows * columns];
    let differ = |a: &str, b: &str| 1.0 - strsim::normalized_levenshtein(a, b);
    for i in 0..rows {
        for j in 0..columns {
            let before = |i: usize, j: usize| costs[i * columns + j];
            costs[i * columns + j] = match (i, j) {
                (0, _) => j as f64 * ALIKE,
                (_, 0) => i as f64 * ALIKE,
                _ => (before(i - 1, j - 1) + differ(&noisy[i - 1], &right[j - 1]))
                    .min(before(i - 1, j) + ALIKE)
                    .min(before(i, j - 1) + ALIKE),
            };
        }
    }
    let (mut i, mut j) = (noisy.len(), right.len());
    let mut found = Vec::new();
    while i > 0 && j > 0 {
        let here = costs[i * columns + j];
        if here == costs[(i - 1) * columns + j] + ALIKE {
            i -= 1;
        } else if here == costs[i * columns + j - 1] + ALIKE {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            if differ(&noisy[i], &right[j]) < ALIKE {
                found.push((noisy[i].clone(), right[j].clone()));
            }
        }
    }
    found
}

/// How often what was read for what.
#[derive(Default)]
struct Counts {
    confusions: BTreeMap<(String, String), u32>,
    /// How often each sequence was meant, read rightly or not.
    meant: BTreeMap<String, u32>,
    letters: u32,
}

impl Counts {
    fn add(&mut self, seen: &str, meant: &str) {
        let letters: Vec<char> = meant.chars().collect();
        self.letters += letters.len() as u32;
        for length in 1..=LONGEST {
            for sequence in letters.windows(length) {
                *self.meant.entry(sequence.iter().collect()).or_default() += 1;
            }
        }
        for (seen, meant) in differences(seen, meant) {
            *self.confusions.entry((seen, meant)).or_default() += 1;
        }
    }

    fn rows(self) -> Vec<(String, String, u32, f32)> {
        let letters = self.letters;
        let frequent = self.confusions.into_iter().filter(|(_, count)| *count >= LEAST_COUNT);
        let mut rows: Vec<_> = frequent
            .map(|((seen, meant), count)| {
                let times = self.meant.get(&meant).copied().unwrap_or(letters).max(count);
                let cost = -(count as f32 / times as f32).ln();
                (seen, meant, count, cost)
            })
            .collect();
        rows.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
        rows
    }
}

/// The stretches in which two words differ, each of at most [`LONGEST`] letters a side; what is seen is never nothing: a lost
/// letter is written with the letter before it.
pub(super) fn differences(seen: &str, meant: &str) -> Vec<(String, String)> {
    let [seen, meant]: [Vec<char>; 2] = [seen, meant].map(|word| word.chars().collect());
    let mut found = Vec::new();
    let (mut seen_start, mut meant_start) = (0, 0);
    for (i, j) in matches(&seen, &meant).into_iter().chain([(seen.len(), meant.len())]) {
        let (from_seen, from_meant) = (&seen[seen_start..i], &meant[meant_start..j]);
        let lost = from_seen.is_empty() && !from_meant.is_empty();
        let with = usize::from(lost && seen_start > 0);
        let (from_seen, from_meant) = (&seen[seen_start - with..i], &meant[meant_start - with..j]);
        let fits = !from_seen.is_empty() && from_seen.len() <= LONGEST && from_meant.len() <= LONGEST;
        if fits && from_seen != from_meant && from_meant.iter().all(|c| c.is_alphabetic()) {
            found.push((from_seen.iter().collect(), from_meant.iter().collect()));
        }
        (seen_start, meant_start) = (i + 1, j + 1);
    }
    found
}

/// The places of the letters that two words share, by their edit distance.
fn matches(a: &[char], b: &[char]) -> Vec<(usize, usize)> {
    let columns = b.len() + 1;
    let mut costs = vec![0_usize; (a.len() + 1) * columns];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            costs[i * columns + j] = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let replaced = costs[(i - 1) * columns + j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    replaced.min(costs[(i - 1) * columns + j] + 1).min(costs[i * columns + j - 1] + 1)
                }
            };
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut found = Vec::new();
    while i > 0 && j > 0 {
        let here = costs[i * columns + j];
        if a[i - 1] == b[j - 1] && here == costs[(i - 1) * columns + j - 1] {
            (i, j) = (i - 1, j - 1);
            found.push((i, j));
        } else if here == costs[(i - 1) * columns + j - 1] + 1 {
            (i, j) = (i - 1, j - 1);
        } else if here == costs[(i - 1) * columns + j] + 1 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_found_between_shared_letters() {
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        assert_eq!(differences("parlarment", "parlament"), [pair("r", "")]);
        assert_eq!(differences("möclis", "məclis"), [pair("ö", "ə")]);
        assert_eq!(differences("giin", "gün"), [pair("ii", "ü")]);
        assert_eq!(differences("nazr", "nazir"), [pair("z", "zi")]);
        assert_eq!(differences("nazir", "nazir"), []);
    }

    #[test]
    fn frequent_confusions_are_cheaper() {
        let noisy = "mclis möclis məclis kitob kitob möclis";
        let rows = train([(noisy, "məclis məclis məclis kitab kitab məclis")]);
        let cost = |seen: &str, meant: &str| rows.iter().find(|row| row.0 == seen && row.1 == meant).map(|row| row.3);
        assert!(cost("o", "a") < cost("ö", "ə"), "{rows:?}");
    }
}
