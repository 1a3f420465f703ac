use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::mention::head::Tables;
use crate::mention::word::{Gap, Word};
use crate::table;

/// What a word does in or around a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Class {
    /// `the`, `a`.
    Article,
    /// A word that is no part of a name even when a sentence begins with it.
    Function,
    /// A month or a day.
    Calendar,
    /// `First`, `Deputy`, `Acting`: stands before the head of a title.
    Modifier,
    /// A noun that by itself names an office.
    Office,
    /// An office that is held `to`, `in` or `at` a place.
    Envoy,
    /// A noun for what people do; a title only before a name.
    Profession,
    /// A head that a field of government stands before: `Energy Minister`.
    PortfolioHead,
    /// A body that is `in` or `to` a place.
    Mission,
    /// A body that a small letter names when its country stands by it: `the Georgian government`.
    Body,
    /// A verb whose subject is a person when two capitalised words stand before it.
    Speech,
    /// A shortened rank or office: `Sen.`, `Capt.`.
    RankAbbreviation,
    /// A body that is above all a place: `mosque`, `airport`.
    Building,
    /// `LLC`, `GmbH`: ends the name of a company.
    LegalForm,
    /// A point of the compass and the like, the first part of many names of places.
    Compass,
    /// A preposition after which a lone unknown name is a place.
    BarePlace,
}

/// The closed classes of English that the patterns read.
#[derive(Debug)]
pub(super) struct Lexicon {
    classes: HashMap<String, Vec<Class>>,
    honorifics: HashSet<String>,
    particles: HashSet<String>,
    patronymics: HashSet<String>,
    /// The fields of government, word by word.
    portfolios: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Row {
    word: String,
    class: Class,
}

#[derive(Deserialize)]
struct Particle {
    text: String,
    lang: String,
    role: String,
}

impl Lexicon {
    /// The lexicon of the program.
    pub fn get() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &LEXICON
    }

    fn load() -> Lexicon {
        let mut classes: HashMap<String, Vec<Class>> = HashMap::new();
        for row in table::rows::<Row>("mention/english_words", include_str!("../data/english_words.csv")) {
            classes.entry(row.word).or_default().push(row.class);
        }
        let rows: Vec<Particle> =
            table::rows("mention/name_particles", include_str!("../../name/data/name_particles.csv"));
        let role = |role: &str| -> HashSet<String> {
            let wanted = rows.iter().filter(|row| row.lang == "en" && row.role == role);
            wanted.map(|row| row.text.trim_end_matches('.').to_lowercase()).collect()
        };
        let fields = Tables::get().portfolios.iter().flat_map(|row| table::list(&row.en));
        Lexicon {
            honorifics: role("honorific_before"),
            particles: role("nobiliary"),
            patronymics: role("patronymic"),
            portfolios: fields.map(field_words).collect(),
            classes,
        }
    }

    /// Whether a word or phrase (lower case) is of a class.
    pub fn is(&self, word: &str, class: Class) -> bool {
        self.classes.get(word).is_some_and(|classes| classes.contains(&class))
    }

    /// Whether a word is `Mr.`, `Dr`, `Sheikh`: it stands before a person's name and is no part of it.
    pub fn is_honorific(&self, word: &Word<'_>) -> bool {
        word.capital && self.honorifics.contains(word.lower.trim_end_matches('.'))
    }

    /// Whether a word joins parts of a person's name: `bin`, `von`, `oghlu`.
    pub fn joins_names(&self, word: &Word<'_>) -> bool {
        self.particles.contains(&word.lower) || self.patronymics.contains(&word.lower)
    }

    /// Whether a word ends a person's name as a patronymic: `oghlu`.
    pub fn is_patronymic(&self, word: &Word<'_>) -> bool {
        self.patronymics.contains(&word.lower)
    }

    /// Whether a word (lower case) stands in the name of some field of government.
    pub fn in_portfolio(&self, word: &str) -> bool {
        self.portfolios.iter().flatten().any(|known| known == word)
    }

    /// The end of the longest field of government that starts at the word `at`.
    pub fn portfolio_from(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        let fields = self.portfolios.iter().filter(|field| stands_at(field, words, at));
        fields.map(|field| at + field.len()).max()
    }

    /// The start of the longest field of government that ends before the word `end`.
    pub fn portfolio_before(&self, words: &[Word<'_>], end: usize) -> Option<usize> {
        let starts = self.portfolios.iter().filter_map(|field| {
            let start = end.checked_sub(field.len())?;
            stands_at(field, words, start).then_some(start)
        });
        starts.min()
    }
}

fn field_words(field: &str) -> Vec<String> {
    field.split_whitespace().map(|word| word.trim_matches(',').to_lowercase()).collect()
}

fn stands_at(field: &[String], words: &[Word<'_>], at: usize) -> bool {
    let Some(place) = words.get(at..at + field.len()) else { return false };
    field.iter().zip(place).all(|(wanted, word)| *wanted == word.lower)
        && place.iter().skip(1).all(|word| word.gap.joins() || word.gap == Gap::Comma)
}
