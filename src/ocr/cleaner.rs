use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::lines::{Broken, Hyphen, Marks};
use super::{Channel, Confusions, LanguageModel};
use crate::letters::{Lang, capitalise, is_capitalised, is_upper, lower, upper};
use crate::text::{Span, detect};
use crate::token::{Kind, Token, is_suffix_chain, tokenize};
use crate::word::Attested;
use crate::word::morphology::{Analyser, Lattice, restored_suffix};

/// What is known of right words.
pub struct Knowledge {
    analyser: Analyser,
}

impl Knowledge {
    /// The words and names of an analyser, and the attested forms.
    pub fn new(analyser: Analyser) -> Knowledge {
        Knowledge { analyser }
    }

    /// Whether a word is right as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.analyser.is_word(word)
    }

    /// Whether a word, as far as it is known, is a predicate with its tense: the last word of a sentence.
    fn is_predicate(&self, word: &str) -> bool {
        let likeliest = self.analyser.analyse(word).into_iter().next();
        likeliest.is_some_and(|reading| reading.tags.iter().any(|tag| PREDICATES.contains(tag)))
    }
}

/// Suffixes that end a sentence.
const PREDICATES: [&str; 9] = ["PST", "PRF", "PRF2", "PRS", "NEG.PRS", "FUT", "NEC", "COP3", "3PL"];

/// Why something is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A letter was misread, or mistyped.
    Letters,
    /// The page was read or typed without the Azerbaijani letters.
    MissingLetters,
    /// A word was broken at the end of a line.
    LineBreak,
    /// A mark is noise, or was misread.
    LineEnd,
}

impl Rule {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Letters => "letters",
            Rule::MissingLetters => "missing_letters",
            Rule::LineBreak => "line_break",
            Rule::LineEnd => "line_end",
        }
    }
}

/// What is to be done with a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Shown on demand.
    Leave,
    /// For a person to judge.
    Suggest,
    /// Applied unasked.
    Fix,
}

/// A change that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What is replaced, in bytes of the text.
    pub span: Span,
    /// What is put there.
    pub replacement: String,
    /// Why.
    pub rule: Rule,
    /// The probability that the replacement is what was meant, 0..1, as far as the model knows.
    pub confidence: f32,
}

impl Repair {
    /// What is to be done with it.
    pub fn tier(&self) -> Tier {
        // Where letters are missing everywhere, a word that stays as it is is wrong as well.
        let fix = if self.rule == Rule::MissingLetters { MISSING } else { FIX };
        match self.confidence {
            confidence if confidence >= fix => Tier::Fix,
            confidence if confidence >= SUGGEST => Tier::Suggest,
            _ => Tier::Leave,
        }
    }
}

/// Confidence from which a repair is applied unasked, and from which it is suggested.
const FIX: f32 = 0.9;
const MISSING: f32 = 0.5;
const SUGGEST: f32 = 0.4;

/// The share of wrong words from which a page is taken for a scanned one.
const LEAST_NOISE: f32 = 0.01;
/// Letters of a name before a suffix, at least.
const SHORTEST_NAME: usize = 3;

/// What speaks for a word and against it, in nats. The figures were found by a random search on the development pages
/// (82 pages, 23,000 words) and sentences (659), and rounded.
#[derive(Clone, Copy)]
struct Weights {
    /// How much the model of spelling counts, for words of the lexicon and for others.
    spelling: f32,
    unknown_spelling: f32,
    /// How much the rarity of a reading counts.
    rarity: f32,
    /// What a word costs that is in no list: in lower case, with a capital, and as an attested form.
    unknown: f32,
    unknown_name: f32,
    attested: f32,
    /// What each doubling of the count of an unknown word in the document takes off.
    repeated: f32,
}

impl Weights {
    fn of(channel: Channel) -> Weights {
        // The columns: a recogniser with the letters, one without, a keyboard without.
        let column = match channel {
            Channel::Azerbaijani => 0,
            Channel::Turkish | Channel::English => 1,
            Channel::Typed => 2,
        };
        Weights {
            spelling: [0.5, 0.6, 0.42][column],
            unknown_spelling: [0.6, 0.6, 0.42][column],
            rarity: [1.2, 1.2, 1.0][column],
            unknown: [9.0, 9.0, 9.0][column],
            unknown_name: [3.2, 4.5, 6.6][column],
            attested: [3.0, 2.1, 2.2][column],
            repeated: [2.0, 0.0, 0.0][column],
        }
    }
}

/// Finds the damage in texts.
pub struct Cleaner<'k> {
    knowledge: &'k Knowledge,
    channel: Option<Channel>,
}

