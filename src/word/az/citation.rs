use std::sync::LazyLock;

use serde::Deserialize;

use super::attached::without_attached;
use super::names::{Gazetteer, Gender, Names};
use crate::letters::{Lang, is_capitalised, is_upper, lower};
use crate::table;
use crate::word::morphology::{Analyser, Class, Suffix, Tolerance, each_ending, is_vowel};
use crate::word::{Lexicon, Pos};

#[derive(Deserialize)]
struct NameEnding {
    ending: String,
}

/// Endings that belong to names: what is left after a suffix is a name if it ends so.
static NAME_ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    table::rows::<NameEnding>("word/name_endings", include_str!("../data/name_endings.csv"))
        .into_iter()
        .map(|row| row.ending)
        .collect()
});

// The costs below were set by hand on the 508 inflected and bare names of the development set (names/inflected.tsv,
// names/inflected_ntrex.tsv, scored by its scoreboard); a step of 1 nat in any of the last five moves one row at most.

/// Cost, in nats, of a stem that is a known name or a word of the lexicon.
const KNOWN_STEM: f32 = 6.0;
/// Cost, in nats, of a verb of the lexicon under a verbal noun.
const VERB_STEM: f32 = 7.0;
/// Cost, in nats, of each suffix, and of how rare the table of suffixes says they are.
const SUFFIX: f32 = 1.3;
const SUFFIX_RARITY: f32 = 2.2;
/// A name of one word is seldom a word of the lexicon.
const LEXICON_STEM_OF_NAME: f32 = 8.0;
/// Cost, in nats, of a letter of an unknown stem, where there is no model of spelling.
const LETTER: f32 = 2.4;
/// What each letter of an ending of names takes off the cost of a stem.
const NAME_ENDING: f32 = 1.0;
/// A possessive or a person on a word that is no common noun: names seldom have one.
const PERSONAL_NAME: f32 = 8.0;
/// A derivation of a name that is not known.
const DERIVED_NAME: f32 = 2.0;
/// The bare nominative: about half of the names in a text.
const BARE: f32 = 0.7;

/// Returns the citation form of an Azerbaijani phrase: the suffixes that the sentence put on its last word are gone, those
/// inside stay.
///
/// The possessive that makes an izafet (`Xarici İşlər Nazirliyi`) belongs to the name and stays. Without a list of names,
/// only places are known; see [`citation_with`].
///
/// ```
/// use lughat::word::az::citation;
/// assert_eq!(citation("Xarici İşlər Nazirliyinin"), "Xarici İşlər Nazirliyi");
/// assert_eq!(citation("Elmar Məmmədyarovla"), "Elmar Məmmədyarov");
/// assert_eq!(citation("Bakıya"), "Bakı");
/// assert_eq!(citation("ATƏT-dən"), "ATƏT");
/// ```
pub fn citation(phrase: &str) -> String {
    citation_with(phrase, Names::places())
}

/// Returns the citation form of a phrase, as [`citation`] does, with the names that the caller knows.
///
/// Of all readings of the last word the likeliest wins: the cost of a reading is that of its suffixes (how rare they are)
/// and of its stem (a known name, a word of the lexicon, or how names are spelt).
///
/// ```
/// use lughat::word::az::citation_with;
/// assert_eq!(citation_with("Xızı", &|name: &str| name == "Xızı"), "Xızı");
/// ```
pub fn citation_with(phrase: &str, names: &dyn Gazetteer) -> String {
    let phrase = phrase.trim();
    if names.is_name(phrase) {
        return phrase.to_owned();
    }
    let Some((before, last)) = split_last(phrase) else { return citation_of_word("", phrase, names) };
    if matches!(last, "ilə" | "isə" | "idi" | "imiş") {
        return citation_with(before, names);
    }
    format!("{}{}", &phrase[..phrase.len() - last.len()], citation_of_word(before, last, names))
}

/// The words before the last one, and the last one.
fn split_last(phrase: &str) -> Option<(&str, &str)> {
    let (before, last) = phrase.rsplit_once(char::is_whitespace)?;
    Some((before.trim_end(), last))
}

