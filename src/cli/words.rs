use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;
use rustc_hash::FxHashSet;

use super::Global;
use super::input::read_text;
use super::known_names::each_name_word;
use crate::glossary::{Entry, Glossary};
use crate::word::Pos;
use crate::word::morphology::Builder;

/// The words that the user adds to those of the program.
#[derive(Clone, Debug, Args)]
pub(super) struct WordArgs {
    /// Further words: a CSV file with the columns az and pos, and class where the inflection is irregular
    #[arg(long = "lexicon", value_name = "FILE")]
    lexicons: Vec<PathBuf>,
    /// Further words: the .dic file of a Hunspell dictionary in UTF-8
    #[arg(long = "hunspell", value_name = "FILE.dic")]
    dictionaries: Vec<PathBuf>,
}

impl WordArgs {
    /// The files of the user.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.lexicons.iter().chain(&self.dictionaries).map(PathBuf::as_path)
    }

    /// The lexicon, all known names, and the user's own words.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or is no list of words.
    pub fn builder(&self, global: &Global) -> anyhow::Result<Builder> {
        let mut builder = known_words();
        for file in &self.lexicons {
            builder.add_csv(&file.display().to_string(), &read_text(file, global)?)?;
        }
        for file in &self.dictionaries {
            builder.add_hunspell(&read_text(file, global)?);
        }
        Ok(builder)
    }
}

/// The analyser of the lexicon and all known names.
#[cfg(test)]
pub(super) fn known_analyser() -> crate::word::morphology::Analyser {
    known_words().build()
}

/// The lexicon and all known names.
fn known_words() -> Builder {
    let mut builder = Builder::default();
    // The list of words takes as long as the automaton and the names.
    let (names, ()) = rayon::join(name_words, || builder.add_lexicon());
    names.iter().for_each(|word| builder.add_name(word));
    builder
}

/// The words of all known names, each once; the automaton is made on the way.
fn name_words() -> FxHashSet<Cow<'static, str>> {
    Builder::prepare();
    let mut words = FxHashSet::default();
    each_name_word(|word| {
        words.insert(word);
    });
    words
}

/// Adds the words of a glossary, with all their suffixes: those with a capital as names, the others as nouns and verbs.
pub(super) fn add_glossary(builder: &mut Builder, glossary: &Glossary) {
    let words: FxHashSet<String> =
        glossary.iter().flat_map(forms).flat_map(|form| form.split([' ', '-'])).map(str::to_owned).collect();
    let mut words: Vec<String> = words.into_iter().collect();
    words.sort_unstable();
    for word in words {
        if word.starts_with(char::is_uppercase) {
            builder.add_name(&word);
        } else {
            let is_verb = word.ends_with("maq") || word.ends_with("mək");
            builder.add_word(&word, if is_verb { Pos::Verb } else { Pos::Noun }, "");
        }
    }
}

/// The Azerbaijani forms of an entry.
pub(super) fn forms(entry: &Entry) -> impl Iterator<Item = &str> {
    let others = entry.az_variants.iter().chain(&entry.az_acronym);
    std::iter::once(&entry.az).chain(others).map(|form| form.as_ref())
}