/// What a word was meant to be.
struct Candidate {
    word: String,
    cost: f32,
}

impl<'k> Cleaner<'k> {
    /// A cleaner that judges by each document how it was read or typed, unless it is told.
    pub fn new(knowledge: &'k Knowledge, channel: Option<Channel>) -> Cleaner<'k> {
        Cleaner { knowledge, channel }
    }

    /// The repairs of a document, in the order of the text; they do not overlap.
    pub fn repairs(&self, text: &str) -> Vec<Repair> {
        let tokens: Vec<Token> = tokenize(text).collect();
        let mut evidence = Evidence::new(text, &tokens, self.knowledge);
        evidence.channel = self.channel.unwrap_or(evidence.channel);
        let foreign = foreign_paragraphs(text, evidence.channel);
        let is_scanned = self.channel != Some(Channel::Typed);
        let marks = Marks::of(text, &tokens, evidence.error_rate).filter(|_| is_scanned);
        let mut judged: FxHashMap<&str, Option<(String, f32)>> = FxHashMap::default();
        let mut repairs = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let done = repairs.last().map_or(0, |repair: &Repair| repair.span.end);
            if token.span.start >= done
                && let Some(repair) = backtick(text, *token)
            {
                repairs.push(repair);
                continue;
            }
            if token.span.start < done || is_within(&foreign, token.span) {
                continue;
            }
            let word = token.of(text);
            if let Some(broken) = Broken::of(text, &tokens, at) {
                repairs.extend(self.unbroken(&broken, &evidence));
                continue;
            }
            let torn = Broken::torn(text, &tokens, at).and_then(|torn| self.unbroken(&torn, &evidence));
            if torn.is_some() {
                repairs.extend(torn);
            } else if token.kind.is_wordlike() {
                let meant = judged.entry(word).or_insert_with(|| self.meant_of_token(*token, word, &evidence)).clone();
                let rule = if evidence.channel == Channel::Azerbaijani { Rule::Letters } else { Rule::MissingLetters };
                repairs.extend(meant.map(|(replacement, confidence)| Repair {
                    span: token.span,
                    replacement,
                    rule,
                    confidence,
                }));
            } else if let Some(marks) = &marks {
                repairs.extend(marks.repair(
                    at,
                    |word| self.knowledge.is_predicate(word),
                    |word| self.knowledge.knows(&lower(word, Lang::Az)),
                ));
            }
        }
        repairs
    }

    /// What a token was meant to be, if it is not what stands there: a word, or words and suffixes joined by marks.
    fn meant_of_token(&self, token: Token, text: &str, evidence: &Evidence<'_>) -> Option<(String, f32)> {
        let is_page_wide = evidence.channel != Channel::Azerbaijani;
        if text.chars().all(char::is_alphabetic) {
            let is_word = token.kind == Kind::Word || token.kind == Kind::Acronym && is_page_wide;
            return if is_word { self.meant(text, evidence) } else { None };
        }
        if !is_page_wide {
            return self.without_hyphen(text, evidence);
        }
        if self.knowledge.knows(text) && evidence.channel != Channel::Typed {
            return None;
        }
        let at = text.rfind(|c: char| !c.is_alphanumeric())?;
        let joint = text[at..].chars().next()?;
        let (head, tail) = (&text[..at], &text[at + joint.len_utf8()..]);
        let part = |part: &str| {
            let is_word = part.chars().all(char::is_alphabetic);
            self.meant(part, evidence).filter(|(_, confidence)| is_word && *confidence >= MISSING).map(|(word, _)| word)
        };
        let first = part(head).unwrap_or_else(|| head.to_string());
        let is_word = head.ends_with(char::is_alphabetic) && tail.chars().count() > SHORTEST_NAME;
        let is_compound = joint == '-' && is_word && (self.knowledge.knows(tail) || part(tail).is_some());
        let last = if is_compound { part(tail) } else { restored_suffix(&first, tail) };
        let meant = format!("{first}{joint}{}", last.as_deref().unwrap_or(tail));
        (meant != text).then_some((meant, FIX))
    }

    /// A word in which the hyphen of an old line end was left: a part is no word, the whole is one.
    fn without_hyphen(&self, text: &str, evidence: &Evidence<'_>) -> Option<(String, f32)> {
        let (head, tail) = text.split_once('-')?;
        let is_word = |part: &str| self.knowledge.knows(part);
        let is_part = tail.starts_with(char::is_lowercase) && tail.chars().all(char::is_alphabetic);
        let parts_of_one = is_part && !is_suffix_chain(tail, false) && !(is_word(head) && is_word(tail));
        if !parts_of_one || !head.chars().all(char::is_alphabetic) || is_upper(head) {
            return None;
        }
        let whole = format!("{head}{tail}");
        let is_known = self.knowledge.knows(&whole);
        if is_known {
            Some((whole, FIX))
        } else {
            self.meant(&whole, evidence).filter(|(_, confidence)| *confidence >= FIX)
        }
    }

