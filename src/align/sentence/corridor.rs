use std::ops::Range;

use super::links::Links;
use super::vocabulary::Side;

/// The nodes of the lattice that are searched: for each number of source sentences consumed, a range of numbers of
/// target sentences consumed. Both ends of the ranges never decrease.
#[derive(Debug)]
pub(super) struct Corridor {
    /// One range for each of 0..=source sentences.
    pub rows: Vec<Range<usize>>,
    /// Where each row begins among all nodes; one more than rows.
    pub starts: Vec<usize>,
}

/// Nodes up to which the whole rectangle is searched.
const SMALL: usize = 60_000;
/// Nodes that a corridor may have on average for one source sentence.
const WIDEST: usize = 400;
/// Nodes of a whole corridor, as far as [`NARROWEST`] allows: the lattice takes about 60 bytes for each.
const MOST_NODES: usize = 4_000_000;
/// Nodes that a row may always have.
const NARROWEST: usize = 60;
/// Nodes on either side of the anchors that bound a row.
const MARGIN: usize = 20;
/// A row is bounded by this many anchors before and after it, so that a few wrong ones do no harm.
const WITNESSES: usize = 4;
/// A word in more sentences than this makes no anchor; in long texts one sentence more for so many.
const RARE: usize = 4;
const SENTENCES_FOR_ONE_MORE: usize = 400;
/// Anchor candidates that one sentence may have.
const CANDIDATES: usize = 16;

impl Corridor {
    /// The corridor for texts of so many sentences, around their anchors.
    pub fn new(sources: usize, targets: usize, anchors: &[Anchor]) -> Corridor {
        let (rows, columns) = (sources + 1, targets + 1);
        if is_small(sources, targets) {
            return Corridor::from_rows(vec![0..columns; rows]);
        }
        let widest = (MOST_NODES / rows).clamp(NARROWEST, WIDEST);
        Corridor::from_rows(Frame { anchors, rows, columns, widest }.ranges())
    }

    fn from_rows(rows: Vec<Range<usize>>) -> Corridor {
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut total = 0;
        for row in &rows {
            starts.push(total);
            total += row.len();
        }
        starts.push(total);
        Corridor { rows, starts }
    }

    /// The index of a node, if it lies inside.
    pub fn node(&self, row: usize, column: usize) -> Option<usize> {
        let range = self.rows.get(row)?;
        range.contains(&column).then(|| self.starts[row] + column - range.start)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.starts[self.rows.len()]
    }
}

/// Whether texts of so many sentences are searched whole, without anchors.
pub(super) fn is_small(sources: usize, targets: usize) -> bool {
    (sources + 1).saturating_mul(targets + 1) <= SMALL
}

/// A sentence pair that is likely a translation, with its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub source: usize,
    pub target: usize,
    pub weight: f64,
}

/// The heaviest chain of sentence pairs that share rare words, rising on both sides.
pub(super) fn anchors(source: &Side, target: &Side, links: &Links) -> Vec<Anchor> {
    let postings = target.postings();
    let rare = RARE + source.sentences.len().min(target.sentences.len()) / SENTENCES_FOR_ONE_MORE;
    let mut candidates: Vec<Anchor> = Vec::new();
    let mut votes: Vec<(usize, f64)> = Vec::new();
    for (s, sentence) in source.sentences.iter().enumerate() {
        votes.clear();
        for &form in sentence {
            let answers = &links.source[form as usize];
            let spread: usize = answers.forms.iter().map(|&f| postings[f as usize].len()).sum();
            let own = source.forms[form as usize].sentences as usize;
            if spread == 0 || spread > rare || own > rare {
                continue;
            }
            let weight = answers.rate / (spread * own) as f64;
            votes.extend(answers.forms.iter().flat_map(|&f| &postings[f as usize]).map(|&t| (t as usize, weight)));
        }
        votes.sort_by_key(|&(t, _)| t);
        let sums = votes.chunk_by(|a, b| a.0 == b.0);
        let mut own: Vec<Anchor> = sums
            .map(|same| Anchor { source: s, target: same[0].0, weight: same.iter().map(|vote| vote.1).sum() })
            .collect();
        // Among equals the one nearest to where the sentence would stand in proportion.
        let expected = s * target.sentences.len() / source.sentences.len();
        let distance = |anchor: &Anchor| anchor.target.abs_diff(expected);
        own.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(distance(a).cmp(&distance(b))));
        candidates.extend(own.into_iter().take(CANDIDATES));
    }
    heaviest_chain(&candidates, target.sentences.len())
}

/// The subsequence of `candidates` (sorted by source) with strictly rising sources and targets and the highest sum of
/// weights, by a Fenwick tree of prefix maxima.
fn heaviest_chain(candidates: &[Anchor], targets: usize) -> Vec<Anchor> {
    let mut best: Vec<(f64, usize)> = vec![(0.0, usize::MAX); targets + 1];
    let mut sums = vec![0.0; candidates.len()];
    let mut before = vec![usize::MAX; candidates.len()];
    let mut at = 0;
    for same_source in candidates.chunk_by(|a, b| a.source == b.source) {
        for (n, anchor) in same_source.iter().enumerate() {
            let (sum, previous) = prefix_best(&best, anchor.target);
            sums[at + n] = sum + anchor.weight;
            before[at + n] = previous;
        }
        for (n, anchor) in same_source.iter().enumerate() {
            raise(&mut best, anchor.target + 1, (sums[at + n], at + n));
        }
        at += same_source.len();
    }
    let mut chain = Vec::new();
    let mut last = prefix_best(&best, targets).1;
    while let Some(anchor) = candidates.get(last) {
        chain.push(*anchor);
        last = before[last];
    }
    chain.reverse();
    chain
}

