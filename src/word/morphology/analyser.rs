use std::borrow::Cow;
use std::sync::LazyLock;

use super::Builder;
use super::automaton::Automaton;
use super::ending::each_ending;
use super::phonology::{End, Letter, Spelling, Vowel};
use super::stems::{Stem, Stems, Words};
use super::tactics::Tactics;
use super::walk::{Link, Place, Tolerance, each_chain};
use crate::letters::{Lang, is_apostrophe, is_capitalised, lower};
use crate::word::Pos;

/// One reading of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The dictionary form; the infinitive of a verb.
    pub lemma: Cow<'static, str>,
    /// Part of speech of the lemma.
    pub pos: Pos,
    /// The suffixes, in order: `PL`, `P3`, `GEN` …
    pub tags: Vec<&'static str>,
    /// How unlikely the reading is among those of the word; no probability.
    pub cost: f32,
}

/// A word of the lexicon as the analyser holds it.
#[derive(Debug)]
pub(crate) struct Lexeme {
    pub lemma: Cow<'static, str>,
    pub pos: Pos,
    /// What a form that no rule makes has in it already: `onun` is `o` with `GEN`.
    pub tags: Box<[&'static str]>,
    /// How unlikely the lexeme is where another reading is possible.
    pub cost: f32,
}

/// A stem and a chain of suffixes that make a word.
pub(crate) struct Reading<'w> {
    pub lexeme: &'w Lexeme,
    /// Characters of the word before the suffixes.
    pub stem: usize,
    pub cost: f32,
    pub(super) links: &'w [Link],
}

impl Reading<'_> {
    /// The suffixes in order.
    pub fn suffixes(&self) -> impl DoubleEndedIterator<Item = super::Suffix> {
        super::ending::suffixes_of(self.links)
    }
}

/// Hyphens, apostrophes and quotes in a word, at most: one with more is a pattern, not a word, and would be read part by part
/// as deep as it has parts.
const MOST_JOINTS: usize = 8;
/// Letters that a guessed stem has at least.
const SHORTEST_GUESS: usize = 3;
/// What a guess costs beside its suffixes, and for each letter of the stem: a longer stem leaves less to chance.
const GUESS: f32 = 10.0;
const GUESS_LETTER: f32 = 0.3;

/// Analyses Azerbaijani word forms: stems of a lexicon, followed by suffixes in the order of the table.
///
/// ```
/// use lughat::word::morphology::Analyser;
/// let analyser = Analyser::embedded();
/// let analysis = &analyser.analyse("nazirliyinin")[0];
/// assert_eq!((analysis.lemma.as_ref(), analysis.tags.join("-")), ("nazirlik", "P3-GEN".to_string()));
/// assert!(analyser.is_word("görüşlərdə") && !analyser.is_word("görüşlarda"));
/// ```
pub struct Analyser {
    pub(super) stems: Stems,
    pub(super) lexemes: Vec<Lexeme>,
    /// The stems in the order of the lexemes.
    pub(super) words: Words,
}

static EMBEDDED: LazyLock<Analyser> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.add_lexicon();
    builder.build()
});

