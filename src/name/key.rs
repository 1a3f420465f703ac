use std::collections::HashMap;

use rayon::prelude::*;

use super::Similarity;
use super::compare::Prepared;
use super::plain::plain_similarity;
use super::sound::{Cost, SOUNDS};
use super::spelling::Spelling;

/// Readings of a word that go into its keys. More find rarer spellings and make the index larger.
const READINGS: usize = 6;

/// The most unusual reading that goes into keys, in hundredths of a letter.
const UNUSUAL: Cost = 30;

/// Candidates that a query is compared with in full. Measured on pools of 20,000 persons and 37,000 places: with 1,000
/// instead, the right candidate comes first for 0.005 more of the queries, at nearly twice the time; with 100, for 0.008
/// less.
const SHORTLIST: usize = 300;

/// Weights of what only the query has and of what only the candidate has in the overlap of their grams (Tversky 1977): a
/// candidate with another word, `Petersburg, Indiana`, is worth a look.
const MISSING: f32 = 0.8;
const EXTRA: f32 = 0.4;

/// How many pairs of classes an entry of the name tables is worth: Afina and Athens share an entry and hardly a letter.
const KNOWN_WEIGHT: f32 = 5.0;

/// Sets of candidates up to this size are compared in full.
const SMALL: usize = 400;

/// How names are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// [`similarity`](super::similarity), with the correspondences of letter groups.
    #[default]
    Weighted,
    /// [`plain_similarity`]: every letter counts the same.
    Plain,
}

/// A candidate that a query found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The place of the candidate in the list, from 0.
    pub candidate: usize,
    /// How alike query and candidate are.
    pub similarity: Similarity,
}

/// Returns the consonant skeletons of a word: coarse classes of its letters, vowels only at the start, one string for
/// each usual reading, sorted. Spellings of one name share at least one.
///
/// ```
/// use lughat::name::skeleton;
/// assert_eq!(skeleton("Şuşa"), ["SS"]);
/// assert!(skeleton("Dzhafarov").contains(&"CPRV".to_owned()));
/// assert!(skeleton("Cəfərov").contains(&"CPRV".to_owned()));
/// ```
pub fn skeleton(word: &str) -> Vec<String> {
    let mut texts: Vec<String> = readings(&Spelling::new(word), false).into_iter().map(Classes::text).collect();
    texts.sort();
    texts
}

/// The classes of vowels: they stand in a skeleton only at its start, and there as one class.
fn is_vowel_class(class: char) -> bool {
    matches!(class, 'A' | 'I' | 'O')
}

/// The longest reading that goes into keys, in classes; the end of a longer word is left out.
const MAX_CLASSES: u32 = 32;

/// The codes of the classes are their places here, from 1; any other character has the last one.
const CLASSES: &str = "AIOCHKLNPRSTV?";

/// A string of up to [`MAX_CLASSES`] classes, four bits each: cheap to copy, which readings are at every letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Classes {
    bits: u128,
    len: u32,
}

impl Classes {
    fn push(&mut self, class: char) {
        if self.len < MAX_CLASSES {
            let code = CLASSES.find(class).unwrap_or(CLASSES.len() - 1) + 1;
            self.bits |= (code as u128) << (4 * self.len);
            self.len += 1;
        }
    }

    fn codes(self) -> impl Iterator<Item = u8> {
        (0..self.len).map(move |i| (self.bits >> (4 * i)) as u8 & 0xF)
    }

    fn text(self) -> String {
        let class = |code: u8| CLASSES.chars().nth(usize::from(code).saturating_sub(1)).unwrap_or('?');
        self.codes().map(class).collect()
    }
}

