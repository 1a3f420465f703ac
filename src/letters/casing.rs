use std::borrow::Cow;

use icu_casemap::CaseMapper;
use icu_locale_core::{LanguageIdentifier, langid};

use super::Lang;

const MAPPER: icu_casemap::CaseMapperBorrowed<'static> = CaseMapper::new();

fn locale(lang: Lang) -> LanguageIdentifier {
    if lang.has_turkic_casing() { langid!("az") } else { langid!("en") }
}

/// Returns `text` in lower case by the rules of `lang`: in Azerbaijani `I` gives `ı` and `İ` gives `i`.
///
/// ```
/// use lughat::letters::{Lang, lower};
/// assert_eq!(lower("XARİCİ İŞLƏR", Lang::Az), "xarici işlər");
/// assert_eq!(lower("İLHAM".to_lowercase().as_str(), Lang::Az), "ilham"); // i + U+0307 is mended
/// ```
pub fn lower(text: &str, lang: Lang) -> String {
    let mapped = MAPPER.lowercase_to_string(text, &locale(lang));
    if mapped.contains('\u{307}') { mapped.replace("i\u{307}", "i") } else { mapped.into_owned() }
}

/// Returns `text` in upper case by the rules of `lang`: in Azerbaijani `i` gives `İ` and `ı` gives `I`.
pub fn upper(text: &str, lang: Lang) -> String {
    MAPPER.uppercase_to_string(text, &locale(lang)).into_owned()
}

/// Returns `text` with its first letter in upper case and the rest as it is.
pub fn capitalise(text: &str, lang: Lang) -> String {
    match text.char_indices().nth(1) {
        Some((second, _)) => upper(&text[..second], lang) + &text[second..],
        None => upper(text, lang),
    }
}

/// Returns `text` with its first letter in lower case and the rest as it is.
pub fn decapitalise(text: &str, lang: Lang) -> String {
    match text.char_indices().nth(1) {
        Some((second, _)) => lower(&text[..second], lang) + &text[second..],
        None => lower(text, lang),
    }
}

/// Whether the first letter of `word` is a capital; quotes and other marks before it are passed over.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether `word` has at least one letter and all its letters are capitals.
pub fn is_upper(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// Normalises to Unicode NFC without a copy where nothing changes.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dotted_and_dotless_i_are_two_letters() {
        assert_eq!(lower("ISTANBUL İstanbul", Lang::Az), "ıstanbul istanbul");
        assert_eq!(upper("iqlim ışıq", Lang::Az), "İQLİM IŞIQ");
    }

    #[test]
    fn english_keeps_its_own_casing() {
        assert_eq!(lower("UNICEF IRAQ", Lang::En), "unicef iraq");
        assert_eq!(upper("iraq", Lang::En), "IRAQ");
    }

    #[test]
    fn capitalise_touches_one_letter() {
        assert_eq!(capitalise("ilham", Lang::Az), "İlham");
        assert_eq!(capitalise("", Lang::Az), "");
    }
}