fn citation_of_word(before: &str, word: &str, names: &dyn Gazetteer) -> String {
    let previous = before.split_whitespace().next_back().unwrap_or_default();
    if let Some(end) = without_attached(word, previous) {
        return word[..end].to_owned();
    }
    let lowered = lower(word, Lang::Az);
    let plain = word.chars().all(|c| c.is_alphabetic() || c == '-') && lowered.chars().count() == word.chars().count();
    if !plain {
        return word.to_owned();
    }
    let phrase = Phrase::new(before, word, &lowered, names);
    if let Some(surname) = phrase.surname_in_dative() {
        return surname;
    }
    phrase.cheapest().unwrap_or_else(|| word.to_owned())
}

/// What stands before the last word, and so which of its suffixes are the phrase's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Construction {
    /// One word: all inflection is the sentence's.
    Single,
    /// Adjectives and a noun (`Milli Məclis`): no possessive of its own, but a plural (`Birləşmiş Ştatlar`).
    Described,
    /// A person: given name and surname.
    Person,
    /// Nouns before a noun with its possessive: an izafet, or two nouns side by side.
    Izafet,
}

struct Phrase<'a> {
    before: &'a str,
    word: &'a str,
    lowered: &'a str,
    names: &'a dyn Gazetteer,
    capital: bool,
    construction: Construction,
}

