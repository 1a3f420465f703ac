use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::form::Ending;
use super::word::Word;
use crate::letters::Lang;
use crate::table;

/// A noun that makes a name: `nazirlik`/`ministry`, `rəis`/`chief`, `çay`/`river`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// The bare Azerbaijani noun, or noun group.
    pub az: String,
    /// The form that it has as the head of an izafet.
    pub az_possessive: String,
    /// English nouns for it, separated by `|`, most usual first.
    pub en: String,
    /// Where the English noun stands in names of places: `after`, `before`, `of`; empty for other heads.
    #[serde(default)]
    pub en_order: String,
    /// `no` where the bare noun is a common noun for people and names no office; of titles only.
    #[serde(default)]
    pub alone: String,
}

impl Head {
    /// Whether the noun by itself names an office, unlike a common noun for people (`üzv`, `alim`).
    pub fn is_office(&self) -> bool {
        self.alone != "no"
    }
}

/// The heads of one kind of name, found by the word that ends them.
#[derive(Debug)]
pub struct HeadTable {
    heads: Vec<Head>,
    az: HashMap<String, Vec<Part>>,
    en: HashMap<String, Vec<Part>>,
}

/// The words of a head before its last one.
#[derive(Debug)]
struct Part {
    before: Vec<String>,
    head: usize,
}

/// A head that was found in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct HeadMatch<'h> {
    /// The index of its first word.
    pub start: usize,
    /// The index of its last word.
    pub end: usize,
    /// The row of the table.
    pub head: &'h Head,
    /// What the sentence put on its last word.
    pub ending: Ending,
}

impl HeadTable {
    fn new(name: &str, csv_text: &str) -> HeadTable {
        let mut table = HeadTable { heads: table::rows(name, csv_text), az: HashMap::new(), en: HashMap::new() };
        for (head, row) in table.heads.iter().enumerate() {
            add(&mut table.az, &row.az, head);
            for en in table::list(&row.en) {
                // Words are compared without their genitive: prosecutor's office.
                add(&mut table.en, &en.to_lowercase().replace("'s ", " "), head);
            }
        }
        table
    }

    /// The longest head that ends with the word `at`.
    pub fn ending_at(&self, words: &[Word<'_>], at: usize, lang: Lang) -> Option<HeadMatch<'_>> {
        let index = if lang == Lang::En { &self.en } else { &self.az };
        let word = words.get(at)?;
        let parts =
            word.bases.iter().flat_map(|base| index.get(&base.text).into_iter().flatten().map(move |p| (base, p)));
        parts
            .filter(|(_, part)| stands_before(&part.before, words, at))
            .max_by_key(|(base, part)| {
                (part.before.len(), base.ending.is_none(), base.ending.possessive, base.text.len())
            })
            .map(|(base, part)| HeadMatch {
                start: at - part.before.len(),
                end: at,
                head: &self.heads[part.head],
                ending: base.ending,
            })
    }

    /// The rows, in file order.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }
}

fn add(index: &mut HashMap<String, Vec<Part>>, text: &str, head: usize) {
    let mut before: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if let Some(last) = before.pop() {
        index.entry(last).or_default().push(Part { before, head });
    }
}

fn stands_before(before: &[String], words: &[Word<'_>], at: usize) -> bool {
    before.len() <= at
        && before.iter().rev().zip(words[..at].iter().rev()).all(|(wanted, word)| *wanted == word.lower)
        && (at - before.len()..at).all(|i| words[i + 1].gap.joins())
}

/// The tables that patterns use.
#[derive(Debug)]
pub struct Tables {
    /// Heads of organisations.
    pub agency: HeadTable,
    /// Heads of offices.
    pub title: HeadTable,
    /// Heads of places.
    pub place: HeadTable,
    /// Fields that a minister or ministry is of: Azerbaijani -> English, `|`-separated.
    pub portfolios: Vec<Portfolio>,
    /// Country nouns and the words for their people.
    pub demonyms: Vec<Demonym>,
    demonym_words: HashMap<String, usize>,
    /// Given names of both languages, lower case.
    pub given_names: HashSet<String>,
}

/// The field of a ministry or an office.
#[derive(Clone, Debug, Deserialize)]
pub struct Portfolio {
    /// As it stands before `naziri`, lower case.
    pub az: String,
    /// As it stands after `Minister of` or before `Minister`, `|`-separated.
    pub en: String,
}

/// A country or region with the words for what belongs to it.
#[derive(Clone, Debug, Deserialize)]
pub struct Demonym {
    /// Azerbaijani noun.
    pub az_country: String,
    /// English noun, `|`-separated.
    pub en_country: String,
    /// English adjective, `|`-separated.
    pub en_adjective: String,
    /// Azerbaijani word for a person from there.
    pub az_person: String,
    /// Azerbaijani word for the nation, where it is another.
    pub az_adjective: String,
}

#[derive(Deserialize)]
struct GivenName {
    az: String,
    en: String,
}

impl Tables {
    /// The tables of the program.
    pub fn get() -> &'static Tables {
        static TABLES: LazyLock<Tables> = LazyLock::new(Tables::load);
        &TABLES
    }

    fn load() -> Tables {
        let demonyms: Vec<Demonym> = table::rows("mention/demonyms", include_str!("data/demonyms.csv"));
        let mut demonym_words = HashMap::new();
        for (index, row) in demonyms.iter().enumerate() {
            for cell in [&row.az_person, &row.az_adjective, &row.en_adjective] {
                for word in table::list(cell) {
                    demonym_words.entry(word.to_lowercase()).or_insert(index);
                }
            }
        }
        let given = table::rows::<GivenName>("name/given_names", include_str!("../name/data/given_names.csv"));
        let foreign = table::rows::<GivenName>("name/foreign_names", include_str!("../name/data/foreign_names.csv"));
        let given_names = given
            .iter()
            .chain(&foreign)
            .flat_map(|row| {
                let az = crate::letters::lower(&row.az, Lang::Az);
                table::list(&row.en).map(str::to_lowercase).chain([az]).collect::<Vec<_>>()
            })
            .collect();
        Tables {
            agency: HeadTable::new("mention/agency_heads", include_str!("data/agency_heads.csv")),
            title: HeadTable::new("mention/title_heads", include_str!("data/title_heads.csv")),
            place: HeadTable::new("mention/place_heads", include_str!("data/place_heads.csv")),
            portfolios: table::rows("mention/portfolios", include_str!("data/portfolios.csv")),
            demonyms,
            demonym_words,
            given_names,
        }
    }

    /// The country or region whose people or adjective a bare word (lower case) names.
    pub fn demonym(&self, word: &str) -> Option<&Demonym> {
        self.demonym_words.get(word).map(|&index| &self.demonyms[index])
    }
}
