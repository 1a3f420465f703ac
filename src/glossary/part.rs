//! How much of a form a query says: some of its words, their beginnings, or words spelt nearly alike.

use super::similar::{LONGEST, likeness};

/// What one word of the query gets for the word of the form that it meets; the score of a part is their mean, and up to
/// `SHARE` more if the query is nearly all of the form.
mod score {
    pub const SAME: f64 = 0.6;
    pub const WITHOUT_ENDING: f64 = 0.55;
    pub const BEGINNING: f64 = 0.4;
    /// The best that a misspelt word can get; the likeness counts by its square.
    pub const NEAR: f64 = 0.55;
    /// Likeness below which a word is another word: one edit in four letters.
    pub const LEAST_LIKENESS: f64 = 0.75;
    pub const SHARE: f64 = 0.25;
}

/// Letters that a word needs to be met by its beginning or by likeness.
const SHORTEST_WORD: usize = 4;

/// A query as words, ready to be looked for in many forms.
pub(super) struct Part<'q> {
    words: Vec<&'q str>,
    /// The last word without each ending that it may have.
    stems: Vec<&'q str>,
    length: usize,
}

impl<'q> Part<'q> {
    /// Cuts a folded query; `stems` are the query without each ending that it may have.
    pub fn new(key: &'q str, stems: impl Iterator<Item = &'q str>) -> Part<'q> {
        let last_word = |stem: &'q str| stem.rsplit(' ').next().filter(|word| word.len() >= SHORTEST_WORD);
        Part { words: key.split(' ').collect(), stems: stems.filter_map(last_word).collect(), length: key.len() }
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// What the query gets for standing in `form`, 0..1; nothing if one of its words does not.
    pub fn score(&self, form: &str) -> Option<f64> {
        if self.length > LONGEST || form.len() > LONGEST {
            return None;
        }
        let last = self.words.len() - 1;
        let words = self.words.iter().enumerate();
        let met: Option<f64> = words.map(|(at, word)| self.word_score(word, at == last, form)).sum();
        let share = (self.length as f64 / form.len() as f64).min(1.0);
        Some(met? / self.words.len() as f64 + score::SHARE * share)
    }

    fn word_score(&self, word: &str, is_last: bool, form: &str) -> Option<f64> {
        let of_word = |other: &str| {
            if other == word {
                Some(score::SAME)
            } else if is_last && self.stems.contains(&other) {
                Some(score::WITHOUT_ENDING)
            } else if word.len() >= SHORTEST_WORD && other.starts_with(word) {
                Some(score::BEGINNING)
            } else {
                near_score(word, other)
            }
        };
        form.split(' ').filter_map(of_word).reduce(f64::max)
    }
}

fn near_score(word: &str, other: &str) -> Option<f64> {
    if word.len().min(other.len()) < SHORTEST_WORD || word.as_bytes()[0] != other.as_bytes()[0] {
        return None;
    }
    let likeness = likeness(word, other);
    (likeness >= score::LEAST_LIKENESS).then_some(score::NEAR * likeness * likeness)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, stems: &[&str], form: &str) -> f64 {
        Part::new(query, stems.iter().copied()).score(form).unwrap_or(0.0)
    }

    #[test]
    fn the_words_of_a_query_stand_in_the_form_in_any_order() {
        assert_eq!(score("outpost", &[], "border outpost"), 0.6 + 0.25 * 7.0 / 14.0);
        assert_eq!(score("zastava", &[], "serhed zastavasi"), 0.4 + 0.25 * 7.0 / 16.0);
        assert!(score("affairs foreign ministry", &[], "ministry of foreign affairs") > 0.7);
        assert_eq!(score("border outpost", &[], "border service"), 0.0);
    }

    #[test]
    fn the_last_word_may_have_an_ending() {
        assert_eq!(score("bayramovun", &["bayramov"], "ceyhun bayramov"), 0.55 + 0.25 * 10.0 / 15.0);
        assert!(score("bayramovun ceyhun", &[], "ceyhun bayramov") < 0.8);
    }

    #[test]
    fn words_may_be_misspelt() {
        let airport = "heydar aliyev international airport";
        assert!(score("heydar aliev airport", &[], airport) > 0.6);
        assert_eq!(score("heydar aliev station", &[], airport), 0.0);
    }

    #[test]
    fn short_words_are_not_guessed() {
        assert_eq!(score("dtx", &[], "dsx"), 0.0);
        assert_eq!(score("a", &[], "ankara sahari"), 0.0);
    }
}
