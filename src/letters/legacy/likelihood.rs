//! How likely letters are, in nats: small sums are likely texts.
//!
//! Azerbaijani is known by its pairs of letters; for all other languages single letters must do: the point is only that
//! no damage is seen where a text is likely as it stands.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::letters::{Lang, upper};
use crate::table;

/// Cost of a letter that Azerbaijani does not have, of the Latin alphabet of English (w) and any other: once in 2,000
/// and once in 8,000 letters.
const COST_OF_W: f32 = 7.6;
const COST_OF_FOREIGN: f32 = 9.0;
/// How many pairs the frequency of the second letter alone is worth. The table comes from 45,000 letters.
const PRIOR_PAIRS: f32 = 20.0;
/// Cost of a Latin letter with a mark in a language that has such letters: once in 150 letters.
const COST_OF_MARKED: f32 = 5.0;
/// Cost of a letter of other scripts, and of rare letters of the Latin and Cyrillic ones.
const COST_OF_OTHER_SCRIPT: f32 = 4.0;
const COST_OF_RARE: f32 = 6.5;
/// Cost of the end of a word: words have six letters on the average.
const COST_OF_END: f32 = 1.9;
/// Costs of a typographic mark, another symbol, a control character.
const COST_OF_MARK: f32 = 3.0;
const COST_OF_SYMBOL: f32 = 6.0;
const COST_OF_CONTROL: f32 = 8.0;
/// How much of a letter's frequency is that of English or of Russian; the rest is the same for all letters of the
/// script, because the text may be in any language. Cyrillic is Russian more often than Latin is English.
const SHARE_OF_ENGLISH: f32 = 0.6;
const SHARE_OF_RUSSIAN: f32 = 0.85;

/// Edge of a word in the table of pairs.
const EDGE: usize = 0;
/// Edge, the 32 letters, w, any other letter.
const SYMBOLS: usize = 35;
const W: usize = 33;
const FOREIGN: usize = 34;
/// One more than the last code point of an Azerbaijani letter (ə, U+0259).
const LATIN_END: usize = 0x25A;

#[derive(Deserialize)]
struct PairRow {
    first: char,
    second: char,
    count: f32,
}

#[derive(Deserialize)]
struct ShareRow {
    letter: char,
    per_mille: f32,
}

/// Costs of the pairs of letters of a language.
pub(super) struct Pairs {
    places: [u8; LATIN_END],
    costs: [[f32; SYMBOLS]; SYMBOLS],
}

/// Azerbaijani as it is written.
pub(super) static AZERBAIJANI: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(false));
/// Azerbaijani that was typed with e for ə, where the code page has no ə; the pairs of Turkish are near.
pub(super) static WITHOUT_SCHWA: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(true));

impl Pairs {
    fn new(without_schwa: bool) -> Pairs {
        let rows: Vec<PairRow> = table::rows("letters/letter_pairs", include_str!("../data/letter_pairs.csv"));
        let places = places(&rows, without_schwa);
        let place = |c: char| if c == '_' { EDGE } else { usize::from(places[c as usize]) };
        let mut counts = [[0.0_f32; SYMBOLS]; SYMBOLS];
        for row in &rows {
            counts[place(row.first)][place(row.second)] += row.count;
        }
        Pairs { places, costs: costs(&counts) }
    }

    fn place(&self, c: char) -> usize {
        self.places.get(c as usize).map_or(FOREIGN, |&place| usize::from(place))
    }

    /// The cost of a word, its edges included.
    pub(super) fn word(&self, letters: impl Iterator<Item = char>) -> f32 {
        let mut last = EDGE;
        let mut sum = 0.0;
        for c in letters {
            let place = self.place(c);
            sum += self.costs[last][place];
            last = place;
        }
        sum + self.costs[last][EDGE]
    }
}

/// The place of each letter in the table, capitals with the small ones.
fn places(rows: &[PairRow], without_schwa: bool) -> [u8; LATIN_END] {
    let mut places = [FOREIGN as u8; LATIN_END];
    let mut set = |c: char, place: usize| {
        for form in upper(&c.to_string(), Lang::Az).chars().chain([c]) {
            places[form as usize] = place as u8;
        }
    };
    let mut letters: Vec<char> = rows.iter().map(|row| row.first).filter(|&c| c != '_').collect();
    letters.dedup();
    letters.iter().zip(EDGE + 1..).for_each(|(&c, place)| set(c, place));
    set('w', W);
    if let Some(e) = letters.iter().position(|&c| without_schwa && c == 'e') {
        set('ə', EDGE + 1 + e);
    }
    places
}

