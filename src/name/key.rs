use std::collections::{BTreeSet, HashMap};

use super::Similarity;
use super::compare::Prepared;
use super::known::KNOWN;
use super::parse::Name;
use super::plain::plain_similarity;
use super::sound::{Cost, SOUNDS};
use super::spelling::Spelling;

/// Readings of a word that go into its keys. More find rarer spellings and make the index larger.
const READINGS: usize = 6;

/// The most unusual reading that goes into keys, in hundredths of a letter.
const UNUSUAL: Cost = 30;

/// Candidates that a query is compared with in full. On pools of 57,000 names the right one is among the first 300 in
/// all cases that a full comparison finds.
const SHORTLIST: usize = 300;

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
/// assert!(skeleton("Dzhafarov").contains(&"SPRV".to_owned()));
/// assert!(skeleton("Cəfərov").contains(&"SPRV".to_owned()));
/// ```
pub fn skeleton(word: &str) -> Vec<String> {
    let spelling = Spelling::new(word);
    let mut reached: Vec<Vec<(Cost, String)>> = vec![Vec::new(); spelling.nodes()];
    if let Some(first) = reached.first_mut() {
        first.push((0, String::new()));
    }
    for node in 0..spelling.nodes() {
        let here = std::mem::take(&mut reached[node]);
        for edge in spelling.edges_from(node) {
            for (cost, text) in &here {
                let mut text = text.clone();
                let class = edge.sound.map(|sound| SOUNDS.class(sound));
                text.extend(class.filter(|&class| class != 'A' || text.is_empty()));
                keep(&mut reached[usize::from(edge.to)], cost + edge.cost, text);
            }
        }
        if node + 1 == spelling.nodes() {
            reached[node] = here;
        }
    }
    let texts: BTreeSet<String> = reached.pop().unwrap_or_default().into_iter().map(|(_, text)| text).collect();
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// Adds a reading to the most usual ones of a node.
fn keep(readings: &mut Vec<(Cost, String)>, cost: Cost, text: String) {
    if cost > UNUSUAL {
        return;
    }
    match readings.iter_mut().find(|(_, known)| *known == text) {
        Some(known) => known.0 = known.0.min(cost),
        None => readings.push((cost, text)),
    }
    if readings.len() > READINGS {
        readings.sort();
        readings.pop();
    }
}

/// Pairs of neighbouring classes in the skeletons of all words of a name, and the table entries of its words.
fn grams(name: &str) -> BTreeSet<String> {
    let mut grams = BTreeSet::new();
    for part in Name::parse(name).parts {
        grams.extend(KNOWN.find(&part.text).iter().map(|number| format!("#{number}")));
        for text in skeleton(&part.text) {
            let classes: Vec<char> = std::iter::once('^').chain(text.chars()).chain(['$']).collect();
            grams.extend(classes.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
    }
    grams
}

/// A list of names in which similar ones are found without comparing all.
///
/// Candidates that share rare pairs of consonant classes with the query are compared in full; small lists are compared
/// in full at once. Memory and building time grow linearly with the list.
///
/// ```
/// use lughat::name::{CandidateIndex, Method};
/// let index = CandidateIndex::new(["Washington", "Winnipeg", "Wellington"], Method::Weighted);
/// let found = index.search("Vaşinqton", 1);
/// assert_eq!(index.candidate(found[0].candidate), Some("Washington"));
/// ```
pub struct CandidateIndex {
    candidates: Vec<Prepared>,
    postings: HashMap<String, Vec<u32>>,
    /// The sum of the weights of each candidate's grams.
    weights: Vec<f32>,
    method: Method,
}

impl CandidateIndex {
    /// Builds the index.
    pub fn new<'a>(candidates: impl IntoIterator<Item = &'a str>, method: Method) -> CandidateIndex {
        let candidates: Vec<Prepared> = candidates.into_iter().map(Prepared::new).collect();
        let mut index =
            CandidateIndex { weights: vec![0.0; candidates.len()], candidates, postings: HashMap::new(), method };
        if index.candidates.len() > SMALL && method == Method::Weighted {
            for (number, candidate) in (0_u32..).zip(&index.candidates) {
                for gram in grams(candidate.surface()) {
                    index.postings.entry(gram).or_default().push(number);
                }
            }
            index.weigh();
        }
        index
    }

    fn weigh(&mut self) {
        // In sorted order: the sums must not depend on the order of the hash map.
        let mut grams: Vec<&String> = self.postings.keys().collect();
        grams.sort();
        for gram in grams {
            let weight = self.rarity(gram);
            for &number in self.postings.get(gram).into_iter().flatten() {
                if let Some(sum) = self.weights.get_mut(number as usize) {
                    *sum += weight;
                }
            }
        }
    }

    /// Inverse document frequency of a gram.
    fn rarity(&self, gram: &str) -> f32 {
        let count = self.postings.get(gram).map_or(0, Vec::len);
        (1.0 + self.candidates.len() as f32 / (1.0 + count as f32)).ln()
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
        let mut matches: Vec<Match> = match self.shortlist(query, top) {
            Some(numbers) => numbers.into_iter().map(score).collect(),
            None => (0..self.candidates.len()).map(score).collect(),
        };
        matches
            .sort_by(|a, b| b.similarity.value().total_cmp(&a.similarity.value()).then(a.candidate.cmp(&b.candidate)));
        matches.truncate(top);
        matches
    }

    /// The candidates that share most of their grams with the query; none where all are to be compared.
    fn shortlist(&self, query: &str, top: usize) -> Option<Vec<usize>> {
        if self.postings.is_empty() {
            return None;
        }
        let mut shared = vec![0.0_f32; self.candidates.len()];
        let mut own = 0.0;
        for gram in grams(query) {
            let weight = self.rarity(&gram);
            own += weight;
            for &number in self.postings.get(&gram).into_iter().flatten() {
                shared[number as usize] += weight;
            }
        }
        let overlap =
            |number: usize| shared[number] / (own + self.weights[number] - shared[number]).max(f32::MIN_POSITIVE);
        let mut found: Vec<(f32, usize)> =
            (0..shared.len()).filter(|&number| shared[number] > 0.0).map(|number| (overlap(number), number)).collect();
        let wanted = SHORTLIST.max(top.saturating_mul(4));
        if found.len() < top.min(self.candidates.len()) {
            return None;
        }
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > wanted {
            found.select_nth_unstable_by(wanted, order);
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
