use super::cleaner::{Repair, Rule};
use crate::text::Span;
use crate::token::{Kind, Token};

/// A word that was broken at the end of a line.
pub(super) struct Broken<'t> {
    /// The word with its hyphen and line end, and the white space behind it that gives the line end a new place.
    pub span: Span,
    head: &'t str,
    tail: &'t str,
    line_end: &'t str,
    has_space: bool,
}

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
        Some(Broken { span: Span::new(token.span.start, end), head, tail, line_end, has_space: space.is_some() })
    }

    /// The word in one piece: with its hyphen where only that is a known word. None where a name may have a hyphen of its own.
    pub fn joined(&self, knows: impl Fn(&str) -> bool) -> Option<String> {
        let (whole, hyphenated) = (format!("{}{}", self.head, self.tail), format!("{}-{}", self.head, self.tail));
        let is_compound = !knows(&whole) && (knows(&hyphenated) || self.tail.starts_with(char::is_uppercase));
        Some(if is_compound { hyphenated } else { whole })
    }

    /// The word with the line end behind it.
    pub fn laid_out(&self, word: &str) -> String {
        if self.has_space { format!("{word}{}", self.line_end.trim_matches([' ', '\t'])) } else { word.to_string() }
    }
}

/// Pages with fewer wrong words than this have no noise at the ends of their lines.
const NOISY: f32 = 0.03;

/// A mark at the end of a line that nobody wrote: the text goes on in lower case.
pub(super) fn line_noise(text: &str, tokens: &[Token], at: usize, error_rate: f32) -> Option<Repair> {
    let mark = tokens.get(at).filter(|token| token.kind == Kind::Punctuation)?;
    let (before, next) = (tokens.get(at.checked_sub(1)?)?, tokens.get(at + 1)?);
    let is_at_end = next.kind == Kind::Space && next.of(text).contains('\n') && !next.of(text).contains("\n\n");
    let goes_on = tokens.get(at + 2).is_some_and(|word| word.of(text).starts_with(char::is_lowercase));
    if error_rate < NOISY || !is_at_end || !matches!(mark.of(text), ":" | "." | "-") {
        return None;
    }
    let (rule, confidence) = (Rule::LineEnd, 0.95);
    if before.kind == Kind::Space && !before.of(text).contains('\n') {
        // A mark by itself.
        let span = Span::new(before.span.start, mark.span.end);
        return Some(Repair { span, replacement: String::new(), rule, confidence });
    }
    let after_word = before.kind == Kind::Word;
    (goes_on && after_word).then(|| Repair { span: mark.span, replacement: String::new(), rule, confidence })
}
