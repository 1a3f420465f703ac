//! Letters as small numbers, and what vowel harmony asks of them.

use unicode_normalization::char::decompose_canonical;

/// The letters that words of the automaton are made of: the alphabet, w of foreign names, and the hyphen of compounds.
const LETTERS: [char; 34] = [
    'a', 'b', 'c', 'ç', 'd', 'e', 'ə', 'f', 'g', 'ğ', 'h', 'x', 'ı', 'i', 'j', 'k', 'q', 'l', 'm', 'n', 'o', 'ö', 'p',
    'r', 's', 'ş', 't', 'u', 'ü', 'v', 'y', 'z', 'w', '-',
];

/// The number of letters.
pub(super) const LETTER_COUNT: usize = LETTERS.len();

/// A letter as a number below [`LETTER_COUNT`].
pub(super) type Letter = u8;

/// The number of a letter, small or capital: I is the capital of ı, İ that of i.
pub(super) fn letter(c: char) -> Option<Letter> {
    let number = match c {
        '\0'..='\x7f' => ASCII[c as usize],
        'ç' | 'Ç' => 3,
        'ə' | 'Ə' => 6,
        'ğ' | 'Ğ' => 9,
        'ı' => 12,
        'İ' => 13,
        'ö' | 'Ö' => 21,
        'ş' | 'Ş' => 25,
        'ü' | 'Ü' => 28,
        _ => NONE,
    };
    (number != NONE).then_some(number)
}

const NONE: Letter = Letter::MAX;

/// The numbers of the ASCII letters.
const ASCII: [Letter; 128] = {
    let mut numbers = [NONE; 128];
    let mut at = 0;
    while at < LETTER_COUNT {
        let c = LETTERS[at];
        if c.is_ascii() {
            numbers[c as usize] = at as Letter;
            numbers[c.to_ascii_uppercase() as usize] = at as Letter;
        }
        at += 1;
    }
    // The capital of i is İ.
    numbers['I' as usize] = 12;
    numbers
};

/// Most letters of a word; longer ones are no words.
const LONGEST: usize = 64;

/// A word in letters, without a place on the heap.
pub(super) struct Spelling {
    letters: [Letter; LONGEST],
    length: usize,
}

impl Spelling {
    /// Spells a word; none if it has another character or is too long.
    pub fn of(word: &str) -> Option<Spelling> {
        let mut spelling = Spelling { letters: [0; LONGEST], length: 0 };
        for c in word.chars() {
            *spelling.letters.get_mut(spelling.length)? = letter(c)?;
            spelling.length += 1;
        }
        (spelling.length > 0).then_some(spelling)
    }

    /// Spells any word, a letter for each character: é counts as e, a character that is no letter as a consonant. None if
    /// the word is empty or too long.
    pub fn lenient(word: &str) -> Option<Spelling> {
        let mut spelling = Spelling { letters: [0; LONGEST], length: 0 };
        for c in word.chars() {
            let mut base = None;
            decompose_canonical(c, |part| base = base.or(Some(part)));
            let known = letter(c).or_else(|| base.and_then(letter)).unwrap_or(OTHER);
            *spelling.letters.get_mut(spelling.length)? = known;
            spelling.length += 1;
        }
        (spelling.length > 0).then_some(spelling)
    }
}

/// Stands for characters that are no letters: the hyphen.
const OTHER: Letter = LETTER_COUNT as Letter - 1;

impl std::ops::Deref for Spelling {
    type Target = [Letter];

    fn deref(&self) -> &[Letter] {
        &self.letters[..self.length]
    }
}

/// The letter of a number.
pub(super) fn char_of(letter: Letter) -> char {
    LETTERS[usize::from(letter)]
}

/// What the next suffix is harmonised with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Vowel {
    /// a, ı
    Back,
    /// o, u
    BackRounded,
    /// e, ə, i
    Front,
    /// ö, ü
    FrontRounded,
    /// Nothing: after a figure or an acronym every allomorph occurs.
    Any,
}

/// The number of kinds of vowels.
pub(super) const VOWEL_COUNT: usize = 5;

impl Vowel {
    /// The kind of a vowel; none for a consonant.
    pub fn of(letter: Letter) -> Option<Vowel> {
        match char_of(letter) {
            'a' | 'ı' => Some(Vowel::Back),
            'o' | 'u' => Some(Vowel::BackRounded),
            'e' | 'ə' | 'i' => Some(Vowel::Front),
            'ö' | 'ü' => Some(Vowel::FrontRounded),
            _ => None,
        }
    }

    /// The kind of the last vowel of a word.
    pub fn last_of(word: &[Letter]) -> Vowel {
        word.iter().rev().find_map(|&letter| Vowel::of(letter)).unwrap_or(Vowel::Any)
    }

    /// The kind with the lips the other way: u for ı.
    pub fn other_rounding(self) -> Vowel {
        match self {
            Vowel::Back => Vowel::BackRounded,
            Vowel::BackRounded => Vowel::Back,
            Vowel::Front => Vowel::FrontRounded,
            Vowel::FrontRounded => Vowel::Front,
            Vowel::Any => Vowel::Any,
        }
    }

    fn is_back(self) -> bool {
        matches!(self, Vowel::Back | Vowel::BackRounded)
    }
}

/// A letter of a suffix as the table writes it: one whose sound depends on the word before it, or a letter of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Symbol {
    /// a or ə
    A,
    /// ı, i, u or ü
    I,
    /// q or k
    K,
    /// ğ or y, which K becomes before a vowel
    G,
    /// This letter.
    Plain(Letter),
}

