use std::fmt;

use super::distance::Step;
use super::known::{KNOWN, Kind};
use super::pairing::{Alignment, Span};
use super::parse::{Name, Part, Role, is_feminine_family};
use super::score::score;
use super::sound::Cost;
use super::spelling::Spelling;

/// Words of a name that are compared one by one; what follows is joined to the last. Guards against hostile input.
const MAX_WORDS: usize = 7;

/// What it costs to leave a given or family name out, for each of its letters.
const OMITTED_LETTER: Cost = 50;

/// What it costs to leave out a patronymic, an honorific, a particle or a qualifier, for each of its letters.
const OMITTED_BYWORK_LETTER: Cost = 8;

/// What it costs to leave out a generic word (island, lower), for each of its letters.
const OMITTED_GENERIC_LETTER: Cost = 20;

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
    pub(super) words: Vec<Word>,
    /// `joined[i]` reads the words `i` and `i + 1` as one.
    joined: Vec<Spelling>,
}

/// One word of a prepared name.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) role: Role,
    pub(super) spelling: Spelling,
    pub(super) known: Vec<u32>,
    pub(super) is_given: bool,
    pub(super) is_generic: bool,
    pub(super) is_feminine: Option<bool>,
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

    pub(super) fn is_bywork(&self) -> bool {
        matches!(self.role, Role::Patronymic | Role::Honorific | Role::Particle | Role::Qualifier | Role::Initial)
    }

    pub(super) fn omission(&self) -> Cost {
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
    pub(super) fn is_person(&self) -> bool {
        let alone = self.words.len() == 1;
        self.words.iter().any(|word| word.is_feminine.is_some() || (word.is_given && !alone))
    }

    pub(super) fn text(&self, span: Span) -> Option<String> {
        let words = self.words.get(span.start..span.start + span.count)?;
        (!words.is_empty()).then(|| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
    }

    pub(super) fn spelling(&self, span: Span) -> Option<&Spelling> {
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
