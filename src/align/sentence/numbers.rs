use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::letters::Lang;
use crate::table;

#[derive(Deserialize)]
struct Row {
    value: String,
    az: String,
    en: String,
}

/// Words that name a number -> its digits, for Azerbaijani and English.
static WORDS: LazyLock<[HashMap<String, String>; 2]> = LazyLock::new(|| {
    let mut words = [HashMap::new(), HashMap::new()];
    for row in table::rows::<Row>("align/number_words", include_str!("../data/number_words.csv")) {
        for (side, word) in [row.az, row.en].into_iter().enumerate() {
            if !word.is_empty() {
                words[side].insert(word, row.value.clone());
            }
        }
    }
    words
});

/// The digits of the number that `word` (small letters) names. "One" and "second" are left out: they mostly name no
/// number.
pub(super) fn value(word: &str, lang: Lang) -> Option<&'static str> {
    let side = if lang == Lang::Az { 0 } else { 1 };
    WORDS[side].get(word).map(String::as_str)
}

/// The numbers in a token, as digits without separators and leading zeros: `10,000` and `10.000` alike, both ends of
/// `20-25`, without the suffix of `2020-ci`.
pub(super) fn digits(token: &str) -> Vec<String> {
    token
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
        .map(|number| number.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|number| !number.is_empty())
        .map(|number| match number.trim_start_matches('0') {
            "" => "0".to_owned(),
            rest => rest.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_zeros_and_suffixes_do_not_count() {
        assert_eq!(digits("2020-ci"), ["2020"]);
        assert_eq!(digits("10,000"), digits("10.000"));
        assert_eq!(digits("20-25"), ["20", "25"]);
        assert_eq!(digits("07"), ["7"]);
        assert_eq!(digits("-"), [""; 0]);
    }

    #[test]
    fn number_words_of_both_languages_meet() {
        assert_eq!(value("beş", Lang::Az), value("five", Lang::En));
        assert_eq!(value("one", Lang::En), None);
    }
}
