use std::ops::Range;

use super::kind::{Kind, Token};
use super::segment::is_hyphen;
use super::split::may_end_sentence;
use crate::text::Span;

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without the white space around.
    pub span: Span,
    /// The tokens, as a range of the slice that was split.
    pub tokens: Range<usize>,
}

/// Splits the tokens of one block of text into sentences, Azerbaijani or English.
///
/// A sentence ends at `.`, `!`, `?` or `…` with the quotes and brackets that close there, when what follows does not
/// begin with a small letter; and at an empty line. The point of an abbreviation or an initial ends none, but for those
/// that may (`və s.`, `etc.`).
///
/// ```
/// use lughat::token::{Token, sentences, tokenize};
/// let text = "S. Lavrov təhsil və s. məsələləri qeyd edib. Görüş 2020-ci ildə olub.";
/// let tokens: Vec<Token> = tokenize(text).collect();
/// assert_eq!(sentences(text, &tokens).len(), 2);
/// ```
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let end = match tokens[at].kind {
            Kind::Space if tokens[at].parts_paragraphs(text) => Some(at),
            _ => ends_after(text, tokens, start, at),
        };
        match end {
            Some(end) => {
                push(text, tokens, start..end, &mut found);
                start = end;
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    push(text, tokens, start..tokens.len(), &mut found);
    found
}

/// The text of a sentence on one line: line ends become spaces, and a word that a line end divides is closed up.
///
/// ```
/// assert_eq!(lughat::token::flatten("Nazirlər\n iqti-\nsadiyyat"), "Nazirlər iqti-sadiyyat");
/// assert_eq!(lughat::token::flatten("iqti\u{AD}\nsadiyyat"), "iqtisadiyyat");
/// ```
pub fn flatten(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    for (n, piece) in sentence.split(char::is_whitespace).filter(|piece| !piece.is_empty()).enumerate() {
        if n > 0 && !(is_divided(&out) && starts_lower(piece)) {
            out.push(' ');
        } else if out.ends_with(BREAKS) {
            out.pop();
        }
        out.push_str(piece);
    }
    out
}

/// Signs that say that a word goes on in the next line, and say nothing else.
const BREAKS: [char; 2] = ['\u{AD}', '¬'];

/// Whether a text ends inside a word.
fn is_divided(text: &str) -> bool {
    let is_break = |c: char| is_hyphen(c) && c != '–' || BREAKS.contains(&c);
    let before = text.trim_end_matches(|c| is_hyphen(c) || BREAKS.contains(&c));
    text.ends_with(is_break) && before.ends_with(char::is_alphanumeric)
}

fn starts_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// The token index just past the sentence, if one ends with the token `at`.
fn ends_after(text: &str, tokens: &[Token], start: usize, at: usize) -> Option<usize> {
    let token = tokens[at];
    let word = token.of(text);
    match token.kind {
        Kind::Punctuation if word.starts_with(['.', '!', '?', '…']) => {}
        Kind::Abbreviation => {
            let before = tokens[start..at].iter().rev().find(|t| t.kind != Kind::Space);
            if !may_end_sentence(word, before.map_or("", |t| t.of(text))) {
                return None;
            }
        }
        _ => return None,
    }
    if word.starts_with('.') && is_list_number(tokens, start, at) {
        return None;
    }
    let closed = tokens[at + 1..].iter().take_while(|t| is_closing(t, text)).count();
    let end = at + 1 + closed;
    let spaced = tokens.get(end).is_none_or(|next| next.kind == Kind::Space);
    let glued = closed == 0 && tokens.get(end).is_some_and(|next| next.of(text).starts_with(char::is_uppercase));
    ((spaced && begins_sentence(text, &tokens[end..])) || glued).then_some(end)
}

/// Whether `1.` stands at the start of the sentence: a list number, not an end.
fn is_list_number(tokens: &[Token], start: usize, at: usize) -> bool {
    let mut before = tokens[start..at].iter().filter(|t| t.kind != Kind::Space);
    before.next().is_some_and(|t| t.kind == Kind::Number) && before.next().is_none()
}

fn is_closing(token: &Token, text: &str) -> bool {
    token.kind == Kind::Punctuation && token.of(text).starts_with(['"', '”', '“', '»', '’', '\'', ')', ']'])
}

/// Whether the tokens after a point and its space can begin a sentence: a capital, a digit, a quote or a dash.
fn begins_sentence(text: &str, rest: &[Token]) -> bool {
    let mut words = rest.iter().filter(|t| t.kind != Kind::Space && t.kind != Kind::Punctuation);
    words.next().is_none_or(|next| !next.of(text).starts_with(char::is_lowercase))
}

fn push(text: &str, tokens: &[Token], mut range: Range<usize>, found: &mut Vec<Sentence>) {
    while !range.is_empty() && tokens[range.start].kind == Kind::Space {
        range.start += 1;
    }
    while !range.is_empty() && tokens[range.end - 1].kind == Kind::Space {
        range.end -= 1;
    }
    if !range.is_empty() {
        let span = Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
        debug_assert!(!span.of(text).trim().is_empty());
        found.push(Sentence { span, tokens: range });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    fn split(text: &str) -> Vec<&str> {
        let tokens: Vec<Token> = tokenize(text).collect();
        sentences(text, &tokens).into_iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn points_inside_names_dates_and_abbreviations_end_nothing() {
        assert_eq!(split("Görüşdə A.K.Quliyev, E. Məmmədov və b. iştirak edib. 2020-ci il.").len(), 2);
        assert_eq!(split("Dr. Smith met Gen. Jones at 10 a.m. on Monday.").len(), 1);
        assert_eq!(split("Mərkəz Metbuat.az-a məlumat verib.").len(), 1);
    }

    #[test]
    fn an_abbreviation_may_end_the_sentence_before_a_capital() {
        assert_eq!(split("Sənaye, turizm və s. Nazir bunu qeyd edib.").len(), 2);
        assert_eq!(split("Sənaye, turizm və s. istiqamətlər.").len(), 1);
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        assert_eq!(split("\"Gəlirəm.\" O, getdi."), ["\"Gəlirəm.\"", "O, getdi."]);
        assert_eq!(split("\"Niyə?\" deyə soruşdu. Sonra getdi.").len(), 2);
    }

    #[test]
    fn an_empty_line_ends_a_sentence_without_a_point() {
        assert_eq!(split("Başlıq\n\nMətn başlayır."), ["Başlıq", "Mətn başlayır."]);
    }

    #[test]
    fn list_numbers_stay_with_their_item() {
        assert_eq!(split("1. Giriş hissəsi. 2. Nəticə."), ["1. Giriş hissəsi.", "2. Nəticə."]);
    }
}
