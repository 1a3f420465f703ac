use std::sync::LazyLock;

use fst::Map;
use lingua_azerbaijani_language_model::AZERBAIJANI_MODELS_DIRECTORY;

/// How Azerbaijani words are spelt: the probability of each letter after up to four letters before it.
///
/// Source: the 1- to 5-grams of lingua-azerbaijani-language-model (Apache-2.0), counted in a million sentences of news; a
/// sequence that was not seen is backed off from (Brants and others, "Large language models in machine translation", 2007).
pub struct LanguageModel {
    /// The bits of the natural logarithm of the last letter's probability, by sequence.
    ngrams: Map<&'static [u8]>,
}

/// Letters before the one that is foretold.
const ORDER: usize = 4;
/// What it costs, in nats, to back off by one letter.
const BACK_OFF: f32 = 0.9;
/// Cost, in nats, of a letter that the language has not.
const STRANGE: f32 = 14.0;

static MODEL: LazyLock<LanguageModel> = LazyLock::new(|| {
    let file = AZERBAIJANI_MODELS_DIRECTORY.get_file("ngrams.fst").map_or(&[][..], |file| file.contents());
    LanguageModel { ngrams: Map::new(file).expect("the model of the crate is whole") }
});

impl LanguageModel {
    /// The model that the program carries; it is read where it lies.
    pub fn embedded() -> &'static LanguageModel {
        &MODEL
    }

    /// Negative log probability of a word in lower case, in nats. The end of the word is not foretold.
    ///
    /// ```
    /// use lughat::ocr::LanguageModel;
    /// let model = LanguageModel::embedded();
    /// assert!(model.cost("nazirlik") < model.cost("nazirłik"));
    /// ```
    pub fn cost(&self, word: &str) -> f32 {
        self.continued("", word)
    }

    /// What it costs, in nats, to go on with `next` after `before`, both in lower case.
    pub(super) fn continued(&self, before: &str, next: &str) -> f32 {
        let word = format!("{before}{next}");
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let known = before.chars().count();
        let letters = starts.windows(2).enumerate().skip(known);
        letters.map(|(at, ends)| self.letter(&word, &starts[at.saturating_sub(ORDER)..=at], ends[1])).sum()
    }

    /// Cost of the letter that ends at byte `end`, after the letters that begin at `starts`, itself the last of them.
    fn letter(&self, word: &str, starts: &[usize], end: usize) -> f32 {
        let found = starts.iter().enumerate().find_map(|(skipped, &start)| {
            let bits = self.ngrams.get(&word.as_bytes()[start..end])?;
            Some(skipped as f32 * BACK_OFF - f64::from_bits(bits) as f32)
        });
        found.unwrap_or(STRANGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn azerbaijani_words_are_cheaper_than_noise() {
        let model = LanguageModel::embedded();
        for (right, wrong) in [("nazirliyinin", "nazirliyimin"), ("görüş", "gorus"), ("məclis", "maclis")] {
            assert!(model.cost(right) < model.cost(wrong), "{right}");
        }
        assert_eq!(model.cost(""), 0.0);
        assert!(model.cost("漢字") > 20.0);
    }
}
