use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::harmony::is_vowel;
use super::strip::{Reading, strip, visit};
use crate::letters::{Lang, lower};
use crate::table;
use crate::word::Lexicon;

#[derive(Deserialize)]
struct StemForm {
    stem: String,
    lemma: String,
}

/// Stems that change before a vowel in a way of their own: `oğl` of `oğul`, `suy` of `su`.
static STEM_FORMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    table::rows::<StemForm>("word/stem_forms", include_str!("../data/stem_forms.csv"))
        .into_iter()
        .map(|row| (row.stem, row.lemma))
        .collect()
});

/// Longest stem, in bytes, that may have lost one of two equal consonants (`xət-lər` of `xətt`): such words have one syllable.
const LONGEST_SINGLE: usize = 5;

/// Returns the lemmas of the lexicon that `word` can be a form of, the likeliest first; none for an unknown word.
///
/// A verb gives its infinitive, and after it the infinitives of the verbs that it is the passive or causative of.
///
/// ```
/// use lughat::word::az::lemmas;
/// assert_eq!(lemmas("nazirliyinin")[0], "nazirlik");
/// assert_eq!(lemmas("bildirib")[0], "bildirmək");
/// ```
pub fn lemmas(word: &str) -> Vec<String> {
    let lowered = lower(word, Lang::Az);
    let mut found: Vec<(f32, &'static str)> = Vec::new();
    let mut add = |cost: f32, lemma: &'static str| match found.iter_mut().find(|(_, seen)| *seen == lemma) {
        Some(seen) => seen.0 = seen.0.min(cost),
        None => found.push((cost, lemma)),
    };
    if word != lowered
        && let Some(name) = Lexicon::embedded().stored(word)
    {
        add(0.0, name);
    }
    visit(&lowered, false, &mut |reading| {
        each_stem(&reading, &mut |stem| {
            if let Some(lemma) = lemma_of(stem, reading.verb) {
                add(reading.cost, lemma);
            }
        });
    });
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, lemma)| lemma.to_owned()).collect()
}

/// Returns the stems that `word` can have, in lower case, the likeliest first: those of the lexicon, then all that the
/// suffixes allow, the word itself included.
///
/// ```
/// assert_eq!(lughat::word::az::stems("kitaba")[0], "kitab");
/// ```
pub fn stems(word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for analysis in strip(word) {
        if !found.contains(&analysis.stem) {
            found.push(analysis.stem);
        }
    }
    found
}

/// The lemma of the lexicon that `stem` is the stem of.
pub(super) fn lemma_of(stem: &str, verb: bool) -> Option<&'static str> {
    if verb { Lexicon::embedded().verb(stem) } else { Lexicon::embedded().stored(stem) }
}

/// The forms that the stem of a reading can have without its suffixes: as written, and with the changes before a
/// suffix undone.
pub(super) fn stem_forms(reading: &Reading<'_>) -> Vec<String> {
    let mut forms = Vec::new();
    each_stem(reading, &mut |stem| forms.push(stem.to_owned()));
    forms
}

/// Calls `sink` with each form of the stem of a reading.
pub(super) fn each_stem(reading: &Reading<'_>, sink: &mut dyn FnMut(&str)) {
    let stem = reading.stem;
    let mut letters = stem.chars();
    let Some(last) = letters.next_back() else { return };
    if stem.chars().nth(1).is_none() && !reading.rest.is_empty() {
        return;
    }
    sink(stem);
    let Some(next) = reading.rest.chars().next() else { return };
    let head = letters.as_str();
    match (is_vowel(next), reading.verb) {
        (true, true) => changed(head, last, &[('d', 't'), ('y', 'y')], sink),
        (true, false) => {
            changed(head, last, &[('ğ', 'q'), ('y', 'k')], sink);
            if let Some(lemma) = STEM_FORMS.get(stem) {
                sink(lemma);
            }
        }
        (false, false) if !is_vowel(last) && stem.len() <= LONGEST_SINGLE => sink(&format!("{stem}{last}")),
        _ => {}
    }
}

/// Calls `sink` with the stem whose last letter is changed back, if it is one that changes.
fn changed(head: &str, last: char, changes: &[(char, char)], sink: &mut dyn FnMut(&str)) {
    if let Some((_, base)) = changes.iter().find(|(seen, base)| *seen == last && seen != base) {
        sink(&format!("{head}{base}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_led_back_to_lemmas() {
        for (word, lemma) in [
            ("keçirilmişdir", "keçirilmək"),
            ("edib", "etmək"),
            ("yaradılması", "yaratmaq"),
            ("əməkdaşlığın", "əməkdaşlıq"),
            ("hissləri", "hiss"),
            ("görüşdə", "görüş"),
            ("olunub", "olunmaq"),
            ("vurğulayaraq", "vurğulamaq"),
            ("suyun", "su"),
        ] {
            assert!(lemmas(word).iter().any(|found| found == lemma), "{word}: {:?}", lemmas(word));
        }
    }

    #[test]
    fn the_causative_is_found_behind_the_passive() {
        let found = lemmas("keçirilmişdir");
        let place = |lemma| found.iter().position(|l| l == lemma);
        assert!(place("keçirilmək") < place("keçirmək"), "{found:?}");
    }

    #[test]
    fn unknown_words_have_stems_but_no_lemmas() {
        assert!(lemmas("Qvorblanın").is_empty());
        assert!(stems("Qvorblanın").contains(&"qvorbla".to_owned()));
    }
}
