use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::marks::Words;
use crate::letters::{Lang, lower};
use crate::word::morphology::{Analyser, Analysis, Builder};
use crate::word::{Frequent, Pos};

/// What is known of right words.
pub struct Knowledge {
    analyser: Analyser,
    phrases: Option<Phrases>,
    followers: OnceLock<Followers>,
}

/// Calls its argument with phrases that stand in texts as they are: the names and terms of glossaries.
type Phrases = Box<dyn Fn(&mut dyn FnMut(&str)) + Send + Sync>;
/// The words that follow a word in phrases, all in lower case.
type Followers = FxHashMap<String, Vec<String>>;

/// The frequent forms: what a rare word on a noisy page may have been.
static FREQUENT: LazyLock<Analyser> = LazyLock::new(|| {
    let mut builder = Builder::default();
    Frequent::embedded().iter().for_each(|(form, _)| builder.add_form(form, form, Pos::Part, ""));
    builder.build()
});

impl Knowledge {
    /// The words and names of an analyser, and the attested forms.
    pub fn new(analyser: Analyser) -> Knowledge {
        Knowledge { analyser, phrases: None, followers: OnceLock::new() }
    }

    /// Adds phrases whose words speak for each other, such as the names and terms of glossaries. They are not asked for
    /// before the first word is in doubt.
    #[must_use]
    pub fn with_phrases(mut self, each: impl Fn(&mut dyn FnMut(&str)) + Send + Sync + 'static) -> Knowledge {
        self.phrases = Some(Box::new(each));
        self
    }

    /// Whether a word is right as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.analyser.is_word(word)
    }

    /// The readings of a word, the likeliest first.
    pub(super) fn readings(&self, word: &str) -> Vec<Analysis> {
        self.analyser.analyse(word)
    }

    pub(super) fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    pub(super) fn frequent() -> &'static Analyser {
        &FREQUENT
    }

    /// Whether one word follows another in a phrase; the second may have suffixes. Both in lower case.
    pub(super) fn is_phrase(&self, first: &str, second: &str) -> bool {
        let followers = self.followers.get_or_init(|| followers(self.phrases.as_ref()));
        followers.get(first).is_some_and(|known| known.iter().any(|word| second.starts_with(word.as_str())))
    }
}

impl Words for Knowledge {
    fn is_predicate(&self, word: &str) -> bool {
        let likeliest = self.readings(word).into_iter().next();
        let is_finite = |reading: Analysis| reading.tags.iter().any(|tag| PREDICATES.contains(tag));
        likeliest.is_some_and(|reading| ["var", "yox", "deyil"].contains(&reading.lemma.as_ref()) || is_finite(reading))
    }

    fn is_common(&self, word: &str) -> bool {
        self.knows(&lower(word, Lang::Az))
    }
}

fn followers(phrases: Option<&Phrases>) -> Followers {
    let mut found = Followers::default();
    if let Some(each) = phrases {
        each(&mut |phrase| {
            let phrase = lower(phrase, Lang::Az);
            let words: Vec<&str> = phrase.split(' ').collect();
            for pair in words.windows(2) {
                let known = found.entry(pair[0].to_string()).or_default();
                if !known.iter().any(|word| word == pair[1]) {
                    known.push(pair[1].to_string());
                }
            }
        });
    }
    found
}

/// Suffixes that end a sentence.
const PREDICATES: [&str; 17] = [
    "PST", "PRF", "PRF2", "PRS", "NEG.PRS", "FUT", "NEC", "AOR", "NEG.AOR", "3PL", "1PL", "2PL", "COP3", "COP3PL",
    "COP1PL", "COP2PL", "IMP2PL",
];
