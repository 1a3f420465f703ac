use std::cmp::Reverse;
use std::collections::BTreeSet;

use rayon::prelude::*;

/// Shortest key, in bytes, that is compared by likeness: below it one letter makes another word, and short forms of
/// bodies differ by one letter (DTX, DSX, DMX).
pub(super) const SHORTEST: usize = 5;
/// Longest key, in bytes, that is compared by likeness; comparing takes time by the square of the length.
pub(super) const LONGEST: usize = 200;
/// Keys that are looked at more closely for one query, at most.
const CLOSER_LOOK: usize = 200;

/// Returns the numbers of the keys that share enough trigrams with `query` to be compared with it, the likest first.
///
/// One pass over the keys: making an index of them takes longer than some hundred queries do. A trigram that a key
/// repeats counts as often, which lets a few keys more through.
///
/// Source: q-gram filtering, E. Ukkonen, "Approximate string-matching with q-grams and maximal matches" (1992).
pub(super) fn near<'k>(query: &str, keys: impl ParallelIterator<Item = (usize, &'k str)>) -> Vec<usize> {
    if !(SHORTEST - 1..=LONGEST).contains(&query.len()) {
        return Vec::new();
    }
    let wanted = GramSet::of(query);
    let likely = |(number, key)| wanted.likeness(key).map(|likeness| (likeness, number));
    let mut near: Vec<(usize, usize)> = keys.filter_map(likely).collect();
    near.sort_unstable_by_key(|&(likeness, number)| (Reverse(likeness), number));
    near.truncate(CLOSER_LOOK);
    near.into_iter().map(|(_, number)| number).collect()
}

/// The distinct trigrams of a query. A table of bits tells most others without a search.
struct GramSet {
    sorted: Vec<u32>,
    bits: Vec<u64>,
}

impl GramSet {
    /// Bits of the table, a power of two: far more than a query has trigrams.
    const BITS: usize = 1 << 14;

    fn of(query: &str) -> GramSet {
        let sorted: Vec<u32> = grams(query).collect::<BTreeSet<_>>().into_iter().collect();
        let mut bits = vec![0; GramSet::BITS / 64];
        for &gram in &sorted {
            let (word, bit) = GramSet::place(gram);
            bits[word] |= bit;
        }
        GramSet { sorted, bits }
    }

    /// How many of the trigrams a key shares, in thousandths of both; nothing if they are too few.
    fn likeness(&self, key: &str) -> Option<usize> {
        if !(SHORTEST..=LONGEST).contains(&key.len()) {
            return None;
        }
        let (mut window, mut shared) = (u32::from(b' '), 0);
        for byte in key.bytes().chain([b' ']) {
            window = shifted(window, byte);
            shared += usize::from(self.contains(window));
        }
        let both = self.sorted.len() + key.len();
        // Three edits in ten letters leave about a quarter of the trigrams; a query that is a part of the key
        // has all but its last ones there.
        (shared * 8 >= both || shared + 2 > self.sorted.len()).then_some(2000 * shared / both)
    }

    fn contains(&self, gram: u32) -> bool {
        let (word, bit) = GramSet::place(gram);
        self.bits[word] & bit != 0 && self.sorted.binary_search(&gram).is_ok()
    }

    /// Multiplicative hashing (D. Knuth, TAOCP 6.4): the upper bits of a product with the golden ratio.
    fn place(gram: u32) -> (usize, u64) {
        let hash = gram.wrapping_mul(0x9E37_79B1) as usize >> (u32::BITS - GramSet::BITS.trailing_zeros());
        (hash / 64, 1 << (hash % 64))
    }
}

/// The trigrams of a key with a space at both ends, as numbers of three bytes.
fn grams(key: &str) -> impl Iterator<Item = u32> {
    let padded = std::iter::once(b' ').chain(key.bytes()).chain([b' ']);
    let shift_in = |window: &mut u32, byte: u8| {
        *window = shifted(*window, byte);
        Some(*window)
    };
    padded.scan(0, shift_in).skip(2)
}

/// Moves a byte into a window of three.
fn shifted(window: u32, byte: u8) -> u32 {
    (window << 8 | u32::from(byte)) & 0xFF_FFFF
}

/// How alike two keys are, 0..=1: one less the edits (a swap of neighbours is one) by the longer length; the order of
/// the words may differ (`Əliyev İlham`) at a small cost.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let straight = normalized(a, b);
    if !a.contains(' ') || !b.contains(' ') {
        return straight;
    }
    straight.max(normalized(&sorted_words(a), &sorted_words(b)) * 0.95)
}

fn normalized(a: &str, b: &str) -> f64 {
    let longer = a.chars().count().max(b.chars().count());
    if longer == 0 { 1.0 } else { 1.0 - strsim::osa_distance(a, b) as f64 / longer as f64 }
}

fn sorted_words(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_keys_come_likest_first() {
        let keys = ["elmar memmedyarov", "serhed xidmeti", "elmar memmedov", "bmt"];
        assert_eq!(near("elmar mamedyarov", keys.into_par_iter().enumerate()), [0, 2]);
    }

    #[test]
    fn a_part_finds_the_whole() {
        let keys = ["dovlet serhed xidmetinin regional idaresi"];
        assert_eq!(near("serhed", keys.into_par_iter().enumerate()), [0]);
    }

    #[test]
    fn likeness_is_one_less_the_share_of_edits() {
        assert_eq!(likeness("baki", "baku"), 0.75);
        assert_eq!(likeness("", ""), 1.0);
        assert_eq!(likeness("ilham eliyev", "eliyev ilham"), 0.95);
    }
}
