//! Cuts very long texts into blocks that are searched one after another, so that memory does not grow with the texts.

use std::ops::Range;

use super::corridor::Anchor;

/// Sentences of one side in a block, about.
const BLOCK: usize = 20_000;
/// How far from there an anchor is looked for, in sentences.
const REACH: usize = 2_000;

/// The blocks of two texts of so many sentences: source and target ranges that follow one another. The cuts are at
/// anchors where there are any, else in proportion.
pub(super) fn blocks(anchors: &[Anchor], sources: usize, targets: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let count = sources.max(targets) / BLOCK;
    let mut blocks = Vec::with_capacity(count + 1);
    let (mut s, mut t) = (0, 0);
    for n in 1..count {
        let (s_end, t_end) = cut(anchors, sources * n / count, targets * n / count);
        let (s_end, t_end) = (s_end.max(s), t_end.max(t));
        blocks.push((s..s_end, t..t_end));
        (s, t) = (s_end, t_end);
    }
    blocks.push((s..sources, t..targets));
    blocks
}

/// Where to cut near these places: before the heaviest anchor in reach.
fn cut(anchors: &[Anchor], source: usize, target: usize) -> (usize, usize) {
    let first = anchors.partition_point(|anchor| anchor.source + REACH < source);
    let near = anchors[first..].iter().take_while(|anchor| anchor.source < source + REACH);
    let best = near.max_by(|a, b| a.weight.total_cmp(&b.weight));
    best.map_or((source, target), |anchor| (anchor.source, anchor.target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_one_block() {
        assert_eq!(blocks(&[], 30, 20), [(0..30, 0..20)]);
        assert_eq!(blocks(&[], 0, 0), [(0..0, 0..0)]);
    }

    #[test]
    fn long_texts_are_cut_at_anchors() {
        let anchor = |source, target, weight| Anchor { source, target, weight };
        let anchors = [anchor(100, 90, 9.0), anchor(29_000, 28_000, 1.0), anchor(31_000, 30_500, 2.0)];
        assert_eq!(blocks(&anchors, 60_000, 59_000)[0], (0..20_000, 0..19_666));
        assert_eq!(blocks(&anchors, 60_000, 59_000).last(), Some(&(40_000..60_000, 39_333..59_000)));
        assert_eq!(blocks(&anchors, 59_999, 59_000)[0], (0..31_000, 0..30_500));
    }
}
