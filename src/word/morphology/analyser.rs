use super::automaton::Automaton;
use super::phonology::{End, Letter, Spelling, Vowel, char_of};
use super::stems::{Stems, Words};
use super::tactics::{Node, Tactics};
use crate::letters::{is_apostrophe, is_capitalised};
use crate::word::Pos;

/// One reading of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The dictionary form; the infinitive of a verb.
    pub lemma: String,
    /// Part of speech of the lemma.
    pub pos: Pos,
    /// The suffixes, in order: `PL`, `P3`, `GEN` …
    pub tags: Vec<&'static str>,
    /// How unlikely the reading is among those of the word; no probability.
    pub cost: f32,
}

/// A word of the lexicon as the analyser holds it.
#[derive(Debug)]
pub(super) struct Lexeme {
    pub lemma: String,
    pub pos: Pos,
    /// What a form that no rule makes has in it already: `onun` is `o` with `GEN`.
    pub tags: Vec<&'static str>,
    /// How unlikely the lexeme is where another reading is possible.
    pub cost: f32,
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
/// use lughat::word::morphology::Builder;
/// let mut builder = Builder::default();
/// builder.add_lexicon();
/// let analyser = builder.build();
/// let analysis = &analyser.analyse("nazirliyinin")[0];
/// assert_eq!((analysis.lemma.as_str(), analysis.tags.join("-")), ("nazirlik", "P3-GEN".to_string()));
/// assert!(analyser.is_word("görüşlərdə") && !analyser.is_word("görüşlarda"));
/// ```
pub struct Analyser {
    pub(super) stems: Stems,
    pub(super) lexemes: Vec<Lexeme>,
    /// The stems in the order of the lexemes.
    pub(super) words: Words,
}

impl Analyser {
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
        let mut found = Spelling::of(word).map(|letters| self.simple(word, &letters)).unwrap_or_default();
        if found.is_empty() && word.contains(is_joint) {
            found = self.joined(word);
        }
        ranked(found)
    }

    fn simple(&self, word: &str, letters: &[Letter]) -> Vec<Analysis> {
        let mut found = Vec::new();
        let (automaton, capital) = (Automaton::embedded(), is_capitalised(word));
        self.stems.any_prefix(letters, |stem, length| {
            let rest = &letters[length..];
            if (capital || !stem.is_name) && automaton.takes(automaton.start(stem.node), stem.vowel, rest) {
                let Lexeme { lemma, pos, tags, cost } = &self.lexemes[stem.lexeme as usize];
                let mut walk = Walk { lemma, pos: *pos, tags: tags.clone(), found: &mut found };
                walk.follow(stem.node, stem.vowel, rest, *cost);
            }
            false
        });
        found
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
            let found = suffixes(head, if is_figure { Pos::Num } else { Pos::Noun }, states, &letters);
            if !found.is_empty() {
                return found;
            }
        }
        if joint != '-' || heads.is_empty() {
            return Vec::new();
        }
        let compound = |reading: Analysis| Analysis { lemma: format!("{head}-{}", reading.lemma), ..reading };
        self.analyse(tail).into_iter().map(compound).collect()
    }

    /// Readings of an unknown word: every stem that suffixes of a noun could stand behind, the likeliest first. They are
    /// guesses; [`Analyser::is_word`] knows nothing of them.
    pub fn guess(&self, word: &str) -> Vec<Analysis> {
        let Some(letters) = Spelling::of(word) else { return Vec::new() };
        let (tactics, automaton) = (Tactics::embedded(), Automaton::embedded());
        let mut found = Vec::new();
        for length in SHORTEST_GUESS.min(letters.len())..=letters.len() {
            let (stem, rest) = letters.split_at(length);
            let vowel = Vowel::last_of(stem);
            let Some(node) = tactics.node("N", End::of(stem)).filter(|_| vowel != Vowel::Any) else { continue };
            if automaton.takes(automaton.start(node), vowel, rest) {
                let lemma: String = stem.iter().map(|&letter| char_of(letter)).collect();
                let mut walk = Walk { lemma: &lemma, pos: Pos::Noun, tags: Vec::new(), found: &mut found };
                walk.follow(node, vowel, rest, GUESS - GUESS_LETTER * length as f32);
            }
        }
        ranked(found)
    }
}

/// The readings of a chain of suffixes that stands by itself behind a joint.
fn suffixes(head: &str, pos: Pos, states: &[&str], letters: &[Letter]) -> Vec<Analysis> {
    let mut found = Vec::new();
    for (state, end) in states.iter().flat_map(|state| [(state, End::Consonant), (state, End::Vowel)]) {
        if let Some(node) = Tactics::embedded().node(state, end) {
            let mut walk = Walk { lemma: head, pos, tags: Vec::new(), found: &mut found };
            walk.follow(node, Vowel::Any, letters, 0.0);
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

/// A walk over the table along the letters of a word.
struct Walk<'w> {
    lemma: &'w str,
    pos: Pos,
    tags: Vec<&'static str>,
    found: &'w mut Vec<Analysis>,
}

impl Walk<'_> {
    /// Takes suffixes off `rest` in every way that reaches its end.
    fn follow(&mut self, node: Node, vowel: Vowel, rest: &[Letter], cost: f32) {
        let tactics = Tactics::embedded();
        if rest.is_empty() {
            if let Some(last) = tactics.final_cost(node.index()) {
                let (lemma, tags) = (self.lemma.to_string(), self.tags.clone());
                self.found.push(Analysis { lemma, pos: self.pos, tags, cost: cost + last });
            }
            return;
        }
        for edge in tactics.leaving(node).filter(|edge| edge.symbols.len() <= rest.len()) {
            let mut next = vowel;
            let fits = edge.symbols.iter().zip(rest).all(|(symbol, &letter)| {
                let fits = symbol.could_be(letter, next);
                next = Vowel::of(letter).unwrap_or(next);
                fits
            });
            if fits {
                self.tags.push(edge.tag);
                self.follow(edge.to, next, &rest[edge.symbols.len()..], cost + edge.cost);
                self.tags.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Builder;
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
    fn endless_compounds_are_no_words() {
        let analyser = analyser();
        for word in [vec!["Bakı"; 40].join("-"), "a-".repeat(100_000), "\"".repeat(100_000)] {
            assert!(!analyser.is_word(&word) && analyser.analyse(&word).is_empty());
        }
    }
}
