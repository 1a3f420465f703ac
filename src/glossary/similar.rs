use std::collections::{BTreeSet, HashMap};

/// Shortest key, in bytes, that is compared by likeness: below it one letter makes another word, and short forms of
/// bodies differ by one letter (DTX, DSX, DMX).
pub(super) const SHORTEST: usize = 5;
/// Longest key, in bytes, that is compared by likeness; comparing takes time by the square of the length.
pub(super) const LONGEST: usize = 200;
/// Keys that are looked at more closely for one query, at most.
const CLOSER_LOOK: usize = 200;

/// Which keys have which sequences of three bytes: finds the keys that are worth comparing with a query.
///
/// Source: q-gram filtering, E. Ukkonen, "Approximate string-matching with q-grams and maximal matches" (1992).
pub(super) struct Trigrams {
    /// Trigram (three bytes) and key number (four bytes) in one number each, sorted.
    postings: Vec<u64>,
    /// Number of distinct trigrams of each key.
    sizes: Vec<u16>,
}

impl Trigrams {
    pub fn new<'k>(keys: impl Iterator<Item = &'k str>) -> Trigrams {
        let (mut postings, mut sizes) = (Vec::new(), Vec::new());
        for (number, key) in (0u64..).zip(keys) {
            sizes.push(0);
            if (SHORTEST..=LONGEST).contains(&key.len()) {
                postings.extend(grams(key).map(|gram| gram << 32 | number));
            }
        }
        postings.sort_unstable();
        postings.dedup();
        postings.iter().for_each(|&posting| sizes[number_of(posting) as usize] += 1);
        Trigrams { postings, sizes }
    }

    /// The numbers of the keys that share enough trigrams with `query`, the likest first.
    pub fn near(&self, query: &str) -> Vec<u32> {
        if !(SHORTEST - 1..=LONGEST).contains(&query.len()) {
            return Vec::new();
        }
        let grams: BTreeSet<u64> = grams(query).collect();
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for gram in &grams {
            let start = self.postings.partition_point(|posting| posting >> 32 < *gram);
            for &posting in self.postings[start..].iter().take_while(|&posting| posting >> 32 == *gram) {
                *shared.entry(number_of(posting)).or_default() += 1;
            }
        }
        let mut near: Vec<(usize, u32)> = Vec::new();
        for (number, shared) in shared {
            let both = grams.len() + usize::from(self.sizes[number as usize]);
            // Three edits in ten letters leave about a quarter of the trigrams; a query that is a part of the key
            // has all but its last ones there.
            if shared * 8 >= both || shared + 2 > grams.len() {
                near.push((2000 * shared / both, number));
            }
        }
        near.sort_unstable_by_key(|&(likeness, number)| (std::cmp::Reverse(likeness), number));
        near.truncate(CLOSER_LOOK);
        near.into_iter().map(|(_, number)| number).collect()
    }
}

/// The trigrams of a key with a space at both ends, as numbers of three bytes.
fn grams(key: &str) -> impl Iterator<Item = u64> {
    let padded = std::iter::once(b' ').chain(key.bytes()).chain([b' ']);
    padded.scan(0, |last: &mut u64, byte| Some(shift_in(last, byte))).skip(2)
}

/// Moves a byte into the window of three and returns the window.
fn shift_in(window: &mut u64, byte: u8) -> u64 {
    *window = (*window << 8 | u64::from(byte)) & 0xFF_FFFF;
    *window
}

/// The key number of a posting: its lower four bytes.
fn number_of(posting: u64) -> u32 {
    posting as u32
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
        let near = Trigrams::new(keys.into_iter()).near("elmar mamedyarov");
        assert_eq!(near, [0, 2]);
    }

    #[test]
    fn a_part_finds_the_whole() {
        let keys = ["dovlet serhed xidmetinin regional idaresi"];
        assert_eq!(Trigrams::new(keys.into_iter()).near("serhed"), [0]);
    }

    #[test]
    fn likeness_is_one_less_the_share_of_edits() {
        assert_eq!(likeness("baki", "baku"), 0.75);
        assert_eq!(likeness("", ""), 1.0);
        assert_eq!(likeness("ilham eliyev", "eliyev ilham"), 0.95);
    }
}
