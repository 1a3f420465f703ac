use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::lines::{Broken, line_noise};
use super::{Channel, Confusions, LanguageModel};
use crate::letters::{Lang, capitalise, is_capitalised, is_upper, lower, upper};
use crate::text::{Span, detect};
use crate::token::{Kind, Token, tokenize};
use crate::word::Attested;
use crate::word::morphology::{Analyser, Lattice};

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
}

/// Why something is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A letter was misread, or mistyped.
    Letters,
    /// The page was read or typed without the Azerbaijani letters.
    MissingLetters,
    /// A word was broken at the end of a line.
    LineBreak,
    /// A mark at the end of a line is noise.
    LineEnd,
    /// A word was torn apart.
    SplitWord,
}

impl Rule {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Letters => "letters",
            Rule::MissingLetters => "missing_letters",
            Rule::LineBreak => "line_break",
            Rule::LineEnd => "line_end",
            Rule::SplitWord => "split_word",
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
        match self.confidence {
            confidence if confidence >= FIX => Tier::Fix,
            confidence if confidence >= SUGGEST => Tier::Suggest,
            _ => Tier::Leave,
        }
    }
}

/// Confidence from which a repair is applied unasked, and from which it is suggested.
const FIX: f32 = 0.9;
const SUGGEST: f32 = 0.4;

// The figures below are costs in nats, set by hand on the development pages and looked at on clean text.

/// How much the model of spelling counts beside the lexicon.
const SPELLING: f32 = 0.6;
/// How much the rarity of a reading counts.
const RARITY: f32 = 1.5;
/// What a word costs that is in no list: in lower case, with a capital, and as an attested form.
const UNKNOWN: f32 = 9.0;
const UNKNOWN_NAME: f32 = 4.5;
const ATTESTED: f32 = 3.0;
/// What each doubling of a word's count in the document takes off.
const REPEATED: f32 = 2.0;

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
        let mut judged: FxHashMap<&str, Option<(String, f32)>> = FxHashMap::default();
        let mut repairs = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if foreign.iter().any(|span| span.contains(token.span)) {
                continue;
            }
            let word = token.of(text);
            if let Some(broken) = Broken::of(text, &tokens, at) {
                repairs.extend(self.unbroken(&broken, &evidence));
            } else if token.kind == Kind::Word && word.chars().all(char::is_alphabetic) {
                let meant = judged.entry(word).or_insert_with(|| self.meant(word, &evidence)).clone();
                repairs.extend(meant.map(|(replacement, confidence)| Repair {
                    span: token.span,
                    replacement,
                    rule: if evidence.channel == Channel::Azerbaijani { Rule::Letters } else { Rule::MissingLetters },
                    confidence,
                }));
            } else if self.channel != Some(Channel::Typed) {
                repairs.extend(line_noise(text, &tokens, at, evidence.error_rate));
            }
        }
        repairs
    }

    /// A word that was broken at the end of a line, in one piece, with what else is wrong in it.
    fn unbroken(&self, broken: &Broken<'_>, evidence: &Evidence<'_>) -> Option<Repair> {
        let whole = broken.joined(|word| self.knowledge.knows(word))?;
        let (word, confidence) = match self.meant(&whole, evidence) {
            Some((word, confidence)) if confidence >= FIX => (word, confidence),
            _ => (whole, 1.0),
        };
        Some(Repair { span: broken.span, replacement: broken.laid_out(&word), rule: Rule::LineBreak, confidence })
    }

    /// What a word was meant to be, if it is not what stands there, and how sure that is.
    fn meant(&self, word: &str, evidence: &Evidence<'_>) -> Option<(String, f32)> {
        let is_page_wide = evidence.channel != Channel::Azerbaijani;
        let known = self.knowledge.knows(word);
        if known && !is_page_wide || word.chars().count() < 2 {
            return None;
        }
        let plain = lower(word, Lang::Az);
        let keep = self.cost_as_it_is(word, &plain, known, evidence);
        let mut candidates = self.candidates(&plain, is_capitalised(word), evidence);
        candidates.retain(|candidate| candidate.word != plain);
        let best = candidates.iter().min_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.word.cmp(&b.word)))?;
        let weight = |cost: f32| (best.cost - cost).exp();
        let all: f32 = candidates.iter().map(|candidate| weight(candidate.cost)).sum::<f32>() + weight(keep);
        Some((cased(&best.word, word), 1.0 / all))
    }

    /// What it costs, in nats, to take a word as it stands.
    fn cost_as_it_is(&self, word: &str, plain: &str, known: bool, evidence: &Evidence<'_>) -> f32 {
        let spelling = SPELLING * LanguageModel::embedded().cost(plain);
        if known {
            return spelling + RARITY * self.rarity(word);
        }
        let unknown = if Attested::embedded().contains(word) {
            ATTESTED
        } else if is_capitalised(word) {
            UNKNOWN_NAME
        } else {
            UNKNOWN
        };
        spelling + unknown - REPEATED * (evidence.count(word).max(1) as f32).log2()
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
        let cost = |word: &str, channel: f32| {
            let written = if capital { capitalise(word, Lang::Az) } else { word.to_string() };
            SPELLING * LanguageModel::embedded().cost(word) + RARITY * self.rarity(&written) + channel + error
        };
        found.into_iter().map(|(word, channel)| Candidate { cost: cost(&word, channel), word }).collect()
    }
}

/// What the errors of a word may cost, in nats: short words are near too many others.
fn budget(letters: usize, channel: Channel) -> f32 {
    match (channel, letters) {
        (Channel::Azerbaijani, ..=3) => 4.0,
        (Channel::Azerbaijani, 4..=5) => 7.5,
        (Channel::Azerbaijani, 6..=8) => 9.0,
        (Channel::Azerbaijani, _) => 13.0,
        (Channel::Typed, _) => 3.0,
        (_, ..=3) => 4.0,
        (_, letters) => 5.0 + letters as f32 * 0.6,
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
