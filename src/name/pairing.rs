use super::compare::{Contrast, PartPair, Prepared, Word};
use super::distance::{distance, steps};
use super::parse::Role;
use super::sound::{Cost, LETTER};
use super::spelling::Spelling;

/// What an initial costs against a whole name that begins with it.
const INITIAL: Cost = 15;

/// What a contrast costs that tells two people apart however alike the letters are: Əliyev and Əliyeva, two given names
/// of the table, an initial and a name that does not begin with it.
const CONTRAST: Cost = 150;

/// What two different given names of the table cost beside their letters.
const OTHER_GIVEN_NAME: Cost = 60;

/// Words of one name: none, one, or two read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) count: usize,
}

/// A word or two of each name that stand opposite each other, or a word alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) left: Span,
    pub(super) right: Span,
    pub(super) cost: Cost,
    pub(super) contrast: Option<Contrast>,
}

impl Pair {
    pub(super) fn explain(&self, left: &Prepared, right: &Prepared) -> PartPair {
        let steps = match (left.spelling(self.left), right.spelling(self.right)) {
            (Some(l), Some(r)) => steps(l, r),
            _ => Vec::new(),
        };
        let (left, right) = (left.text(self.left), right.text(self.right));
        PartPair { left, right, cost: self.cost, contrast: self.contrast, steps }
    }
}

/// Which words stand opposite each other at the least cost.
pub(super) struct Alignment {
    pub(super) pairs: Vec<Pair>,
}

impl Alignment {
    /// Finds the cheapest alignment: every word stands opposite one word, opposite two neighbours read as one, or
    /// alone. Exact search over the sets of right words already used, at most `MAX_WORDS` × 2^`MAX_WORDS` states.
    pub(super) fn best(left: &Prepared, right: &Prepared) -> Alignment {
        let options = Options::new(left, right);
        let (n, m) = (left.words.len(), right.words.len());
        let sets = 1_usize << m;
        let mut best: Vec<Option<(Cost, Option<Pair>)>> = vec![None; (n + 1) * sets];
        best[0] = Some((0, None));
        for i in 0..n {
            for used in 0..sets {
                let Some((reached, _)) = best[i * sets + used] else { continue };
                for pair in options.from(i, used) {
                    let to = (i + pair.left.count) * sets + (used | bits(pair.right));
                    let cost = reached + pair.cost;
                    if best[to].is_none_or(|(least, _)| cost < least) {
                        best[to] = Some((cost, Some(*pair)));
                    }
                }
            }
        }
        Alignment::follow(left, right, &best)
    }

    fn follow(left: &Prepared, right: &Prepared, best: &[Option<(Cost, Option<Pair>)>]) -> Alignment {
        let (n, m) = (left.words.len(), right.words.len());
        let sets = 1_usize << m;
        let alone = |j: usize| Pair {
            left: Span { start: n, count: 0 },
            right: Span { start: j, count: 1 },
            cost: right.words[j].omission(),
            contrast: None,
        };
        let rest = |used: usize| (0..m).filter(move |j| used >> j & 1 == 0);
        let total = |used: &usize| {
            best[n * sets + used].map(|(cost, _)| cost + rest(*used).map(|j| alone(j).cost).sum::<Cost>())
        };
        let used = (0..sets).filter(|used| total(used).is_some()).min_by_key(total).unwrap_or(0);
        let mut pairs = Vec::new();
        let (mut i, mut at) = (n, used);
        while let Some((_, Some(pair))) = best[i * sets + at] {
            pairs.push(pair);
            i -= pair.left.count;
            at &= !bits(pair.right);
        }
        pairs.reverse();
        pairs.extend(rest(used).map(alone));
        pairs.sort_by_key(|pair| pair.left.count == 0 || pair.right.count == 0);
        Alignment { pairs }
    }
}

fn bits(span: Span) -> usize {
    ((1 << span.count) - 1) << span.start
}

/// The pairs that an alignment may use, by their first left word.
struct Options {
    by_left: Vec<Vec<Pair>>,
}

impl Options {
    fn new(left: &Prepared, right: &Prepared) -> Options {
        let mut by_left = Vec::new();
        for (i, word) in left.words.iter().enumerate() {
            let one = Span { start: i, count: 1 };
            let nothing = Span { start: 0, count: 0 };
            let mut pairs = vec![Pair { left: one, right: nothing, cost: word.omission(), contrast: None }];
            for (j, other) in right.words.iter().enumerate() {
                let there = Span { start: j, count: 1 };
                let (cost, contrast) = word_cost(word, other);
                pairs.push(Pair { left: one, right: there, cost, contrast });
                pairs.extend(joined_pair(left, Span { start: i, count: 2 }, right, there));
                pairs.extend(joined_pair(left, one, right, Span { start: j, count: 2 }));
            }
            by_left.push(pairs);
        }
        Options { by_left }
    }

    fn from(&self, i: usize, used: usize) -> impl Iterator<Item = &Pair> {
        self.by_left[i].iter().filter(move |pair| bits(pair.right) & used == 0)
    }
}

/// Two words against one, when the lengths allow it.
fn joined_pair(left: &Prepared, l: Span, right: &Prepared, r: Span) -> Option<Pair> {
    let (l_spelling, r_spelling) = (left.spelling(l)?, right.spelling(r)?);
    let (a, b) = (l_spelling.letters(), r_spelling.letters());
    if a.abs_diff(b) * 3 > a.max(b) {
        return None;
    }
    // A little more than for the words as they are written, so that a space that is on both sides stays.
    Some(Pair { left: l, right: r, cost: distance(l_spelling, r_spelling) + 5, contrast: None })
}

/// What it costs to take two words for one, and the contrast between them.
fn word_cost(left: &Word, right: &Word) -> (Cost, Option<Contrast>) {
    if left.text == right.text {
        return (0, None);
    }
    if left.role == Role::Initial || right.role == Role::Initial {
        return initial_cost(left, right);
    }
    let letters = distance(&left.spelling, &right.spelling);
    if left.known.iter().any(|number| right.known.contains(number)) {
        return (letters.min(LETTER / 20), None);
    }
    if left.is_feminine.zip(right.is_feminine).is_some_and(|(l, r)| l != r) {
        return (letters + CONTRAST, Some(Contrast::Gender));
    }
    if left.is_generic && right.is_generic {
        return (letters + CONTRAST, Some(Contrast::Generic));
    }
    if left.is_given && right.is_given {
        return (letters + OTHER_GIVEN_NAME, Some(Contrast::GivenName));
    }
    (letters, None)
}

/// An initial against a name or another initial: only the first letters count.
fn initial_cost(left: &Word, right: &Word) -> (Cost, Option<Contrast>) {
    let first = |word: &Word| word.text.chars().next().map(|c| Spelling::new(&c.to_string()));
    let whole = |word: &Word| word.spelling.letters() <= 1;
    let (Some(l), Some(r)) = (first(left), first(right)) else { return (CONTRAST, Some(Contrast::Initial)) };
    let candidates = [
        Some(distance(&l, &r)),
        whole(left).then(|| distance(&left.spelling, &r)),
        whole(right).then(|| distance(&l, &right.spelling)),
        (whole(left) && whole(right)).then(|| distance(&left.spelling, &right.spelling)),
    ];
    match candidates.into_iter().flatten().min() {
        Some(cost) if cost <= LETTER / 4 => (cost + INITIAL, None),
        _ => (CONTRAST, Some(Contrast::Initial)),
    }
}
