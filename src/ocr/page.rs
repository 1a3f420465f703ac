use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Channel;
use super::broken::{Broken, Hyphen};
use super::context::{Context, Neighbour};
use super::foreign::Foreign;
use super::marks::{self, Marks};
use super::repair::{FIX, MISSING, Repair, Rule, Tier};
use super::search::{Choice, SHORTEST_NAME, Search};
use crate::letters::{Lang, Script, capitalise, is_capitalised, is_upper, lower, normal_form, script, upper};
use crate::text::Span;
use crate::token::{Kind, Token, is_suffix_chain};
use crate::word::morphology::{plain_of, restored_suffix};

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

/// A document, and what is found out about it on the way.
pub(super) struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    search: Search<'a>,
    foreign: Foreign,
    marks: Option<Marks<'a>>,
    /// How sure the engine was of what it read at a place, 0..1.
    certainty: Option<&'a dyn Fn(Span) -> Option<f32>>,
    choices: RefCell<FxHashMap<String, Option<Rc<Choice>>>>,
    neighbours: RefCell<FxHashMap<(String, bool), Rc<Neighbour>>>,
    /// The neighbours by their tokens, before and after the tokens are judged.
    places: RefCell<FxHashMap<(usize, bool), Rc<Neighbour>>>,
    /// What the tokens before the present one were meant to be, where that is not what stands there.
    mended: FxHashMap<usize, String>,
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], search: Search<'a>, told: Option<Channel>) -> Page<'a> {
        let is_scanned = told != Some(Channel::Typed);
        Page {
            foreign: Foreign::of(text, tokens, search.evidence),
            marks: Marks::of(text, tokens, search.evidence.error_rate).filter(|_| is_scanned),
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

    /// Lets the engine say how sure it was of what it read.
    pub fn with_certainty(self, certainty: Option<&'a dyn Fn(Span) -> Option<f32>>) -> Page<'a> {
        Page { certainty, ..self }
    }

    /// Learns what the document confuses: pairs of what was seen and what was meant.
    pub fn learn(&mut self, pairs: &[(String, String)]) {
        let unlike = self.search.learn(pairs, self.text);
        let is_unlike = |word: &str| unlike.iter().any(|seen| word.contains(seen.as_str()));
        self.choices.get_mut().retain(|word, _| !is_unlike(&lower(word, Lang::Az)));
    }

    /// What the engine's doubt speaks for an error in an unknown word, in nats.
    fn doubt(&self, at: usize) -> f32 {
        let certainty = self.certainty.and_then(|certainty| certainty(self.tokens[at].span));
        certainty.map_or(0.0, |sure| DOUBT * ((1.0 - sure).clamp(SUREST, LEAST_SURE) / USUAL_DOUBT).ln())
    }

    /// The repairs, in the order of the text; they do not overlap.
    pub fn repairs(&mut self) -> Vec<Repair> {
        self.mended.clear();
        self.places.get_mut().clear();
        let mut repairs: Vec<Repair> = Vec::new();
        let mut done = 0;
        for at in 0..self.tokens.len() {
            let span = self.tokens[at].span;
            if span.start < done {
                continue;
            }
            let is_foreign = self.foreign.has(span);
            let found = backtick(self.text, self.tokens[at]);
            if let Some(repair) = found.or_else(|| if is_foreign { None } else { self.repair(at) }) {
                done = repair.span.end;
                if repair.tier() == Tier::Fix && repair.span == span {
                    self.mended.insert(at, repair.replacement.clone());
                }
                repairs.push(repair);
            }
        }
        repairs
    }

    /// The repair that begins at a token.
    fn repair(&self, at: usize) -> Option<Repair> {
        let token = self.tokens[at];
        if !token.kind.is_wordlike() {
            return self.marks.as_ref()?.repair(at, self.search.knowledge);
        }
        let word = token.of(self.text);
        let whole = |replacement: String, confidence, rule| Repair { span: token.span, replacement, rule, confidence };
        if let Some(broken) = Broken::of(self.text, self.tokens, at) {
            return self.unbroken(&broken).or_else(|| self.without_dirt(&broken));
        }
        let evidence = self.search.evidence;
        let is_right = evidence.is_right(at);
        if let Some(latin) = Some(word).filter(|_| !is_right).and_then(without_lookalikes) {
            let meant = self.meant_of_token(at, &latin).filter(|(_, confidence)| *confidence >= FIX);
            return Some(whole(meant.map_or(latin, |(meant, _)| meant), FIX, Rule::LookAlike));
        }
        if self.is_in_doubt_with_next(at)
            && let Some(repair) = self.torn(at).or_else(|| self.in_one_word(at))
        {
            return Some(repair);
        }
        if is_right && !evidence.is_noisy() && !evidence.is_page_wide() {
            return None;
        }
        let (replacement, confidence) = self.meant_of_token(at, word)?;
        let rule = match () {
            () if evidence.is_page_wide() => Rule::MissingLetters,
            () if replacement.matches(' ').count() > word.matches(' ').count() => Rule::Spaces,
            () => Rule::Letters,
        };
        Some(whole(replacement, confidence, rule))
    }

    /// Whether a word or the one behind it is unknown, so that both may be parts of one.
    fn is_in_doubt_with_next(&self, at: usize) -> bool {
        let is_word = |at: &usize| self.tokens[*at].kind == Kind::Word;
        let next = (at + 1..self.tokens.len()).take(5).find(is_word).filter(|_| is_word(&at));
        next.is_some_and(|next| !self.search.evidence.is_right(next) || !self.search.evidence.is_right(at))
    }

    fn torn(&self, at: usize) -> Option<Repair> {
        Broken::torn(self.text, self.tokens, at).and_then(|torn| self.unbroken(&torn))
    }

    /// Two tokens that are one word, between which a space or a hyphen with a space was read.
    fn in_one_word(&self, at: usize) -> Option<Repair> {
        let search = &self.search;
        let is_part = |token: &&Token| {
            let part = token.of(self.text);
            token.kind == Kind::Word && part.chars().all(char::is_alphabetic)
        };
        let head = Some(&self.tokens[at]).filter(is_part)?;
        let is_hyphen = |token: &Token| token.of(self.text) == "-";
        if search.evidence.is_page_wide() {
            return None;
        }
        let hyphens = usize::from(self.tokens.get(at + 1).is_some_and(is_hyphen));
        self.tokens.get(at + 1 + hyphens).filter(|space| space.of(self.text) == " ")?;
        let tail = self.tokens.get(at + 2 + hyphens).filter(is_part)?;
        let (first, second) = (head.of(self.text), tail.of(self.text));
        let whole = format!("{first}{second}");
        let knows = |word: &str| search.evidence.knows(word);
        let may_be_one = second.starts_with(char::is_lowercase) && !(knows(first) && knows(second));
        if !may_be_one || !search.knowledge.knows(&whole) {
            return None;
        }
        let plain = lower(&whole, Lang::Az);
        let (space, error) = (search.extra_space(hyphens > 0), search.evidence.error_cost());
        let joined = search.cost_of(&plain, is_capitalised(&whole)) + space + error;
        let apart = self.least_cost(first) + self.least_cost(second);
        let confidence = 1.0 / (1.0 + (joined - apart).exp());
        let span = Span::new(head.span.start, tail.span.end);
        (confidence > 0.5).then_some(Repair { span, replacement: whole, rule: Rule::Spaces, confidence })
    }

    /// What a word costs, in nats, as it stands or mended.
    fn least_cost(&self, word: &str) -> f32 {
        let plain = lower(word, Lang::Az);
        let keep = self.search.cost_as_it_is(word, &plain, self.search.knowledge.knows(word));
        let choice = self.choice(word);
        let candidates = choice.iter().flat_map(|choice| &choice.candidates);
        candidates.map(|found| found.cost).fold(keep, f32::min)
    }

    /// What a token was meant to be, if it is not what stands there: a word, or words and suffixes joined by marks.
    fn meant_of_token(&self, at: usize, text: &str) -> Option<(String, f32)> {
        let is_page_wide = self.search.evidence.is_page_wide();
        let kind = self.tokens[at].kind;
        if text.chars().all(char::is_alphabetic) {
            let is_word = kind == Kind::Word || kind == Kind::Acronym && is_page_wide;
            return if is_word { self.meant(text, Some(at)) } else { self.with_w(text) };
        }
        if !is_page_wide {
            return self.without_hyphen(text).or_else(|| self.with_w(text));
        }
        // Behind a figure only the suffix that agrees with the numeral is right, though others are known.
        let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
        if !is_figure && self.search.evidence.channel != Channel::Typed && self.search.knowledge.knows(text) {
            return None;
        }
        self.meant_of_parts(text)
    }

    /// What a word with a mark in it was meant to be: both its parts, or its suffix.
    fn meant_of_parts(&self, text: &str) -> Option<(String, f32)> {
        let at = text.rfind(|c: char| !c.is_alphanumeric())?;
        let joint = text[at..].chars().next()?;
        let (head, tail) = (&text[..at], &text[at + joint.len_utf8()..]);
        let part = |part: &str| {
            let is_word = part.chars().all(char::is_alphabetic);
            self.meant(part, None).filter(|(_, confidence)| is_word && *confidence >= MISSING).map(|(word, _)| word)
        };
        let first = part(head).unwrap_or_else(|| head.to_string());
        let is_word = head.ends_with(char::is_alphabetic) && tail.chars().count() > SHORTEST_NAME;
        let is_compound = joint == '-' && is_word && (self.search.knowledge.knows(tail) || part(tail).is_some());
        let last = if is_compound { part(tail) } else { self.suffix(&first, tail) };
        let meant = format!("{first}{joint}{}", last.as_deref().unwrap_or(tail));
        (meant != text).then_some((meant, FIX))
    }

    /// The suffix behind a mark, as it is written after what stands before the mark.
    fn suffix(&self, head: &str, tail: &str) -> Option<String> {
        let is_suffix = tail.starts_with(char::is_lowercase) || is_upper(tail);
        let restored = restored_suffix(head, tail).filter(|_| is_suffix);
        if self.search.evidence.channel != Channel::Typed {
            return restored;
        }
        // No a was typed for ə, and no suffix has e.
        let typed = |suffix: &str| suffix.chars().map(plain_of).collect::<String>();
        let fits = |suffix: &String| typed(suffix) == typed(tail);
        restored.filter(fits).or_else(|| Some(tail.replace('e', "ə")).filter(|suffix| is_suffix_chain(suffix, false)))
    }

    /// A word in which the hyphen of an old line end was left: a part is no word, the whole is one.
    fn without_hyphen(&self, text: &str) -> Option<(String, f32)> {
        let (head, tail) = text.split_once('-')?;
        let is_word = |part: &str| self.search.knowledge.knows(part);
        let is_part = tail.starts_with(char::is_lowercase) && tail.chars().all(char::is_alphabetic);
        let is_suffix = is_suffix_chain(tail, false) && !head.chars().all(char::is_lowercase);
        let parts_of_one = is_part && !is_suffix && !(is_word(head) && is_word(tail));
        if !parts_of_one || !head.chars().all(char::is_alphabetic) || is_upper(head) {
            return None;
        }
        let whole = format!("{head}{tail}");
        if is_word(&whole) {
            Some((whole, FIX))
        } else {
            self.meant(&whole, None).filter(|(_, confidence)| *confidence >= FIX && !is_suffix_chain(tail, false))
        }
    }

    /// A word that was broken at the end of a line, in one piece, with what else is wrong in it.
    fn unbroken(&self, broken: &Broken<'_>) -> Option<Repair> {
        let knows = |word: &str| self.search.knowledge.knows(word);
        let whole = broken.joined(knows);
        let known_parts = broken.parts().into_iter().filter(|part| knows(part)).count();
        // Without a hyphen, only a word that its parts are not tells that they belong together. Most line ends part two words:
        // they are not looked at further.
        let may_be_one = match broken.hyphen {
            Hyphen::Read => true,
            _ if self.search.evidence.is_page_wide() => false,
            Hyphen::Misread => known_parts < 2,
            Hyphen::Lost => known_parts < 2 && knows(&whole),
        };
        if !may_be_one {
            return None;
        }
        let mended = self.meant(&whole, None).filter(|(_, confidence)| *confidence >= FIX);
        if broken.hyphen == Hyphen::Misread && !knows(&whole) && (mended.is_none() || known_parts > 0) {
            return None;
        }
        let (word, confidence) = mended.unwrap_or((whole, 1.0));
        Some(Repair { span: broken.span, replacement: broken.laid_out(&word), rule: Rule::LineBreak, confidence })
    }

    /// Two words with a colon at the line end between them that nobody wrote: what follows was taken for suffixes.
    fn without_dirt(&self, parts: &Broken<'_>) -> Option<Repair> {
        let is_dirt = self.marks.is_some() && parts.hyphen == Hyphen::Misread;
        let are_words = parts.parts().into_iter().all(|part| self.search.knowledge.knows(part));
        (is_dirt && are_words).then(|| marks::repair(parts.colon(), ""))
    }

    /// What a word was meant to be, if it is not what stands there, and how sure that is; its neighbours are asked where its
    /// place is known.
    fn meant(&self, word: &str, at: Option<usize>) -> Option<(String, f32)> {
        let likeliest = self.likeliest(word, at);
        match &likeliest {
            Some((_, confidence)) if *confidence >= FIX => likeliest,
            _ => self.with_w(word).or(likeliest),
        }
    }

    /// A foreign name whose W was read as two letters: the recogniser with Azerbaijani letters has none.
    fn with_w(&self, word: &str) -> Option<(String, f32)> {
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

    /// What a word may have been meant to be; each word is looked at once.
    fn choice(&self, word: &str) -> Option<Rc<Choice>> {
        if let Some(known) = self.choices.borrow().get(word) {
            return known.clone();
        }
        let choice = self.search.choice(word).map(Rc::new);
        self.choices.borrow_mut().insert(word.to_string(), choice.clone());
        choice
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

/// A word in Latin letters of which some were typed in another alphabet.
fn without_lookalikes(word: &str) -> Option<String> {
    if word.is_ascii() || script(word) != Script::Mixed {
        return None;
    }
    let latin = word.chars().filter(|c| c.is_ascii_alphabetic() || "əğışçöüƏĞİŞÇÖÜ".contains(*c)).count();
    let plain = normal_form(word);
    let is_whole = script(&plain) == Script::Latin;
    (is_whole && 2 * latin > word.chars().count() && plain != word).then(|| plain.into_owned())
}

/// A backtick between two letters, which stands for an apostrophe.
fn backtick(text: &str, token: Token) -> Option<Repair> {
    let (before, behind) = token.of(text).split_once('`')?;
    let is_between = before.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic);
    let start = token.span.start + before.len();
    let span = Span::new(start, start + 1);
    (is_between && !behind.contains('`')).then(|| Repair {
        span,
        replacement: "'".into(),
        rule: Rule::LineEnd,
        confidence: FIX,
    })
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
