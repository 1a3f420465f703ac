use super::cleaner::{Repair, Rule};
use crate::text::Span;
use crate::token::{Kind, Token};

/// A word that was broken at the end of a line.
#[derive(Debug)]
pub(super) struct Broken<'t> {
    /// The word with its hyphen and line end, and the white space behind it that gives the line end a new place.
    pub span: Span,
    head: &'t str,
    tail: &'t str,
    line_end: &'t str,
    has_space: bool,
    /// What stands where the hyphen was.
    pub hyphen: Hyphen,
}

/// What stands at the end of a line on which a word is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// The hyphen.
    Read,
    /// Another mark.
    Misread,
    /// Nothing.
    Lost,
}

/// Marks that a hyphen at a line end is read as.
const HYPHENS: [&str; 8] = ["-", ".", ":", ",", "”", "\"", "»", "—"];

impl<'t> Broken<'t> {
    /// The broken word at a token, if it is one.
    pub fn of(text: &'t str, tokens: &[Token], at: usize) -> Option<Broken<'t>> {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        let (head, rest) = token.of(text).split_once(['-', '\u{ad}', '‐', '¬'])?;
        let tail = rest.trim_start_matches(['\r', '\n', ' ', '\t']);
        let line_end = &rest[..rest.len() - tail.len()];
        if !line_end.contains('\n') || head.is_empty() || tail.is_empty() {
            return None;
        }
        let space = tokens.get(at + 1).filter(|next| next.kind == Kind::Space && !next.of(text).contains('\n'));
        let end = space.map_or(token.span.end, |space| space.span.end);
        Some(Broken {
            span: Span::new(token.span.start, end),
            head,
            tail,
            line_end,
            has_space: space.is_some(),
            hyphen: Hyphen::Read,
        })
    }

    /// The word at a token whose hyphen at the line end was read as another mark or not at all, if it may be one: the next
    /// line begins in lower case.
    pub fn torn(text: &'t str, tokens: &[Token], at: usize) -> Option<Broken<'t>> {
        let is_part = |token: &&Token| {
            let part = token.of(text);
            token.kind == Kind::Word && part.chars().all(char::is_alphabetic) && part.chars().count() > 1
        };
        let head = tokens.get(at).filter(is_part)?;
        let behind = &tokens[at + 1..];
        let marks = behind.iter().take(3).take_while(|token| {
            HYPHENS.contains(&token.of(text)) || token.kind == Kind::Space && !token.of(text).contains('\n')
        });
        let marks = marks.count();
        let line_end = behind.get(marks).filter(|token| token.kind == Kind::Space)?.of(text);
        let tail =
            behind.get(marks + 1).filter(is_part).filter(|tail| tail.of(text).starts_with(char::is_lowercase))?;
        let space = behind.get(marks + 2).filter(|next| next.kind == Kind::Space && !next.of(text).contains('\n'));
        let end = space.map_or(tail.span.end, |space| space.span.end);
        (line_end.matches('\n').count() == 1).then(|| Broken {
            span: Span::new(head.span.start, end),
            head: head.of(text),
            tail: tail.of(text),
            line_end,
            has_space: space.is_some(),
            hyphen: if marks > 0 { Hyphen::Misread } else { Hyphen::Lost },
        })
    }

    /// The parts before and behind the line end.
    pub fn parts(&self) -> [&'t str; 2] {
        [self.head, self.tail]
    }

    /// The word in one piece: with its hyphen where only that is a known word, or a name may have a hyphen of its own.
    pub fn joined(&self, knows: impl Fn(&str) -> bool) -> String {
        let (whole, hyphenated) = (format!("{}{}", self.head, self.tail), format!("{}-{}", self.head, self.tail));
        let is_compound = !knows(&whole) && (knows(&hyphenated) || self.tail.starts_with(char::is_uppercase));
        if is_compound { hyphenated } else { whole }
    }

    /// The word with the line end behind it.
    pub fn laid_out(&self, word: &str) -> String {
        if self.has_space { format!("{word}{}", self.line_end.trim_matches([' ', '\t'])) } else { word.to_string() }
    }
}

/// Pages with fewer wrong words than this have no noise in their marks.
const NOISY: f32 = 0.04;
/// Share of a page's lines that end in a colon, from which the colons are dirt at the margin.
const COLONS: f32 = 0.04;
/// How sure the repair of a mark is.
const SURE: f32 = 0.95;

/// The marks of a page: which of them nobody wrote.
pub(super) struct Marks<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Whether colons at line ends are dirt.
    has_dirty_margin: bool,
}

impl<'t> Marks<'t> {
    /// The marks of a page; none where it has too little noise to doubt them.
    pub fn of(text: &'t str, tokens: &'t [Token], error_rate: f32) -> Option<Marks<'t>> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let (mut all, mut colons) = (0, 0);
        lines.for_each(|line| {
            all += 1;
            colons += usize::from(line.trim_end().ends_with(':'));
        });
        let has_dirty_margin = colons > 2 && colons as f32 >= COLONS * all as f32;
        (error_rate >= NOISY).then_some(Marks { text, tokens, has_dirty_margin })
    }

    /// The repair of the mark at a token. `ends_sentence` tells predicates, `is_common` words that are no names.
    pub fn repair(
        &self,
        at: usize,
        ends_sentence: impl Fn(&str) -> bool,
        is_common: impl Fn(&str) -> bool,
    ) -> Option<Repair> {
        let mark = self.tokens.get(at).filter(|token| token.kind == Kind::Punctuation)?;
        let (before, next) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at + 1)?);
        if next.kind != Kind::Space {
            return None;
        }
        if before.kind == Kind::Space {
            return self.lone(before, mark, next);
        }
        let follower = self.tokens.get(at + 2).map_or("", |token| token.of(self.text));
        let goes_on = follower.starts_with(char::is_lowercase);
        let begins = follower.starts_with(char::is_uppercase) && is_common(follower);
        let is_predicate = before.kind == Kind::Word && ends_sentence(before.of(self.text));
        let replaced = |replacement: &str| Some(repair(mark.span, replacement));
        match mark.of(self.text) {
            _ if before.kind != Kind::Word => None,
            ":" | "." | "-" if goes_on && self.is_line_end(next) => replaced(""),
            ":" if goes_on => replaced(""),
            "," | ":" if begins && is_predicate => replaced("."),
            ":" if self.has_dirty_margin && self.is_line_end(next) && !is_predicate => replaced(""),
            _ => None,
        }
    }

    /// A mark between two spaces: dirt at either end of a line, a dash read as a hyphen within it.
    fn lone(&self, before: &Token, mark: &Token, next: &Token) -> Option<Repair> {
        let (starts, ends) = (self.is_line_end(before), self.is_line_end(next));
        match mark.of(self.text) {
            "-" if !starts && !ends => Some(repair(mark.span, "–")),
            ":" | "." | "-" | "”" | "\"" if starts && !ends => {
                Some(repair(Span::new(mark.span.start, next.span.end), ""))
            }
            ":" | "." | "-" | "”" | "\"" if ends && !starts => {
                Some(repair(Span::new(before.span.start, mark.span.end), ""))
            }
            _ => None,
        }
    }

    fn is_line_end(&self, token: &Token) -> bool {
        token.of(self.text).contains('\n')
    }
}

fn repair(span: Span, replacement: &str) -> Repair {
    Repair { span, replacement: replacement.to_string(), rule: Rule::LineEnd, confidence: SURE }
}
