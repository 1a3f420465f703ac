use std::ops::Range;

use super::lexicon::{Class, Lexicon};
use crate::glossary::Kind;
use crate::letters::{Lang, capitalise, fold_apostrophe, is_apostrophe};
use crate::mention::chunk::{Chunk, Context};
use crate::mention::head::HeadMatch;
use crate::mention::record::Evidence;
use crate::mention::word::{Gap, Word};
use crate::table;
use crate::token;

/// An English sentence with what the patterns ask of its words.
pub(super) struct Sentence<'s, 't> {
    pub words: &'s [Word<'t>],
    pub context: Context<'s>,
    pub lexicon: &'static Lexicon,
    pub capitals: Capitals,
    name: Vec<bool>,
}

/// How much the capitals of a sentence say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    /// They mark names.
    Names,
    /// A headline that capitalises its nouns and verbs.
    Headline,
    /// A headline all in capitals.
    All,
}

impl<'s, 't> Sentence<'s, 't> {
    pub fn new(words: &'s [Word<'t>], context: Context<'s>) -> Sentence<'s, 't> {
        let lexicon = Lexicon::get();
        let capitals = capitals(words, lexicon);
        let name =
            words.iter().map(|word| may_name(word) && !(capitals == Capitals::Headline && may_be_verb(word, lexicon)));
        Sentence { words, context, lexicon, capitals, name: name.collect() }
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word in lower case; empty past the end.
    pub fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// Whether the word is of a class, in the singular or the plural.
    pub fn is(&self, at: usize, class: Class) -> bool {
        let bases = self.words.get(at).map_or(&[][..], |word| &word.bases);
        bases.iter().any(|base| self.lexicon.is(&base.text, class))
    }

    /// Whether the word can be part of a name: a capital that is not a function word, a month or a day.
    pub fn name(&self, at: usize) -> bool {
        self.name.get(at).copied().unwrap_or(false)
    }

    /// Whether a name may run from the word before into this one.
    pub fn joined(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.gap.joins())
    }

    /// Whether a name may run from the word before into this one, which is a name word too.
    pub fn name_goes_on(&self, at: usize) -> bool {
        at > 0 && self.name(at) && self.joined(at) && !self.words[at - 1].genitive
    }

    /// Whether a comma, and nothing else, stands before the word.
    pub fn after_comma(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.gap == Gap::Comma)
    }

    /// Whether `and` follows in the run of capitals from the word on: the word may be in a list of attributes.
    pub fn has_and_before_head(&self, at: usize) -> bool {
        let end = (at..self.len()).find(|&i| !self.name(i) || i > at && !self.joined(i));
        end.is_some_and(|end| self.lower(end) == "and" || self.after_comma(end))
    }

    /// The head of an organisation that ends with the word.
    pub fn agency_head(&self, at: usize) -> Option<HeadMatch<'static>> {
        self.context.tables.agency.ending_at(self.words, at, Lang::En)
    }

    /// The head of an office that ends with the word.
    pub fn title_head(&self, at: usize) -> Option<HeadMatch<'static>> {
        self.context.tables.title.ending_at(self.words, at, Lang::En)
    }

    /// The head of a place that ends with the word.
    pub fn place_head(&self, at: usize) -> Option<HeadMatch<'static>> {
        self.context.tables.place.ending_at(self.words, at, Lang::En)
    }

    /// Whether the word is a capitalised head of an organisation, an office or a place.
    pub fn is_head(&self, at: usize) -> bool {
        self.name(at)
            && (self.agency_head(at).is_some() || self.title_head(at).is_some() || self.place_head(at).is_some())
    }

    /// Whether the word ends what says that something or somebody is of a country: `Iranian`, `North Korean`.
    pub fn demonym(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.capital && word.bases.iter().any(|base| self.is_adjective(&base.text)))
    }

    /// The first word of the adjective of a country that ends with this word, which may be in the plural.
    pub fn demonym_start(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&before| self.words[before].capital && self.joined(at));
        let pair = before.filter(|&before| self.is_adjective(&format!("{} {}", self.lower(before), self.lower(at))));
        pair.or_else(|| self.demonym(at).then_some(at))
    }

    /// Whether the word has a plural ending.
    pub fn plural(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.bases.iter().any(|base| base.ending.plural))
    }

    /// Whether a bare word (lower case) is the English adjective of a country.
    pub fn is_adjective(&self, word: &str) -> bool {
        let row = self.context.tables.demonym(word);
        row.is_some_and(|row| table::list(&row.en_adjective).any(|adjective| adjective.to_lowercase() == word))
    }

    /// Whether the word is a given name by the lists.
    pub fn given_name(&self, at: usize) -> bool {
        self.name(at) && self.context.tables.given_names.contains(self.lower(at))
    }

    /// A chunk of these words with the citation that they have as they stand.
    pub fn chunk(&self, words: Range<usize>, kind: Kind, evidence: Evidence) -> Chunk {
        let citation = self.citation(words.clone(), &[]);
        Chunk { words, kind, evidence, citation }
    }

    /// The words on one line, the last without its `'s`, those of `singular` without their plural.
    pub fn citation(&self, range: Range<usize>, singular: &[usize]) -> String {
        let mut out = String::new();
        let quotes = self.words[range.clone()].iter().skip(1).any(|word| word.gap == Gap::Close)
            || self.words.get(range.end).is_some_and(|word| word.gap == Gap::Close);
        for at in range.clone() {
            let word = &self.words[at];
            let last = at + 1 == range.end;
            let mark = if at == range.start {
                ""
            } else {
                mark_between(word.gap, self.words[at - 1].span.end < word.span.start)
            };
            out.push_str(mark);
            let text = if last { word.head } else { word.text };
            let genitive = if !last && word.genitive && !text.contains(is_apostrophe) { "'" } else { "" };
            match singular.contains(&at).then(|| singular_of(word)).flatten() {
                Some(single) => out.push_str(&single),
                None => out.extend(text.trim_end_matches(is_apostrophe).chars().map(fold_apostrophe)),
            }
            out.push_str(genitive);
        }
        if quotes { balanced(&out) } else { out }
    }
}

