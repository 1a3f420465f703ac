use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Channel;
use super::context::{Context, Neighbour};
use super::repair::FIX;
use super::search::{Choice, Search};
use crate::letters::{Lang, capitalise, is_capitalised, is_upper, lower, upper};
use crate::text::Span;
use crate::token::{Kind, Token};

/// The share of wrong words from which a page is taken for a scanned one.
const LEAST_NOISE: f32 = 0.01;
/// Words on either side that are near.
const NEAR: usize = 5;

/// How much the log-odds of an error rise with the logarithm of the engine's doubt, the doubt at which they are as usual,
/// and its bounds. Fitted on four pages that Tesseract read with the Azerbaijani model (949 words, 9.8 % of them wrong).
const DOUBT: f32 = 1.2;
const USUAL_DOUBT: f32 = 0.22;
const SUREST: f32 = 0.03;
const LEAST_SURE: f32 = 0.5;

/// What the words of a document were meant to be, each in its place.
pub(super) struct Meaning<'a> {
    pub search: Search<'a>,
    text: &'a str,
    tokens: &'a [Token],
    /// How sure the engine was of what it read at a place, 0..1.
    pub certainty: Option<&'a dyn Fn(Span) -> Option<f32>>,
    choices: RefCell<FxHashMap<String, Option<Rc<Choice>>>>,
    neighbours: RefCell<FxHashMap<(String, bool), Rc<Neighbour>>>,
    /// The neighbours by their tokens, before and after the tokens are judged.
    places: RefCell<FxHashMap<(usize, bool), Rc<Neighbour>>>,
    /// What the tokens before the present one were meant to be, where that is not what stands there.
    mended: FxHashMap<usize, String>,
}

