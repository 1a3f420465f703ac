use super::analyser::Analyser;
use super::automaton::{Automaton, DEAD, State};
use super::phonology::{LETTER_COUNT, Letter, Vowel, char_of, letter};

/// A way to read a stretch of what was seen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arc {
    /// Where the stretch ends, in characters of what was seen.
    pub to: usize,
    /// What was meant; nothing for a stretch of noise.
    meant: Box<[Letter]>,
    /// What it costs, in nats.
    pub cost: f32,
}

impl Arc {
    /// An arc; none if a character of `meant` is no letter of Azerbaijani words.
    pub fn new(to: usize, meant: &str, cost: f32) -> Option<Arc> {
        let meant: Option<Box<[Letter]>> = meant.chars().map(letter).collect();
        Some(Arc { to, meant: meant?, cost })
    }
}

/// All ways to read a word: for each character the arcs that leave it.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    pub arcs: Vec<Vec<Arc>>,
    /// What it costs, in nats, to read any letter for a character.
    pub any_letter: f32,
    /// What it costs, in nats, to read a letter that is not there.
    pub lost_letter: f32,
    /// Paths that cost more, in nats, are not followed.
    pub budget: f32,
    /// Whether names may be read.
    pub names: bool,
}

/// States that one word may take, at most: a bound on the work for a word that is all noise.
const MOST_STEPS: usize = 60_000;

/// Characters of what was seen, at most; the walk goes as deep.
const LONGEST: usize = 64;

impl Analyser {
    /// Calls `visit` with each word that a path through the lattice spells, in lower case, and the cost of the path. A word
    /// comes as often as paths lead to it.
    ///
    /// Source: K. Oflazer, "Error-tolerant finite-state recognition with applications to morphological analysis and spelling
    /// correction", Computational Linguistics 22 (1996); here with costs in place of a count of edits.
    pub(crate) fn each_near(&self, lattice: &Lattice, visit: &mut dyn FnMut(&str, f32)) {
        if lattice.arcs.len() > LONGEST {
            return;
        }
        let mut walk = Walk { analyser: self, lattice, spelt: Vec::new(), text: String::new(), steps: 0, visit };
        walk.tree(0, 0, 0.0, true);
    }
}

struct Walk<'w> {
    analyser: &'w Analyser,
    lattice: &'w Lattice,
    spelt: Vec<Letter>,
    /// The spelt word, in memory that is used again.
    text: String,
    steps: usize,
    visit: &'w mut dyn FnMut(&str, f32),
}

impl Walk<'_> {
    /// Goes on from a node of the tree of stems. After a lost letter none may be lost: `may_lose`.
    fn tree(&mut self, node: usize, at: usize, cost: f32, may_lose: bool) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        self.suffixes_of(node, at, cost);
        let lattice = self.lattice;
        for arc in lattice.arcs.get(at).into_iter().flatten().filter(|arc| cost + arc.cost <= lattice.budget) {
            if let Some(next) = arc.meant.iter().try_fold(node, |node, &letter| self.analyser.stems.child(node, letter))
            {
                self.along(&arc.meant, |walk| walk.tree(next, arc.to, cost + arc.cost, true));
            }
        }
        let (any, lost) = (cost + lattice.any_letter, cost + lattice.lost_letter);
        let (any, lost) = (any <= lattice.budget && at < lattice.arcs.len(), lost <= lattice.budget && may_lose);
        if any || lost {
            for (letter, next) in self.analyser.stems.children(node) {
                self.along(&[letter], |walk| {
                    if any {
                        walk.tree(next, at + 1, cost + lattice.any_letter, true);
                    }
                    if lost {
                        walk.tree(next, at, cost + lattice.lost_letter, false);
                    }
                });
            }
        }
    }

    /// Goes on with the suffixes of the stems that end at a node.
    fn suffixes_of(&mut self, node: usize, at: usize, cost: f32) {
        let automaton = Automaton::embedded();
        let mut before = None;
        for stem in self.analyser.stems.stems_at(node) {
            let start = (automaton.start(stem.node), stem.vowel);
            if (self.lattice.names || !stem.is_name) && before != Some(start) {
                before = Some(start);
                self.suffixes(start.0, start.1, at, cost, true);
            }
        }
    }

    /// Goes on from a state of the automaton of suffixes.
    fn suffixes(&mut self, state: State, vowel: Vowel, at: usize, cost: f32, may_lose: bool) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let (automaton, lattice) = (Automaton::embedded(), self.lattice);
        if at == lattice.arcs.len() && automaton.accepts(state) {
            self.text.clear();
            self.text.extend(self.spelt.iter().map(|&letter| char_of(letter)));
            (self.visit)(&self.text, cost);
        }
        for arc in lattice.arcs.get(at).into_iter().flatten().filter(|arc| cost + arc.cost <= lattice.budget) {
            let (next, vowel) =
                arc.meant.iter().fold((state, vowel), |(state, vowel), &letter| automaton.step(state, vowel, letter));
            if next != DEAD {
                self.along(&arc.meant, |walk| walk.suffixes(next, vowel, arc.to, cost + arc.cost, true));
            }
        }
        let (any, lost) = (cost + lattice.any_letter, cost + lattice.lost_letter);
        let (any, lost) = (any <= lattice.budget && at < lattice.arcs.len(), lost <= lattice.budget && may_lose);
        if any || lost {
            for letter in 0..LETTER_COUNT as Letter {
                let (next, vowel) = automaton.step(state, vowel, letter);
                if next != DEAD {
                    self.along(&[letter], |walk| {
                        if any {
                            walk.suffixes(next, vowel, at + 1, cost + lattice.any_letter, true);
                        }
                        if lost {
                            walk.suffixes(next, vowel, at, cost + lattice.lost_letter, false);
                        }
                    });
                }
            }
        }
    }

    /// Does something with letters added to the word that is spelt.
    fn along(&mut self, letters: &[Letter], go: impl FnOnce(&mut Self)) {
        let length = self.spelt.len();
        self.spelt.extend_from_slice(letters);
        go(self);
        self.spelt.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(seen: &str) -> Vec<String> {
        let arcs = seen.chars().enumerate().map(|(at, c)| Arc::new(at + 1, &c.to_string(), 0.0).into_iter().collect());
        let lattice = Lattice { arcs: arcs.collect(), any_letter: 6.0, lost_letter: 6.0, budget: 6.0, names: false };
        let mut found = Vec::new();
        Analyser::embedded().each_near(&lattice, &mut |word, _| found.push(word.to_string()));
        found
    }

    #[test]
    fn words_with_one_error_are_found() {
        for (seen, meant) in
            [("nazirliyimin", "nazirliyinin"), ("qarşıında", "qarşısında"), ("görüşlerdə", "görüşlərdə")]
        {
            assert!(near(seen).contains(&meant.to_string()), "{seen}");
        }
        assert!(near("qwxqwx").is_empty());
    }

    #[test]
    fn noise_takes_bounded_work() {
        near(&"a".repeat(5000));
    }
}
