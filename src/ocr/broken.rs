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
        let (head, rest) = token.of(text).split_once(['-', '\u{ad}', '‐', '¬', ':'])?;
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
            hyphen: if token.of(text)[head.len()..].starts_with(':') { Hyphen::Misread } else { Hyphen::Read },
        })
    }

    /// The colon at the line end of a token, in bytes of the text.
    pub fn colon(&self) -> Span {
        let start = self.span.start + self.head.len();
        Span::new(start, start + 1)
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
        let marks = behind.iter().take(4).take_while(|token| {
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