impl<'a> Meaning<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], search: Search<'a>) -> Meaning<'a> {
        Meaning {
            certainty: None,
            choices: RefCell::default(),
            neighbours: RefCell::default(),
            places: RefCell::default(),
            mended: FxHashMap::default(),
            text,
            tokens,
            search,
        }
    }

    /// Learns what the document confuses: pairs of what was seen and what was meant.
    pub fn learn(&mut self, pairs: &[(String, String)]) {
        let unlike = self.search.learn(pairs, self.text);
        let is_unlike = |word: &str| unlike.iter().any(|seen| word.contains(seen.as_str()));
        self.choices.get_mut().retain(|word, _| !is_unlike(&lower(word, Lang::Az)));
    }

    /// Begins anew with the first token.
    pub fn begin(&mut self) {
        self.mended.clear();
        self.places.get_mut().clear();
    }

    /// Notes what a token was meant to be.
    pub fn note(&mut self, token: usize, meant: String) {
        self.mended.insert(token, meant);
    }

    /// What a word was meant to be, if it is not what stands there, and how sure that is; its neighbours are asked where its
    /// place is known.
    pub fn meant(&self, word: &str, at: Option<usize>) -> Option<(String, f32)> {
        let likeliest = self.likeliest(word, at);
        match &likeliest {
            Some((_, confidence)) if *confidence >= FIX => likeliest,
            _ => self.with_w(word).or(likeliest),
        }
    }

    /// A foreign name whose W was read as two letters: the recogniser with Azerbaijani letters has none.
    pub fn with_w(&self, word: &str) -> Option<(String, f32)> {
        let evidence = self.search.evidence;
        let is_name = is_capitalised(word) && evidence.channel == Channel::Azerbaijani;
        if !is_name || evidence.error_rate <= LEAST_NOISE || self.search.knowledge.knows(word) {
            return None;
        }
        let single = word.replace("VV", "W").replace("Vv", "W").replace("vv", "w");
        (single != word).then_some((single, FIX))
    }

    /// What a word was meant to be by its letters and its neighbours.
    fn likeliest(&self, word: &str, at: Option<usize>) -> Option<(String, f32)> {
        let choice = self.choice(word)?;
        let plain = lower(word, Lang::Az);
        let knowledge = self.search.knowledge;
        let (best, confidence) = match at.filter(|_| choice.is_open()) {
            Some(at) => self.in_context(at, |context| {
                let doubt = self.doubt(at);
                choice.best(&plain, |word| {
                    let doubt = if word == plain { 0.0 } else { doubt };
                    doubt + self.search.context_weight() * context.bonus(word, knowledge)
                })
            }),
            None => choice.best(&plain, |_| 0.0),
        }?;
        Some((cased(best, word), confidence))
    }

    /// What a word costs, in nats, as it stands or mended.
    pub fn least_cost(&self, word: &str) -> f32 {
        let plain = lower(word, Lang::Az);
        let keep = self.search.cost_as_it_is(word, &plain, self.search.knowledge.knows(word));
        let choice = self.choice(word);
        let candidates = choice.iter().flat_map(|choice| &choice.candidates);
        candidates.map(|found| found.cost).fold(keep, f32::min)
    }

    /// What a word may have been meant to be; each word is looked at once.
    fn choice(&self, word: &str) -> Option<Rc<Choice>> {
        if let Some(known) = self.choices.borrow().get(word) {
            return known.clone();
        }
        let choice = self.search.choice(word).map(Rc::new);
        self.choices.borrow_mut().insert(word.to_string(), choice.clone());
        choice
    }

    /// What the engine's doubt speaks for an error in an unknown word, in nats.
    fn doubt(&self, at: usize) -> f32 {
        let certainty = self.certainty.and_then(|certainty| certainty(self.tokens[at].span));
        certainty.map_or(0.0, |sure| DOUBT * ((1.0 - sure).clamp(SUREST, LEAST_SURE) / USUAL_DOUBT).ln())
    }

    /// Does something with the words around a token.
    fn in_context<T>(&self, at: usize, judge: impl FnOnce(&Context<'_>) -> T) -> T {
        let before: Vec<(usize, Rc<Neighbour>)> = self.words(at, (0..at).rev());
        let after: Vec<(usize, Rc<Neighbour>)> = self.words(at, at + 1..self.tokens.len());
        let beside = |found: &'_ [(usize, Rc<Neighbour>)]| {
            found.first().filter(|(place, _)| place.abs_diff(at) == 2).map(|(_, neighbour)| Rc::clone(neighbour))
        };
        let (directly_before, directly_after) = (beside(&before), beside(&after));
        judge(&Context {
            before: directly_before.as_deref(),
            after: directly_after.as_deref(),
            near: before.iter().chain(&after).map(|(_, neighbour)| neighbour.as_ref()).collect(),
            starts_sentence: before.is_empty(),
            ends_sentence: after.is_empty(),
        })
    }

    /// The words of the sentence on one side of a token, nearest first, with their places.
    fn words(&self, at: usize, places: impl Iterator<Item = usize>) -> Vec<(usize, Rc<Neighbour>)> {
        let ends = |token: &Token| {
            let text = token.of(self.text);
            token.kind == Kind::Punctuation && text.starts_with(['.', '?', '!', '…'])
                || token.parts_paragraphs(self.text)
        };
        let inside = places.take(4 * NEAR).take_while(|&place| !ends(&self.tokens[place]));
        let words = inside.filter(|&place| self.tokens[place].kind.is_wordlike()).take(NEAR);
        words.map(|place| (place, self.neighbour_at(place, place < at))).collect()
    }

    /// The word at a token, looked for once.
    fn neighbour_at(&self, at: usize, is_judged: bool) -> Rc<Neighbour> {
        if let Some(known) = self.places.borrow().get(&(at, is_judged)) {
            return Rc::clone(known);
        }
        let neighbour = self.neighbour(at, is_judged);
        self.places.borrow_mut().insert((at, is_judged), Rc::clone(&neighbour));
        neighbour
    }

    /// The word at a token, as it was meant as far as that is known.
    fn neighbour(&self, at: usize, is_judged: bool) -> Rc<Neighbour> {
        let word = self.tokens[at].of(self.text);
        let mended = if is_judged { self.mended.get(&at).cloned() } else { None };
        let is_word = self.tokens[at].kind == Kind::Word;
        let meant =
            mended.or_else(|| self.likeliest(word, None).filter(|(_, sure)| is_word && *sure > 0.5).map(|it| it.0));
        let starts_sentence = at == 0 || at > 1 && self.tokens[at - 2].of(self.text) == ".";
        let key = (meant.unwrap_or_else(|| word.to_string()), starts_sentence);
        if let Some(known) = self.neighbours.borrow().get(&key) {
            return Rc::clone(known);
        }
        let neighbour = Rc::new(Neighbour::new(&key.0, starts_sentence, self.search.knowledge));
        self.neighbours.borrow_mut().insert(key, Rc::clone(&neighbour));
        neighbour
    }
}

/// `word`, in lower case, with the capitals of `like`.
pub(super) fn cased(word: &str, like: &str) -> String {
    if like.chars().count() > 1 && is_upper(like) {
        upper(word, Lang::Az)
    } else if is_capitalised(like) {
        capitalise(word, Lang::Az)
    } else {
        word.to_string()
    }
}