/// What the citation writes between two words.
fn mark_between(gap: Gap, apart: bool) -> &'static str {
    match gap {
        Gap::Open => " \"",
        Gap::Close => "\" ",
        Gap::Comma => ", ",
        _ if apart => " ",
        _ => "",
    }
}

/// A quote that lacks its other half is closed at the end or opened at the start.
fn balanced(text: &str) -> String {
    if text.matches('"').count().is_multiple_of(2) {
        return text.to_owned();
    }
    match text.find('"') {
        Some(at) if text[..at].ends_with(' ') => format!("{text}\""),
        _ => format!("\"{text}"),
    }
}

/// The singular of a word in its own case: `Ministers` → `Minister`, `MPs` → `MP`.
fn singular_of(word: &Word<'_>) -> Option<String> {
    let base = word.bases.iter().find(|base| base.ending.plural)?;
    if word.head.chars().filter(|c| c.is_uppercase()).count() > 1 {
        let kept = word.head.trim_end_matches(is_apostrophe);
        return kept.strip_suffix('s').map(str::to_owned);
    }
    Some(if word.capital { capitalise(&base.text, Lang::En) } else { base.text.clone() })
}

/// Whether the word can be part of a name: a capital that is not a function word, a month or a day.
pub(in crate::mention) fn may_name(word: &Word<'_>) -> bool {
    let lexicon = Lexicon::get();
    let kind = matches!(
        word.kind,
        token::Kind::Word | token::Kind::Acronym | token::Kind::Initial | token::Kind::Abbreviation
    );
    // At the start of a sentence an adverb is as capitalised as a name.
    let adverb = word.first && word.lower.len() > 5 && word.lower.ends_with("ly");
    kind && word.capital
        && !adverb
        && !lexicon.is(&word.lower, Class::Function)
        && !lexicon.is(&word.lower, Class::Calendar)
        && !lexicon.is_honorific(word)
}

/// Whether the word is a month or a day.
pub(in crate::mention) fn is_calendar(word: &Word<'_>) -> bool {
    Lexicon::get().is(&word.lower, Class::Calendar)
}

/// Whether a capitalised word may be the verb of a headline: `Opens`.
fn may_be_verb(word: &Word<'_>, lexicon: &Lexicon) -> bool {
    let third_person =
        word.kind == token::Kind::Word && !word.genitive && word.bases.iter().any(|base| base.ending.plural);
    third_person && !lexicon.in_portfolio(&word.lower)
}

/// Judges the capitals of a sentence by its words that carry meaning.
fn capitals(words: &[Word<'_>], lexicon: &Lexicon) -> Capitals {
    let heavy =
        |word: &&Word<'_>| !lexicon.is(&word.lower, Class::Function) && word.text.chars().any(char::is_alphabetic);
    let total = words.iter().filter(heavy).count();
    let upper = words.iter().filter(heavy).filter(|word| word.kind == token::Kind::Acronym).count();
    let capital = words.iter().filter(heavy).filter(|word| word.capital).count();
    if total >= 3 && upper * 4 >= total * 3 {
        Capitals::All
    } else if total >= 5 && capital == total {
        Capitals::Headline
    } else {
        Capitals::Names
    }
}
