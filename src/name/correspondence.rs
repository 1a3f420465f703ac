use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::sound::{Cost, SOUNDS, Sound, hundredths};
use crate::table;

/// Where a letter group has a reading.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Context {
    /// Everywhere.
    #[serde(rename = "")]
    Anywhere,
    /// At the start of the word.
    Start,
    /// At the end of the word.
    End,
    /// Before a vowel.
    BeforeVowel,
    /// Before a front vowel or y.
    BeforeFront,
    /// Before a consonant.
    BeforeConsonant,
    /// Before a consonant and an `e` that ends the word, as in Wake.
    BeforeSilentE,
    /// After a vowel.
    AfterVowel,
    /// After a consonant.
    AfterConsonant,
}

#[derive(Deserialize)]
struct Row {
    left: String,
    right: String,
    context: Context,
    cost: f32,
}

/// One reading of a letter group: what is written, and the Azerbaijani letters that it may stand for.
pub(super) struct Reading {
    /// What is written, lower case.
    pub(super) written: Vec<char>,
    /// What is meant; empty for a silent letter.
    pub(super) meant: Vec<Sound>,
    /// How unusual the reading is.
    pub(super) cost: Cost,
    context: Context,
}

/// The table `correspondences.csv`, by the first written letter.
static READINGS: LazyLock<HashMap<char, Vec<Reading>>> = LazyLock::new(|| {
    let mut readings: HashMap<char, Vec<Reading>> = HashMap::new();
    for row in table::rows::<Row>("name/correspondences", include_str!("data/correspondences.csv")) {
        let written: Vec<char> = row.left.chars().collect();
        let first = *written.first().expect("embedded table name/correspondences: a left side is empty");
        let meant = row.right.chars().map(|c| SOUNDS.of(c)).collect();
        let reading = Reading { written, meant, cost: hundredths(row.cost), context: row.context };
        readings.entry(first).or_default().push(reading);
    }
    readings
});

/// Whether the table has a reading for a letter group that begins with `c`.
pub(super) fn is_readable(c: char) -> bool {
    READINGS.contains_key(&c)
}

/// The readings of the letter groups that start at `start` in `word` (lower case), in table order.
pub(super) fn readings_at(word: &[char], start: usize) -> impl Iterator<Item = &'static Reading> {
    let rest = word.get(start..).unwrap_or_default();
    let candidates = rest.first().and_then(|first| READINGS.get(first)).map(Vec::as_slice).unwrap_or_default();
    candidates.iter().filter(move |reading| rest.starts_with(&reading.written) && holds(reading, word, start))
}

fn holds(reading: &Reading, word: &[char], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|i| word.get(i)).copied();
    let after = word.get(start + reading.written.len()).copied();
    match reading.context {
        Context::Anywhere => true,
        Context::Start => before.is_none(),
        Context::End => after.is_none(),
        Context::BeforeVowel => after.is_some_and(is_written_vowel),
        Context::BeforeFront => after.is_some_and(|c| "eəiöüyIéèíеиюәөүэ".contains(c)),
        Context::BeforeConsonant => after.is_some_and(|c| c.is_alphabetic() && !is_written_vowel(c)),
        Context::BeforeSilentE => {
            let rest = word.get(start + reading.written.len()..).unwrap_or_default();
            matches!(rest, [consonant, 'e'] if consonant.is_alphabetic() && !is_written_vowel(*consonant))
        }
        Context::AfterVowel => before.is_some_and(is_written_vowel),
        Context::AfterConsonant => before.is_some_and(|c| c.is_alphabetic() && !is_written_vowel(c)),
    }
}

/// Whether `c` is a vowel letter in Latin or Cyrillic writing; `I` stands for a capital that is i or ı.
fn is_written_vowel(c: char) -> bool {
    "aeəıiIoöuüäаеәыиоөуүэюяё".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(word: &str, start: usize) -> Vec<(String, Cost)> {
        let word: Vec<char> = word.chars().collect();
        let text = |reading: &Reading| reading.meant.iter().map(|&s| SOUNDS.letter(s)).collect();
        readings_at(&word, start).map(|reading| (text(reading), reading.cost)).collect()
    }

    #[test]
    fn dzh_is_read_as_c() {
        assert!(meanings("dzhafarov", 0).contains(&("c".to_owned(), 0)));
    }

    #[test]
    fn a_letter_is_read_as_itself_without_cost() {
        for c in "abcçdeəfgğhxıijkqlmnoöprsştuüvyz".chars() {
            assert!(meanings(&c.to_string(), 0).contains(&(c.to_string(), 0)), "{c}");
        }
    }

    #[test]
    fn english_c_is_s_only_before_a_front_vowel() {
        assert!(meanings("cecil", 0).iter().any(|(meant, _)| meant == "s"));
        assert!(!meanings("cuba", 0).iter().any(|(meant, _)| meant == "s"));
    }
}