/// The most usual readings of a word as strings of classes, the most usual first.
fn readings(spelling: &Spelling, with_vowels: bool) -> Vec<Classes> {
    let mut reached: Vec<Vec<(Cost, Classes)>> = vec![Vec::new(); spelling.nodes()];
    if let Some(first) = reached.first_mut() {
        first.push((0, Classes::default()));
    }
    for node in 0..spelling.nodes().saturating_sub(1) {
        let mut here = std::mem::take(&mut reached[node]);
        here.sort_unstable();
        here.truncate(READINGS);
        for edge in spelling.edges_from(node) {
            for &(cost, mut classes) in here.iter().filter(|(cost, _)| cost + edge.cost <= UNUSUAL) {
                match edge.sound.map(|sound| SOUNDS.class(sound)) {
                    Some(class) if with_vowels || !is_vowel_class(class) => classes.push(class),
                    Some(_) if classes.len == 0 => classes.push('A'),
                    _ => {}
                }
                let place = &mut reached[usize::from(edge.to)];
                match place.iter_mut().find(|(_, known)| *known == classes) {
                    Some(known) => known.0 = known.0.min(cost + edge.cost),
                    None => place.push((cost + edge.cost, classes)),
                }
            }
        }
    }
    let mut found = reached.pop().unwrap_or_default();
    found.retain(|(_, classes)| classes.len > 0);
    found.sort_unstable();
    found.truncate(READINGS);
    found.into_iter().map(|(_, classes)| classes).collect()
}

/// A pair of neighbouring classes, or an entry of the name tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Gram {
    /// In a skeleton of consonants.
    Consonants(u8, u8),
    /// In a reading with its vowels.
    Letters(u8, u8),
    /// A number of an entry.
    Known(u32),
}

/// What a name is found by; sorted, each once.
#[derive(Clone, Debug, Default)]
struct NameGrams {
    /// Those of all usual readings of its words.
    all: Vec<Gram>,
    /// Those of the most usual readings: the size of the name.
    usual: Vec<Gram>,
}

impl NameGrams {
    fn new(name: &Prepared) -> NameGrams {
        let mut grams = NameGrams::default();
        for (spelling, known) in name.read_words() {
            grams.add_word(spelling);
            grams.all.extend(known.iter().map(|&number| Gram::Known(number)));
            grams.usual.extend(known.iter().map(|&number| Gram::Known(number)));
        }
        for list in [&mut grams.all, &mut grams.usual] {
            list.sort_unstable();
            list.dedup();
        }
        grams
    }

    fn add_word(&mut self, spelling: &Spelling) {
        for with_vowels in [false, true] {
            let gram = |(a, b)| if with_vowels { Gram::Letters(a, b) } else { Gram::Consonants(a, b) };
            for (rank, classes) in readings(spelling, with_vowels).into_iter().enumerate() {
                // Code 0 is no class: it stands for both ends of the word.
                let pairs = || std::iter::once(0).chain(classes.codes()).zip(classes.codes().chain([0]));
                self.all.extend(pairs().map(gram));
                if rank == 0 {
                    self.usual.extend(pairs().map(gram));
                }
            }
        }
    }
}

/// A list of names in which similar ones are found without comparing all.
///
/// Candidates that share rare pairs of letter classes with the query are compared in full; small lists are compared in
/// full at once. Memory and building time grow linearly with the list.
///
/// ```
/// use lughat::name::{CandidateIndex, Method};
/// let index = CandidateIndex::new(["Washington", "Winnipeg", "Wellington"], Method::Weighted);
/// let found = index.search("Vaşinqton", 1);
/// assert_eq!(index.candidate(found[0].candidate), Some("Washington"));
/// ```
pub struct CandidateIndex {
    candidates: Vec<Prepared>,
    postings: HashMap<Gram, Vec<u32>>,
    /// The sum of the weights of each candidate's usual grams.
    sizes: Vec<f32>,
    method: Method,
}

