use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::casing::nfc;
use super::{Script, script};
use crate::table;

/// When a look-alike is replaced.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum When {
    /// In every word.
    Always,
    /// In a word that has a Latin letter too.
    LatinWord,
}

#[derive(Deserialize)]
struct Lookalike {
    seen: String,
    meant: String,
    when: When,
}

static LOOKALIKES: LazyLock<FxHashMap<char, (String, When)>> = LazyLock::new(|| {
    table::rows::<Lookalike>("letters/lookalikes", include_str!("data/lookalikes.csv"))
        .into_iter()
        .map(|row| {
            let seen = row.seen.chars().next().expect("a look-alike is one character");
            (seen, (row.meant, row.when))
        })
        .collect()
});

/// Returns `word` in the one form that tables and comparisons use: NFC, look-alike letters replaced, soft hyphens and
/// zero-width characters gone, apostrophes as `'`.
///
/// A Cyrillic letter is replaced only inside a word that has Latin letters; a wholly Cyrillic word stays as it is
/// (see [`to_latin`](super::to_latin)).
///
/// ```
/// use lughat::letters::normal_form;
/// assert_eq!(normal_form("mәşriq"), "məşriq");       // Cyrillic ә
/// assert_eq!(normal_form("Azǝrbaycan"), "Azərbaycan"); // U+01DD
/// assert_eq!(normal_form("i\u{307}lham"), "ilham");
/// ```
pub fn normal_form(word: &str) -> Cow<'_, str> {
    if word.is_ascii() && !word.contains('`') {
        return Cow::Borrowed(word);
    }
    let composed = nfc(word);
    let mixed = script(&composed) == Script::Mixed;
    let dotted = composed.contains('\u{307}');
    let replaced = |c: char| LOOKALIKES.get(&c).filter(|(_, when)| *when == When::Always || mixed);
    if !dotted && !composed.chars().any(|c| replaced(c).is_some()) {
        return composed;
    }
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars() {
        match replaced(c) {
            Some((meant, _)) => out.push_str(meant),
            None if c == '\u{307}' && out.ends_with(['i', 'ı', 'İ']) => {
                if out.ends_with('ı') {
                    out.pop();
                    out.push('i');
                }
            }
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether `c` is written for an apostrophe: ' ’ ‘ ʼ ` ´ ＇.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '＇')
}

/// Returns `'` for anything that is written for an apostrophe, and any other character as it is.
pub fn fold_apostrophe(c: char) -> char {
    if is_apostrophe(c) { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_cyrillic_words_are_left_alone() {
        assert_eq!(normal_form("Мәммәдјаров"), "Мәммәдјаров");
    }

    #[test]
    fn cyrillic_letters_in_a_latin_word_become_latin() {
        assert_eq!(normal_form("hаqqındа"), "haqqında"); // Cyrillic а twice
        assert_eq!(normal_form("vахtlаr"), "vaxtlar"); // а, х
    }

    #[test]
    fn invisible_characters_go() {
        assert_eq!(normal_form("sər\u{ad}həd\u{200b}"), "sərhəd");
    }

    #[test]
    fn n_with_tilde_is_not_decided_here() {
        assert_eq!(normal_form("keçidiñin"), "keçidiñin");
    }

    #[test]
    fn the_normal_form_is_stable() {
        for word in ["i\u{307}", "ı\u{307}", "I\u{307}lham", "s\u{327}əki", "Azerbaijan`s", "mәşriq", "ǝ"] {
            let once = normal_form(word).into_owned();
            assert_eq!(normal_form(&once), once, "{word:?}");
        }
    }
}
