use std::collections::{HashMap, HashSet};

use crate::glossary::Kind;
use crate::letters::{Lang, lower};
use crate::mention::{Case, Gazetteer, Tables, Word, words};
use crate::table;
use crate::token::{self, Token, tokenize};
use crate::word::{Lexicon, az, en};

/// A part of an Azerbaijani name that is translated as a whole: a word, a country, a field of a ministry.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As it stands.
    pub text: String,
    /// What English may say for it.
    pub renderings: Vec<Rendering>,
    /// Whether it may be respelt: a capitalised word that is nothing else.
    pub is_name: bool,
    /// Whether it is a country or another place.
    pub is_place: bool,
    /// Whether it is the generic noun of a place (`çay`, `rayon`).
    pub is_place_head: bool,
    /// How it stands to the head of the name.
    pub role: Role,
}

/// One English rendering: its content words as stems, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Stems of the content words.
    pub stems: Vec<String>,
    /// How it stands to the Azerbaijani part.
    pub sense: Sense,
}

impl Rendering {
    /// Whether it is what a dictionary gives first.
    pub fn is_usual(&self) -> bool {
        self.sense == Sense::Usual
    }
}

/// How a rendering stands to what it renders, closest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// Another name of the same country: `Russian Federation` for `Rusiya`. It serves inside the name of an office, but is
    /// no translation by itself.
    OtherName,
    /// The adjective of a country (`Russian` for `Rusiya`), or a rarer reading of a word.
    Derived,
    /// What a dictionary gives.
    Usual,
}

/// How a place stands to the head of an office: the country that sends, or the one that receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `Azərbaycanın …`, of Azerbaijan.
    Owner,
    /// `… Rusiyadakı`, to or in Russia.
    Host,
}

/// Finds English renderings of the parts of Azerbaijani names.
pub struct Translator<'g> {
    gazetteer: &'g Gazetteer,
    tables: &'static Tables,
    lexicon: &'static Lexicon,
    /// Country noun in lower case -> the gazetteer entries of its official names.
    states: HashMap<String, Vec<usize>>,
    /// English generic nouns of places, lower case.
    place_heads: HashSet<String>,
}

/// Last words of the official names of states.
const STATE_HEADS: [&str; 8] = [
    "respublikası",
    "federasiyası",
    "krallığı",
    "əmirliyi",
    "sultanlığı",
    "ştatları",
    "konfederasiyası",
    "əmirlikləri",
];

