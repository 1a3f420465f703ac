use std::sync::LazyLock;

use serde::Deserialize;

use super::harmony::{Harmony, is_vowel};
use crate::table;

/// What a suffix does to the word.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Class {
    /// Number, possession, case, person and what follows them: gone in the citation form.
    Inflection,
    /// Makes a new noun or adjective of a noun (`bakılı`): part of the citation form.
    Derivation,
    /// Makes a noun or adjective of a verb: nouns' suffixes may follow.
    Nominal,
    /// Makes a predicate or converb of a verb: only persons may follow.
    Finite,
    /// Makes a verb of a verb: passive, causative, reciprocal.
    Voice,
}

/// What must stand before a suffix.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Needs {
    Vowel,
    Consonant,
    ConsonantNotL,
    AfterL,
    VowelLR,
    /// The possessive of the third person, or -ki.
    Poss3,
    NotPoss3,
    /// -dı or -sa, in any function.
    Past,
    Dative,
    /// A verb ending stands after it.
    Verb,
}

#[derive(Deserialize)]
pub(super) struct Row {
    /// Suffixes stand in the order of slots, the lowest next to the stem.
    pub slot: i8,
    /// Only slots below this may stand before the suffix.
    pub next: i8,
    pub tag: String,
    pub form: String,
    pub class: Class,
    pub needs: Option<Needs>,
    /// Negative logarithm (nats) of how often the suffix stands on a word that can have it; estimated by hand from case
    /// counts of press texts, only the order and rough size matter.
    pub cost: f32,
}

/// One written form of a suffix.
pub(super) struct Allomorph {
    pub surface: String,
    /// Index into [`Suffixes::rows`].
    pub row: usize,
    /// Bit `Harmony::index` is set for each harmony that has this form.
    pub harmony: u8,
    /// Whether the stem must end in a vowel (true) or a consonant (false).
    pub after_vowel: Option<bool>,
    /// Whether the next suffix must begin with a vowel (true) or not (false): -acağ-ı but -acaq-dır.
    pub before_vowel: Option<bool>,
}

/// The suffixes of the language in all their written forms.
pub(super) struct Suffixes {
    pub rows: Vec<Row>,
    /// Indexed by the code of the last letter: all are below U+0260, `ə` (U+0259) the highest.
    by_last: Vec<Vec<Allomorph>>,
}

pub(super) static SUFFIXES: LazyLock<Suffixes> = LazyLock::new(|| {
    let mut rows: Vec<Row> = table::rows("word/noun_suffixes", include_str!("../data/noun_suffixes.csv"));
    rows.extend(table::rows::<Row>("word/verb_endings", include_str!("../data/verb_endings.csv")));
    let mut by_last: Vec<Vec<Allomorph>> = Vec::new();
    by_last.resize_with(0x260, Vec::new);
    for (index, row) in rows.iter().enumerate() {
        for allomorph in allomorphs(&row.form, index) {
            if let Some(list) = allomorph.surface.chars().next_back().and_then(|last| by_last.get_mut(last as usize)) {
                list.push(allomorph);
            }
        }
    }
    Suffixes { rows, by_last }
});

impl Suffixes {
    /// Returns the written forms that end in `last`.
    pub fn ending_in(&self, last: char) -> &[Allomorph] {
        self.by_last.get(last as usize).map_or(&[], Vec::as_slice)
    }
}

/// Writes a form out for every harmony and neighbour.
///
/// `A` and `I` are the vowels that follow harmony, `K` is q or k (ğ or y before a vowel), `(x)` stands only after a vowel,
/// `[x]` only after a consonant.
fn allomorphs(form: &str, row: usize) -> Vec<Allomorph> {
    let mut found: Vec<Allomorph> = Vec::new();
    let conditional = form.contains(['(', '[']);
    for after_vowel in [true, false] {
        if !conditional && !after_vowel {
            continue;
        }
        for harmony in Harmony::ALL {
            for voiced in [false, true] {
                if voiced && !form.ends_with('K') {
                    continue;
                }
                let surface = write_out(form, after_vowel, harmony, voiced);
                let bit = 1 << harmony.index();
                let same = |a: &&mut Allomorph| a.surface == surface && a.after_vowel.is_none_or(|v| v == after_vowel);
                match found.iter_mut().find(same) {
                    Some(allomorph) => allomorph.harmony |= bit,
                    None => found.push(Allomorph {
                        surface,
                        row,
                        harmony: bit,
                        after_vowel: conditional.then_some(after_vowel),
                        before_vowel: form.ends_with('K').then_some(voiced),
                    }),
                }
            }
        }
    }
    found
}

fn write_out(form: &str, after_vowel: bool, mut harmony: Harmony, voiced: bool) -> String {
    let mut out = String::new();
    let mut skip = false;
    for c in form.chars() {
        match c {
            '(' => skip = !after_vowel,
            '[' => skip = after_vowel,
            ')' | ']' => skip = false,
            _ if skip => {}
            'A' => out.push(harmony.open()),
            'I' => out.push(harmony.close()),
            'K' => out.push(match (harmony.back, voiced) {
                (true, false) => 'q',
                (true, true) => 'ğ',
                (false, false) => 'k',
                (false, true) => 'y',
            }),
            _ => out.push(c),
        }
        if let Some(written) = out.chars().next_back().filter(|&last| is_vowel(last)).and_then(Harmony::of) {
            harmony = written;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: &str) -> Vec<String> {
        let mut all: Vec<String> = allomorphs(form, 0).into_iter().map(|a| a.surface).collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn forms_are_written_out_by_harmony() {
        assert_eq!(written("lAr"), ["lar", "lər"]);
        assert_eq!(written("(s)I"), ["i", "si", "su", "sü", "sı", "u", "ü", "ı"]);
        assert_eq!(written("dAkI"), ["dakı", "dəki"]); // never -daku
        assert_eq!(written("AcAK"), ["acaq", "acağ", "əcək", "əcəy"]);
    }

    #[test]
    fn a_buffer_letter_stands_after_a_vowel_only() {
        for a in allomorphs("(y)A", 0) {
            assert_eq!(a.after_vowel, Some(a.surface.starts_with('y')), "{}", a.surface);
        }
    }
}
