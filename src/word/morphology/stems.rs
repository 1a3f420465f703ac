use super::automaton::State;
use super::phonology::{Letter, Vowel};
use super::tactics::Node;

/// A stem that ends at a node of the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stem {
    /// Number of the lexeme.
    pub lexeme: u32,
    /// Where its suffixes begin in the table.
    pub node: Node,
    /// The same in the automaton.
    pub start: State,
    /// What the first suffix is harmonised with.
    pub vowel: Vowel,
    /// Whether it counts only in a word that begins with a capital.
    pub is_name: bool,
}

/// A node: its letter, its children and the stems that end here, each a range of a list.
#[derive(Clone, Copy, Debug)]
struct Branch {
    letter: Letter,
    child_count: u8,
    first_child: u32,
    first_stem: u32,
    stem_count: u16,
}

/// All stems as one tree of letters.
pub(super) struct Stems {
    /// Level by level, so that the children of a branch stand together.
    branches: Vec<Branch>,
    stems: Vec<Stem>,
}

impl Stems {
    /// Makes the tree.
    pub fn new(mut words: Vec<(Vec<Letter>, Stem)>) -> Stems {
        words.sort_by(|a, b| a.0.cmp(&b.0));
        let mut tree = Stems {
            branches: vec![Branch { letter: 0, child_count: 0, first_child: 0, first_stem: 0, stem_count: 0 }],
            stems: Vec::new(),
        };
        // The words below each branch of the level, as a range.
        let mut level = vec![(0, 0..words.len())];
        let mut depth = 0;
        while !level.is_empty() {
            let mut below = Vec::new();
            for (branch, range) in level {
                tree.grow(branch, &words, range, depth, &mut below);
            }
            level = below;
            depth += 1;
        }
        tree
    }

    fn grow(
        &mut self,
        branch: usize,
        words: &[(Vec<Letter>, Stem)],
        range: std::ops::Range<usize>,
        depth: usize,
        below: &mut Vec<(usize, std::ops::Range<usize>)>,
    ) {
        let ends = words[range.clone()].iter().take_while(|(word, _)| word.len() == depth).count();
        let first_stem = self.stems.len() as u32;
        self.stems.extend(words[range.start..range.start + ends].iter().map(|&(_, stem)| stem));
        let first_child = self.branches.len() as u32;
        let mut at = range.start + ends;
        while at < range.end {
            let letter = words[at].0[depth];
            let count = words[at..range.end].iter().take_while(|(word, _)| word[depth] == letter).count();
            below.push((self.branches.len(), at..at + count));
            self.branches.push(Branch { letter, child_count: 0, first_child: 0, first_stem: 0, stem_count: 0 });
            at += count;
        }
        let child_count = (self.branches.len() as u32 - first_child) as u8;
        let letter = self.branches[branch].letter;
        self.branches[branch] = Branch { letter, child_count, first_child, first_stem, stem_count: ends as u16 };
    }

    /// Visits the stems that `word` begins with, the shortest first, each with its length in letters; stops when the
    /// visitor answers yes, and says whether it did.
    pub fn any_prefix(&self, word: &[Letter], mut visit: impl FnMut(&Stem, usize) -> bool) -> bool {
        let mut branch = self.branches[0];
        for (depth, &letter) in word.iter().enumerate() {
            let children = branch.first_child as usize..branch.first_child as usize + usize::from(branch.child_count);
            match self.branches[children].iter().find(|child| child.letter == letter) {
                Some(&child) => branch = child,
                None => return false,
            }
            let stems = branch.first_stem as usize..branch.first_stem as usize + usize::from(branch.stem_count);
            if self.stems[stems].iter().any(|stem| visit(stem, depth + 1)) {
                return true;
            }
        }
        false
    }
}