impl Analyser {
    /// The analyser of the lexicon that the program carries, without names; made at the first call.
    pub fn embedded() -> &'static Analyser {
        &EMBEDDED
    }

    /// Whether stem and suffixes of a word are known. A name counts only with its capital.
    pub fn is_word(&self, word: &str) -> bool {
        match Spelling::of(word) {
            Some(letters) if self.is_simple(word, &letters) => true,
            _ => word.contains(is_joint) && !self.joined(word).is_empty(),
        }
    }

    fn is_simple(&self, word: &str, letters: &[Letter]) -> bool {
        let automaton = Automaton::embedded();
        self.stems.any_prefix(letters, |stem, length| {
            (!stem.is_name || is_capitalised(word))
                && automaton.takes(automaton.start(stem.node), stem.vowel, &letters[length..])
        })
    }

    /// The readings of a word, the likeliest first; none for an unknown word.
    ///
    /// A suffix may be joined by a hyphen, an apostrophe or a closing quote to a name, an acronym or a figure: after these
    /// every allomorph is right (`FTB-nin`, `FTB-nun`). A compound with a hyphen is known by its parts.
    pub fn analyse(&self, word: &str) -> Vec<Analysis> {
        let mut found = self.simple(word);
        if found.is_empty() && word.contains(is_joint) {
            found = self.joined(word);
        }
        ranked(found)
    }

    /// What the likeliest reading of a word costs; `None` for an unknown word.
    pub(crate) fn least_cost(&self, word: &str) -> Option<f32> {
        let mut least: Option<f32> = None;
        self.each_reading(word, |reading| least = Some(least.map_or(reading.cost, |least| least.min(reading.cost))));
        least.or_else(|| self.analyse(word).first().map(|reading| reading.cost))
    }

    fn simple(&self, word: &str) -> Vec<Analysis> {
        let mut found = Vec::new();
        self.each_reading(word, |reading| {
            let Lexeme { lemma, pos, tags, .. } = reading.lexeme;
            let tags = tags.iter().copied().chain(reading.suffixes().map(|suffix| suffix.tag)).collect();
            found.push(Analysis { lemma: lemma.clone(), pos: *pos, tags, cost: reading.cost });
        });
        found
    }

    /// Calls `visit` with each reading of a word without joints, in no order.
    pub(crate) fn each_reading(&self, word: &str, mut visit: impl FnMut(Reading<'_>)) {
        let Some(letters) = Spelling::of(word) else { return };
        let (automaton, capital) = (Automaton::embedded(), is_capitalised(word));
        self.stems.any_prefix(&letters, |&Stem { lexeme, node, vowel, is_name }, at| {
            if (capital || !is_name) && automaton.takes(automaton.start(node), vowel, &letters[at..]) {
                let lexeme = &self.lexemes[lexeme as usize];
                each_chain(&letters, Place { node, vowel, at }, Tolerance::None, &mut |links, cost| {
                    visit(Reading { lexeme, stem: at, cost: cost + lexeme.cost, links });
                });
            }
            false
        });
    }

    /// The readings of a word whose last part stands behind a hyphen, an apostrophe or a quote.
    fn joined(&self, word: &str) -> Vec<Analysis> {
        if word.chars().filter(|&c| is_joint(c)).count() > MOST_JOINTS {
            return Vec::new();
        }
        let Some((at, joint)) = word.char_indices().rev().find(|&(_, c)| is_joint(c)) else { return Vec::new() };
        let (head, tail) = (&word[..at], &word[at + joint.len_utf8()..]);
        let head = head.trim_start_matches(is_joint);
        let Some(letters) = Spelling::of(tail) else {
            return if tail.is_empty() { self.analyse(head) } else { Vec::new() };
        };
        // Read once: the head may have joints of its own.
        let heads = self.analyse(head);
        let is_figure = head.ends_with(|c: char| c.is_ascii_digit());
        let is_name = is_capitalised(head) && heads.iter().any(|reading| reading.tags.is_empty());
        if is_figure || is_name {
            let states: &[&str] = if is_figure { &["NUM", "FIG"] } else { &["PN"] };
            let found = joined_suffixes(head, if is_figure { Pos::Num } else { Pos::Noun }, states, &letters);
            if !found.is_empty() {
                return found;
            }
        }
        if joint != '-' || heads.is_empty() {
            return Vec::new();
        }
        let compound = |reading: Analysis| Analysis { lemma: format!("{head}-{}", reading.lemma).into(), ..reading };
        self.analyse(tail).into_iter().map(compound).collect()
    }

    /// Readings of an unknown word: every stem that suffixes of a noun could stand behind, the likeliest first. They are
    /// guesses; [`Analyser::is_word`] knows nothing of them.
    pub fn guess(&self, word: &str) -> Vec<Analysis> {
        let mut found = self.guess_joined(word);
        let word = lower(word, Lang::Az);
        let shortest = SHORTEST_GUESS.min(word.chars().count());
        each_ending(&word, Tolerance::None, |ending| {
            if ending.stem >= shortest && !ending.is_possessed {
                let tags = ending.suffixes().map(|suffix| suffix.tag).collect();
                let cost = ending.cost + GUESS - GUESS_LETTER * ending.stem as f32;
                found.push(Analysis { lemma: ending.stem_of(&word).into(), pos: Pos::Noun, tags, cost });
            }
        });
        ranked(found)
    }

    /// Readings of an unknown name or acronym with a suffix behind a joint.
    fn guess_joined(&self, word: &str) -> Vec<Analysis> {
        let tail = word.rsplit(is_joint).next().unwrap_or(word);
        let head = word[..word.len() - tail.len()].trim_end_matches(is_joint);
        match Spelling::of(tail) {
            Some(letters) if !head.is_empty() => joined_suffixes(head, Pos::Noun, &["PN"], &letters),
            _ => Vec::new(),
        }
    }
}