impl<'g> Translator<'g> {
    /// A translator over a gazetteer, the lexicon and the tables of the program.
    pub fn new(gazetteer: &'g Gazetteer) -> Translator<'g> {
        let mut states: HashMap<String, Vec<usize>> = HashMap::new();
        for index in 0..gazetteer.len() {
            let Some(entry) = gazetteer.entry(index).filter(|entry| entry.kind == Kind::Place) else { continue };
            let name = entry.az.first().map(|az| lower(az, Lang::Az)).unwrap_or_default();
            if let Some((country, rest)) = name.split_once(' ')
                && STATE_HEADS.iter().any(|head| rest.ends_with(head))
            {
                states.entry(country.to_owned()).or_default().push(index);
            }
        }
        let tables = Tables::get();
        let place_heads =
            tables.place.heads().iter().flat_map(|head| table::list(&head.en).map(str::to_lowercase)).collect();
        Translator { gazetteer, tables, lexicon: Lexicon::embedded(), states, place_heads }
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// The parts of an Azerbaijani citation form, in order; function words are left out.
    pub fn units(&self, citation: &str) -> Vec<Unit> {
        let tokens: Vec<Token> = tokenize(citation).collect();
        let words = words(citation, &tokens, 0, Lang::Az);
        let mut units = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (unit, count) = self.unit(&words, at);
            match unit {
                // A compound that nothing renders as a whole is rendered part by part: `Azərbaycan-Rusiya`.
                Some(unit) if unit.renderings.is_empty() && unit.text.contains(['-', '–']) => {
                    let parts: Vec<&str> = unit.text.split(['-', '–']).filter(|part| !part.is_empty()).collect();
                    units.extend(parts.iter().filter(|part| **part != citation).flat_map(|part| self.units(part)));
                }
                unit => units.extend(unit),
            }
            at += count;
        }
        units
    }

    /// The unit that starts at a word, and how many words it takes.
    fn unit(&self, words: &[Word<'_>], at: usize) -> (Option<Unit>, usize) {
        let word = &words[at];
        if is_az_function(&word.lower) {
            return (None, 1);
        }
        let listed = self.listed(words, at);
        let field = self.portfolio(words, at);
        let head = self.head(words, at);
        let longest = [&listed, &field, &head].into_iter().flatten().map(|(_, count)| *count).max().unwrap_or(0);
        if longest > 1 {
            let found = [listed, field, head].into_iter().flatten().find(|(_, count)| *count == longest);
            return found.map_or((None, 1), |(unit, count)| (Some(unit), count));
        }
        let mut unit = self.word(word);
        for (other, _) in [listed, head, field].into_iter().flatten() {
            unit.is_place |= other.is_place;
            unit.is_place_head |= other.is_place_head;
            for rendering in other.renderings {
                if !unit.renderings.iter().any(|known| known.stems == rendering.stems) {
                    unit.renderings.push(rendering);
                }
            }
        }
        unit.is_name &= unit.renderings.is_empty();
        (Some(unit), 1)
    }

    /// Whether an English word (lower case) names a country or its people, or is part of a state's name.
    pub fn is_country_word(&self, word: &str) -> bool {
        matches!(word, "republic" | "federation" | "kingdom" | "our" | "country")
            || self.tables.demonym(word).is_some()
            || self.gazetteer.is_known(word, Lang::En, Kind::Place)
    }

    /// Whether an English word (lower case) is the generic noun of a place.
    pub fn is_place_head(&self, word: &str) -> bool {
        self.place_heads.contains(word)
    }

    /// What the gazetteer lists at a word: never the whole name, whose parts are asked for.
    fn listed(&self, words: &[Word<'_>], at: usize) -> Option<(Unit, usize)> {
        let whole = |count: usize| at == 0 && count == words.len() && count > 1;
        let hits = self.gazetteer.find(words, at, Lang::Az);
        let usable = |kind: Kind, count: usize| match kind {
            Kind::Place => !whole(count) || count > 1,
            Kind::Title | Kind::Agency | Kind::Term => !whole(count),
            Kind::Acronym | Kind::Person => true,
        };
        let longest = hits
            .iter()
            .find(|hit| self.gazetteer.entry(hit.entry).is_some_and(|entry| usable(entry.kind, hit.words)))?;
        let same = hits.iter().filter(|hit| hit.words == longest.words);
        let mut unit = self.blank(words, at, longest.words);
        for hit in same {
            let Some(entry) = self.gazetteer.entry(hit.entry).filter(|entry| usable(entry.kind, hit.words)) else {
                continue;
            };
            unit.is_place |= entry.kind == Kind::Place;
            self.add_forms(&mut unit, &entry.en, Sense::Usual);
            self.add_forms(&mut unit, &entry.en_acronyms, Sense::Derived);
            if entry.kind == Kind::Place {
                self.add_country(&mut unit, &entry.az);
            }
        }
        Some((unit, longest.words))
    }

    /// Adds what else a country is called: its adjective, its official names, the short name of an official one.
    fn add_country(&self, unit: &mut Unit, az_forms: &[String]) {
        for az in az_forms {
            let name = lower(az, Lang::Az);
            let country = name.split(' ').next().unwrap_or_default();
            let official = name.contains(' ') && STATE_HEADS.iter().any(|head| name.ends_with(head));
            if name.contains(' ') && !official {
                continue;
            }
            let row = self.tables.demonyms.iter().find(|row| lower(&row.az_country, Lang::Az) == country);
            if let Some(row) = row {
                let short = |sense| if official { Sense::OtherName } else { sense };
                self.add_forms(unit, table::list(&row.en_country), short(Sense::Usual));
                self.add_forms(unit, table::list(&row.en_adjective), short(Sense::Derived));
            }
            for &state in self.states.get(country).into_iter().flatten() {
                if let Some(entry) = self.gazetteer.entry(state) {
                    self.add_forms(unit, &entry.en, if official { Sense::Usual } else { Sense::OtherName });
                }
            }
            if country == "azərbaycan" {
                // The press of a country calls it `our country`.
                self.add_forms(unit, ["our country"], Sense::OtherName);
            }
        }
    }

    fn add_forms(&self, unit: &mut Unit, forms: impl IntoIterator<Item = impl AsRef<str>>, sense: Sense) {
        for form in forms {
            let stems = content_stems(form.as_ref());
            if !stems.is_empty() && !unit.renderings.iter().any(|known| known.stems == stems) {
                unit.renderings.push(Rendering { stems, sense });
            }
        }
    }

    fn portfolio(&self, words: &[Word<'_>], at: usize) -> Option<(Unit, usize)> {
        let fits = |az: &str| {
            az.split(' ').count() <= words.len() - at
                && az.split(' ').zip(&words[at..]).all(|(wanted, word)| wanted == word.lower)
        };
        let best = self.tables.portfolios.iter().filter(|p| fits(&p.az)).max_by_key(|p| p.az.split(' ').count())?;
        let count = best.az.split(' ').count();
        let mut unit = self.blank(words, at, count);
        self.add_forms(&mut unit, table::list(&best.en), Sense::Usual);
        Some((unit, count))
    }

    fn head(&self, words: &[Word<'_>], at: usize) -> Option<(Unit, usize)> {
        let heads = [&self.tables.title, &self.tables.agency, &self.tables.place];
        let mut best: Option<(Unit, usize)> = None;
        for end in (at..words.len().min(at + 3)).rev() {
            for table in heads {
                let Some(found) = table.ending_at(words, end, Lang::Az).filter(|found| found.start == at) else {
                    continue;
                };
                let count = end + 1 - at;
                if best.as_ref().is_none_or(|(_, longest)| *longest <= count) {
                    let (mut unit, _) = best
                        .take()
                        .filter(|(_, longest)| *longest == count)
                        .unwrap_or_else(|| (self.blank(words, at, count), count));
                    unit.is_place_head |= std::ptr::eq(table, &self.tables.place);
                    self.add_forms(&mut unit, table::list(&found.head.en), Sense::Usual);
                    best = Some((unit, count));
                }
            }
        }
        best
    }

    /// One word by the lexicon, the demonyms, or as a name.
    fn word(&self, word: &Word<'_>) -> Unit {
        let mut unit = self.blank(std::slice::from_ref(word), 0, 1);
        if matches!(word.kind, token::Kind::Number | token::Kind::Ordinal) {
            unit.renderings.push(Rendering { stems: vec![word.head.to_lowercase()], sense: Sense::Usual });
            return unit;
        }
        for (rank, lemma) in az::lemmas(&word.lower).iter().enumerate() {
            for entry in self.lexicon.lookup(lemma) {
                self.add_forms(&mut unit, entry.glosses(), if rank == 0 { Sense::Usual } else { Sense::Derived });
            }
        }
        for base in &word.bases {
            if let Some(row) = self.tables.demonym(&base.text) {
                unit.is_place = true;
                self.add_forms(&mut unit, table::list(&row.en_adjective), Sense::Usual);
            }
        }
        unit.is_name = word.capital;
        unit
    }

    fn blank(&self, words: &[Word<'_>], at: usize, count: usize) -> Unit {
        let texts: Vec<&str> = words[at..at + count].iter().map(|word| word.text).collect();
        let host = words[at + count - 1].bases.iter().any(|base| base.ending.case == Case::Relative);
        let role = if host { Role::Host } else { Role::Owner };
        Unit {
            text: texts.join(" "),
            renderings: Vec::new(),
            is_name: false,
            is_place: false,
            is_place_head: false,
            role,
        }
    }
}

/// The stems of the content words of an English text, in order.
pub fn content_stems(english: &str) -> Vec<String> {
    english_words(english)
        .filter(|(_, word)| !is_en_function(word))
        .map(|(_, word)| en::stem(&word).into_owned())
        .collect()
}

/// The words of an English text, each as it stands and in lower case without `'s`; parts of hyphenated words one by one.
pub(super) fn english_words(english: &str) -> impl Iterator<Item = (&str, String)> {
    let mark = |c: char| matches!(c, '-' | '–' | '/' | ',' | '(' | ')' | '"' | '“' | '”' | '«' | '»');
    let pieces = english.split(move |c: char| c.is_whitespace() || mark(c));
    let read = pieces.map(|piece| {
        let word = piece.to_lowercase().replace(['’', '`', '‘'], "'");
        (piece, word.strip_suffix("'s").unwrap_or(&word).trim_matches(['.', '\'']).to_owned())
    });
    read.filter(|(_, word)| !word.is_empty())
}

/// English words that carry no content in a name.
pub(super) fn is_en_function(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "for" | "and" | "on" | "to" | "in" | "at" | "by" | "with" | "a" | "an" | "from" | "under"
    )
}

/// Azerbaijani words that carry no content in a name.
pub(super) fn is_az_function(word: &str) -> bool {
    matches!(
        word,
        "və" | "üzrə" | "ilə" | "üçün" | "haqqında" | "dair" | "adına" | "yanında" | "olan" | "barədə" | "daxil"
    )
}
