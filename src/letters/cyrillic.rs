use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::casing::nfc;
use super::{Lang, Script, script, upper};
use crate::table;

#[derive(Deserialize)]
struct Pair {
    cyrillic: char,
    latin: String,
}

static PAIRS: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    table::rows::<Pair>("letters/cyrillic", include_str!("data/cyrillic.csv"))
        .into_iter()
        .map(|row| (row.cyrillic, row.latin))
        .collect()
});

/// Converts Azerbaijani Cyrillic to Latin, letter by letter; text without Cyrillic is returned as it is.
///
/// Apostrophes inside a word go, as in the Latin orthography. Letters that Azerbaijani Cyrillic never had (щ, ъ, ь, ё …)
/// are respelled as in Russian names. Source: alphabets of 1939–1958, of 1958 and of 2001 (BGN/PCGN 1993, ICU
/// `Azerbaijani-Latin/BGN`).
///
/// ```
/// use lughat::letters::to_latin;
/// assert_eq!(to_latin("Елмар Мәммәдјаров"), "Elmar Məmmədyarov");
/// assert_eq!(to_latin("Юсиф, ЮНЕСКО, СӘ’Ј"), "Yusif, YUNESKO, SƏY");
/// ```
pub fn to_latin(text: &str) -> Cow<'_, str> {
    if matches!(script(text), Script::Latin | Script::None) {
        return Cow::Borrowed(text);
    }
    let text = nfc(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if let Some(latin) = PAIRS.get(&c) {
            match latin.len() > 1 && is_among_capitals(before, c, next) {
                true => out.push_str(&upper(latin, Lang::Az)),
                false => out.push_str(latin),
            }
        } else if super::is_apostrophe(c) && before.is_some_and(char::is_alphabetic) && next.is_some_and(is_respelt) {
            continue;
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Whether a capital stands in a word of capitals.
fn is_among_capitals(before: Option<char>, c: char, next: Option<char>) -> bool {
    let neighbour = next.filter(|next| next.is_alphabetic()).or(before);
    c.is_uppercase() && neighbour.is_some_and(char::is_uppercase)
}

/// Whether a letter is one of those that [`to_latin`] respells.
pub fn is_respelt(letter: char) -> bool {
    PAIRS.contains_key(&letter)
}

/// Whether `text` has a letter that only Azerbaijani Cyrillic has: ә ө ү ғ ҝ ҹ һ ј.
pub fn is_azerbaijani_cyrillic(text: &str) -> bool {
    text.chars().any(|c| "әөүғҝҹһјӘӨҮҒҜҸҺЈ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_its_own_latin_letter() {
        assert_eq!(to_latin("Ҝәнҹә, Һејдәр Әлијев"), "Gəncə, Heydər Əliyev");
        assert_eq!(to_latin("программ"), "proqramm");
        assert_eq!(to_latin("СӘ’Ј, мə’на"), "SƏY, məna");
        assert_eq!(to_latin("и\u{306}"), "y");
    }

    #[test]
    fn letters_that_become_two_follow_the_case_of_their_word() {
        assert_eq!(to_latin("ЈУНЕСКО, ЮНЕСКО, Юсиф, Ю. Әлијев"), "YUNESKO, YUNESKO, Yusif, Yu. Əliyev");
        assert_eq!(to_latin("ЗИЯ ЯЗЫР"), "ZİYA YAZIR");
    }

    #[test]
    fn apostrophes_outside_of_words_stay() {
        assert_eq!(to_latin("‘Азадлыг’ ’а"), "‘Azadlıq’ ’a");
    }

    #[test]
    fn latin_text_is_borrowed() {
        assert!(matches!(to_latin("Bakı"), Cow::Borrowed(_)));
    }
}
