use super::compare::{Contrast, Prepared, Similarity};
use super::pairing::{Alignment, Pair, Span};
use super::parse::Role;
use super::sound::{Cost, LETTER};
use super::spelling::Spelling;

/// Turns an alignment into a similarity: half from all letters together, half from the word that fits worst, so that one
/// wrong word is not outweighed by a right one; then a share off for words without a counterpart.
pub(super) fn score(left: &Prepared, right: &Prepared, alignment: &Alignment) -> Similarity {
    let mut sums = Sums { worst: 1.0, ..Sums::default() };
    for pair in &alignment.pairs {
        sums.add(left, right, pair);
    }
    let mut result = sums.kept() * sums.spelling();
    if left.is_person() && right.is_person() {
        result *= sums.spelling().powf(PERSON_STRICTNESS);
    }
    if sums.only_initials {
        result *= ONLY_INITIALS;
    }
    Similarity::new(result)
}

/// How much more the letters count where both names are persons': these differ by one letter more often than places do.
const PERSON_STRICTNESS: f32 = 1.0;

/// What remains where an initial is all that stands opposite anything.
const ONLY_INITIALS: f32 = 0.5;

/// How much of the similarity goes when nearly all of one name is missing in the other.
const OMITTED_SHARE: f32 = 0.5;

/// The same for generic words.
const OMITTED_GENERIC_SHARE: f32 = 0.25;

/// The same for patronymics, honorifics and the like.
const OMITTED_BYWORK_SHARE: f32 = 0.08;

/// What an alignment adds up to; lengths in letters.
#[derive(Default)]
struct Sums {
    cost: Cost,
    letters: u32,
    /// The similarity of the pair that fits worst.
    worst: f32,
    /// Whole words without a counterpart, left and right.
    omitted: [u32; 2],
    generic: [u32; 2],
    bywork: u32,
    only_initials: bool,
    has_words: bool,
}

impl Sums {
    fn add(&mut self, left: &Prepared, right: &Prepared, pair: &Pair) {
        let length = |name: &Prepared, span| name.spelling(span).map_or(0, Spelling::letters);
        let letters = length(left, pair.left).max(length(right, pair.right));
        let side = usize::from(pair.left.count == 0);
        let alone = match (pair.left.count, pair.right.count) {
            (_, 0) => left.words.get(pair.left.start),
            (0, _) => right.words.get(pair.right.start),
            _ => None,
        };
        match alone {
            Some(word) if word.is_bywork() => self.bywork += letters,
            Some(word) if word.role == Role::Generic => self.generic[side] += letters,
            Some(_) => self.omitted[side] += letters,
            None => {
                self.cost += pair.cost;
                self.letters += letters;
                let fit = 1.0 - share(pair.cost, letters * LETTER);
                self.worst = if pair.contrast == Some(Contrast::Initial) { 0.0 } else { self.worst.min(fit) };
                let initial = |name: &Prepared, span: Span| {
                    span.count == 1 && name.words.get(span.start).is_some_and(|word| word.role == Role::Initial)
                };
                let is_initial = initial(left, pair.left) || initial(right, pair.right);
                self.has_words |= !is_initial;
                self.only_initials = !self.has_words;
            }
        }
    }

    /// How alike the words are that stand opposite each other. What stands alone on both sides is a contradiction.
    fn spelling(&self) -> f32 {
        if self.letters == 0 {
            return 0.0;
        }
        let contradiction = self.omitted[0].min(self.omitted[1]) + self.generic[0].min(self.generic[1]);
        let whole = 1.0 - share(self.cost + contradiction * LETTER, (self.letters + contradiction) * LETTER);
        let worst = if contradiction > 0 { 0.0 } else { self.worst };
        0.5 * whole.max(0.0) + 0.5 * worst.max(0.0)
    }

    /// The share that is left after words without a counterpart.
    fn kept(&self) -> f32 {
        let missing = self.omitted[0].abs_diff(self.omitted[1]);
        let generic = self.generic[0].abs_diff(self.generic[1]);
        let total = self.letters + missing + generic + self.bywork;
        1.0 - OMITTED_SHARE * share(missing, total)
            - OMITTED_GENERIC_SHARE * share(generic, total)
            - OMITTED_BYWORK_SHARE * share(self.bywork, total)
    }
}

fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
