use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::letters::{is_apostrophe, normal_form, to_latin};

/// Longest slug, in characters; real names stay below.
const LONGEST_SLUG: usize = 80;

/// Returns the form of `text` under which spellings of one name meet: Latin, lower case, without marks, words of
/// letters and digits separated by one space. `ə` becomes `e`; I, ı, İ and i become one letter.
///
/// It is for finding only: `qız` and `qiz` are different words.
pub(super) fn key(text: &str) -> String {
    // Most forms have nothing to normalise, and an index folds many.
    if text.chars().all(is_plain) {
        return folded(text);
    }
    let normal = normal_form(text);
    let key = folded(&to_latin(&normal));
    // A lone ь has no Latin letter, but is a form all the same.
    if key.is_empty() { folded(&normal) } else { key }
}

/// Whether normalising cannot change what `c` is folded to: ASCII, Azerbaijani letters, quotes and dashes.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            'ə' | 'Ə'
                | 'ı'
                | 'İ'
                | 'ş'
                | 'Ş'
                | 'ç'
                | 'Ç'
                | 'ğ'
                | 'Ğ'
                | 'ö'
                | 'Ö'
                | 'ü'
                | 'Ü'
                | '“'
                | '”'
                | '–'
                | '’'
        )
}

fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            push_folded(&mut out, c);
        } else if !is_apostrophe(c) && !is_combining_mark(c) {
            gap = true;
        }
    }
    out
}

/// Returns `text` as the part of an id: ASCII letters and digits, words joined by `-`.
pub(super) fn slug(text: &str) -> String {
    let key = key(text);
    let mut out = String::new();
    for word in key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if out.len() + word.len() >= LONGEST_SLUG && !out.is_empty() {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().take(LONGEST_SLUG));
    }
    out
}

fn push_folded(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'ə' | 'Ə' => out.push('e'),
        'ı' | 'İ' => out.push('i'),
        'ş' | 'Ş' => out.push('s'),
        'ç' | 'Ç' => out.push('c'),
        'ğ' | 'Ğ' => out.push('g'),
        'ö' | 'Ö' => out.push('o'),
        'ü' | 'Ü' => out.push('u'),
        'ß' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        _ => out.extend(c.nfd().filter(|&mark| !is_combining_mark(mark)).flat_map(char::to_lowercase)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(key("Bakı–Tbilisi—Ceyhan"), key("BAKI-TBİLİSİ-CEYHAN"));
        assert_eq!(key("“Ulduz” jurnalı"), "ulduz jurnali");
        assert_eq!(key("Bachelor’s degree"), key("bachelor's degree"));
        assert_eq!(key("Елмар Мәммәдјаров"), key("Elmar Memmedyarov"));
        assert_eq!(key("Ь"), "ь");
        assert_eq!(key("  Kafé\u{a0}Müller "), "kafe muller");
    }

    #[test]
    fn slugs_are_ascii_and_bounded() {
        assert_eq!(slug("44 günlük Vətən müharibəsi"), "44-gunluk-veten-muharibesi");
        assert_eq!(slug("北京"), "");
        assert!(slug(&"söz ".repeat(1000)).len() <= LONGEST_SLUG);
        assert_eq!(slug(&"ə".repeat(1000)).len(), LONGEST_SLUG);
    }
}
