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
        let letters = self.letters(at).iter().map(|&letter| u64::from(letter) + 1);
        letters.chain(std::iter::repeat(0)).take(KEY_LETTERS).fold(0, |key, letter| key << 6 | letter)
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
        let mut tree = Stems { branches: vec![Branch::default()], stems: Vec::with_capacity(order.len()) };
        // The words below each branch, and how many of their letters lead to it.
        let mut below = vec![(0, 0..order.len())];
        let mut at = 0;
        while let Some((depth, range)) = below.get(at).cloned() {
            tree.branches[at] = tree.grown(words, &order, depth, range, &mut below);
            at += 1;
        }
        tree
    }

    /// The branch of a range of words that share their first `depth` letters; its children are added behind the others.
    fn grown(
        &mut self,
        words: &Words,
        order: &[u32],
        depth: usize,
        range: Range<usize>,
        below: &mut Vec<(usize, Range<usize>)>,
    ) -> Branch {
        let letters_of = |at: usize| words.letters(order[at] as usize);
        let mut branch = Branch {
            letters: 0,
            first_child: self.branches.len() as u32,
            first_stem: self.stems.len() as u32,
            stem_count: 0,
        };
        for at in range {
            match letters_of(at).get(depth) {
                None => self.stems.push(words.words[order[at] as usize].1),
                Some(&letter) if branch.letters & 1 << letter == 0 => {
                    branch.letters |= 1 << letter;
                    self.branches.push(Branch::default());
                    below.push((depth + 1, at..at + 1));
                }
                Some(_) => below.last_mut().into_iter().for_each(|(_, range)| range.end = at + 1),
            }
        }
        branch.stem_count = self.stems.len() as u32 - branch.first_stem;
        branch
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
