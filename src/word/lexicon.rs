use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::en;
use crate::table;

/// A part of speech of the lexicon.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Pos {
    /// Noun, also one of several words (`açılış mərasimi`).
    Noun,
    /// Verb in the infinitive (`bildirmək`), also noun and light verb (`qeyd etmək`).
    Verb,
    /// Adjective.
    Adj,
    /// Adverb.
    Adv,
    /// Numeral.
    Num,
    /// Pronoun.
    Pron,
    /// Determiner.
    Det,
    /// Conjunction.
    Conj,
    /// Postposition.
    Postp,
    /// Particle.
    Part,
    /// Interjection.
    Interj,
    /// Modal word (`əlbəttə`, `deməli`).
    Mod,
}

impl Pos {
    /// All parts of speech with their names in tables.
    const NAMES: [(Pos, &str); 12] = [
        (Pos::Noun, "noun"),
        (Pos::Verb, "verb"),
        (Pos::Adj, "adj"),
        (Pos::Adv, "adv"),
        (Pos::Num, "num"),
        (Pos::Pron, "pron"),
        (Pos::Det, "det"),
        (Pos::Conj, "conj"),
        (Pos::Postp, "postp"),
        (Pos::Part, "part"),
        (Pos::Interj, "interj"),
        (Pos::Mod, "mod"),
    ];

    /// The part of speech with a name of the tables: `noun`, `verb`, `adj` …
    pub fn of(name: &str) -> Option<Pos> {
        Pos::NAMES.iter().find(|(_, other)| *other == name).map(|&(pos, _)| pos)
    }

    /// All names, for messages.
    pub(super) fn names() -> String {
        Pos::NAMES.map(|(_, name)| name).join(", ")
    }

    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        Pos::NAMES.iter().find(|(pos, _)| *pos == self).map_or("", |&(_, name)| name)
    }
}

/// A lemma of the lexicon with one part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The Azerbaijani citation form: nominative, or infinitive of a verb; in lower case unless it is a name.
    pub az: &'static str,
    /// English glosses as the table writes them, separated by `|`.
    en: &'static str,
    /// Part of speech.
    pub pos: Pos,
    /// How its inflection departs from the rules, as words separated by spaces: `keep`, `drop`, `y` …; mostly empty.
    pub class: &'static str,
    /// How common it is in texts of today: 1 among the few hundred commonest, 2 met every day, 3 ordinary, 4 rare or technical.
    pub frequency: u8,
}

impl Entry {
    /// English glosses, the commonest first; verbs without `to`.
    pub fn glosses(&self) -> impl Iterator<Item = &'static str> + use<> {
        table::list(self.en)
    }
}

/// Words of Azerbaijani with their parts of speech and English glosses.
///
/// ```
/// use lughat::word::Lexicon;
/// let lexicon = Lexicon::embedded();
/// assert!(lexicon.lookup("nazirlik").iter().any(|entry| entry.glosses().any(|gloss| gloss == "ministry")));
/// assert!(lexicon.glossed("ministries").any(|entry| entry.az == "nazirlik"));
/// ```
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_lemma: FxHashMap<&'static str, (u32, u32)>,
}

/// Entries by the stems of a whole gloss, and by each stem in a gloss.
struct Reverse {
    whole: HashMap<String, Vec<u32>>,
    part: HashMap<String, Vec<u32>>,
}

static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("data/lexicon.csv")));

static REVERSE: LazyLock<Reverse> = LazyLock::new(|| Reverse::new(&EMBEDDED.entries));

/// Visits the entries of the table that the program carries, without making an index of them.
pub(super) fn each_entry(visit: impl FnMut(Entry)) {
    each_entry_of(include_str!("data/lexicon.csv"), visit);
}

fn each_entry_of(csv_text: &'static str, mut visit: impl FnMut(Entry)) {
    table::each_record(csv_text, ["az", "en", "pos", "class", "freq"], |[az, en, pos, class, frequency]| {
        if let Some(pos) = Pos::of(pos) {
            visit(Entry { az, en, pos, class, frequency: frequency.parse().unwrap_or(3) });
        }
    });
}

