use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use super::known::KNOWN;
use crate::letters::{Lang, is_vowel, lower, normal_form, to_latin};
use crate::table;

/// A way to write Azerbaijani names for readers of English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// As news agencies and ministries write: c j, ç ch, ə a, ğ gh, x kh, q g, ş sh; given names and respelt foreign
    /// names in their usual spelling.
    #[default]
    Press,
    /// BGN/PCGN 2002: the Roman alphabet as it is.
    Bgn,
    /// ICAO Doc 9303 part 3, for machine-readable travel documents; the case of the input is kept.
    Icao,
    /// Only the marks go, as on a foreign keyboard.
    Ascii,
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Scheme::Press => "press",
            Scheme::Bgn => "bgn",
            Scheme::Icao => "icao",
            Scheme::Ascii => "ascii",
        })
    }
}

/// Where a rule of the table applies.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Context {
    #[serde(rename = "")]
    Anywhere,
    /// Before a consonant other than y, or at the end of the word.
    Closed,
    /// At the end of the word, after another letter.
    End,
}

#[derive(Deserialize)]
struct Row {
    az: String,
    context: Context,
    press: String,
    bgn: String,
    icao: String,
    ascii: String,
}

impl Row {
    fn written(&self, scheme: Scheme) -> &str {
        match scheme {
            Scheme::Press => &self.press,
            Scheme::Bgn => &self.bgn,
            Scheme::Icao => &self.icao,
            Scheme::Ascii => &self.ascii,
        }
    }

    /// Whether the rule applies to the lower-case letters of a word from `start` on.
    fn holds(&self, word: &[char], start: usize) -> bool {
        let len = self.az.chars().count();
        let Some(here) = word.get(start..start + len) else { return false };
        let after = word.get(start + len);
        here.iter().copied().eq(self.az.chars())
            && match self.context {
                Context::Anywhere => true,
                Context::Closed => after.is_none_or(|&c| c != 'y' && !is_vowel(c)),
                Context::End => after.is_none() && start > 0,
            }
    }
}

/// Longest left sides first: the special rule is tried before the letter.
static RULES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = table::rows("name/romanisation", include_str!("data/romanisation.csv"));
    rows.sort_by_key(|row| std::cmp::Reverse(row.az.chars().count()));
    rows
});

/// Names whose English spelling follows no rule: Şəki is Sheki, Bakı is Baku. They are the business of a glossary, which
/// fills this.
///
/// ```
/// use lughat::name::{Exceptions, Scheme, romanise_with};
/// let exceptions: Exceptions = [("Bakı", "Baku")].into_iter().collect();
/// assert_eq!(romanise_with("Bakı", Scheme::Press, &exceptions), "Baku");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Exceptions {
    spellings: HashMap<String, String>,
}

impl Exceptions {
    /// Adds a name; the first spelling of a name stays.
    pub fn insert(&mut self, az: &str, en: &str) {
        self.spellings.entry(lower(&normal_form(az), Lang::Az)).or_insert_with(|| en.to_owned());
    }

    fn get(&self, az: &str) -> Option<&str> {
        if self.spellings.is_empty() {
            return None;
        }
        self.spellings.get(&lower(az, Lang::Az)).map(String::as_str)
    }
}

impl<A: AsRef<str>, E: AsRef<str>> FromIterator<(A, E)> for Exceptions {
    fn from_iter<I: IntoIterator<Item = (A, E)>>(pairs: I) -> Exceptions {
        let mut exceptions = Exceptions::default();
        for (az, en) in pairs {
            exceptions.insert(az.as_ref(), en.as_ref());
        }
        exceptions
    }
}

/// Returns the English form of an Azerbaijani name. The name must be in its citation form: suffixes are not taken off.
///
/// Cyrillic is read first. In [`Scheme::Press`] a word of the tables of given and foreign names gets its usual spelling
/// (Con: John); every other word goes letter by letter (Cabinet decision 498 of 16 December 2020 and press practice).
/// Capitals stay capitals; characters that are no Azerbaijani letters stay as they are.
///
/// ```
/// use lughat::name::{Scheme, romanise};
/// assert_eq!(romanise("Şəki", Scheme::Press), "Shaki");
/// assert_eq!(romanise("ŞƏKİ", Scheme::Press), "SHAKI");
/// assert_eq!(romanise("Ҹәфәр Ҹаббарлы", Scheme::Press), "Jafar Jabbarli");
/// assert_eq!(romanise("Gözəl Üzeyir", Scheme::Icao), "Goezel Uezeyir");
/// ```
pub fn romanise(name: &str, scheme: Scheme) -> String {
    romanise_with(name, scheme, &Exceptions::default())
}

/// As [`romanise`]; the whole name and each of its words are looked up in `exceptions` first, whatever the scheme.
pub fn romanise_with(name: &str, scheme: Scheme, exceptions: &Exceptions) -> String {
    let normal = normal_form(name);
    let latin = to_latin(&normal);
    if let Some(spelling) = exceptions.get(&latin) {
        return in_case_of(&latin, spelling);
    }
    let mut out = String::with_capacity(latin.len() + 8);
    let mut word = String::new();
    for c in latin.chars() {
        if c.is_alphabetic() {
            word.push(c);
        } else {
            push_word(&mut out, &word, scheme, exceptions);
            word.clear();
            out.push(c);
        }
    }
    push_word(&mut out, &word, scheme, exceptions);
    out
}