/// The readings of a chain of suffixes that stands by itself behind a joint.
fn joined_suffixes(head: &str, pos: Pos, states: &[&str], letters: &[Letter]) -> Vec<Analysis> {
    let mut found = Vec::new();
    for (state, end) in states.iter().flat_map(|state| [(state, End::Consonant), (state, End::Vowel)]) {
        if let Some(node) = Tactics::embedded().node(state, end) {
            let place = Place { node, vowel: Vowel::Any, at: 0 };
            each_chain(letters, place, Tolerance::None, &mut |links, cost| {
                let tags = links.iter().map(|link| link.edge.tag).collect();
                found.push(Analysis { lemma: head.to_string().into(), pos, tags, cost });
            });
        }
    }
    found
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '"' | '”' | '“' | '»') || is_apostrophe(c)
}

/// The readings by cost, each once.
fn ranked(mut found: Vec<Analysis>) -> Vec<Analysis> {
    found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| (&a.lemma, &a.tags).cmp(&(&b.lemma, &b.tags))));
    let mut kept: Vec<Analysis> = Vec::with_capacity(found.len());
    for reading in found {
        if !kept
            .iter()
            .any(|other| (&other.lemma, other.pos, &other.tags) == (&reading.lemma, reading.pos, &reading.tags))
        {
            kept.push(reading);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyser() -> Analyser {
        let mut builder = Builder::default();
        builder.add_lexicon();
        ["Bakı", "Tbilisi", "XİN"].into_iter().for_each(|name| builder.add_name(name));
        builder.build()
    }

    #[test]
    fn compounds_and_joined_suffixes_are_known_by_their_parts() {
        let analyser = analyser();
        for word in ["XİN-dən", "2020-ci", "19-da", "ictimai-siyasi", "Bakı-Tbilisi", "Bakı-Tbilisi-Bakıya"] {
            assert!(analyser.is_word(word), "{word}");
        }
        assert!(!analyser.is_word("XİN-qwx") && !analyser.is_word("siyasi-qwx"));
    }

    #[test]
    fn the_words_of_light_verbs_are_words() {
        let entries = crate::word::Lexicon::embedded().entries().iter();
        let light = entries.filter(|entry| entry.pos == Pos::Verb && entry.az.contains(' '));
        let words = light.flat_map(|entry| entry.az.split(' '));
        let unknown: Vec<&str> = words.filter(|word| !Analyser::embedded().is_word(word)).collect();
        assert_eq!(unknown, ["yoxa"]); // the dative of a word that is no noun elsewhere
    }

    #[test]
    fn endless_compounds_are_no_words() {
        let analyser = analyser();
        for word in [vec!["Bakı"; 40].join("-"), "a-".repeat(100_000), "\"".repeat(100_000)] {
            assert!(!analyser.is_word(&word) && analyser.analyse(&word).is_empty());
        }
    }

    #[test]
    fn guesses_undo_the_softening_of_the_stem() {
        let guesses = Analyser::embedded().guess("Qvorbliyinin");
        assert!(guesses.iter().any(|guess| guess.lemma == "qvorblik" && guess.tags == ["P3", "GEN"]));
        assert!(!Analyser::embedded().is_word("Qvorbliyinin"));
    }
}
