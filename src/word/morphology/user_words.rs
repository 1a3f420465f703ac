use super::Builder;
use crate::word::Pos;

/// What is wrong with a file of words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserWordsError {
    /// The file is no table of words.
    #[error("{file}: the header row has no column \"{column}\"; a lexicon has the columns az and pos")]
    MissingColumn {
        /// The file.
        file: String,
        /// The name of the column.
        column: &'static str,
    },
    /// A row cannot be read.
    #[error("{file}:{line}: {what}")]
    BadRow {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it, and what to do.
        what: String,
    },
}

impl Builder {
    /// Adds the words of a CSV text with the columns `az`, `pos` and, if there, `class` (see [`Builder::add_word`]).
    ///
    /// # Errors
    ///
    /// When a column is missing, a row is broken or names no part of speech; nothing is said of words that the alphabet
    /// cannot spell, they are passed over.
    pub fn add_csv(&mut self, file: &str, text: &str) -> Result<(), UserWordsError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let bad = |line, what: String| UserWordsError::BadRow { file: file.into(), line, what };
        let header = reader.headers().map_err(|error| bad(1, error.to_string()))?.clone();
        let place = |column: &'static str| header.iter().position(|name| name == column);
        let needed = |column| place(column).ok_or(UserWordsError::MissingColumn { file: file.into(), column });
        let (az, pos, class) = (needed("az")?, needed("pos")?, place("class"));
        for record in reader.records() {
            let record =
                record.map_err(|error| bad(error.position().map_or(0, csv::Position::line), error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            let name = record.get(pos).unwrap_or("");
            let Some(pos) = Pos::of(name) else {
                return Err(bad(line, format!("\"{name}\" is no part of speech; write {}", Pos::names())));
            };
            let word = record.get(az).unwrap_or("");
            if pos == Pos::Verb && !(word.ends_with("maq") || word.ends_with("mək")) {
                return Err(bad(line, format!("the verb \"{word}\" is no infinitive in -maq or -mək")));
            }
            self.add_word(word, pos, class.and_then(|class| record.get(class)).unwrap_or(""));
        }
        Ok(())
    }

    /// Adds the words of a Hunspell dictionary (`.dic`): a word a line, what follows `/` is not read. An infinitive is a verb,
    /// a word with a capital a name, all others are nouns.
    pub fn add_hunspell(&mut self, text: &str) {
        for line in text.lines().skip_while(|line| line.trim().bytes().all(|byte| byte.is_ascii_digit())) {
            let word = line.split(['/', '\t', ' ']).next().unwrap_or("");
            if crate::letters::is_capitalised(word) {
                self.add_name(word);
            } else if word.ends_with("maq") || word.ends_with("mək") {
                self.add_word(word, Pos::Verb, "");
            } else {
                self.add_word(word, Pos::Noun, "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_words_is_added() {
        let mut builder = Builder::default();
        builder.add_csv("w.csv", "pos,az,class\nnoun,stent,\nnoun,antibiotik,keep\nverb,stentləmək,\n").unwrap();
        let analyser = builder.build();
        assert!(analyser.is_word("stentlərin") && analyser.is_word("antibiotiki") && analyser.is_word("stentlədi"));
        assert!(!analyser.is_word("antibiotiyi"));
    }

    #[test]
    fn faults_name_the_line() {
        let error = |text| Builder::default().add_csv("w.csv", text).unwrap_err().to_string();
        assert!(error("az,x\na,b\n").contains("\"pos\""));
        assert!(error("az,pos\nstent,noun\nkateter,nuon\n").starts_with("w.csv:3: \"nuon\""));
        assert!(error("az,pos\nstent,verb\n").contains("infinitive"));
    }

    #[test]
    fn a_hunspell_dictionary_is_added() {
        let mut builder = Builder::default();
        builder.add_hunspell("3\nstent/AB\nStokholm\nşuntlamaq/V po:verb\n");
        let analyser = builder.build();
        assert!(analyser.is_word("stentə") && analyser.is_word("Stokholmda") && analyser.is_word("şuntladılar"));
    }
}