impl CandidateIndex {
    /// Builds the index, on all threads of the current pool.
    pub fn new<'a>(candidates: impl IntoIterator<Item = &'a str>, method: Method) -> CandidateIndex {
        let names: Vec<&str> = candidates.into_iter().collect();
        let candidates: Vec<Prepared> = names.par_iter().map(|name| Prepared::new(name)).collect();
        let mut index = CandidateIndex { candidates, postings: HashMap::new(), sizes: Vec::new(), method };
        if names.len() > SMALL && method == Method::Weighted {
            let grams: Vec<NameGrams> = index.candidates.par_iter().map(NameGrams::new).collect();
            for (number, name) in (0_u32..).zip(&grams) {
                for &gram in &name.all {
                    index.postings.entry(gram).or_default().push(number);
                }
            }
            index.sizes = grams.iter().map(|name| index.weight(&name.usual)).collect();
        }
        index
    }

    /// Inverse document frequency of a gram.
    fn rarity(&self, gram: Gram) -> f32 {
        let count = self.postings.get(&gram).map_or(0, Vec::len);
        let rarity = (1.0 + self.candidates.len() as f32 / (1.0 + count as f32)).ln();
        if matches!(gram, Gram::Known(_)) { KNOWN_WEIGHT * rarity } else { rarity }
    }

    fn weight(&self, grams: &[Gram]) -> f32 {
        grams.iter().map(|&gram| self.rarity(gram)).sum()
    }

    /// The candidate with this number, counted from 0.
    pub fn candidate(&self, number: usize) -> Option<&str> {
        self.candidates.get(number).map(Prepared::surface)
    }

    /// Returns the `top` candidates nearest to `query`, best first; of equally similar ones the earlier candidate.
    pub fn search(&self, query: &str, top: usize) -> Vec<Match> {
        let prepared = Prepared::new(query);
        let score = |candidate: usize| {
            let other = &self.candidates[candidate];
            let similarity = match self.method {
                Method::Weighted => prepared.similarity(other),
                Method::Plain => plain_similarity(query, other.surface()),
            };
            Match { candidate, similarity }
        };
        let mut matches: Vec<Match> = match self.shortlist(&prepared, top) {
            Some(numbers) => numbers.into_iter().map(score).collect(),
            None => (0..self.candidates.len()).map(score).collect(),
        };
        // Of names that sound the same, the one that is spelt so comes first: `Ph` is read as `F`.
        let is_other = |found: &Match| self.candidate(found.candidate) != Some(query);
        matches.sort_by(|a, b| {
            let by_similarity = b.similarity.value().total_cmp(&a.similarity.value());
            by_similarity.then_with(|| (is_other(a), a.candidate).cmp(&(is_other(b), b.candidate)))
        });
        matches.truncate(top);
        matches
    }

    /// The candidates that share most of their grams with the query; none where all are to be compared.
    fn shortlist(&self, query: &Prepared, top: usize) -> Option<Vec<usize>> {
        if self.postings.is_empty() {
            return None;
        }
        let grams = NameGrams::new(query);
        let size = self.weight(&grams.usual);
        let mut shared = vec![0.0_f32; self.candidates.len()];
        for &gram in &grams.all {
            let rarity = self.rarity(gram);
            for &number in self.postings.get(&gram).into_iter().flatten() {
                shared[number as usize] += rarity;
            }
        }
        // Both sizes count one reading and the shared grams all of them: more than the smaller size cannot be shared.
        let overlap = |(number, (&shared, &other)): (usize, (&f32, &f32))| {
            let common = shared.min(size).min(other);
            (common / (common + MISSING * (size - common) + EXTRA * (other - common)).max(f32::MIN_POSITIVE), number)
        };
        let mut found: Vec<(f32, usize)> = shared.iter().zip(&self.sizes).enumerate().map(overlap).collect();
        found.retain(|(overlap, _)| *overlap > 0.0);
        if found.len() < top.min(self.candidates.len()) {
            return None;
        }
        let wanted = SHORTLIST.max(top.saturating_mul(4));
        if found.len() > wanted {
            found.select_nth_unstable_by(wanted, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            found.truncate(wanted);
        }
        Some(found.into_iter().map(|(_, number)| number).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_skeleton() {
        for (a, b) in [("Quliyev", "Kuliev"), ("Vaşinqton", "Washington"), ("Xocalı", "Khodzhaly"), ("Həsən", "Гасан")]
        {
            let keys = skeleton(a);
            assert!(skeleton(b).iter().any(|key| keys.contains(key)), "{a} {b}");
        }
    }

    #[test]
    fn equal_candidates_come_in_their_order() {
        let index = CandidateIndex::new(["Baku", "Ganja", "Baku"], Method::Weighted);
        let order: Vec<usize> = index.search("Bakı", 3).into_iter().map(|found| found.candidate).collect();
        assert_eq!(order, [0, 2, 1]);
    }

    #[test]
    fn a_large_list_is_searched_through_its_keys() {
        let names: Vec<String> = (0..1000).map(|i| format!("Name{i}")).chain(["John Kennedy".to_owned()]).collect();
        let index = CandidateIndex::new(names.iter().map(String::as_str), Method::Weighted);
        assert_eq!(index.search("Con Kennedi", 1)[0].candidate, 1000);
    }
}