impl<'a> Phrase<'a> {
    fn new(before: &'a str, word: &'a str, lowered: &'a str, names: &'a dyn Gazetteer) -> Phrase<'a> {
        let capital = is_capitalised(word);
        let first = before.split_whitespace().next();
        let construction = match first {
            None => Construction::Single,
            Some(first) if capital && names.gender(first).is_some() => Construction::Person,
            Some(_) if before.split_whitespace().all(is_adjective) => Construction::Described,
            Some(_) => Construction::Izafet,
        };
        Phrase { before, word, lowered, names, capital, construction }
    }

    /// A surname in -ov or -yev after a man's name, in the dative: it looks like a woman's surname.
    fn surname_in_dative(&self) -> Option<String> {
        let feminine = self.capital && (self.lowered.ends_with("ova") || self.lowered.ends_with("eva"));
        if !feminine || self.names.is_name(self.word) {
            return None;
        }
        let given = self.before.split_whitespace().next();
        let end = match given.and_then(|given| gender_of(given, self.names)) {
            Some(Gender::Male) => self.word.len() - 1,
            _ => self.word.len(),
        };
        Some(self.word[..end].to_owned())
    }

    /// The form that the cheapest reading gives. Where a known name is in the word, readings without one do not count.
    fn cheapest(&self) -> Option<String> {
        let readings = self.readings();
        let named = |reading: &&Reading| reading.known_form.is_some() || self.is_name(&reading.stem);
        let by_cost = |a: &(f32, &Reading), b: &(f32, &Reading)| a.0.total_cmp(&b.0);
        let priced = |reading| Some((self.cost(reading)?, reading));
        let best = readings.iter().filter(|reading| self.capital && named(reading)).filter_map(priced).min_by(by_cost);
        let best = best.or_else(|| readings.iter().filter_map(priced).min_by(by_cost));
        best.map(|(_, reading)| reading.known_form.clone().unwrap_or_else(|| self.form(reading)))
    }

    /// The readings of the last word: those of the lexicon, then those of stems that it does not know.
    fn readings(&self) -> Vec<Reading> {
        let mut found = Vec::new();
        Analyser::embedded().each_reading(self.lowered, |reading| {
            found.push(Reading {
                stem: reading.lexeme.lemma.to_string(),
                length: reading.stem,
                pos: Some(reading.lexeme.pos),
                suffixes: reading.suffixes().collect(),
                cost: reading.cost,
                known_form: None,
            });
        });
        let tolerance = if self.capital { Tolerance::Rounding } else { Tolerance::None };
        each_ending(self.lowered, tolerance, |ending| {
            let stem = ending.stem_of(self.lowered);
            let known_form = ending.is_possessed.then(|| self.known_form(&stem)).flatten();
            if ending.is_possessed != known_form.is_some() || self.is_common(&stem, ending.suffixes().next().is_none())
            {
                return;
            }
            let suffixes = ending.suffixes().collect();
            found.push(Reading { stem, length: ending.stem, pos: None, suffixes, cost: ending.cost, known_form });
        });
        found
    }

    /// Cost of a reading, in nats; none for one that cannot be.
    fn cost(&self, reading: &Reading) -> Option<f32> {
        let stem = reading.stem.as_str();
        let suffixes = SUFFIX * reading.suffixes.len() as f32 + SUFFIX_RARITY * reading.cost;
        if reading.pos == Some(Pos::Verb) {
            let nominal = reading.suffixes.iter().any(|suffix| suffix.class == Class::Nominal);
            return (nominal && !self.capital).then_some(VERB_STEM + suffixes);
        }
        let common = reading.pos.is_some_and(|pos| self.may_end(pos, reading.suffixes.is_empty()));
        let known = reading.known_form.is_some() || self.is_name(stem);
        let stem_cost = if known {
            KNOWN_STEM
        } else if common {
            let single_name = self.capital && self.construction == Construction::Single;
            if single_name { LEXICON_STEM_OF_NAME } else { KNOWN_STEM }
        } else if reading.pos.is_some() || reading.is_softened(self.lowered) || !has_vowel(stem) || stem.ends_with('-')
        {
            return None;
        } else {
            self.unknown_cost(stem)
        };
        let bare = if reading.suffixes.is_empty() { BARE } else { 0.0 };
        let odd = if self.capital && !common { oddity(&reading.suffixes, known) } else { 0.0 };
        Some(stem_cost + suffixes + bare + odd)
    }

    /// Whether the lexicon has the stem as a word that can stand at the end of a phrase.
    fn is_common(&self, stem: &str, bare: bool) -> bool {
        Lexicon::embedded().lookup(stem).iter().any(|entry| self.may_end(entry.pos, bare))
    }

    /// Whether a phrase can end in a word of this part of speech: particles cannot, except alone and bare.
    fn may_end(&self, pos: Pos, bare: bool) -> bool {
        let nominal = matches!(pos, Pos::Noun | Pos::Adj | Pos::Num | Pos::Pron | Pos::Verb);
        nominal || bare && self.before.is_empty()
    }

    fn unknown_cost(&self, stem: &str) -> f32 {
        let letters = stem.chars().count() as f32 * LETTER;
        let spelling = if self.capital { self.names.spelling_cost(stem).unwrap_or(letters) } else { letters };
        let endings = NAME_ENDINGS.iter().filter(|ending| self.capital && stem.ends_with(ending.as_str()));
        let longest = endings.map(|ending| ending.chars().count()).max().unwrap_or(0);
        spelling.max(KNOWN_STEM) - longest as f32 * NAME_ENDING
    }

    /// Whether the stem, in the case of the word, is a known name, alone or with the words before it.
    fn is_name(&self, stem: &str) -> bool {
        let cased = self.cased(stem);
        self.names.is_name(&cased) || !self.before.is_empty() && self.names.is_name(&format!("{} {cased}", self.before))
    }

    /// The word with its possessive, where the whole phrase is a known name so: `Birləşmiş Ərəb Əmirlikləri`.
    fn known_form(&self, possessed: &str) -> Option<String> {
        let form = self.cased(possessed);
        (!self.before.is_empty() && self.names.is_name(&format!("{} {form}", self.before))).then_some(form)
    }

    /// The word without the suffixes that are not its own.
    fn form(&self, reading: &Reading) -> String {
        let common = reading.pos.is_some_and(|pos| pos == Pos::Verb || self.may_end(pos, reading.suffixes.is_empty()));
        let kept = reading.suffixes.iter().take_while(|suffix| self.keeps(suffix, common)).count();
        if kept == 0 {
            return self.cased(&reading.stem);
        }
        let end = reading.suffixes.get(kept).and_then(|suffix| self.lowered.char_indices().nth(suffix.start));
        let (form, gone) = self.lowered.split_at(end.map_or(self.lowered.len(), |(at, _)| at));
        self.cased(&hardened(form, gone))
    }

    /// Whether a suffix belongs to the phrase. A name after a given name can be an institution's: `Heydər Əliyev Mərkəzi`.
    fn keeps(&self, suffix: &Suffix, common: bool) -> bool {
        let several = match self.construction {
            Construction::Single => false,
            Construction::Described | Construction::Izafet => true,
            Construction::Person => common,
        };
        match (suffix.class, suffix.tag) {
            (Class::Inflection, "PL") => several,
            (Class::Inflection, tag) => tag == "P3" && several && self.construction != Construction::Described,
            _ => true,
        }
    }

    /// `form` (lower case) with the capitals of the word.
    fn cased(&self, form: &str) -> String {
        let mut out = String::with_capacity(form.len());
        let mut word = self.word.chars();
        let mut lowered = self.lowered.chars();
        for c in form.chars() {
            let written = word.next();
            match written {
                Some(written) if lowered.next() == Some(c) => out.push(written),
                _ if is_upper(self.word) => out.push_str(&crate::letters::upper(c.encode_utf8(&mut [0; 4]), Lang::Az)),
                _ => out.push(c),
            }
        }
        out
    }
}

