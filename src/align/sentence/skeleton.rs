//! A coarse key under which respelled words meet: classes of consonants, vowels dropped but for the first.

use crate::letters::Lang;

/// The consonant skeleton of `word` (small letters): `ceyhun` and `jeyhun` give `JN`.
///
/// The classes follow the press romanisation and the respelling of foreign names: c ç ş j ch sh zh; k q g x ğ kh gh; s z; v w;
/// f ph. `h` and `y` come and go in respelling and are dropped.
pub(super) fn skeleton(word: &str, lang: Lang) -> String {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let mut key = String::new();
    let mut at = 0;
    while at < letters.len() {
        let (class, taken) = class_at(&letters[at..], lang, at == 0);
        for c in class.chars() {
            if !key.ends_with(c) {
                key.push(c);
            }
        }
        at += taken;
    }
    key
}

/// The class of the sound that the letters begin with, and how many letters write it.
fn class_at(letters: &[char], lang: Lang, first: bool) -> (&'static str, usize) {
    let next = letters.get(1).copied().unwrap_or(' ');
    let after = letters.get(2).copied().unwrap_or(' ');
    if lang != Lang::Az {
        match (letters[0], next, after) {
            ('t', 'c', 'h') | ('s', 'c', 'h') | ('d', 'z', 'h') => return ("J", 3),
            ('t', 'z', _) => return ("S", 2),
            ('c' | 's' | 'z', 'h', _) | ('d', 'j', _) | ('d', 'g', 'e') => return ("J", 2),
            ('k' | 'g', 'h', _) | ('c', 'k' | 'q', _) => return ("K", 2),
            ('p', 'h', _) => return ("F", 2),
            ('t', 'h', _) => return ("T", 2),
            ('c', 'e' | 'i' | 'y', _) => return ("S", 1),
            ('c', _, _) => return ("K", 1),
            ('x', _, _) => return (if first { "K" } else { "KS" }, 1),
            ('q', 'u', _) => return ("KV", 2),
            _ => {}
        }
    }
    (class_of(letters, first), 1)
}

fn class_of(letters: &[char], first: bool) -> &'static str {
    match letters[0] {
        'c' | 'ç' | 'ş' | 'j' | 'š' | 'č' | 'ž' | 'ć' => "J",
        'k' | 'q' | 'g' | 'x' | 'ğ' => "K",
        's' | 'z' => "S",
        'v' | 'w' => "V",
        'u' if first && letters.get(1).is_some_and(|c| matches!(c, 'e' | 'i' | 'o' | 'a' | 'ə')) => "V",
        'b' => "B",
        'p' => "P",
        'f' => "F",
        'd' | 'đ' => "D",
        't' => "T",
        'l' | 'ł' => "L",
        'r' => "R",
        'm' => "M",
        'n' | 'ñ' | 'ń' => "N",
        'h' => "",
        _ if first => "A",
        _ => "",
    }
}

/// `key` and all it becomes when one class is left out: two keys that are one edit apart share one of these.
pub(super) fn with_deletions(key: &str) -> Vec<String> {
    let cut = (0..key.len()).map(|at| format!("{}{}", &key[..at], &key[at + 1..]));
    std::iter::once(key.to_owned()).chain(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn respelled_names_meet() {
        for (az, en) in [
            ("ceyhun", "jeyhun"),
            ("çunqonq", "chungong"),
            ("tağızadə", "taghizade"),
            ("uels", "wales"),
            ("şuşa", "shusha"),
            ("vaşinqton", "washington"),
            ("xankəndi", "khankendi"),
            ("meksika", "mexico"),
        ] {
            assert_eq!(skeleton(az, Lang::Az), skeleton(en, Lang::En), "{az} {en}");
        }
    }

    #[test]
    fn other_names_do_not() {
        assert_ne!(skeleton("quba", Lang::Az), skeleton("ganja", Lang::En));
    }

    #[test]
    fn one_edit_shares_a_deletion() {
        let left = with_deletions("PRSDNT");
        assert!(with_deletions("PRSNT").iter().any(|key| left.contains(key)));
    }
}
