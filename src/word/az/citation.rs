use std::sync::LazyLock;

use serde::Deserialize;

use super::attached::without_attached;
use super::lemma::each_stem;
use super::names::{Gazetteer, Gender, Names};
use super::strip::{Reading, visit};
use super::suffix::Class;
use crate::letters::{Lang, is_capitalised, is_upper, lower};
use crate::table;
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
        let named = if self.capital { self.cheapest_of(true) } else { None };
        named.or_else(|| self.cheapest_of(false))
    }

    /// The form that the cheapest reading gives, of those with a known name or of all.
    fn cheapest_of(&self, named: bool) -> Option<String> {
        let mut best: Option<(f32, String)> = None;
        visit(self.lowered, self.capital, &mut |reading| {
            each_stem(&reading, &mut |stem| {
                let known = self.known_form(&reading);
                if named && known.is_none() && !self.is_name(stem) {
                    return;
                }
                let cost = if known.is_some() { Some(KNOWN_STEM) } else { self.cost(&reading, stem) };
                if let Some(cost) = cost
                    && best.as_ref().is_none_or(|(least, _)| cost < *least)
                {
                    best = Some((cost, known.unwrap_or_else(|| self.form(&reading, stem))));
                }
            });
        });
        best.map(|(_, form)| form)
    }

    /// Cost of a reading, in nats; none for one that cannot be.
    fn cost(&self, reading: &Reading<'_>, stem: &str) -> Option<f32> {
        if reading.verb {
            let nominal = reading.links().any(|(row, _)| row.class == Class::Nominal);
            let known = Lexicon::embedded().verb(stem).is_some();
            return (nominal && known && !self.capital).then_some(VERB_STEM + reading.cost);
        }
        let common = self.is_common(stem, reading);
        let known = self.is_name(stem);
        let stem_cost = if known {
            KNOWN_STEM
        } else if common {
            let single_name = self.capital && self.construction == Construction::Single;
            if single_name { LEXICON_STEM_OF_NAME } else { KNOWN_STEM }
        } else if stem != reading.stem || !has_vowel(stem) || stem.ends_with('-') {
            return None;
        } else {
            self.unknown_cost(stem)
        };
        let bare = if reading.rest.is_empty() { BARE } else { 0.0 };
        let odd = if self.capital && !common { oddity(reading, known) } else { 0.0 };
        Some(stem_cost + reading.cost + bare + odd)
    }

    /// Whether the stem is a word that can stand at the end of a phrase: particles cannot, except alone and bare.
    fn is_common(&self, stem: &str, reading: &Reading<'_>) -> bool {
        let alone = self.before.is_empty() && reading.rest.is_empty();
        let nominal = |pos| matches!(pos, Pos::Noun | Pos::Adj | Pos::Num | Pos::Pron | Pos::Verb);
        Lexicon::embedded().lookup(stem).iter().any(|entry| alone || nominal(entry.pos))
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
    fn known_form(&self, reading: &Reading<'_>) -> Option<String> {
        if self.before.is_empty() {
            return None;
        }
        let (_, start) = reading.links().skip_while(|(row, _)| row.tag != "P3").nth(1)?;
        let form = self.cased(&self.lowered[..start]);
        self.names.is_name(&format!("{} {form}", self.before)).then_some(form)
    }

    /// The word without the suffixes that are not its own.
    fn form(&self, reading: &Reading<'_>, stem: &str) -> String {
        let mut end = reading.stem.len();
        let mut links = reading.links().peekable();
        let mut kept_any = false;
        let common = reading.verb || self.is_common(stem, reading);
        while let Some((row, _)) = links.next_if(|(row, _)| self.keeps(row.class, &row.tag, common)) {
            end = links.peek().map_or(self.lowered.len(), |(_, start)| *start);
            kept_any = kept_any || row.slot != i8::MAX;
        }
        if !kept_any {
            return self.cased(stem);
        }
        self.cased(&hardened(&self.lowered[..end], &self.lowered[end..]))
    }

    /// Whether a suffix belongs to the phrase. A name after a given name can be an institution's: `Heydər Əliyev Mərkəzi`.
    fn keeps(&self, class: Class, tag: &str, common: bool) -> bool {
        let several = match self.construction {
            Construction::Single => false,
            Construction::Described | Construction::Izafet => true,
            Construction::Person => common,
        };
        match class {
            Class::Derivation | Class::Nominal | Class::Voice | Class::Finite => true,
            Class::Inflection if tag == "NEG" => true,
            Class::Inflection if tag == "PL" => several,
            Class::Inflection => tag == "P3" && several && self.construction != Construction::Described,
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

/// Cost, in nats, of suffixes that names seldom have.
fn oddity(reading: &Reading<'_>, known: bool) -> f32 {
    let mut cost = 0.0;
    if reading.links().any(|(row, _)| is_personal(&row.tag)) {
        cost += PERSONAL_NAME;
    }
    if !known && reading.links().any(|(row, _)| row.class == Class::Derivation) {
        cost += DERIVED_NAME;
    }
    cost
}

/// Possessives, persons and the copulas that only predicates have.
fn is_personal(tag: &str) -> bool {
    tag.starts_with('P') && tag != "PL" || tag.contains(['1', '2']) || matches!(tag, "EVID" | "COND")
}

/// -lığ, -liy before a vowel that is gone: -lıq, -lik.
fn hardened(form: &str, gone: &str) -> String {
    let before_vowel = gone.chars().next().is_some_and(super::harmony::is_vowel);
    match (form.strip_suffix('ğ'), form.strip_suffix('y')) {
        (Some(head), _) if before_vowel => format!("{head}q"),
        (_, Some(head)) if before_vowel => format!("{head}k"),
        _ => form.to_owned(),
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(super::harmony::is_vowel)
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
        (!super::harmony::is_vowel(last)).then_some(Gender::Male)
    })
}
