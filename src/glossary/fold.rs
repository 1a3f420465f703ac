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
    let mut key = String::with_capacity(text.len());
    push_key(&mut key, text);
    key
}

/// Appends the [`key`] of `text`; an index folds many forms into one string.
pub(super) fn push_key(out: &mut String, text: &str) {
    let start = out.len();
    if push_plain(out, text) {
        return;
    }
    out.truncate(start);
    let normal = normal_form(text);
    out.push_str(&folded(&to_latin(&normal)));
    // A lone ь has no Latin letter, but is a form all the same.
    if out.len() == start {
        out.push_str(&folded(&normal));
    }
}

/// Appends the key of a text in which there is nothing to normalise, as in most: ASCII, Azerbaijani letters, quotes and
/// dashes. Otherwise what it has appended is of no use, and the answer no.
fn push_plain(out: &mut String, text: &str) -> bool {
    let (start, mut gap) = (out.len(), false);
    let mut rest = text;
    while let Some(&byte) = rest.as_bytes().first() {
        // Most bytes are ASCII: a character is decoded for the others only.
        let (letter, length) = match byte {
            b'a'..=b'z' | b'0'..=b'9' => (Some(char::from(byte)), 1),
            b'A'..=b'Z' => (Some(char::from(byte.to_ascii_lowercase())), 1),
            0..0x80 => (None, 1),
            _ => match rest.chars().next() {
                Some(c @ ('“' | '”' | '–' | '’')) => (None, c.len_utf8()),
                Some(c) if azerbaijani(c).is_some() => (azerbaijani(c), c.len_utf8()),
                _ => return false,
            },
        };
        match letter {
            Some(letter) => {
                if gap && out.len() > start {
                    out.push(' ');
                }
                gap = false;
                out.push(letter);
            }
            None => gap |= byte != b'\'' && !rest.starts_with('’'),
        }
        rest = &rest[length..];
    }
    true
}

/// The ASCII letter for a letter that the Azerbaijani alphabet adds.
fn azerbaijani(c: char) -> Option<char> {
    Some(match c {
        'ə' | 'Ə' => 'e',
        'ı' | 'İ' => 'i',
        'ş' | 'Ş' => 's',
        'ç' | 'Ç' => 'c',
        'ğ' | 'Ğ' => 'g',
        'ö' | 'Ö' => 'o',
        'ü' | 'Ü' => 'u',
        _ => return None,
    })
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
    if let Some(letter) = azerbaijani(c) {
        return out.push(letter);
    }
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
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