/// The number of symbols.
pub(super) const SYMBOL_COUNT: usize = LETTER_COUNT + 4;

impl Symbol {
    /// The number of the symbol, below [`SYMBOL_COUNT`].
    pub fn index(self) -> usize {
        match self {
            Symbol::A => 0,
            Symbol::I => 1,
            Symbol::K => 2,
            Symbol::G => 3,
            Symbol::Plain(letter) => 4 + usize::from(letter),
        }
    }

    /// Whether it is a vowel.
    pub fn is_vowel(self) -> bool {
        match self {
            Symbol::A | Symbol::I => true,
            Symbol::K | Symbol::G => false,
            Symbol::Plain(letter) => Vowel::of(letter).is_some(),
        }
    }

    /// The letter that stands for the symbol after a vowel; `Any` takes the unrounded front one.
    pub fn after(self, vowel: Vowel) -> Letter {
        let back = vowel.is_back();
        let c = match self {
            Symbol::Plain(letter) => return letter,
            Symbol::A => {
                if back {
                    'a'
                } else {
                    'ə'
                }
            }
            Symbol::K => {
                if back {
                    'q'
                } else {
                    'k'
                }
            }
            Symbol::G => {
                if back {
                    'ğ'
                } else {
                    'y'
                }
            }
            Symbol::I => match vowel {
                Vowel::Back => 'ı',
                Vowel::BackRounded => 'u',
                Vowel::Front | Vowel::Any => 'i',
                Vowel::FrontRounded => 'ü',
            },
        };
        letter(c).unwrap_or(0)
    }

    /// Whether a letter stands for the symbol after a vowel.
    pub fn could_be(self, letter: Letter, vowel: Vowel) -> bool {
        self == Symbol::Plain(letter) || Symbol::harmonic(letter, vowel) == Some(self)
    }

    /// The symbol besides the plain one that a letter stands for after a vowel.
    pub fn harmonic(letter: Letter, vowel: Vowel) -> Option<Symbol> {
        let symbol = match char_of(letter) {
            'a' | 'ə' => Symbol::A,
            'ı' | 'i' | 'u' | 'ü' => Symbol::I,
            'q' | 'k' => Symbol::K,
            'ğ' | 'y' => Symbol::G,
            _ => return None,
        };
        (vowel == Vowel::Any || symbol.after(vowel) == letter).then_some(symbol)
    }
}

/// How a stem or a suffix ends, as far as the next suffix minds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum End {
    /// A vowel.
    Vowel,
    /// A vowel after which y stands where others have s or n: su, mövqe.
    VowelY,
    /// A consonant.
    Consonant,
    /// The consonant l: its passive is another.
    L,
    /// A consonant that is another before a vowel: nazirlik, yarat-. No vowel follows.
    Hard,
    /// What the consonant is before a vowel: nazirliy-, yarad-. A vowel must follow.
    Soft,
}

/// All ends.
pub(super) const ENDS: [End; 6] = [End::Vowel, End::VowelY, End::Consonant, End::L, End::Hard, End::Soft];

impl End {
    /// The end of a word that does not alternate.
    pub fn of(word: &[Letter]) -> End {
        match word.last() {
            Some(&last) if Vowel::of(last).is_some() => End::Vowel,
            Some(&last) if char_of(last) == 'l' => End::L,
            _ => End::Consonant,
        }
    }

    /// Whether it is a vowel.
    pub fn is_vowel(self) -> bool {
        matches!(self, End::Vowel | End::VowelY)
    }

    /// Whether a suffix that begins with this symbol may follow.
    pub fn allows(self, first: Symbol) -> bool {
        match self {
            End::Consonant | End::L => true,
            End::Soft => first.is_vowel(),
            End::Vowel | End::VowelY | End::Hard => !first.is_vowel(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::{Lang, upper};

    fn codes(word: &str) -> Vec<Letter> {
        word.chars().filter_map(letter).collect()
    }

    #[test]
    fn each_letter_has_its_number() {
        for (at, c) in LETTERS.into_iter().enumerate() {
            assert_eq!(letter(c), Some(at as Letter), "{c}");
            assert_eq!(upper(&c.to_string(), Lang::Az).chars().next().and_then(letter), Some(at as Letter), "{c}");
        }
        assert_eq!(letter('ñ'), None);
        assert!(Spelling::of(&"a".repeat(65)).is_none());
    }

    #[test]
    fn suffixes_follow_the_last_vowel() {
        for (word, close, open) in [("nazir", 'i', 'ə'), ("qurum", 'u', 'a'), ("görüş", 'ü', 'ə'), ("axın", 'ı', 'a')]
        {
            let vowel = Vowel::last_of(&codes(word));
            assert_eq!((char_of(Symbol::I.after(vowel)), char_of(Symbol::A.after(vowel))), (close, open), "{word}");
        }
    }

    #[test]
    fn a_letter_is_harmonic_only_where_it_agrees() {
        let (a, i) = (letter('a').unwrap(), letter('i').unwrap());
        assert_eq!(Symbol::harmonic(a, Vowel::Back), Some(Symbol::A));
        assert_eq!(Symbol::harmonic(a, Vowel::Front), None);
        assert_eq!(Symbol::harmonic(i, Vowel::Any), Some(Symbol::I));
    }

    #[test]
    fn the_end_decides_what_may_follow() {
        assert!(End::Soft.allows(Symbol::I) && !End::Hard.allows(Symbol::I));
        assert_eq!(End::of(&codes("al")), End::L);
        assert_eq!(End::of(&codes("idarə")), End::Vowel);
    }
}