/// The best entry among the first `end` targets.
fn prefix_best(tree: &[(f64, usize)], mut end: usize) -> (f64, usize) {
    let mut best = (0.0, usize::MAX);
    while end > 0 {
        if tree[end].0 > best.0 {
            best = tree[end];
        }
        end &= end - 1;
    }
    best
}

/// Raises the entry of a target, counted from 1.
fn raise(tree: &mut [(f64, usize)], mut at: usize, entry: (f64, usize)) {
    while at < tree.len() {
        if entry.0 > tree[at].0 {
            tree[at] = entry;
        }
        at += at & at.wrapping_neg();
    }
}

/// A lattice whose corridor is to be found.
struct Frame<'a> {
    anchors: &'a [Anchor],
    rows: usize,
    columns: usize,
    /// Most nodes of a row.
    widest: usize,
}

impl Frame<'_> {
    /// The ranges of columns between the anchors before and after each row.
    fn ranges(&self) -> Vec<Range<usize>> {
        let mut ranges = Vec::with_capacity(self.rows);
        let mut after = 0;
        for row in 0..self.rows {
            while self.anchors.get(after).is_some_and(|anchor| anchor.source < row) {
                after += 1;
            }
            let low = after.checked_sub(WITNESSES).map_or(0, |n| self.anchors[n].target);
            let high = self.anchors.get(after + WITNESSES - 1).map_or(self.columns, |anchor| anchor.target + 1);
            let range = low.saturating_sub(MARGIN)..(high + MARGIN).min(self.columns);
            ranges.push(if range.len() <= self.widest { range } else { self.narrowed(range, after, row) });
        }
        make_monotone(&mut ranges, self.columns);
        ranges
    }

    /// The range cut to the widest that is allowed, around the line between the anchors next to the row.
    fn narrowed(&self, range: Range<usize>, after: usize, row: usize) -> Range<usize> {
        let before = after.checked_sub(1).and_then(|n| self.anchors.get(n));
        let (s0, t0) = before.map_or((0, 0), |anchor| (anchor.source, anchor.target));
        let next = self.anchors.get(after);
        let (s1, t1) = next.map_or((self.rows - 1, self.columns - 1), |anchor| (anchor.source, anchor.target));
        let share = (row - s0) as f64 / (s1 - s0).max(1) as f64;
        let centre = t0 + ((t1 - t0) as f64 * share) as usize;
        let low = centre.saturating_sub(self.widest / 2).max(range.start).min(range.end - self.widest);
        low..low + self.widest
    }
}

/// Lets both ends rise only, ranges overlap from row to row, and the first and last node be inside.
fn make_monotone(ranges: &mut [Range<usize>], columns: usize) {
    let mut low = columns;
    for range in ranges.iter_mut().rev() {
        low = low.min(range.start);
        range.start = low;
    }
    let mut high = 1;
    for range in ranges.iter_mut() {
        high = high.max(range.end);
        range.end = high;
    }
    if let Some(first) = ranges.first_mut() {
        first.start = 0;
    }
    if let Some(last) = ranges.last_mut() {
        last.end = columns;
    }
    for n in 1..ranges.len() {
        let reach = ranges[n - 1].end;
        ranges[n].start = ranges[n].start.min(reach - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(source: usize, target: usize, weight: f64) -> Anchor {
        Anchor { source, target, weight }
    }

    #[test]
    fn the_heaviest_chain_leaves_crossing_pairs_out() {
        let candidates =
            [anchor(0, 0, 1.0), anchor(1, 9, 1.5), anchor(2, 2, 1.0), anchor(3, 1, 0.5), anchor(4, 4, 1.0)];
        let chain: Vec<usize> = heaviest_chain(&candidates, 10).iter().map(|anchor| anchor.source).collect();
        assert_eq!(chain, [0, 2, 4]);
    }

    #[test]
    fn a_corridor_joins_its_ends_row_by_row() {
        for anchors in [vec![], vec![anchor(500, 10, 1.0), anchor(501, 900, 1.0)]] {
            let corridor = Corridor::new(1000, 1200, &anchors);
            assert_eq!(corridor.node(0, 0), Some(0));
            assert_eq!(corridor.node(1000, 1200), Some(corridor.len() - 1));
            for pair in corridor.rows.windows(2) {
                assert!(pair[0].start <= pair[1].start && pair[0].end <= pair[1].end && pair[1].start < pair[0].end);
            }
        }
    }

    #[test]
    fn corridors_grow_with_the_longer_side_only() {
        for (sources, targets) in [(20_000, 20_000), (3, 40_000), (40_000, 3)] {
            assert!(Corridor::new(sources, targets, &[]).len() < 2 * WIDEST * 20_000, "{sources} {targets}");
        }
    }
}
