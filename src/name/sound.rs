use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::letters::is_vowel;
use crate::table;

/// A cost in hundredths of a letter: 100 is one letter that has nothing in common with what stands opposite.
///
/// Integers, so that a sum does not depend on the order of its terms and a comparison is exactly symmetric.
pub type Cost = u32;

/// One hundred [`Cost`] units: a wholly different letter.
pub const LETTER: Cost = 100;

/// What a letter group stands for: a letter of the Azerbaijani alphabet, or, above [`FOREIGN`], a character that has no
/// reading (a digit, a letter of another script) and equals only itself.
pub(super) type Sound = u32;

/// The first number that is no letter of the table.
const FOREIGN: Sound = 64;

#[derive(Deserialize)]
struct SoundRow {
    letter: char,
    class: char,
    omission: f32,
}

#[derive(Deserialize)]
struct DistanceRow {
    left: String,
    right: String,
    cost: f32,
}

/// Azerbaijani letters as sounds: how much the loss of one costs and how far two lie apart.
pub(super) struct Sounds {
    numbers: HashMap<char, Sound>,
    letters: Vec<char>,
    classes: Vec<char>,
    omissions: Vec<Cost>,
    distances: Vec<Cost>,
}

/// The tables `sounds.csv` and `sound_distances.csv`.
pub(super) static SOUNDS: LazyLock<Sounds> = LazyLock::new(Sounds::load);

/// Turns a cost of a table, in letters, into hundredths.
pub(super) fn hundredths(letters: f32) -> Cost {
    (letters * LETTER as f32).round() as Cost
}

impl Sounds {
    fn load() -> Sounds {
        let rows: Vec<SoundRow> = table::rows("name/sounds", include_str!("data/sounds.csv"));
        assert!(rows.len() < FOREIGN as usize, "embedded table name/sounds: too many letters");
        let mut sounds = Sounds {
            numbers: rows.iter().zip(0..).map(|(row, number)| (row.letter, number)).collect(),
            letters: rows.iter().map(|row| row.letter).collect(),
            classes: rows.iter().map(|row| row.class).collect(),
            omissions: rows.iter().map(|row| hundredths(row.omission)).collect(),
            distances: Vec::new(),
        };
        sounds.fill_distances();
        sounds
    }

    fn fill_distances(&mut self) {
        let rows: Vec<DistanceRow> = table::rows("name/sound_distances", include_str!("data/sound_distances.csv"));
        let costs: HashMap<(&str, &str), Cost> =
            rows.iter().map(|row| ((row.left.as_str(), row.right.as_str()), hundredths(row.cost))).collect();
        let find = |a: &str, b: &str| costs.get(&(a, b)).or_else(|| costs.get(&(b, a))).copied();
        for &a in &self.letters {
            for &b in &self.letters {
                let letters = find(&a.to_string(), &b.to_string());
                let groups = || find(group(a), group(b)).unwrap_or(LETTER);
                self.distances.push(if a == b { 0 } else { letters.unwrap_or_else(groups) });
            }
        }
    }

    /// The sound of a letter of the alphabet; any other character is its own sound.
    pub(super) fn of(&self, c: char) -> Sound {
        self.numbers.get(&c).copied().unwrap_or(FOREIGN + u32::from(c))
    }

    /// How far two sounds lie apart.
    pub(super) fn distance(&self, a: Sound, b: Sound) -> Cost {
        if a == b {
            return 0;
        }
        if a >= FOREIGN || b >= FOREIGN {
            return LETTER;
        }
        self.distances.get(a as usize * self.letters.len() + b as usize).copied().unwrap_or(LETTER)
    }

    /// What the loss of a sound costs.
    pub(super) fn omission(&self, sound: Sound) -> Cost {
        self.omissions.get(sound as usize).copied().unwrap_or(LETTER)
    }

    /// The coarse class of a sound, for keys: letters of one class are often written for each other.
    pub(super) fn class(&self, sound: Sound) -> char {
        match self.classes.get(sound as usize) {
            Some(&class) => class,
            None => char::from_u32(sound.saturating_sub(FOREIGN)).unwrap_or('?'),
        }
    }

    /// The sound as a letter, for explanations.
    pub(super) fn letter(&self, sound: Sound) -> char {
        match self.letters.get(sound as usize) {
            Some(&letter) => letter,
            None => char::from_u32(sound.saturating_sub(FOREIGN)).unwrap_or('?'),
        }
    }
}

fn group(letter: char) -> &'static str {
    if is_vowel(letter) { "vowel" } else { "consonant" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: char, b: char) -> Cost {
        SOUNDS.distance(SOUNDS.of(a), SOUNDS.of(b))
    }

    #[test]
    fn all_32_letters_are_sounds() {
        assert_eq!(SOUNDS.letters.len(), 32);
        assert!("abcçdeəfgğhxıijkqlmnoöprsştuüvyz".chars().all(|c| SOUNDS.of(c) < FOREIGN));
    }

    #[test]
    fn voiced_and_voiceless_letters_lie_near() {
        assert!(distance('d', 't') < distance('d', 'm'));
        assert_eq!(distance('d', 't'), distance('t', 'd'));
        assert_eq!(distance('k', 'r'), LETTER);
    }

    #[test]
    fn a_character_without_a_reading_equals_only_itself() {
        assert_eq!(distance('7', '7'), 0);
        assert_eq!(distance('7', '8'), LETTER);
        assert_eq!(distance('東', 'a'), LETTER);
    }
}