fn costs(counts: &[[f32; SYMBOLS]; SYMBOLS]) -> [[f32; SYMBOLS]; SYMBOLS] {
    let total: f32 = counts.iter().flatten().sum();
    let alone: [f32; SYMBOLS] =
        std::array::from_fn(|at| (counts.iter().map(|row| row[at]).sum::<f32>() / total).max(1e-5));
    let mut costs = [[0.0; SYMBOLS]; SYMBOLS];
    for (row, counted) in costs.iter_mut().zip(counts) {
        let sum: f32 = counted.iter().sum();
        for at in 0..SYMBOLS {
            row[at] = match at {
                W => COST_OF_W,
                FOREIGN => COST_OF_FOREIGN,
                _ => -((counted[at] + PRIOR_PAIRS * alone[at]) / (sum + PRIOR_PAIRS)).ln(),
            };
        }
    }
    costs
}

/// Costs of the letters below the end of the Cyrillic block.
static LETTERS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let rows: Vec<ShareRow> = table::rows("letters/letter_shares", include_str!("../data/letter_shares.csv"));
    let latin = rows.iter().filter(|row| row.letter.is_ascii()).count();
    let mut costs: Vec<f32> = ('\0'..CYRILLIC_END).map(letter_of_any_language).collect();
    for row in &rows {
        let (size, known) =
            if row.letter.is_ascii() { (latin, SHARE_OF_ENGLISH) } else { (rows.len() - latin, SHARE_OF_RUSSIAN) };
        let cost = -(known * row.per_mille / 1000.0 + (1.0 - known) / size as f32).ln();
        for form in row.letter.to_uppercase().chain([row.letter]) {
            costs[form as usize] = cost;
        }
    }
    costs
});

const CYRILLIC_END: char = '\u{0530}';

/// The cost of a word in a language that is not known. Scripts are not mixed within a word.
pub(super) fn word_of_any_language(word: &[char]) -> f32 {
    let letters = &*LETTERS;
    let cost = |&c: &char| letters.get(c as usize).copied().unwrap_or_else(|| letter_of_any_language(c));
    let switches = word.windows(2).filter(|pair| is_cyrillic(pair[0]) != is_cyrillic(pair[1])).count();
    COST_OF_END + switches as f32 * COST_OF_SYMBOL + word.iter().map(cost).sum::<f32>()
}

/// Whether `c` is a Cyrillic letter.
pub(super) fn is_cyrillic(c: char) -> bool {
    ('\u{0400}'..CYRILLIC_END).contains(&c)
}

/// The cost of a letter of which no frequency is known.
fn letter_of_any_language(c: char) -> f32 {
    match c {
        'Œ' | 'œ' | 'Ÿ' => COST_OF_RARE,
        'À'..='ſ' if c.is_alphabetic() => COST_OF_MARKED,
        'ə' | 'Ə' | 'Ș'..='ț' | 'ª' | 'º' => COST_OF_MARKED,
        '\u{0180}'..='\u{0370}' | '\u{0400}'..CYRILLIC_END => COST_OF_RARE,
        _ if c.is_alphabetic() && c > '\u{0370}' => COST_OF_OTHER_SCRIPT,
        _ => symbol(c),
    }
}

/// The cost of a character outside words.
pub(super) fn symbol(c: char) -> f32 {
    match c {
        _ if c.is_ascii() => 0.0,
        '«' | '»' | '‘' | '’' | '‚' | '“' | '”' | '„' | '–' | '—' | '…' | '•' | '°' | '№' | '\u{A0}' | '\u{AD}' => {
            COST_OF_MARK
        }
        '\u{80}'..='\u{9F}' | char::REPLACEMENT_CHARACTER => COST_OF_CONTROL,
        _ => COST_OF_SYMBOL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn per_letter(word: &str) -> f32 {
        AZERBAIJANI.word(word.chars()) / word.chars().count() as f32
    }

    #[test]
    fn azerbaijani_words_are_likelier_than_others() {
        for (likely, unlikely) in [("nazirliyinin", "ministerstvo"), ("görüşü", "gürüşö"), ("MÜDAFİƏ", "MĞDAFİƏ")]
        {
            assert!(per_letter(likely) + 0.3 < per_letter(unlikely), "{likely} {unlikely}");
        }
    }

    #[test]
    fn capitals_cost_what_small_letters_cost() {
        assert_eq!(AZERBAIJANI.word("İŞIQ".chars()), AZERBAIJANI.word("işıq".chars()));
    }

    #[test]
    fn without_schwa_e_stands_for_it() {
        assert_eq!(WITHOUT_SCHWA.word("mədəni".chars()), WITHOUT_SCHWA.word("medeni".chars()));
        assert!(WITHOUT_SCHWA.word("medeniyyet".chars()) < AZERBAIJANI.word("medeniyyet".chars()));
    }

    #[test]
    fn each_pair_of_the_table_has_a_place() {
        let places: std::collections::HashSet<u8> = AZERBAIJANI.places.iter().copied().collect();
        assert_eq!(places.len(), 34); // 32 letters, w, foreign
    }
}
