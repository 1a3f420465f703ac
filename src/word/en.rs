//! English words: stems for comparison, lemmas for citation.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use super::Lexicon;
use crate::letters::{is_apostrophe, is_capitalised};
use crate::table;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Returns the stem of an English word in lower case (Porter2, snowballstem.org/algorithms/english), for comparison
/// only: it is often no word.
///
/// ```
/// use lughat::word::en::stem;
/// assert_eq!(stem("ministries"), stem("Ministry"));
/// assert_eq!(stem("Azerbaijan’s"), "azerbaijan");
/// ```
pub fn stem(word: &str) -> Cow<'_, str> {
    let plain = word.chars().all(|c| c.is_ascii_lowercase());
    if plain {
        return STEMMER.stem(word);
    }
    let lower: String = word.to_lowercase().chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    Cow::Owned(STEMMER.stem(&lower).into_owned())
}

#[derive(Deserialize)]
struct Plural {
    plural: String,
    singular: String,
}

/// Plurals that no rule makes, and words in -s that are no plurals (they are their own singular).
static PLURALS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    table::rows::<Plural>("word/english_plurals", include_str!("data/english_plurals.csv"))
        .into_iter()
        .map(|row| (row.plural, row.singular))
        .collect()
});

/// Returns an English word without the possessive ’s and, where it is a common noun, in the singular.
///
/// A capitalised word in -s is a name (`Brussels`, `Adams`) unless its singular is an English word of the lexicon.
///
/// ```
/// use lughat::word::en::lemma;
/// assert_eq!(lemma("ministries"), "ministry");
/// assert_eq!(lemma("Azerbaijan’s"), "Azerbaijan");
/// assert_eq!(lemma("Brussels"), "Brussels");
/// ```
pub fn lemma(word: &str) -> String {
    let bare = without_possessive(word);
    if bare.len() < word.len() && !bare.ends_with(['s', 'S']) {
        return bare.to_owned();
    }
    let Some(singular) = singular(bare) else { return bare.to_owned() };
    let lower = singular.to_lowercase();
    let common = || Lexicon::embedded().glossed(&lower).next().is_some();
    if is_capitalised(bare) && !common() { bare.to_owned() } else { singular }
}

/// Returns the citation form of an English phrase: without the article, without the possessive ’s, and with its last word in
/// the singular unless the phrase is a name of several words (`United States`, `Armed Forces`).
///
/// ```
/// use lughat::word::en::citation;
/// assert_eq!(citation("the foreign ministers"), "foreign minister");
/// assert_eq!(citation("the United Nations"), "United Nations");
/// assert_eq!(citation("the State Border Service’s"), "State Border Service");
/// ```
pub fn citation(phrase: &str) -> String {
    let phrase = without_article(phrase.trim());
    match phrase.rsplit_once(char::is_whitespace) {
        None => lemma(phrase),
        Some((before, last)) if is_capitalised(last) => format!("{before} {}", without_possessive(last)),
        Some((before, last)) => format!("{before} {}", lemma(last)),
    }
}

fn without_article(phrase: &str) -> &str {
    let after = |article: &str| {
        let head = phrase.get(..article.len())?;
        let rest = &phrase[article.len()..];
        (head.eq_ignore_ascii_case(article) && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
    };
    ["the", "an", "a"].into_iter().find_map(after).unwrap_or(phrase)
}

fn without_possessive(word: &str) -> &str {
    let bare = word.strip_suffix(['s', 'S']).unwrap_or(word);
    match bare.strip_suffix(is_apostrophe) {
        Some(owner) if !owner.is_empty() && (bare.len() < word.len() || owner.ends_with(['s', 'S'])) => owner,
        _ => word,
    }
}

/// The singular of a regular or listed plural; none for a word that is no plural.
fn singular(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if let Some(listed) = PLURALS.get(&lower) {
        let same_case = if is_capitalised(word) { capitalised(listed) } else { listed.clone() };
        return (*listed != lower).then_some(same_case);
    }
    let stem = word.strip_suffix('s')?;
    if stem.ends_with(['s', 'u', 'i', '\'']) || stem.chars().count() < 3 {
        return None;
    }
    Some(match word {
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", &word[..word.len() - 3]),
        _ if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| word.ends_with(end)) => {
            word[..word.len() - 2].to_owned()
        }
        _ => stem.to_owned(),
    })
}

fn capitalised(word: &str) -> String {
    crate::letters::capitalise(word, crate::letters::Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_become_singular() {
        for (plural, singular) in [
            ("ministries", "ministry"),
            ("agencies", "agency"),
            ("committees", "committee"),
            ("businesses", "business"),
            ("churches", "church"),
            ("men", "man"),
            ("children", "child"),
            ("Ministers", "Minister"),
            ("analyses", "analysis"),
        ] {
            assert_eq!(lemma(plural), singular);
        }
    }

    #[test]
    fn words_in_s_that_are_no_plurals_stay() {
        for word in ["Brussels", "Paris", "Texas", "news", "series", "headquarters", "politics", "bus", "crisis", "gas"]
        {
            assert_eq!(lemma(word), word);
        }
        assert_eq!(citation("the United States"), "United States");
    }

    #[test]
    fn the_possessive_goes() {
        for (form, base) in
            [("Azerbaijan's", "Azerbaijan"), ("Azerbaijan’s", "Azerbaijan"), ("United States’", "United States")]
        {
            assert_eq!(citation(form), base);
        }
    }
}
