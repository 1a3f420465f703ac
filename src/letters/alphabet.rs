use std::sync::LazyLock;

use serde::Deserialize;

use crate::table;

/// The script that the letters of a string belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Latin letters only.
    Latin,
    /// Cyrillic letters only.
    Cyrillic,
    /// Latin and Cyrillic letters in one string.
    Mixed,
    /// No letter of either script.
    None,
}

#[derive(Deserialize)]
struct Letter {
    upper: char,
    lower: char,
    class: String,
}

static ALPHABET: LazyLock<Vec<Letter>> =
    LazyLock::new(|| table::rows("letters/alphabet", include_str!("data/alphabet.csv")));

/// Returns the script of the letters in `text`; digits and marks do not count.
pub fn script(text: &str) -> Script {
    let mut latin = false;
    let mut cyrillic = false;
    for c in text.chars() {
        match c {
            '\u{0400}'..='\u{052F}' => cyrillic = true,
            _ if latin || c.is_alphabetic() => latin = true,
            _ => {}
        }
    }
    match (latin, cyrillic) {
        (true, false) => Script::Latin,
        (false, true) => Script::Cyrillic,
        (true, true) => Script::Mixed,
        (false, false) => Script::None,
    }
}

/// Whether `c` is one of the nine Azerbaijani vowels (lower case): a ı o u e ə i ö ü.
pub fn is_vowel(c: char) -> bool {
    ALPHABET.iter().any(|letter| letter.lower == c && letter.class.starts_with("vowel"))
}

/// Whether `c` is a back vowel (lower case): a ı o u. Suffixes follow the last vowel of the stem.
pub fn is_back_vowel(c: char) -> bool {
    ALPHABET.iter().any(|letter| letter.lower == c && letter.class.starts_with("vowel back"))
}

/// The vowels of a word in lower case, in order: whether each is a back vowel.
pub fn backness(word: &str) -> impl DoubleEndedIterator<Item = bool> + '_ {
    word.chars().filter(|&c| is_vowel(c)).map(is_back_vowel)
}

/// Whether `c` is one of the 32 letters of the Azerbaijani alphabet, of either case; `w` is not.
pub fn in_alphabet(c: char) -> bool {
    ALPHABET.iter().any(|letter| letter.lower == c || letter.upper == c)
}

/// Whether `c` is a letter of the Azerbaijani alphabet that neither English nor Turkish has: ə.
pub fn is_azerbaijani_only(c: char) -> bool {
    matches!(c, 'ə' | 'Ə')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_has_32_letters_and_nine_vowels() {
        assert_eq!(ALPHABET.len(), 32);
        assert_eq!(ALPHABET.iter().filter(|l| is_vowel(l.lower)).count(), 9);
        assert!(
            ALPHABET
                .iter()
                .all(|l| crate::letters::upper(&l.lower.to_string(), crate::letters::Lang::Az) == l.upper.to_string())
        );
    }

    #[test]
    fn back_vowels_are_a_dotless_i_o_u() {
        let back: String = ALPHABET.iter().map(|l| l.lower).filter(|&c| is_back_vowel(c)).collect();
        assert_eq!(back, "aıou");
    }

    #[test]
    fn a_cyrillic_schwa_makes_a_latin_word_mixed() {
        assert_eq!(script("mәşriq"), Script::Mixed);
        assert_eq!(script("Мәммәдјаров"), Script::Cyrillic);
        assert_eq!(script("2020"), Script::None);
    }
}
