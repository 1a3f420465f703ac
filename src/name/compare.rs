use std::fmt;

use super::distance::{Step, distance, steps};
use super::known::{KNOWN, Kind};
use super::parse::{Name, Part, Role, is_feminine_family};
use super::sound::{Cost, LETTER};
use super::spelling::Spelling;

/// Words of a name that are compared one by one; what follows is joined to the last. Guards against hostile input.
const MAX_WORDS: usize = 7;

/// What it costs to leave a given or family name out, for each of its letters.
const OMITTED_LETTER: Cost = 50;

/// What it costs to leave out a patronymic, an honorific, a particle or a qualifier, for each of its letters.
const OMITTED_BYWORK_LETTER: Cost = 8;

/// What it costs to leave out a generic word (island, lower), for each of its letters.
const OMITTED_GENERIC_LETTER: Cost = 20;

/// What an initial costs against a whole name that begins with it.
const INITIAL: Cost = 15;

/// What a contrast costs that tells two people apart however alike the letters are: Əliyev and Əliyeva, two given names
/// of the table, an initial and a name that does not begin with it.
const CONTRAST: Cost = 150;

/// What two different given names of the table cost beside their letters.
const OTHER_GIVEN_NAME: Cost = 60;

/// How alike two names are, from 0 to 1. It orders candidates; it is no probability.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Similarity(f32);

impl Similarity {
    /// The similarity of a name with itself.
    pub const EQUAL: Similarity = Similarity(1.0);

    /// Makes a similarity; a value outside 0..=1 is moved to the nearer end.
    pub fn new(value: f32) -> Similarity {
        Similarity(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The value, 0..=1.
    pub fn value(self) -> f32 {
        self.0
    }
}

/// Two names, how alike they are and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The result.
    pub similarity: Similarity,
    /// Which word stands opposite which; the words without a counterpart come last.
    pub parts: Vec<PartPair>,
}

/// One word of each name, or a word without a counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct PartPair {
    /// The word of the left name; two words with a space between them where they stand for one on the right.
    pub left: Option<String>,
    /// The word of the right name.
    pub right: Option<String>,
    /// What the pair costs, in hundredths of a letter, contrasts included.
    pub cost: Cost,
    /// The contrast that no spelling explains, if there is one.
    pub contrast: Option<Contrast>,
    /// The letters, in order.
    pub steps: Vec<Step>,
}

/// A difference that parts two people however alike the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contrast {
    /// A man's and a woman's form of a family name.
    Gender,
    /// Two entries of the table of given names.
    GivenName,
    /// Two generic words that do not translate each other: Aşağı, Upper.
    Generic,
    /// An initial and a name that begins with another letter.
    Initial,
}

impl fmt::Display for Contrast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Contrast::Gender => "a man's and a woman's name",
            Contrast::GivenName => "two given names",
            Contrast::Generic => "two generic words",
            Contrast::Initial => "another initial",
        })
    }
}

/// A name made ready for many comparisons.
#[derive(Clone, Debug)]
pub struct Prepared {
    surface: String,
    words: Vec<Word>,
    /// `joined[i]` reads the words `i` and `i + 1` as one.
    joined: Vec<Spelling>,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    role: Role,
    spelling: Spelling,
    known: Vec<u32>,
    is_given: bool,
    is_generic: bool,
    is_feminine: Option<bool>,
}

impl Word {
    fn new(part: Part) -> Word {
        let known = KNOWN.find(&part.text).to_vec();
        Word {
            spelling: Spelling::new(&part.text),
            is_given: KNOWN.are(&known, Kind::Given),
            is_generic: KNOWN.are(&known, Kind::Generic),
            known,
            is_feminine: is_feminine_family(&part.text),
            role: part.role,
            text: part.text,
        }
    }

    fn is_bywork(&self) -> bool {
        matches!(self.role, Role::Patronymic | Role::Honorific | Role::Particle | Role::Qualifier | Role::Initial)
    }

    fn omission(&self) -> Cost {
        let letter = match self.role {
            _ if self.is_bywork() => OMITTED_BYWORK_LETTER,
            Role::Generic => OMITTED_GENERIC_LETTER,
            _ => OMITTED_LETTER,
        };
        self.spelling.letters() * letter
    }
}

impl Prepared {
    /// Parses and reads a name.
    pub fn new(name: &str) -> Prepared {
        let mut parts = Name::parse(name).parts;
        if parts.len() > MAX_WORDS {
            let rest: String = parts.drain(MAX_WORDS - 1..).map(|part| part.text).collect();
            parts.push(Part { text: rest, role: Role::Family });
        }
        let words: Vec<Word> = parts.into_iter().map(Word::new).collect();
        let join = |pair: &[Word]| match pair {
            [first, second] => Spelling::new(&format!("{}{}", first.text, second.text)),
            _ => Spelling::new(""),
        };
        let joined = words.windows(2).map(join).collect();
        Prepared { surface: name.to_owned(), words, joined }
    }

    /// The name as it was written.
    pub fn surface(&self) -> &str {
        &self.surface
    }

    /// The words as they are read, each with its entries in the name tables.
    pub(super) fn read_words(&self) -> impl Iterator<Item = (&Spelling, &[u32])> {
        self.words.iter().map(|word| (&word.spelling, word.known.as_slice()))
    }

    /// Returns how alike two names are.
    pub fn similarity(&self, other: &Prepared) -> Similarity {
        if self.surface == other.surface {
            return Similarity::EQUAL;
        }
        // One order for both directions: the result is symmetric whichever of equal alignments is found first.
        let (left, right) = if self.surface <= other.surface { (self, other) } else { (other, self) };
        score(left, right, &Alignment::best(left, right))
    }

