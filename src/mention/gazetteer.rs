use std::collections::HashMap;

use super::form::Ending;
use super::word::Word;
use crate::glossary::Kind;
use crate::letters::{Lang, is_capitalised, lower, normal_form};

/// The names and terms that are known beforehand, ready to be found in texts.
///
/// A plain type of this layer: whoever has a glossary fills it.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<NameForms>,
    az: HashMap<String, Vec<Form>>,
    en: HashMap<String, Vec<Form>>,
}

/// What is known of one name: its forms in both languages, the citation form first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForms {
    /// What it names.
    pub kind: Kind,
    /// Azerbaijani forms.
    pub az: Vec<String>,
    /// English forms.
    pub en: Vec<String>,
    /// Azerbaijani acronyms.
    pub az_acronyms: Vec<String>,
    /// English acronyms.
    pub en_acronyms: Vec<String>,
}

/// One form of one entry, indexed by its first word.
#[derive(Clone, Debug)]
struct Form {
    words: Vec<String>,
    entry: usize,
    capital: bool,
    acronym: bool,
}

/// A place where a form of an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The index of the entry.
    pub entry: usize,
    /// How many words the form has.
    pub words: usize,
    /// What the sentence put on its last word.
    pub ending: Ending,
    /// Which of the last word's bases is the last word of the form.
    pub base: usize,
    /// Whether it is the acronym of the entry.
    pub acronym: bool,
}

impl Gazetteer {
    /// Adds a name; its index is the number of names before it.
    pub fn add(&mut self, name: NameForms) {
        let entry = self.entries.len();
        for (lang, forms, acronym) in [
            (Lang::Az, &name.az, false),
            (Lang::Az, &name.az_acronyms, true),
            (Lang::En, &name.en, false),
            (Lang::En, &name.en_acronyms, true),
        ] {
            let index = if lang == Lang::Az { &mut self.az } else { &mut self.en };
            for text in forms {
                let capital = is_capitalised(text);
                let words: Vec<String> = split_words(&normal_form(text), lang);
                if let Some(first) = words.first() {
                    let key = without_genitive(first, words.len() > 1).to_owned();
                    index.entry(key).or_default().push(Form { words, entry, capital, acronym });
                }
            }
        }
        self.entries.push(name);
    }

    /// The entry of an index.
    pub fn entry(&self, index: usize) -> Option<&NameForms> {
        self.entries.get(index)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether `word` (lower case, bare) is by itself a form of an entry of this kind.
    pub fn is_known(&self, word: &str, lang: Lang, kind: Kind) -> bool {
        self.listing(word, lang, kind).is_some()
    }

    /// The first entry of this kind of which `word` (lower case, bare) is by itself a form.
    pub fn listing(&self, word: &str, lang: Lang, kind: Kind) -> Option<usize> {
        let index = if lang == Lang::En { &self.en } else { &self.az };
        let fits = |form: &&Form| form.words.len() == 1 && !form.acronym && self.entries[form.entry].kind == kind;
        index.get(word)?.iter().find(fits).map(|form| form.entry)
    }

    /// The forms that stand at `words[at..]`, longest first; ties in the order of the entries.
    pub fn find(&self, words: &[Word<'_>], at: usize, lang: Lang) -> Vec<Hit> {
        let index = if lang == Lang::En { &self.en } else { &self.az };
        let Some(first) = words.get(at) else { return Vec::new() };
        let mut keys: Vec<&str> = vec![without_genitive(&first.lower, true)];
        keys.extend(first.bases.iter().map(|base| base.text.as_str()));
        keys.sort_unstable();
        keys.dedup();
        let mut hits: Vec<Hit> = keys
            .into_iter()
            .filter_map(|key| index.get(key))
            .flatten()
            .filter_map(|form| form.matches(&words[at..]))
            .collect();
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.words), hit.entry, hit.acronym));
        hits.dedup_by_key(|hit| (hit.words, hit.entry));
        hits
    }
}

impl Form {
    /// The hit, if the form stands at the start of `words`.
    fn matches(&self, words: &[Word<'_>]) -> Option<Hit> {
        let (last, inner) = self.words.split_last()?;
        if words.len() <= inner.len() || self.capital && !words[0].capital {
            return None;
        }
        if self.acronym && !words[0].head.chars().all(|c| !c.is_lowercase() || c == 's') {
            return None;
        }
        let joined = words[1..=inner.len()].iter().all(|word| word.gap.joins());
        let same = inner.iter().zip(words).all(|(form, word)| {
            // An inner English noun may be the plural: `issues of mutual interest`.
            let plural =
                word.bases.get(1).is_some_and(|base| base.ending.plural && base.text == *form && word.is_english());
            *form == word.lower || plural || without_genitive(form, true) == without_genitive(&word.lower, true)
        });
        if !joined || !same {
            return None;
        }
        let bases = &words[inner.len()].bases;
        let base = bases.iter().position(|base| base.text == *last)?;
        let ending = bases[base].ending;
        Some(Hit { entry: self.entry, words: self.words.len(), ending, base, acronym: self.acronym })
    }
}

/// The word without the genitive after a possessive (`respublikasının` → `respublikası`), which the inner nouns of a long
/// name lose and keep by rule: `Azərbaycan Respublikasının Prezidenti`, `Azərbaycan Respublikası Prezidentinin`.
fn without_genitive(word: &str, inner: bool) -> &str {
    if !inner {
        return word;
    }
    ["nın", "nin", "nun", "nün"]
        .iter()
        .find_map(|genitive| word.strip_suffix(genitive))
        .filter(|rest| rest.chars().count() > 3 && rest.ends_with(['ı', 'i', 'u', 'ü']))
        .unwrap_or(word)
}

fn split_words(text: &str, lang: Lang) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(['"', '“', '”', '«', '»', '„', ',', '(', ')']))
        .filter(|word| !word.is_empty() && *word != "-" && *word != "–")
        .map(|word| lower(word.strip_suffix("'s").filter(|_| lang == Lang::En).unwrap_or(word), lang))
        .collect()
}
