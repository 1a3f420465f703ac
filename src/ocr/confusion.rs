use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::LanguageModel;
use super::train::differences;
use crate::letters::in_alphabet;
use crate::table;
use crate::word::morphology::{Arc, Lattice};

/// What changed the text: how it was read or typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A recogniser that knows the Azerbaijani letters.
    Azerbaijani,
    /// A recogniser with a Turkish model: it has no ə.
    Turkish,
    /// A recogniser with an English model: it has none of ə ğ ı ş ç ö ü.
    English,
    /// A keyboard without Azerbaijani letters.
    Typed,
}

impl Channel {
    /// All channels with their names in tables.
    const NAMES: [(Channel, &str); 4] = [
        (Channel::Azerbaijani, "aze"),
        (Channel::Turkish, "tur"),
        (Channel::English, "eng"),
        (Channel::Typed, "typed"),
    ];

    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        Channel::NAMES.iter().find(|(channel, _)| *channel == self).map_or("", |&(_, name)| name)
    }

    /// The channel with a name of the tables.
    pub fn of(name: &str) -> Option<Channel> {
        Channel::NAMES.iter().find(|(_, other)| *other == name).map(|&(channel, _)| channel)
    }
}

/// What is read or typed for what, and what that costs: negative log probabilities in nats.
///
/// The table is fitted by `lughat clean --train` on pairs of recognised and right text.
#[derive(Clone, Debug, Default)]
pub struct Confusions {
    /// What was meant and its cost, by what is seen; both in lower case.
    by_seen: FxHashMap<String, Vec<(String, f32)>>,
    /// Characters of the longest sequence that is seen.
    longest: usize,
}

/// Cost, in nats, of an error of which the table knows nothing: any letter for another, a letter lost, a letter too many, two
/// letters in the wrong order, one of two equal letters, a letter of another language for one of this. Found with the
/// weights (`weights.rs`) by search on the development pages.
const ANY_LETTER: f32 = 9.75;
const LOST_LETTER: f32 = 7.0;
const EXTRA_LETTER: f32 = 9.75;
const SWAPPED: f32 = 10.5;
const FOREIGN_LETTER: f32 = 2.0;
const DOUBLED: f32 = 6.5;
/// What an error costs, in nats, at least.
const LEAST_COST: f32 = 0.3;
/// Letters of a document that count as much as the table.
const PRIOR: f32 = 60.0;
/// Spellings that are followed at the same time.
const BEAM: usize = 12;

static EMBEDDED: LazyLock<FxHashMap<Channel, Confusions>> =
    LazyLock::new(|| Confusions::read(include_str!("data/confusions.csv")));

