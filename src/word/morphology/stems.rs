use std::ops::Range;

use super::phonology::{Letter, Vowel};
use super::tactics::Node;

/// A stem that ends at a node of the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stem {
    /// Number of the lexeme.
    pub lexeme: u32,
    /// Where its suffixes begin in the table.
    pub node: Node,
    /// What the first suffix is harmonised with.
    pub vowel: Vowel,
    /// Whether it counts only in a word that begins with a capital.
    pub is_name: bool,
}

/// A node: the letters that go on from it, and the stems that end at it.
#[derive(Clone, Copy, Debug, Default)]
struct Branch {
    /// A bit for each letter that a child has. The children stand together, in the order of the letters.
    letters: u64,
    first_child: u32,
    /// The stems stand in the order of the nodes: those of a node end where those of the next one begin.
    first_stem: u32,
}

impl Branch {
    /// The child with a letter.
    fn child(&self, letter: Letter) -> Option<usize> {
        let bit = 1 << letter;
        let before = (self.letters & (bit - 1)).count_ones();
        (self.letters & bit != 0).then_some((self.first_child + before) as usize)
    }
}

/// Stems in the order in which they were added, with their letters.
#[derive(Default)]
pub(super) struct Words {
    letters: Vec<Letter>,
    /// Where the letters of each stem end; they begin where those of the one before end.
    words: Vec<(u32, Stem)>,
}

/// Letters of which [`Words::key`] is made.
const KEY_LETTERS: usize = 10;

impl Words {
    /// Adds a stem.
    pub fn push(&mut self, letters: &[Letter], stem: Stem) {
        self.letters.extend_from_slice(letters);
        self.words.push((self.letters.len() as u32, stem));
    }

    /// The letters of a stem.
    fn letters(&self, at: usize) -> &[Letter] {
        let start = at.checked_sub(1).map_or(0, |before| self.words[before].0);
        &self.letters[start as usize..self.words[at].0 as usize]
    }

    /// The stems with their letters.
    pub fn iter(&self) -> impl Iterator<Item = (&[Letter], &Stem)> {
        (0..self.words.len()).map(|at| (self.letters(at), &self.words[at].1))
    }

    /// The numbers of the stems, sorted by their letters.
    fn sorted(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> = (0..self.words.len()).map(|at| (self.key(at), at as u32)).collect();
        order.sort_unstable_by(|a, b| {
            let letters = |at: u32| self.letters(at as usize);
            a.0.cmp(&b.0).then_with(|| letters(a.1).cmp(letters(b.1))).then(a.1.cmp(&b.1))
        });
        order.into_iter().map(|(_, at)| at).collect()
    }

    /// The first letters of a stem as one number, which sorts as they do.
    fn key(&self, at: usize) -> u64 {
        let letters = self.letters(at);
        let kept = letters.len().min(KEY_LETTERS);
        let key = letters[..kept].iter().fold(0, |key, &letter| key << 6 | (u64::from(letter) + 1));
        key << (6 * (KEY_LETTERS - kept))
    }
}

/// All stems as one tree of letters.
pub(super) struct Stems {
    branches: Vec<Branch>,
    stems: Vec<Stem>,
}

impl Stems {
    /// Makes the tree, level by level.
    pub fn new(words: &Words) -> Stems {
        let order = words.sorted();
        let mut tree = Stems { branches: Vec::new(), stems: Vec::with_capacity(order.len()) };
        // The words below each node of a level.
        let mut level: Vec<Range<u32>> = std::iter::once(0..order.len() as u32).collect();
        let mut depth = 0;
        while !level.is_empty() {
            let mut next = Vec::with_capacity(level.len() * 2);
            let first_child = (tree.branches.len() + level.len()) as u32;
            for range in level {
                let first_child = first_child + next.len() as u32;
                let first_stem = tree.stems.len() as u32;
                let letters =
                    tree.grow(words, &order[range.start as usize..range.end as usize], range.start, depth, &mut next);
                tree.branches.push(Branch { letters, first_child, first_stem });
            }
            level = next;
            depth += 1;
        }
        // What stands behind the stems of the last node.
        tree.branches.push(Branch { letters: 0, first_child: 0, first_stem: tree.stems.len() as u32 });
        tree
    }

    /// Goes through the words of a node, which share their first `depth` letters: keeps the stems that end there, adds its
    /// children to the next level and returns their letters. `start` is the place of the first word among all.
    fn grow(&mut self, words: &Words, order: &[u32], start: u32, depth: usize, next: &mut Vec<Range<u32>>) -> u64 {
        let mut letters = 0;
        for (at, &word) in (start..).zip(order) {
            match words.letters(word as usize).get(depth) {
                None => self.stems.push(words.words[word as usize].1),
                Some(&letter) if letters & 1 << letter == 0 => {
                    letters |= 1 << letter;
                    next.push(at..at + 1);
                }
                Some(_) => next.last_mut().into_iter().for_each(|range| range.end = at + 1),
            }
        }
        letters
    }

    /// The child of a node with a letter.
    pub fn child(&self, node: usize, letter: Letter) -> Option<usize> {
        self.branches[node].child(letter)
    }

    /// The children of a node with their letters.
    pub fn children(&self, node: usize) -> impl Iterator<Item = (Letter, usize)> + use<> {
        let Branch { letters, first_child, .. } = self.branches[node];
        let present = (0..u64::BITS as Letter).filter(move |&letter| letters & 1 << letter != 0);
        present.enumerate().map(move |(at, letter)| (letter, first_child as usize + at))
    }

    /// The stems that end at a node.
    pub fn stems_at(&self, node: usize) -> &[Stem] {
        &self.stems[self.branches[node].first_stem as usize..self.branches[node + 1].first_stem as usize]
    }

    /// Visits the stems that `word` begins with, the shortest first, each with its length in letters; stops when the
    /// visitor answers yes, and says whether it did.
    pub fn any_prefix(&self, word: &[Letter], mut visit: impl FnMut(&Stem, usize) -> bool) -> bool {
        let mut node = 0;
        for (depth, &letter) in word.iter().enumerate() {
            match self.branches[node].child(letter) {
                Some(child) => node = child,
                None => return false,
            }
            if self.stems_at(node).iter().any(|stem| visit(stem, depth + 1)) {
                return true;
            }
        }
        false
    }
}
