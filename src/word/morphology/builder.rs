use std::borrow::Cow;

use super::analyser::{Analyser, Lexeme};
use super::automaton::Automaton;
use super::phonology::{End, Letter, Spelling, Vowel, char_of, letter};
use super::stems::{Stem, Stems, Words};
use super::tactics::Tactics;
use crate::letters::is_capitalised;
use crate::table;
use crate::word::Pos;
use crate::word::lexicon::each_entry;

/// What a reading costs more for words that are forms of another word first: postpositions in a case (`arasında`), plurals
/// (`danışıqlar`), verbal nouns (`azaldılma`).
const FROZEN: f32 = 1.3;

/// What a reading costs more for each class of frequency, from the commonest words to the rare ones.
const RARITY: [f32; 4] = [0.0, 0.4, 1.2, 2.2];
/// The class of frequency of a word of which nothing is said.
const ORDINARY: u8 = 3;

/// What a name costs: `Parkı` in the name of a park is first a park.
const NAME: f32 = 0.9;

/// Collects the words of an [`Analyser`].
#[derive(Default)]
pub struct Builder {
    lexemes: Vec<Lexeme>,
    words: Words,
}

impl Builder {
    /// Makes the automaton of suffixes, which is otherwise made when the first word is looked at.
    pub fn prepare() {
        Automaton::embedded();
    }

    /// Adds the lexicon that the program carries, with the forms that no rule makes.
    pub fn add_lexicon(&mut self) {
        each_entry(|entry| self.add_entry(Cow::Borrowed(entry.az), entry.pos, entry.class, entry.frequency));
        let forms = include_str!("../data/irregular_forms.csv");
        table::each_record(forms, ["form", "lemma", "pos", "tags"], |[form, lemma, pos, tags]| {
            if let Some(pos) = Pos::of(pos) {
                self.add_form(form, lemma, pos, tags);
            }
        });
    }

    /// Adds a word in its dictionary form. `class` names how its inflection departs from the rules, as words separated by
    /// spaces:
    ///
    /// | word | what |
    /// |---|---|
    /// | `keep` | a final q or k stays before a vowel: hüququ |
    /// | `soft` | a final q or k of one syllable changes: yoxu |
    /// | `drop` | the last vowel drops before a vowel: oğlu |
    /// | `single` | a final double consonant may be single before a consonant: xətlər |
    /// | `p3` | the word ends in a possessive suffix: əməkhaqqına |
    /// | `y` | y stands where others have s or n: suyu |
    /// | `back`, `front` | suffixes follow the other harmony |
    /// | `keept` | a verb keeps its t before a vowel |
    /// | `plural` | the word is a plural |
    ///
    /// Words of several parts and with letters that the alphabet has not are passed over.
    pub fn add_word(&mut self, lemma: &str, pos: Pos, class: &str) {
        self.add_entry(Cow::Owned(lemma.to_string()), pos, class, ORDINARY);
    }

    fn add_entry(&mut self, lemma: Cow<'static, str>, pos: Pos, class: &str, frequency: u8) {
        let Some(letters) = Spelling::of(&lemma) else { return };
        let flags = Flags(class);
        let rare = RARITY[usize::from(frequency.clamp(1, 4)) - 1];
        if pos == Pos::Verb {
            let Some(stem) = letters.len().checked_sub(3).filter(|&length| length > 0) else { return };
            let lexeme = self.lexeme(lemma, pos, "", rare);
            return self.add_verb(lexeme, &letters[..stem], flags);
        }
        let (state, cost) = match pos {
            Pos::Noun | Pos::Pron => ("N", 0.0),
            Pos::Adj | Pos::Det => ("A", 0.1),
            Pos::Num => ("NUM", 0.1),
            Pos::Adv => ("ADV", 0.6),
            _ => ("INV", 0.0),
        };
        let frozen = if flags.has("plural") || is_frozen(&lemma, pos) { FROZEN } else { 0.0 };
        let lexeme = self.lexeme(lemma, pos, "", cost + rare + frozen);
        self.add_nominal(lexeme, &letters, state, flags);
    }

    /// Adds a form that no rule makes, with the tags of the suffixes that are in it, separated by spaces.
    pub fn add_form(&mut self, form: &str, lemma: &str, pos: Pos, tags: &str) {
        let Some(letters) = Spelling::of(form) else { return };
        let state = match tags.rsplit(' ').next() {
            Some("GEN") => "GEN",
            Some("LOC") => "LOC",
            Some("ABL") => "ABL",
            _ => "INV",
        };
        let lexeme = self.lexeme(Cow::Owned(lemma.to_string()), pos, tags, 0.0);
        self.add(lexeme, &letters, state, End::of(&letters), Vowel::last_of(&letters), false);
    }