    /// A word that was broken at the end of a line, in one piece, with what else is wrong in it.
    fn unbroken(&self, broken: &Broken<'_>, evidence: &Evidence<'_>) -> Option<Repair> {
        let knows = |word: &str| self.knowledge.knows(word);
        let whole = broken.joined(knows);
        let known_parts = broken.parts().into_iter().filter(|part| knows(part)).count();
        // Without a hyphen, only a word that its parts are not tells that they belong together. Most line ends part two words:
        // they are not looked at further.
        let may_be_one = match broken.hyphen {
            Hyphen::Read => true,
            _ if evidence.channel != Channel::Azerbaijani => false,
            Hyphen::Misread => known_parts < 2,
            Hyphen::Lost => known_parts == 0 && knows(&whole),
        };
        if !may_be_one {
            return None;
        }
        let mended = self.meant(&whole, evidence).filter(|(_, confidence)| *confidence >= FIX);
        if broken.hyphen == Hyphen::Misread && !knows(&whole) && (mended.is_none() || known_parts > 0) {
            return None;
        }
        let (word, confidence) = mended.unwrap_or((whole, 1.0));
        Some(Repair { span: broken.span, replacement: broken.laid_out(&word), rule: Rule::LineBreak, confidence })
    }

    /// What a word was meant to be, if it is not what stands there, and how sure that is.
    fn meant(&self, word: &str, evidence: &Evidence<'_>) -> Option<(String, f32)> {
        let likeliest = self.likeliest(word, evidence);
        match &likeliest {
            Some((_, confidence)) if *confidence >= FIX => likeliest,
            _ => self.with_w(word, evidence).or(likeliest),
        }
    }

    /// A foreign name whose W was read as two letters: the recogniser with Azerbaijani letters has none.
    fn with_w(&self, word: &str, evidence: &Evidence<'_>) -> Option<(String, f32)> {
        let has_two = evidence.channel == Channel::Azerbaijani && is_capitalised(word) && !self.knowledge.knows(word);
        let single = word.replace("VV", "W").replace("Vv", "W").replace("vv", "w");
        (has_two && evidence.error_rate > LEAST_NOISE && single != word).then_some((single, FIX))
    }