impl Lexicon {
    /// Returns the lexicon that is part of the program; it is parsed at the first call.
    pub fn embedded() -> &'static Lexicon {
        &EMBEDDED
    }

    /// Rows of one lemma stand together, as in a sorted file.
    fn new(csv_text: &'static str) -> Lexicon {
        let mut entries = Vec::new();
        each_entry_of(csv_text, |entry| entries.push(entry));
        let mut by_lemma: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
        by_lemma.reserve(entries.len());
        for (at, entry) in (0u32..).zip(&entries) {
            by_lemma.entry(entry.az).or_insert((at, at)).1 = at + 1;
        }
        Lexicon { entries, by_lemma }
    }

    /// Returns all entries, sorted by the Azerbaijani alphabet.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the entries of a lemma as it is written in the lexicon, one for each part of speech; none for an unknown
    /// lemma.
    pub fn lookup(&self, lemma: &str) -> &[Entry] {
        match self.by_lemma.get(lemma) {
            Some(&(start, end)) => &self.entries[start as usize..end as usize],
            None => &[],
        }
    }

    /// Whether the lexicon has `lemma`, with any part of speech.
    pub fn contains(&self, lemma: &str) -> bool {
        self.by_lemma.contains_key(lemma)
    }

    /// Returns the entries that have the English word or phrase as a whole gloss, in the order of the lexicon.
    ///
    /// The comparison is by [`en::stem`], so that any inflected form finds its entry.
    pub fn glossed(&'static self, english: &str) -> impl Iterator<Item = &'static Entry> {
        self.at(REVERSE.whole.get(&stems_of(english)))
    }

    /// Returns the entries with a gloss that contains the English word, in the order of the lexicon: `talks` finds
    /// `danışıq` and `danışıqlar aparmaq` (hold talks).
    pub fn glossed_in_part(&'static self, english: &str) -> impl Iterator<Item = &'static Entry> {
        self.at(REVERSE.part.get(en::stem(english).as_ref()))
    }

    fn at(&self, found: Option<&'static Vec<u32>>) -> impl Iterator<Item = &Entry> {
        found.into_iter().flatten().filter_map(|&at| self.entries.get(at as usize))
    }
}

impl Reverse {
    fn new(entries: &[Entry]) -> Reverse {
        let mut reverse = Reverse { whole: HashMap::new(), part: HashMap::new() };
        for (at, entry) in (0u32..).zip(entries) {
            for gloss in entry.glosses() {
                let stems = stems_of(gloss);
                for stem in stems.split(' ').filter(|stem| !stem.is_empty()) {
                    insert(&mut reverse.part, stem, at);
                }
                insert(&mut reverse.whole, &stems, at);
            }
        }
        reverse
    }
}

fn insert(index: &mut HashMap<String, Vec<u32>>, key: &str, at: u32) {
    match index.get_mut(key) {
        Some(list) if list.last() == Some(&at) => {}
        Some(list) => list.push(at),
        None => {
            index.insert(key.to_owned(), vec![at]);
        }
    }
}

/// The stems of an English phrase, joined by spaces; articles and the `to` or `be` before a verb do not count.
fn stems_of(phrase: &str) -> String {
    let mut words: Vec<&str> = phrase.split_whitespace().collect();
    while words.len() > 1 && ["to", "be", "the", "a", "an"].contains(&words[0]) {
        words.remove(0);
    }
    words.into_iter().map(en::stem).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::compare;

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("data/lexicon.csv").lines().count() - 1;
        assert_eq!(Lexicon::embedded().entries().len(), rows);
    }

    #[test]
    fn the_file_is_sorted_by_the_alphabet_and_unique() {
        for pair in Lexicon::embedded().entries().windows(2) {
            let order = compare(pair[0].az, pair[1].az).then(pair[0].pos.cmp(&pair[1].pos));
            assert!(order.is_lt(), "{} {}", pair[0].az, pair[1].az);
        }
    }

    #[test]
    fn every_verb_is_an_infinitive_and_content_words_have_glosses() {
        for entry in Lexicon::embedded().entries() {
            let needs_gloss = matches!(entry.pos, Pos::Noun | Pos::Verb | Pos::Adj);
            assert!(!needs_gloss || entry.glosses().next().is_some(), "{}", entry.az);
            let infinitive = entry.az.ends_with("maq") || entry.az.ends_with("mək");
            assert!(entry.pos != Pos::Verb || infinitive, "{}", entry.az);
        }
    }

    #[test]
    fn one_lemma_has_an_entry_for_each_part_of_speech() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.lookup("yox-belə-söz").is_empty());
        assert!(lexicon.entries().iter().all(|entry| lexicon.lookup(entry.az).contains(entry)));
    }

    #[test]
    fn english_forms_find_their_entries() {
        let lexicon = Lexicon::embedded();
        for (form, lemma) in [("meetings", "görüş"), ("signed", "imzalamaq"), ("borders", "sərhəd")] {
            assert!(lexicon.glossed(form).any(|entry| entry.az == lemma), "{form}");
        }
    }
}