    /// Adds a name of one word; it counts only in words with a capital.
    pub fn add_name(&mut self, name: &str) {
        let Some(letters) = Spelling::of(name) else { return };
        if letters.len() > 1 && is_capitalised(name) {
            let lexeme = self.lexeme(Cow::Owned(name.to_string()), Pos::Noun, "", NAME);
            self.add(lexeme, &letters, "PN", End::of(&letters), Vowel::last_of(&letters), true);
        }
    }

    /// Makes the analyser.
    pub fn build(self) -> Analyser {
        Analyser { stems: Stems::new(&self.words), lexemes: self.lexemes, words: self.words }
    }

    fn lexeme(&mut self, lemma: Cow<'static, str>, pos: Pos, tags: &str, cost: f32) -> u32 {
        let tactics = Tactics::embedded();
        let tags = tags.split_whitespace().filter_map(|tag| tactics.tag(tag)).collect();
        self.lexemes.push(Lexeme { lemma, pos, tags, cost });
        self.lexemes.len() as u32 - 1
    }

    fn add_nominal(&mut self, lexeme: u32, letters: &[Letter], state: &str, flags: Flags) {
        let vowel = flags.vowel(letters);
        let mut add = |letters: &[Letter], end| self.add(lexeme, letters, state, end, vowel, false);
        let replaced = |last: Option<Letter>| [&letters[..letters.len() - 1], last.as_slice()].concat();
        let soft = match letters.last().map(|&last| char_of(last)) {
            Some('q') => letter('ğ'),
            Some('k') => letter('y'),
            _ => None,
        };
        if flags.has("p3") {
            self.add(lexeme, letters, "NP3", End::Vowel, vowel, false);
        } else if flags.has("y") {
            add(letters, End::VowelY);
        } else if soft.is_some() && (is_long(letters) || flags.has("soft")) && !flags.has("keep") {
            add(letters, End::Hard);
            add(&replaced(soft), End::Soft);
        } else if flags.has("drop") && letters.len() > 2 {
            let dropped = [&letters[..letters.len() - 2], &letters[letters.len() - 1..]].concat();
            add(letters, End::Hard);
            add(&dropped, End::Soft);
        } else {
            add(letters, End::of(letters));
            if flags.has("single") {
                add(&replaced(None), End::Hard);
            }
        }
    }

    /// Verbs of one syllable in t keep it before a vowel, but for et- and get-.
    fn add_verb(&mut self, lexeme: u32, letters: &[Letter], flags: Flags) {
        let vowel = Vowel::last_of(letters);
        let text: String = letters.iter().map(|&letter| char_of(letter)).collect();
        let state = if is_long(letters) && PASSIVE.iter().any(|end| text.ends_with(end)) { "VP" } else { "V" };
        let alternates = !flags.has("keept") && (is_long(letters) || matches!(text.as_str(), "et" | "get"));
        match letter('d') {
            Some(soft) if alternates && text.ends_with('t') => {
                let softened = [&letters[..letters.len() - 1], &[soft]].concat();
                self.add(lexeme, letters, "V", End::Hard, vowel, false);
                self.add(lexeme, &softened, "V", End::Soft, vowel, false);
            }
            _ => self.add(lexeme, letters, state, End::of(letters), vowel, false),
        }
    }

    fn add(&mut self, lexeme: u32, letters: &[Letter], state: &str, end: End, vowel: Vowel, is_name: bool) {
        if let Some(node) = Tactics::embedded().node(state, end) {
            self.words.push(letters, Stem { lexeme, node, vowel, is_name });
        }
    }
}

/// The words of a class.
#[derive(Clone, Copy)]
struct Flags<'c>(&'c str);

impl Flags<'_> {
    fn has(self, flag: &str) -> bool {
        // Most words have none.
        !self.0.is_empty() && self.0.split(' ').any(|other| other == flag)
    }

    /// What suffixes are harmonised with.
    fn vowel(self, letters: &[Letter]) -> Vowel {
        if self.has("back") {
            Vowel::Back
        } else if self.has("front") {
            Vowel::Front
        } else {
            Vowel::last_of(letters)
        }
    }
}

/// Ends of stems that are passives.
const PASSIVE: [&str; 10] = ["ıl", "il", "ul", "ül", "lan", "lən", "lın", "lin", "lun", "lün"];

/// Whether a word is a form of another word first.
fn is_frozen(lemma: &str, pos: Pos) -> bool {
    let ends: &[&str] = match pos {
        Pos::Noun => &["ma", "mə"],
        Pos::Postp => &["nda", "ndə", "ndan", "ndən", "na", "nə", "ilə"],
        _ => &[],
    };
    ends.iter().any(|end| lemma.len() > end.len() && lemma.ends_with(end))
}

/// Whether a stem has more than one syllable.
fn is_long(letters: &[Letter]) -> bool {
    letters.iter().filter(|&&letter| Vowel::of(letter).is_some()).count() > 1
}