impl Confusions {
    /// The table that the program carries for a channel.
    pub fn embedded(channel: Channel) -> &'static Confusions {
        static NONE: LazyLock<Confusions> = LazyLock::new(Confusions::default);
        EMBEDDED.get(&channel).unwrap_or(&NONE)
    }

    /// Reads a table with the columns `channel`, `seen`, `meant` and `cost`; rows without a known channel or a cost are
    /// passed over.
    pub fn read(csv_text: &str) -> FxHashMap<Channel, Confusions> {
        let mut tables: FxHashMap<Channel, Confusions> = FxHashMap::default();
        table::each_record(csv_text, ["channel", "seen", "meant", "cost"], |[channel, seen, meant, cost]| {
            if let (Some(channel), Ok(cost)) = (Channel::of(channel), cost.parse()) {
                tables.entry(channel).or_default().add(seen, meant, cost);
            }
        });
        tables
    }

    /// Adds a row.
    pub fn add(&mut self, seen: &str, meant: &str, cost_nats: f32) {
        self.longest = self.longest.max(seen.chars().count());
        self.by_seen.entry(seen.to_string()).or_default().push((meant.to_string(), cost_nats));
    }

    /// The likeliest spelling of a word, in lower case, of which only its letters are known: what the confusions allow, by
    /// the model of spelling alone; with its cost in nats. A beam search.
    pub(super) fn spelt(&self, word: &str, weight: f32) -> (String, f32) {
        let model = LanguageModel::embedded();
        let letters: Vec<char> = word.chars().collect();
        let mut beams: Vec<Vec<(String, f32)>> = vec![Vec::new(); letters.len() + 1];
        beams[0].push((String::new(), 0.0));
        for at in 0..letters.len() {
            let mut beam = std::mem::take(&mut beams[at]);
            beam.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
            beam.dedup_by(|a, b| a.0 == b.0);
            beam.truncate(BEAM);
            for (end, meant, cost) in self.readings(&letters, at) {
                for (text, before) in &beam {
                    let total = before + cost + weight * model.continued(text, &meant);
                    beams[end].push((format!("{text}{meant}"), total));
                }
            }
        }
        let last = beams.pop().unwrap_or_default();
        last.into_iter().min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0))).unwrap_or_default()
    }

    /// What can be meant by the letters from a place on: where they end, what was meant, and its cost.
    fn readings(&self, letters: &[char], at: usize) -> Vec<(usize, String, f32)> {
        let mut found = vec![(at + 1, letters[at].to_string(), 0.0)];
        self.each_known(letters, at, |end, meant, cost| {
            if !meant.is_empty() {
                found.push((end, meant.to_string(), cost));
            }
        });
        found
    }

    /// Visits the rows for the letters from a place on: where they end, what was meant, and its cost.
    fn each_known(&self, letters: &[char], at: usize, mut visit: impl FnMut(usize, &str, f32)) {
        let mut seen = String::new();
        for (length, &letter) in letters[at..].iter().take(self.longest).enumerate() {
            seen.push(letter);
            let known = self.by_seen.get(&seen).into_iter().flatten();
            known.for_each(|(meant, cost)| visit(at + length + 1, meant, *cost));
        }
    }

    /// The letters that a word, in lower case, has more than once, with what may be meant by all of them and what it costs to
    /// misread one; `ease` as in [`Confusions::lattice`].
    pub(super) fn of_repeated<'c>(&'c self, word: &'c str, ease: f32) -> impl Iterator<Item = (&'c str, &'c str, f32)> {
        let letters = word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]);
        let again = letters.enumerate().filter(|(at, letter)| {
            let before = word.chars().take(*at).filter(|c| letter.starts_with(*c));
            before.count() == 1
        });
        let rows = again.filter_map(|(_, seen)| self.by_seen.get_key_value(seen));
        rows.flat_map(move |(seen, rows)| {
            rows.iter().map(move |(meant, cost)| (seen.as_str(), meant.as_str(), eased(*cost, ease)))
        })
    }

    /// All ways to read a word, in lower case; each error costs `ease` nats less than the table says.
    pub(super) fn lattice(&self, word: &str, names: bool, ease: f32) -> Lattice {
        let letters: Vec<char> = word.chars().collect();
        let mut lattice = Lattice::new(eased(ANY_LETTER, ease), eased(LOST_LETTER, ease), names);
        let mut arcs = Vec::new();
        for at in 0..letters.len() {
            push_own_arcs(&letters, at, &mut arcs);
            self.each_known(&letters, at, |end, meant, cost| arcs.extend(Arc::new(end, meant.chars(), cost)));
            arcs.iter_mut().for_each(|arc| arc.cost = eased(arc.cost, ease));
            lattice.push(arcs.drain(..));
        }
        lattice
    }

    /// What is seen for which the costs are others than in another table.
    pub(super) fn unlike<'c>(&'c self, other: &Confusions) -> impl Iterator<Item = &'c str> {
        let rows = self.by_seen.iter().filter(|(seen, rows)| other.by_seen.get(*seen) != Some(*rows));
        rows.map(|(seen, _)| seen.as_str())
    }

    /// The table with the costs that a document shows: `repairs` are what was seen and what was meant, `text` is what was
    /// seen in all. What the table says counts as much as [`PRIOR`] letters of the document.
    pub(super) fn adapted(&self, repairs: &[(String, String)], text: &str) -> Confusions {
        let mut counts: FxHashMap<(String, String), f32> = FxHashMap::default();
        for (seen, meant) in repairs {
            for pair in differences(seen, meant) {
                *counts.entry(pair).or_default() += 1.0;
            }
        }
        let mut adapted = self.clone();
        let mut found: Vec<_> = counts.into_iter().collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        for ((seen, meant), count) in found {
            let times = text.matches(meant.as_str()).count() as f32;
            let rows = adapted.by_seen.entry(seen.clone()).or_default();
            let row = rows.iter_mut().find(|row| row.0 == meant);
            let before = row.as_ref().map_or(ANY_LETTER, |row| row.1);
            let cost = -((count + PRIOR * (-before).exp()) / (times + count + PRIOR)).ln();
            match row {
                Some(row) => row.1 = cost.min(before),
                None => rows.push((meant, cost.min(before))),
            }
            adapted.longest = adapted.longest.max(seen.chars().count());
        }
        adapted
    }
}

/// What an error costs, in nats, on a page where each costs `ease` nats less.
fn eased(cost: f32, ease: f32) -> f32 {
    if cost > 0.0 { (cost - ease).max(LEAST_COST) } else { cost }
}

/// Adds the arcs of which no table is needed: the character itself, and errors of typists.
fn push_own_arcs(letters: &[char], at: usize, arcs: &mut Vec<Arc>) {
    let letter = letters[at];
    arcs.extend(Arc::new(at + 1, [letter], 0.0));
    arcs.extend(Arc::new(at + 1, [], EXTRA_LETTER));
    arcs.extend(Arc::new(at + 1, [letter, letter], DOUBLED));
    // â, ä, é: a letter of another language stands for one of this.
    if let Some(base) = std::iter::once(letter).nfd().next().filter(|&base| base != letter && !in_alphabet(letter)) {
        arcs.extend(Arc::new(at + 1, [base], FOREIGN_LETTER));
    }
    match letters.get(at + 1) {
        Some(&next) if next == letter => arcs.extend(Arc::new(at + 2, [letter], DOUBLED)),
        Some(&next) => arcs.extend(Arc::new(at + 2, [next, letter], SWAPPED)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_gives_its_arcs() {
        let mut confusions = Confusions::default();
        confusions.add("rn", "m", 2.0);
        let lattice = confusions.lattice("arn", false, 0.0);
        assert!(lattice.leaving(1).contains(&Arc::new(3, ['m'], 2.0).unwrap()));
        assert_eq!(lattice.len(), 3);
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows: usize = EMBEDDED.values().flat_map(|table| table.by_seen.values()).map(Vec::len).sum();
        assert_eq!(rows, include_str!("data/confusions.csv").lines().count() - 1);
    }
}
