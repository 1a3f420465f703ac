use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::letters::{Lang, lower, normal_form, to_latin};
use crate::table;

#[derive(Deserialize)]
struct GivenRow {
    az: String,
    en: String,
}

#[derive(Deserialize)]
struct ForeignRow {
    az: String,
    en: String,
}

#[derive(Deserialize)]
struct WordRow {
    az: String,
    en: String,
    ru: String,
    kind: Kind,
}

/// What the tables know of a word.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// A given name borne in Azerbaijan: two of them are two names however alike their letters are.
    Given,
    /// A foreign given or family name.
    Foreign,
    /// A word that many names share and that is translated: lower, island, republic.
    Generic,
    /// A place that each language has its own name for.
    Exonym,
    /// A people or language in the name of something else.
    Adjective,
}

/// A name of the tables.
struct Entry {
    /// The usual English spelling.
    english: String,
    kind: Kind,
}

/// The names of `given_names.csv`, `foreign_names.csv` and `name_words.csv`, found by their Azerbaijani and English spellings.
pub(super) struct KnownNames {
    entries: Vec<Entry>,
    by_spelling: HashMap<String, Vec<u32>>,
    by_azerbaijani: HashMap<String, u32>,
}

pub(super) static KNOWN: LazyLock<KnownNames> = LazyLock::new(KnownNames::load);

impl KnownNames {
    fn load() -> KnownNames {
        let mut known = KnownNames { entries: Vec::new(), by_spelling: HashMap::new(), by_azerbaijani: HashMap::new() };
        for row in table::rows::<GivenRow>("name/given_names", include_str!("data/given_names.csv")) {
            known.add(&row.az, &row.en, "", Kind::Given);
        }
        for row in table::rows::<ForeignRow>("name/foreign_names", include_str!("data/foreign_names.csv")) {
            known.add(&row.az, &row.en, "", Kind::Foreign);
        }
        for row in table::rows::<WordRow>("name/name_words", include_str!("data/name_words.csv")) {
            known.add(&row.az, &row.en, &row.ru, row.kind);
        }
        known
    }

    fn add(&mut self, az: &str, en: &str, ru: &str, kind: Kind) {
        let number = self.entries.len() as u32;
        let english = table::list(en).next().unwrap_or(az).to_owned();
        self.entries.push(Entry { english, kind });
        for spelling in table::list(az).chain(table::list(en)).chain(table::list(ru)) {
            let numbers = self.by_spelling.entry(fold(spelling)).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        if matches!(kind, Kind::Given | Kind::Foreign) {
            self.by_azerbaijani.entry(lower(az, Lang::Az)).or_insert(number);
        }
    }

    /// The numbers of the entries that a word may be, in table order. Azerbaijani without its marks and Cyrillic count.
    pub(super) fn find(&self, word: &str) -> &[u32] {
        self.by_spelling.get(&fold(word)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The English spelling of a name written in Azerbaijani letters, in lower case.
    pub(super) fn english(&self, lower_az: &str) -> Option<&str> {
        let number = *self.by_azerbaijani.get(lower_az)?;
        self.entries.get(number as usize).map(|entry| entry.english.as_str())
    }

    /// Whether there are entries and all are of one kind.
    pub(super) fn are(&self, numbers: &[u32], kind: Kind) -> bool {
        !numbers.is_empty() && numbers.iter().all(|&n| self.entries.get(n as usize).is_some_and(|e| e.kind == kind))
    }
}

/// Folds a spelling to the key that entries are found by: lower case, Latin, no marks.
fn fold(word: &str) -> String {
    let normal = normal_form(word);
    to_latin(&normal)
        .chars()
        .filter_map(|c| match c {
            'I' | 'İ' | 'ı' => Some('i'),
            'Ə' | 'ə' => Some('e'),
            'Ç' | 'ç' => Some('c'),
            'Ş' | 'ş' => Some('s'),
            'Ğ' | 'ğ' => Some('g'),
            'Ö' | 'ö' => Some('o'),
            'Ü' | 'ü' => Some('u'),
            'É' | 'é' => Some('e'),
            '\'' | '-' => None,
            _ => c.to_lowercase().next(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_each_of_its_spellings() {
        let numbers = KNOWN.find("Elçin");
        assert!(KNOWN.are(numbers, Kind::Given));
        assert_eq!(KNOWN.find("Elchin"), numbers);
        assert_eq!(KNOWN.find("Елчин"), numbers);
    }

    #[test]
    fn respelt_foreign_names_share_an_entry() {
        let john = KNOWN.find("John");
        assert!(KNOWN.find("Con").iter().any(|number| john.contains(number)));
    }
}
