use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("az").into(), CollatorOptions::default()).expect("collation data is compiled in")
});

/// Compares two strings by the Azerbaijani alphabet (CLDR collation `az`); equal keys are told apart by code points, so
/// that the order is total.
///
/// ```
/// use lughat::letters::compare;
/// let mut words = ["x", "h", "q", "k", "ı", "i", "ə", "e"];
/// words.sort_by(|a, b| compare(a, b));
/// assert_eq!(words.concat(), "eəhxıikq");
/// ```
pub fn compare(a: &str, b: &str) -> Ordering {
    COLLATOR.compare(a, b).then_with(|| a.cmp(b))
}

/// Returns bytes that order as [`compare`] does, for sorting many strings.
pub fn collation_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    let written = COLLATOR.write_sort_key_to(text, &mut key);
    debug_assert!(written.is_ok(), "writing to a Vec does not fail");
    key.push(0);
    key.extend_from_slice(text.as_bytes());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_as_compare_does() {
        let words =
            ["çay", "cənub", "dağ", "əl", "el", "iqlim", "ışıq", "qala", "kənd", "xan", "hal", "Şəki", "Salyan"];
        for a in words {
            for b in words {
                assert_eq!(compare(a, b), collation_key(a).cmp(&collation_key(b)), "{a} {b}");
            }
        }
    }
}
