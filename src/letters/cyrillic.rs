use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Script, script};
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
/// assert_eq!(lughat::letters::to_latin("Елмар Мәммәдјаров"), "Elmar Məmmədyarov");
/// ```
pub fn to_latin(text: &str) -> Cow<'_, str> {
    if matches!(script(text), Script::Latin | Script::None) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut after_cyrillic = false;
    while let Some(c) = chars.next() {
        if let Some(latin) = PAIRS.get(&c) {
            out.push_str(latin);
            after_cyrillic = true;
        } else if super::is_apostrophe(c) && after_cyrillic && chars.peek().is_some_and(|n| PAIRS.contains_key(n)) {
            continue;
        } else {
            out.push(c);
            after_cyrillic = false;
        }
    }
    Cow::Owned(out)
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
        assert_eq!(to_latin("СӘ’Ј"), "SƏY");
    }

    #[test]
    fn latin_text_is_borrowed() {
        assert!(matches!(to_latin("Bakı"), Cow::Borrowed(_)));
    }
}