/// One way to read the last word.
struct Reading {
    /// The lemma, or the stem that is left without the suffixes.
    stem: String,
    /// Characters of the word before the suffixes.
    length: usize,
    /// The part of speech in the lexicon; none for an unknown stem.
    pos: Option<Pos>,
    suffixes: Vec<Suffix>,
    /// How unlikely stem and suffixes are.
    cost: f32,
    /// The word in its possessive, where the phrase is a known name so.
    known_form: Option<String>,
}

impl Reading {
    /// Whether the stem has another last letter without its suffixes.
    fn is_softened(&self, word: &str) -> bool {
        self.stem.chars().last() != word.chars().nth(self.length - 1)
    }
}

/// Cost, in nats, of suffixes that names seldom have.
fn oddity(suffixes: &[Suffix], known: bool) -> f32 {
    let personal = suffixes.iter().any(|suffix| is_personal(suffix.tag));
    let derived = !known && suffixes.iter().any(|suffix| suffix.class == Class::Derivation);
    f32::from(u8::from(personal)) * PERSONAL_NAME + f32::from(u8::from(derived)) * DERIVED_NAME
}

/// Possessives, persons and the copulas that only predicates have.
fn is_personal(tag: &str) -> bool {
    tag.starts_with('P') && tag != "PL" || tag.contains(['1', '2']) || matches!(tag, "EVID" | "COND")
}

/// -lığ, -liy before a vowel that is gone: -lıq, -lik.
fn hardened(form: &str, gone: &str) -> String {
    let before_vowel = gone.chars().next().is_some_and(is_vowel);
    match (form.strip_suffix('ğ'), form.strip_suffix('y')) {
        (Some(head), _) if before_vowel => format!("{head}q"),
        (_, Some(head)) if before_vowel => format!("{head}k"),
        _ => form.to_owned(),
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(is_vowel)
}

/// Whether a word only describes the one after it: an adjective, ordinal or participle.
fn is_adjective(word: &str) -> bool {
    let lowered = lower(word, Lang::Az);
    let entries = Lexicon::embedded().lookup(&lowered);
    let adjective = entries.iter().any(|entry| matches!(entry.pos, Pos::Adj | Pos::Det | Pos::Num));
    let noun = entries.iter().any(|entry| entry.pos == Pos::Noun);
    let described = ["lı", "li", "lu", "lü", "sız", "siz", "suz", "süz"].iter().any(|end| lowered.ends_with(end));
    adjective && (!noun || described) || entries.is_empty() && (lowered.ends_with("mış") || lowered.ends_with("miş"))
}

/// The gender that a given name tells; an unknown one in a consonant is taken for a man's.
fn gender_of(given: &str, names: &dyn Gazetteer) -> Option<Gender> {
    names.gender(given).or_else(|| {
        let last = lower(given, Lang::Az).chars().next_back()?;
        (!is_vowel(last)).then_some(Gender::Male)
    })
}