    /// Returns how alike two names are, and why.
    pub fn compare(&self, other: &Prepared) -> Comparison {
        let similarity = self.similarity(other);
        let alignment = Alignment::best(self, other);
        Comparison { similarity, parts: alignment.pairs.iter().map(|pair| pair.explain(self, other)).collect() }
    }

    /// Whether the name shows that it is a person's: a family ending, or a given name of the table beside another word.
    fn is_person(&self) -> bool {
        let alone = self.words.len() == 1;
        self.words.iter().any(|word| word.is_feminine.is_some() || (word.is_given && !alone))
    }

    fn text(&self, span: Span) -> Option<String> {
        let words = self.words.get(span.start..span.start + span.count)?;
        (!words.is_empty()).then(|| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
    }

    fn spelling(&self, span: Span) -> Option<&Spelling> {
        match span.count {
            1 => self.words.get(span.start).map(|word| &word.spelling),
            2 => self.joined.get(span.start),
            _ => None,
        }
    }
}

/// Returns how alike two names are, 0..=1: 1 for equal strings, and the same in both directions.
///
/// Azerbaijani Latin and Cyrillic, text typed without marks, English, Russian-mediated, Turkish and respelt foreign
/// forms of one name all come near 1. Words may stand in any order; a patronymic or honorific may be missing.
///
/// ```
/// use lughat::name::similarity;
/// assert!(similarity("Con Kennedi", "John Kennedy").value() > 0.9);
/// assert!(similarity("Elmar Məmmədov", "Eldar Məmmədov").value() < 0.8);
/// ```
pub fn similarity(a: &str, b: &str) -> Similarity {
    Prepared::new(a).similarity(&Prepared::new(b))
}

/// Returns how alike two names are, with the words and letters that stand opposite each other.
///
/// ```
/// let comparison = lughat::name::compare("Cəfər", "Dzhafar");
/// let first = &comparison.parts[0].steps[0];
/// assert_eq!((first.left.as_str(), first.right.as_str(), first.cost), ("c", "dzh", 0));
/// ```
pub fn compare(a: &str, b: &str) -> Comparison {
    Prepared::new(a).compare(&Prepared::new(b))
}

/// Words of one name: none, one, or two read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: usize,
    count: usize,
}

#[derive(Clone, Copy, Debug)]
struct Pair {
    left: Span,
    right: Span,
    cost: Cost,
    contrast: Option<Contrast>,
}

impl Pair {
    fn explain(&self, left: &Prepared, right: &Prepared) -> PartPair {
        let steps = match (left.spelling(self.left), right.spelling(self.right)) {
            (Some(l), Some(r)) => steps(l, r),
            _ => Vec::new(),
        };
        let (left, right) = (left.text(self.left), right.text(self.right));
        PartPair { left, right, cost: self.cost, contrast: self.contrast, steps }
    }
}

/// Which words stand opposite each other at the least cost.
struct Alignment {
    pairs: Vec<Pair>,
}

impl Alignment {
    /// Finds the cheapest alignment: every word stands opposite one word, opposite two neighbours read as one, or
    /// alone. Exact search over the sets of right words already used, at most `MAX_WORDS` × 2^`MAX_WORDS` states.
    fn best(left: &Prepared, right: &Prepared) -> Alignment {
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

/// Turns an alignment into a similarity: half from all letters together, half from the word that fits worst, so that one
/// wrong word is not outweighed by a right one; then a share off for words without a counterpart.
fn score(left: &Prepared, right: &Prepared, alignment: &Alignment) -> Similarity {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn value(a: &str, b: &str) -> f32 {
        similarity(a, b).value()
    }

    #[test]
    fn all_spellings_of_one_person_are_alike() {
        let spellings =
            ["Heydər Əliyev", "Heyder Eliyev", "Һејдәр Әлијев", "Heydar Aliyev", "Geidar Aliev", "Гейдар Алиев"];
        for a in spellings {
            for b in spellings {
                assert!(value(a, b) > 0.85, "{a} {b}: {}", value(a, b));
            }
        }
    }

    #[test]
    fn a_man_and_a_woman_are_two_people() {
        assert!(value("Əliyev", "Əliyeva") < 0.8);
        assert!(value("Əliyev", "Алиева") < 0.8);
    }

    #[test]
    fn similar_family_names_stay_apart() {
        assert!(value("Həsənov", "Hüseynov") < 0.8);
        assert!(value("Zakir Həsənov", "Zakir Guseinov") < 0.86);
    }

    #[test]
    fn order_and_patronymic_hardly_matter() {
        assert!(value("Elmar Məmmədyarov", "Məmmədyarov Elmar") > 0.95);
        assert!(value("Abel Məhərrəmov", "Магеррамов, Абель Мамедали оглы") > 0.85);
    }

    #[test]
    fn an_initial_stands_for_a_name_that_begins_with_it() {
        assert!(value("E. Quliyev", "Elçin Quliyev") > 0.9);
        assert!(value("Ş. Əsədov", "Shahin Asadov") > 0.9);
        assert!(value("E. Quliyev", "Vaqif Quliyev") < 0.6);
    }

    #[test]
    fn hyphens_and_spaces_in_compounds_are_free() {
        assert!(value("Nyu-York", "Nyu York") > 0.95);
        assert!(value("Əlizadə", "Ali-zade") > 0.9);
    }

    #[test]
    fn names_without_letters_are_compared_too() {
        assert_eq!(value("", "a"), 0.0);
        assert_eq!(value("", ""), 1.0);
        assert_eq!(value("...", "…"), 0.0);
    }
}
