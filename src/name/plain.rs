use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Similarity;
use crate::letters::{Lang, lower, normal_form, to_latin};

/// Returns how alike two names are by plain edit distance: one minus the Levenshtein distance over the longer length,
/// after Cyrillic and diacritics are folded away.
///
/// The baseline that [`similarity`](super::similarity) has to beat: every letter counts the same.
///
/// ```
/// use lughat::name::plain_similarity;
/// assert_eq!(plain_similarity("Şuşa", "Susa").value(), 1.0);
/// assert_eq!(plain_similarity("Cəfər", "Jafar").value(), 0.4);
/// ```
pub fn plain_similarity(a: &str, b: &str) -> Similarity {
    Similarity::new(strsim::normalized_levenshtein(&fold(a), &fold(b)) as f32)
}

/// Lower case, Latin, without marks; ə is e.
fn fold(name: &str) -> String {
    let latin = lower(&to_latin(&normal_form(name)), Lang::En);
    latin
        .nfd()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| {
            if c == 'ə' {
                'e'
            } else if c == 'ı' {
                'i'
            } else {
                c
            }
        })
        .collect()
}
