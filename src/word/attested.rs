use std::borrow::Cow;
use std::sync::LazyLock;

use fst::Set;

use crate::letters::{Lang, capitalise, is_capitalised, lower};

/// Word forms that were found in Azerbaijani texts, whether the analyser knows them or not: 145,000 of the 171,000 of
/// Tesseract's word list.
///
/// Weaker evidence than an analysis. The list has loanwords and names that no lexicon has, but also misprints of the web,
/// Turkish and English, though its worst noise is thrown out (`src/word/data/attested_set.rs` says how). The forms that
/// analysis knows are in it too: they are those that are in use.
///
/// ```
/// use lughat::word::Attested;
/// let attested = Attested::embedded();
/// assert!(attested.contains("stafilokok") && attested.contains("Stafilokok"));
/// assert!(!attested.contains("qarşıında"));
/// ```
pub struct Attested {
    /// In lower case, but for the forms that were found with a capital only.
    set: Set<&'static [u8]>,
}

static ATTESTED: LazyLock<Attested> = LazyLock::new(|| Attested {
    set: Set::new(include_bytes!("data/attested.fst").as_slice()).expect("the embedded set is whole"),
});

impl Attested {
    /// The forms that the program carries. They are read where they lie; nothing is unpacked.
    pub fn embedded() -> &'static Attested {
        &ATTESTED
    }

    /// Whether a form was found, in any case: `I` is the capital of `ı`, `İ` that of `i`. A form that was found only with
    /// a capital, as names are, counts only with its capital.
    pub fn contains(&self, word: &str) -> bool {
        let form =
            if word.chars().any(char::is_uppercase) { lower(word, Lang::Az).into() } else { Cow::Borrowed(word) };
        self.set().contains(&*form) || is_capitalised(word) && self.set().contains(capitalise(&form, Lang::Az))
    }

    /// The forms, for walks over them.
    pub(crate) fn set(&self) -> &Set<&'static [u8]> {
        &self.set
    }
}

#[cfg(test)]
mod tests {
    use fst::Streamer;
    use proptest::prelude::*;

    use super::*;
    use crate::letters::{in_alphabet, upper};

    fn contains(word: &str) -> bool {
        Attested::embedded().contains(word)
    }

    /// Visits all forms.
    fn each_form(mut visit: impl FnMut(&str)) {
        let mut forms = Attested::embedded().set().stream();
        while let Some(form) = forms.next() {
            visit(std::str::from_utf8(form).unwrap());
        }
    }

    #[test]
    fn a_form_is_found_in_any_case() {
        for word in ["kitabları", "Kitabları", "KİTABLARI", "İŞIQ", "işıq", "İclas"] {
            assert!(contains(word), "{word}");
        }
        assert!(!contains("KITABLARI") && !contains("IŞIQ"));
    }

    #[test]
    fn a_name_is_found_with_its_capital_only() {
        assert!(contains("Kempfer") && contains("KEMPFER"));
        assert!(!contains("kempfer"));
    }

    #[test]
    fn misreadings_of_known_words_are_not_attested() {
        for word in ["haqqıımızda", "tsrsfin", "tedbir", "qarşıında", "NÜMAYSNDSLSRİ"] {
            assert!(!contains(word), "{word}");
        }
    }

    #[test]
    fn what_is_no_word_is_not_attested() {
        for word in ["", "a", "İ", "2020", "e\u{301}", "\u{0}", "ə\u{ff}", &"ə".repeat(100_000), &"Ş".repeat(100_000)]
        {
            assert!(!contains(word), "{}", word.len());
        }
    }

    #[test]
    fn every_form_is_of_the_alphabet_in_lower_case_or_with_one_capital() {
        let mut count = 0;
        each_form(|form| {
            count += 1;
            let small = lower(form, Lang::Az);
            assert!(small.chars().all(in_alphabet), "{form}");
            assert!(form == small || form == capitalise(&small, Lang::Az), "{form}");
        });
        assert!((140_000..150_000).contains(&count), "{count}");
    }

    #[test]
    fn every_form_is_found_as_it_stands_and_in_capitals() {
        each_form(|form| assert!(contains(form) && contains(&upper(form, Lang::Az)), "{form}"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            contains(&text);
        }
    }
}
