use std::ops::Range;

/// A run of source sentences and the run of target sentences that translates it; one side may be empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Indices of the Azerbaijani sentences.
    pub source: Range<usize>,
    /// Indices of the English sentences.
    pub target: Range<usize>,
    /// Posterior probability of just this bead under the model, 0..=1.
    pub score: f32,
}

/// How many sentences a bead takes from each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub source: usize,
    pub target: usize,
}

const fn shape(source: usize, target: usize) -> Shape {
    Shape { source, target }
}

/// The shapes that are searched for; the order is that of the scores of a lattice node.
pub(super) const SHAPES: [Shape; 8] =
    [shape(1, 1), shape(1, 0), shape(0, 1), shape(1, 2), shape(2, 1), shape(2, 2), shape(1, 3), shape(3, 1)];

/// Most sentences on one side of a bead.
pub(super) const LONGEST_SIDE: usize = 3;

impl Shape {
    /// Whether one side is empty.
    pub fn is_single(self) -> bool {
        self.source == 0 || self.target == 0
    }
}
