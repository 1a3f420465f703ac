use std::collections::VecDeque;
use std::ops::Range;

use rayon::prelude::*;

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
    first_stem: u32,
    stem_count: u32,
}

impl Branch {
    /// The child with a letter.
    fn child(&self, letter: Letter) -> Option<usize> {
        let bit = 1 << letter;
        let before = (self.letters & (bit - 1)).count_ones();
        (self.letters & bit != 0).then_some((self.first_child + before) as usize)
    }

    fn stems(&self) -> Range<usize> {
        self.first_stem as usize..(self.first_stem + self.stem_count) as usize
    }
}

/// Stems in the order in which they were added, with their letters.
#[derive(Default)]
pub(super) struct Words {
    letters: Vec<Letter>,
    /// Where the letters of each stem end; they begin where those of the one before end.
    words: Vec<(u32, Stem)>,
}

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
}

/// All stems as one tree of letters.
pub(super) struct Stems {
    branches: Vec<Branch>,
    stems: Vec<Stem>,
}

impl Stems {
    /// Makes the tree, level by level.
    pub fn new(words: &Words) -> Stems {
        let mut words: Vec<(&[Letter], &Stem)> = words.iter().collect();
        words.par_sort_by_key(|&(letters, _)| letters);
        let mut tree = Stems { branches: vec![Branch::default()], stems: Vec::with_capacity(words.len()) };
        // The words below each branch, in the order of the branches.
        let mut ranges = VecDeque::from([(0, 0..words.len())]);
        let mut at = 0;
        while let Some((depth, range)) = ranges.pop_front() {
            tree.branches[at] = tree.grown(&words, depth, range, &mut ranges);
            at += 1;
        }
        tree
    }

    /// The branch of a range of words that share their first `depth` letters; its children are added behind the others.
    fn grown(
        &mut self,
        words: &[(&[Letter], &Stem)],
        depth: usize,
        range: Range<usize>,
        ranges: &mut VecDeque<(usize, Range<usize>)>,
    ) -> Branch {
        let ends = words[range.clone()].partition_point(|(word, _)| word.len() == depth);
        let first_stem = self.stems.len() as u32;
        self.stems.extend(words[range.start..range.start + ends].iter().map(|&(_, stem)| *stem));
        let (mut letters, first_child) = (0, self.branches.len() as u32);
        let mut at = range.start + ends;
        while at < range.end {
            let letter = words[at].0[depth];
            let count = words[at..range.end].partition_point(|(word, _)| word[depth] == letter);
            ranges.push_back((depth + 1, at..at + count));
            self.branches.push(Branch::default());
            letters |= 1 << letter;
            at += count;
        }
        Branch { letters, first_child, first_stem, stem_count: ends as u32 }
    }

    /// Visits the stems that `word` begins with, the shortest first, each with its length in letters; stops when the
    /// visitor answers yes, and says whether it did.
    pub fn any_prefix(&self, word: &[Letter], mut visit: impl FnMut(&Stem, usize) -> bool) -> bool {
        let mut branch = &self.branches[0];
        for (depth, &letter) in word.iter().enumerate() {
            match branch.child(letter) {
                Some(child) => branch = &self.branches[child],
                None => return false,
            }
            if self.stems[branch.stems()].iter().any(|stem| visit(stem, depth + 1)) {
                return true;
            }
        }
        false
    }
}
