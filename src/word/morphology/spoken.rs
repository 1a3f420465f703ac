//! How figures and acronyms are read aloud, as far as their suffixes follow the sound.

use crate::letters::{Lang, is_upper, is_vowel, lower};

/// The numerals of a figure's last digit that is no zero, and of the zeros behind it.
const UNITS: [&str; 10] = ["sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"];
const TENS: [&str; 10] = ["", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"];
/// The power of ten at which each word stands, the highest first.
const POWERS: [(usize, &str); 4] = [(9, "milyard"), (6, "milyon"), (3, "min"), (2, "yüz")];

/// Acronyms of so many letters are read letter by letter.
const SHORTEST: usize = 2;
/// Consonants of a row that can be read as one syllable.
const MOST_CONSONANTS: usize = 2;

/// The last word or letter of a figure or an acronym as it is read aloud; none for other words.
///
/// Source: the names of numerals and letters in Azerbaijani; an acronym is read as a word where its letters allow it
/// (`NATO`, `ATƏT`), letter by letter otherwise (`BMT`, be-em-te).
pub(super) fn spoken(text: &str) -> Option<String> {
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        return Some(last_numeral(text).to_string());
    }
    let is_acronym = text.chars().count() > 1 && is_upper(text) && text.chars().all(char::is_alphabetic);
    let text = lower(text, Lang::Az);
    is_acronym.then(|| if is_readable(&text) { text } else { letter_name(text.chars().last().unwrap_or('e')) })
}

fn last_numeral(figure: &str) -> &'static str {
    let digits = figure.bytes().rev().filter(u8::is_ascii_digit);
    let zeros = digits.clone().take_while(|&digit| digit == b'0').count();
    let digit = digits.clone().nth(zeros).map_or(0, |digit| usize::from(digit - b'0'));
    match zeros {
        0 => UNITS[digit],
        1 if digit > 0 => TENS[digit],
        _ => POWERS.iter().find(|&&(power, _)| power <= zeros && digit > 0).map_or(UNITS[0], |&(_, word)| word),
    }
}

/// Whether letters can be read as a word: vowels, with few consonants between them.
fn is_readable(letters: &str) -> bool {
    let longest = letters.split(is_vowel).map(|run| run.chars().count()).max().unwrap_or(0);
    letters.contains(is_vowel) && longest <= MOST_CONSONANTS && letters.chars().count() > SHORTEST
}

/// The name of a letter: el, em, en, er, and be, ce, de …
fn letter_name(letter: char) -> String {
    match letter {
        'l' | 'm' | 'n' | 'r' => format!("e{letter}"),
        _ if is_vowel(letter) => letter.to_string(),
        _ => format!("{letter}e"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_end_in_their_last_numeral() {
        for (figure, word) in [
            ("2026", "altı"),
            ("1990", "doxsan"),
            ("100", "yüz"),
            ("2000", "min"),
            ("50000", "min"),
            ("0", "sıfır"),
            ("10", "on"),
        ] {
            assert_eq!(spoken(figure).as_deref(), Some(word), "{figure}");
        }
    }

    #[test]
    fn acronyms_are_read_as_words_where_they_can_be() {
        for (acronym, sound) in [("NATO", "nato"), ("BMT", "te"), ("ATƏT", "atət"), ("DTX", "xe"), ("AB", "be")] {
            assert_eq!(spoken(acronym).as_deref(), Some(sound));
        }
        assert_eq!(spoken("nazir"), None);
    }
}