fn push_word(out: &mut String, word: &str, scheme: Scheme, exceptions: &Exceptions) {
    let lower = lower(word, Lang::Az);
    let known = || if scheme == Scheme::Press { KNOWN.english(&lower) } else { None };
    match exceptions.get(word).or_else(known) {
        Some(spelling) => out.push_str(&in_case_of(word, spelling)),
        None => push_letters(out, word, &lower, scheme),
    }
}

/// Writes `spelling` in capitals if the word that it stands for is.
fn in_case_of(word: &str, spelling: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 1 && crate::letters::is_upper(word) {
        crate::letters::upper(spelling, Lang::En)
    } else if !crate::letters::is_capitalised(word) {
        crate::letters::lower(spelling, Lang::En)
    } else {
        spelling.to_owned()
    }
}

fn push_letters(out: &mut String, word: &str, lower: &str, scheme: Scheme) {
    let written: Vec<char> = word.chars().collect();
    let letters: Vec<char> = lower.chars().collect();
    if written.len() != letters.len() {
        // A letter of another alphabet whose lower case is longer: it has no rule.
        out.push_str(word);
        return;
    }
    let mut start = 0;
    while let Some(&c) = written.get(start) {
        let Some(rule) = RULES.iter().find(|rule| rule.holds(&letters, start)) else {
            out.push(c);
            start += 1;
            continue;
        };
        let len = rule.az.chars().count();
        push_cased(out, rule.written(scheme), &written, start, len);
        start += len;
    }
}

/// Writes a group for `len` letters of a word: a capital gives a group of capitals where its neighbour is a capital too
/// (ŞƏKİ: SHAKI), else only its first letter (Şəki: Shaki).
fn push_cased(out: &mut String, group: &str, word: &[char], start: usize, len: usize) {
    let is_upper = |i: Option<usize>| i.and_then(|i| word.get(i)).is_some_and(|c| c.is_uppercase());
    let all = is_upper(Some(start))
        && (is_upper(Some(start + 1)) || (start + 1 >= word.len() && is_upper(start.checked_sub(1))));
    // BGN keeps the letters, and with them i and ı: they case as in Azerbaijani where they differ from English.
    let lang = if group.contains(['ı', 'ə', 'ğ']) { Lang::Az } else { Lang::En };
    for (i, c) in group.chars().enumerate() {
        if all || (i == 0 && is_upper(Some(start))) || (len > 1 && is_upper(Some(start + i))) {
            out.push_str(&crate::letters::upper(c.encode_utf8(&mut [0; 4]), lang));
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(name: &str) -> String {
        romanise(name, Scheme::Press)
    }

    #[test]
    fn the_official_examples_of_decision_498() {
        for (az, en) in [
            ("Sarıcalı", "Sarijali"),
            ("Ağzıbir", "Aghzibir"),
            ("Alıbəyli", "Alibeyli"),
            ("Güllücə", "Gulluja"),
            ("Qaradəmirçi", "Garadamirchi"),
            ("Düdükçü", "Dudukchu"),
            ("Qalacıq", "Galajig"),
            ("Ağdam", "Aghdam"),
        ] {
            assert_eq!(press(az), en);
        }
    }

    #[test]
    fn schwa_before_y_is_e_only_in_a_closed_syllable() {
        assert_eq!(press("Hacıbəyli"), "Hajibeyli");
        assert_eq!(press("Həyatov"), "Hayatov");
    }

    #[test]
    fn capitals_stay_capitals() {
        assert_eq!(press("ŞUŞA"), "SHUSHA");
        assert_eq!(press("Ş. Əsədov"), "Sh. Asadov");
        assert_eq!(press("İRADƏ"), "IRADA");
        assert_eq!(romanise("IŞIQ", Scheme::Bgn), "IŞIQ");
    }

    #[test]
    fn respelt_foreign_names_get_their_own_spelling() {
        assert_eq!(press("Con Kennedi"), "John Kennedy");
        assert_eq!(romanise("Con", Scheme::Ascii), "Con");
    }

    #[test]
    fn other_characters_stay() {
        assert_eq!(press("№ 7 «Xəzər»"), "№ 7 «Khazar»");
        assert_eq!(press(""), "");
        assert_eq!(press("東京"), "東京");
    }

    #[test]
    fn each_scheme_writes_its_own_letters() {
        assert_eq!(romanise("Çingiz", Scheme::Bgn), "Çingiz");
        assert_eq!(romanise("Gülşən", Scheme::Icao), "Guelsen");
        assert_eq!(romanise("Gülşən", Scheme::Ascii), "Gulsen");
    }

    #[test]
    fn exceptions_come_first() {
        let exceptions: Exceptions = [("Şəki", "Sheki")].into_iter().collect();
        assert_eq!(romanise_with("ŞƏKİ rayonu", Scheme::Press, &exceptions), "SHEKI rayonu");
    }
}
