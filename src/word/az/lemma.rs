use std::borrow::Cow;

use crate::letters::{Lang, lower};
use crate::word::morphology::Analyser;

/// Returns the lemmas of the lexicon that `word` can be a form of, the likeliest first; none for an unknown word.
///
/// A verb gives its infinitive, and after it the infinitives of the verbs that it is the passive or causative of.
///
/// ```
/// use lughat::word::az::lemmas;
/// assert_eq!(lemmas("nazirliyinin")[0], "nazirlik");
/// assert_eq!(lemmas("bildirib")[0], "bildirmək");
/// ```
pub fn lemmas(word: &str) -> Vec<Cow<'static, str>> {
    let mut found: Vec<(f32, Cow<'static, str>)> = Vec::new();
    Analyser::embedded().each_reading(&lower(word, Lang::Az), |reading| {
        match found.iter_mut().find(|(_, lemma)| *lemma == reading.lexeme.lemma) {
            Some((cost, _)) => *cost = cost.min(reading.cost),
            None => found.push((reading.cost, reading.lexeme.lemma.clone())),
        }
    });
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    found.into_iter().map(|(_, lemma)| lemma).collect()
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
            ("Nazirlərin", "nazir"),
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
    fn unknown_words_have_no_lemmas() {
        assert!(lemmas("Qvorblanın").is_empty());
    }
}
