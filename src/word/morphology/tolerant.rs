use super::analyser::Analyser;
use super::automaton::{Automaton, DEAD, State};
use super::phonology::{LETTER_COUNT, Letter, Vowel, char_of, letter};

/// A way to read a stretch of what was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Arc {
    /// Where the stretch ends, in characters of what was seen.
    pub to: usize,
    /// What was meant; nothing for a stretch of noise.
    meant: [Letter; MOST_MEANT],
    length: usize,
    /// What it costs, in nats.
    pub cost: f32,
}

/// Letters that may be meant by a stretch, at most.
const MOST_MEANT: usize = 4;

impl Arc {
    /// An arc; none if `meant` has a character that is no letter of Azerbaijani words, or more than four.
    pub fn new(to: usize, meant: impl IntoIterator<Item = char>, cost: f32) -> Option<Arc> {
        let mut arc = Arc { to, meant: [0; MOST_MEANT], length: 0, cost };
        for c in meant {
            *arc.meant.get_mut(arc.length)? = letter(c)?;
            arc.length += 1;
        }
        Some(arc)
    }

    fn meant(&self) -> &[Letter] {
        &self.meant[..self.length]
    }
}

/// All ways to read a word: for each character the arcs that leave it, and one error at most for which there is no arc.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    /// The arcs in the order of the characters that they leave, and where those of each character end.
    arcs: Vec<Arc>,
    ends: Vec<usize>,
    /// What it costs, in nats, to read any letter for a character.
    any_letter: f32,
    /// What it costs, in nats, to read a letter that is not there.
    lost_letter: f32,
    /// Whether names may be read.
    names: bool,
}

impl Lattice {
    /// A lattice without characters, and with the costs of the errors for which there are no arcs.
    pub fn new(any_letter: f32, lost_letter: f32, names: bool) -> Lattice {
        Lattice { arcs: Vec::new(), ends: Vec::new(), any_letter, lost_letter, names }
    }

    /// Adds a character with the arcs that leave it.
    pub fn push(&mut self, arcs: impl IntoIterator<Item = Arc>) {
        self.arcs.extend(arcs);
        self.ends.push(self.arcs.len());
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The arcs that leave a character; none at the end.
    pub fn leaving(&self, at: usize) -> &[Arc] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.arcs[start..self.ends.get(at).copied().unwrap_or(start)]
    }
}

/// States that one word may take, at most: a bound on the work for a word that is all noise.
const MOST_STEPS: usize = 60_000;

/// Characters of what was seen, at most; the walk goes as deep.
const LONGEST: usize = 64;

impl Analyser {
    /// Calls `visit` with each word that a path through the lattice spells, in lower case, and the cost of the path. A word
    /// comes as often as paths lead to it. Paths that cost more than `budget`, in nats, are not followed.
    ///
    /// Source: K. Oflazer, "Error-tolerant finite-state recognition with applications to morphological analysis and spelling
    /// correction", Computational Linguistics 22 (1996); here with costs in place of a count of edits.
    pub(crate) fn each_near(&self, lattice: &Lattice, budget: f32, visit: &mut dyn FnMut(&str, f32)) {
        if lattice.len() > LONGEST {
            return;
        }
        let mut walk =
            Walk { analyser: self, lattice, budget, spelt: Vec::new(), text: String::new(), steps: 0, visit };
        walk.tree(0, Path { at: 0, cost: 0.0, has_error: false });
    }
}

/// How far a path through a lattice has come.
#[derive(Clone, Copy)]
struct Path {
    at: usize,
    cost: f32,
    /// Whether there was an error for which there is no arc.
    has_error: bool,
}

struct Walk<'w> {
    analyser: &'w Analyser,
    lattice: &'w Lattice,
    budget: f32,
    spelt: Vec<Letter>,
    /// The spelt word, in memory that is used again.
    text: String,
    steps: usize,
    visit: &'w mut dyn FnMut(&str, f32),
}

impl Walk<'_> {
    fn with_arc(&self, path: Path, arc: &Arc) -> Option<Path> {
        let cost = path.cost + arc.cost;
        (cost <= self.budget).then_some(Path { at: arc.to, cost, ..path })
    }

    /// The path with one of the errors for which there is no arc: any letter read for another, and a letter lost.
    fn with_error(&self, path: Path) -> [Option<Path>; 2] {
        let with = |cost: f32, at: usize| {
            let fits = path.cost + cost <= self.budget && !path.has_error && at <= self.lattice.len();
            fits.then_some(Path { at, cost: path.cost + cost, has_error: true })
        };
        [with(self.lattice.any_letter, path.at + 1), with(self.lattice.lost_letter, path.at)]
    }

    /// Goes on from a node of the tree of stems.
    fn tree(&mut self, node: usize, path: Path) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        self.suffixes_of(node, path);
        let (analyser, lattice) = (self.analyser, self.lattice);
        for arc in lattice.leaving(path.at) {
            let Some(next) = self.with_arc(path, arc) else { continue };
            let child = arc.meant().iter().try_fold(node, |node, &letter| analyser.stems.child(node, letter));
            if let Some(child) = child {
                self.along(arc.meant(), |walk| walk.tree(child, next));
            }
        }
        let errors = self.with_error(path);
        if errors.iter().any(Option::is_some) {
            for (letter, child) in analyser.stems.children(node) {
                self.along(&[letter], |walk| errors.into_iter().flatten().for_each(|next| walk.tree(child, next)));
            }
        }
    }

    /// Goes on with the suffixes of the stems that end at a node.
    fn suffixes_of(&mut self, node: usize, path: Path) {
        let automaton = Automaton::embedded();
        let mut before = None;
        for stem in self.analyser.stems.stems_at(node) {
            let start = (automaton.start(stem.node), stem.vowel);
            if (self.lattice.names || !stem.is_name) && before != Some(start) {
                before = Some(start);
                self.suffixes(start, path);
            }
        }
    }

    /// Goes on from a state of the automaton of suffixes, after a vowel.
    fn suffixes(&mut self, (state, vowel): (State, Vowel), path: Path) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let (automaton, lattice) = (Automaton::embedded(), self.lattice);
        if path.at == lattice.len() && automaton.accepts(state) {
            self.text.clear();
            self.text.extend(self.spelt.iter().map(|&letter| char_of(letter)));
            (self.visit)(&self.text, path.cost);
        }
        let step = |(state, vowel), &letter: &Letter| automaton.step(state, vowel, letter);
        for arc in lattice.leaving(path.at) {
            let Some(next) = self.with_arc(path, arc) else { continue };
            let place = arc.meant().iter().fold((state, vowel), step);
            if place.0 != DEAD {
                self.along(arc.meant(), |walk| walk.suffixes(place, next));
            }
        }
        let errors = self.with_error(path);
        if errors.iter().any(Option::is_some) {
            for letter in 0..LETTER_COUNT as Letter {
                let place = step((state, vowel), &letter);
                if place.0 != DEAD {
                    self.along(&[letter], |walk| {
                        errors.into_iter().flatten().for_each(|next| walk.suffixes(place, next));
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
        let mut lattice = Lattice::new(6.0, 6.0, false);
        seen.chars().enumerate().for_each(|(at, c)| lattice.push(Arc::new(at + 1, [c], 0.0)));
        let mut found = Vec::new();
        Analyser::embedded().each_near(&lattice, 6.0, &mut |word, _| found.push(word.to_string()));
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