    /// What a word was meant to be by its letters.
    fn likeliest(&self, word: &str, evidence: &Evidence<'_>) -> Option<(String, f32)> {
        let is_page_wide = evidence.channel != Channel::Azerbaijani;
        let known = self.knowledge.knows(word);
        if known && !is_page_wide || word.chars().count() < 2 {
            return None;
        }
        let plain = lower(word, Lang::Az);
        let keep = self.cost_as_it_is(word, &plain, known, evidence);
        let mut candidates = self.candidates(&plain, is_capitalised(word), evidence);
        candidates.retain(|candidate| candidate.word != plain);
        if is_page_wide && !known && is_capitalised(word) {
            candidates.extend(self.name_with_suffix(word, evidence));
        }
        if is_page_wide && !known {
            let weights = Weights::of(evidence.channel);
            let (spelt, cost) = Confusions::embedded(evidence.channel).spelt(&plain, weights.unknown_spelling);
            let unknown = if is_capitalised(word) { weights.unknown_name } else { weights.unknown };
            let attested = Attested::embedded().contains(&spelt);
            let cost = cost + if attested { weights.attested } else { unknown };
            // How a foreign name is spelt no model knows.
            let is_guessed_name = evidence.channel == Channel::Typed && is_capitalised(word) && !attested;
            if spelt != plain && !is_guessed_name && !candidates.iter().any(|candidate| candidate.word == spelt) {
                candidates.push(Candidate { word: spelt, cost });
            }
        }
        let best = candidates.iter().min_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.word.cmp(&b.word)))?;
        let weight = |cost: f32| (best.cost - cost).exp();
        let all: f32 = candidates.iter().map(|candidate| weight(candidate.cost)).sum::<f32>() + weight(keep);
        Some((cased(&best.word, word), 1.0 / all))
    }

    /// A name that stands in the document by itself, with its suffix as it is written after it.
    fn name_with_suffix(&self, word: &str, evidence: &Evidence<'_>) -> Option<Candidate> {
        let ends = word.char_indices().map(|(at, _)| at).skip(SHORTEST_NAME);
        let name = ends.filter(|&end| evidence.count(&word[..end]) > 0 || self.knowledge.knows(&word[..end])).last()?;
        let suffix = restored_suffix(&word[..name], &word[name..])?;
        let plain = lower(&format!("{}{suffix}", &word[..name]), Lang::Az);
        let weights = Weights::of(evidence.channel);
        let cost = weights.unknown_spelling * LanguageModel::embedded().cost(&plain) + weights.attested;
        Some(Candidate { word: plain, cost })
    }

    /// What it costs, in nats, to take a word as it stands.
    fn cost_as_it_is(&self, word: &str, plain: &str, known: bool, evidence: &Evidence<'_>) -> f32 {
        let weights = Weights::of(evidence.channel);
        let letters = LanguageModel::embedded().cost(plain);
        if known {
            return weights.spelling * letters + weights.rarity * self.rarity(word);
        }
        let unknown = if Attested::embedded().contains(word) {
            weights.attested
        } else if is_capitalised(word) {
            weights.unknown_name
        } else {
            weights.unknown
        };
        weights.unknown_spelling * letters + unknown - weights.repeated * (evidence.count(word).max(1) as f32).log2()
    }

    /// How unlikely the likeliest reading of a known word is.
    fn rarity(&self, word: &str) -> f32 {
        self.knowledge.analyser.analyse(word).first().map_or(0.0, |reading| reading.cost)
    }

    /// The known words that a word, in lower case, may have been meant to be.
    fn candidates(&self, plain: &str, capital: bool, evidence: &Evidence<'_>) -> Vec<Candidate> {
        let budget = budget(plain.chars().count(), evidence.channel);
        let lattice: Lattice = Confusions::embedded(evidence.channel).lattice(plain, budget, capital);
        let mut found: FxHashMap<String, f32> = FxHashMap::default();
        self.knowledge.analyser.each_near(&lattice, &mut |word, cost| match found.get_mut(word) {
            Some(least) => *least = least.min(cost),
            None => drop(found.insert(word.to_string(), cost)),
        });
        let error = if evidence.channel == Channel::Azerbaijani { -evidence.error_rate.ln() } else { 0.0 };
        let weights = Weights::of(evidence.channel);
        let mut names: Vec<Candidate> = Vec::new();
        if let Some(analyser) = evidence.names.as_ref().filter(|_| capital) {
            analyser.each_near(&lattice, &mut |word, channel| {
                let cost = weights.unknown_spelling * LanguageModel::embedded().cost(word) + weights.attested + channel;
                names.push(Candidate { word: word.to_string(), cost });
            });
        }
        let cost = |word: &str, channel: f32| {
            let written = if capital { capitalise(word, Lang::Az) } else { word.to_string() };
            weights.spelling * LanguageModel::embedded().cost(word)
                + weights.rarity * self.rarity(&written)
                + channel
                + error
        };
        names.iter_mut().for_each(|name| name.cost += error);
        names.extend(found.into_iter().map(|(word, channel)| Candidate { cost: cost(&word, channel), word }));
        names.sort_by(|a, b| a.word.cmp(&b.word).then(a.cost.total_cmp(&b.cost)));
        names.dedup_by(|a, b| a.word == b.word);
        names
    }
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

/// What the errors of a word may cost, in nats: short words are near too many others.
fn budget(letters: usize, channel: Channel) -> f32 {
    match (channel, letters) {
        (Channel::Azerbaijani, ..=3) => 5.0,
        (Channel::Azerbaijani, 4..=5) => 7.8,
        (Channel::Azerbaijani, 6..=8) => 9.5,
        (Channel::Azerbaijani, _) => 13.0,
        (Channel::Typed, _) => 3.0,
        (_, ..=3) => 4.0,
        (_, letters) => 5.0 + letters as f32 * 0.66,
    }
}

/// The paragraphs that are in another language.
fn foreign_paragraphs(text: &str, channel: Channel) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        start = span.end;
        let is_foreign = match detect(paragraph) {
            Lang::En | Lang::Ru => true,
            Lang::Tr => channel == Channel::Azerbaijani,
            _ => false,
        };
        if is_foreign {
            found.push(span);
        }
    }
    found
}

/// Whether a span lies in one of several, which stand in order.
fn is_within(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|other| other.end <= span.start);
    spans.get(next).is_some_and(|other| other.contains(span))
}

/// `word`, in lower case, with the capitals of `like`.
fn cased(word: &str, like: &str) -> String {
    if like.chars().count() > 1 && is_upper(like) {
        upper(word, Lang::Az)
    } else if is_capitalised(like) {
        capitalise(word, Lang::Az)
    } else {
        word.to_string()
    }
}
