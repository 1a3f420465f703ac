use super::Channel;
use super::broken::{Broken, Hyphen};
use super::evidence::Evidence;
use super::foreign::Foreign;
use super::knowledge::Knowledge;
use super::marks::{self, Marks};
use super::meaning::Meaning;
use super::repair::{FIX, MISSING, Repair, Rule, Tier};
use super::search::{SHORTEST_NAME, Search};
use crate::letters::{Lang, Script, is_capitalised, is_upper, lower, normal_form, script};
use crate::text::Span;
use crate::token::{Kind, Token, is_suffix_chain};
use crate::word::morphology::{plain_of, restored_suffix};

/// A document, and what is found out about it on the way.
pub(super) struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    knowledge: &'a Knowledge,
    evidence: &'a Evidence<'a>,
    meaning: Meaning<'a>,
    foreign: Foreign,
    marks: Option<Marks<'a>>,
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], search: Search<'a>, told: Option<Channel>) -> Page<'a> {
        let is_scanned = told != Some(Channel::Typed);
        Page {
            foreign: Foreign::of(text, tokens, search.evidence),
            marks: Marks::of(text, tokens, search.evidence.error_rate).filter(|_| is_scanned),
            knowledge: search.knowledge,
            evidence: search.evidence,
            meaning: Meaning::new(text, tokens, search),
            text,
            tokens,
        }
    }

    /// Lets the engine say how sure it was of what it read.
    pub fn with_certainty(mut self, certainty: Option<&'a dyn Fn(Span) -> Option<f32>>) -> Page<'a> {
        self.meaning.certainty = certainty;
        self
    }

    /// Learns what the document confuses: pairs of what was seen and what was meant.
    pub fn learn(&mut self, pairs: &[(String, String)]) {
        self.meaning.learn(pairs);
    }

    /// The repairs, in the order of the text; they do not overlap.
    pub fn repairs(&mut self) -> Vec<Repair> {
        self.meaning.begin();
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
                    self.meaning.note(at, repair.replacement.clone());
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
            return self.marks.as_ref()?.repair(at, self.knowledge);
        }
        let word = token.of(self.text);
        let whole = |replacement: String, confidence, rule| Repair { span: token.span, replacement, rule, confidence };
        if let Some(broken) = Broken::of(self.text, self.tokens, at) {
            return self.unbroken(&broken).or_else(|| self.without_dirt(&broken));
        }
        let is_right = self.evidence.is_right(at);
        if let Some(latin) = Some(word).filter(|_| !is_right).and_then(without_lookalikes) {
            let meant = self.meant_of_token(at, &latin).filter(|(_, confidence)| *confidence >= FIX);
            return Some(whole(meant.map_or(latin, |(meant, _)| meant), FIX, Rule::LookAlike));
        }
        if self.is_in_doubt_with_next(at)
            && let Some(repair) = self.torn(at).or_else(|| self.in_one_word(at))
        {
            return Some(repair);
        }
        if is_right && !self.evidence.is_noisy() && !self.evidence.is_page_wide() {
            return None;
        }
        let (replacement, confidence) = self.meant_of_token(at, word)?;
        let rule = match () {
            () if self.evidence.is_page_wide() => Rule::MissingLetters,
            () if replacement.matches(' ').count() > word.matches(' ').count() => Rule::Spaces,
            () => Rule::Letters,
        };
        Some(whole(replacement, confidence, rule))
    }

    /// Whether a word or the one behind it is unknown, so that both may be parts of one.
    fn is_in_doubt_with_next(&self, at: usize) -> bool {
        let is_word = |at: &usize| self.tokens[*at].kind == Kind::Word;
        let next = (at + 1..self.tokens.len()).take(5).find(is_word).filter(|_| is_word(&at));
        next.is_some_and(|next| !self.evidence.is_right(next) || !self.evidence.is_right(at))
    }

    fn torn(&self, at: usize) -> Option<Repair> {
        Broken::torn(self.text, self.tokens, at).and_then(|torn| self.unbroken(&torn))
    }

    /// Two tokens that are one word, between which a space or a hyphen with a space was read.
    fn in_one_word(&self, at: usize) -> Option<Repair> {
        if self.evidence.is_page_wide() {
            return None;
        }
        let is_part = |token: &&Token| {
            let part = token.of(self.text);
            token.kind == Kind::Word && part.chars().all(char::is_alphabetic)
        };
        let head = Some(&self.tokens[at]).filter(is_part)?;
        let is_hyphen = |token: &Token| token.of(self.text) == "-";
        let hyphens = usize::from(self.tokens.get(at + 1).is_some_and(is_hyphen));
        self.tokens.get(at + 1 + hyphens).filter(|space| space.of(self.text) == " ")?;
        let tail = self.tokens.get(at + 2 + hyphens).filter(is_part)?;
        let (first, second) = (head.of(self.text), tail.of(self.text));
        let whole = format!("{first}{second}");
        let knows = |word: &str| self.evidence.knows(word);
        let may_be_one = second.starts_with(char::is_lowercase) && !(knows(first) && knows(second));
        if !may_be_one || !self.knowledge.knows(&whole) {
            return None;
        }
        let (plain, search) = (lower(&whole, Lang::Az), &self.meaning.search);
        let (space, error) = (search.extra_space(hyphens > 0), self.evidence.error_cost());
        let joined = search.cost_of(&plain, is_capitalised(&whole)) + space + error;
        let apart = self.meaning.least_cost(first) + self.meaning.least_cost(second);
        let confidence = 1.0 / (1.0 + (joined - apart).exp());
        let span = Span::new(head.span.start, tail.span.end);
        (confidence > 0.5).then_some(Repair { span, replacement: whole, rule: Rule::Spaces, confidence })
    }

    /// What a token was meant to be, if it is not what stands there: a word, or words and suffixes joined by marks.
    fn meant_of_token(&self, at: usize, text: &str) -> Option<(String, f32)> {
        let is_page_wide = self.evidence.is_page_wide();
        let kind = self.tokens[at].kind;
        if text.chars().all(char::is_alphabetic) {
            let is_word = kind == Kind::Word || kind == Kind::Acronym && is_page_wide;
            return if is_word { self.meaning.meant(text, Some(at)) } else { self.meaning.with_w(text) };
        }
        if !is_page_wide {
            return self.without_hyphen(text).or_else(|| self.meaning.with_w(text));
        }
        // Behind a figure only the suffix that agrees with the numeral is right, though others are known.
        let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
        if !is_figure && self.evidence.channel != Channel::Typed && self.knowledge.knows(text) {
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
            self.meaning
                .meant(part, None)
                .filter(|(_, confidence)| is_word && *confidence >= MISSING)
                .map(|(word, _)| word)
        };
        let first = part(head).unwrap_or_else(|| head.to_string());
        let is_word = head.ends_with(char::is_alphabetic) && tail.chars().count() > SHORTEST_NAME;
        let is_compound = joint == '-' && is_word && (self.knowledge.knows(tail) || part(tail).is_some());
        let last = if is_compound { part(tail) } else { self.suffix(&first, tail) };
        let meant = format!("{first}{joint}{}", last.as_deref().unwrap_or(tail));
        (meant != text).then_some((meant, FIX))
    }

    /// The suffix behind a mark, as it is written after what stands before the mark.
    fn suffix(&self, head: &str, tail: &str) -> Option<String> {
        let is_suffix = tail.starts_with(char::is_lowercase) || is_upper(tail);
        let restored = restored_suffix(head, tail).filter(|_| is_suffix);
        if self.evidence.channel != Channel::Typed {
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
        let is_word = |part: &str| self.knowledge.knows(part);
        let is_part = tail.starts_with(char::is_lowercase) && tail.chars().all(char::is_alphabetic);
        // No line ends behind one letter: e-məktub.
        let may_be_broken = is_part && head.chars().count() > 1;
        let is_suffix = is_suffix_chain(tail, false) && !head.chars().all(char::is_lowercase);
        let parts_of_one = may_be_broken && !is_suffix && !(is_word(head) && is_word(tail));
        if !parts_of_one || !head.chars().all(char::is_alphabetic) || is_upper(head) {
            return None;
        }
        let whole = format!("{head}{tail}");
        if is_word(&whole) {
            Some((whole, FIX))
        } else {
            self.meaning
                .meant(&whole, None)
                .filter(|(_, confidence)| *confidence >= FIX && !is_suffix_chain(tail, false))
        }
    }

    /// A word that was broken at the end of a line, in one piece, with what else is wrong in it.
    fn unbroken(&self, broken: &Broken<'_>) -> Option<Repair> {
        let knows = |word: &str| self.knowledge.knows(word);
        let whole = broken.joined(knows);
        let known_parts = broken.parts().into_iter().filter(|part| knows(part)).count();
        // Without a hyphen, only a word that its parts are not tells that they belong together. Most line ends part two words:
        // they are not looked at further.
        let may_be_one = match broken.hyphen {
            Hyphen::Read => true,
            _ if self.evidence.is_page_wide() => false,
            Hyphen::Misread => known_parts < 2,
            Hyphen::Lost => known_parts < 2 && knows(&whole),
        };
        if !may_be_one {
            return None;
        }
        let mended = self.meaning.meant(&whole, None).filter(|(_, confidence)| *confidence >= FIX);
        if broken.hyphen == Hyphen::Misread && !knows(&whole) && (mended.is_none() || known_parts > 0) {
            return None;
        }
        let (word, confidence) = mended.unwrap_or((whole, 1.0));
        Some(Repair { span: broken.span, replacement: broken.laid_out(&word), rule: Rule::LineBreak, confidence })
    }

    /// Two words with a colon at the line end between them that nobody wrote: what follows was taken for suffixes.
    fn without_dirt(&self, parts: &Broken<'_>) -> Option<Repair> {
        let is_dirt = self.marks.is_some() && parts.hyphen == Hyphen::Misread;
        let are_words = parts.parts().into_iter().all(|part| self.knowledge.knows(part));
        (is_dirt && are_words).then(|| marks::repair(parts.colon(), ""))
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
