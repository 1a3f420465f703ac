use super::abbreviation;
use super::piece::Pieces;
use crate::text::Span;

/// A piece between two word bounds, before Azerbaijani rules join or split it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub span: Span,
    pub class: Class,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters, or letters and digits.
    Letters,
    /// Digits, with points and commas between them.
    Digits,
    /// White space.
    Space,
    /// One character of punctuation.
    Mark(char),
    /// Anything else.
    Other,
}

/// The segments of a text, with a look ahead.
pub(super) struct Segments<'t> {
    pub text: &'t str,
    pieces: Pieces<'t>,
    /// Where the next piece begins, in bytes.
    start: usize,
    ahead: std::collections::VecDeque<Segment>,
}

impl<'t> Segments<'t> {
    pub fn new(text: &'t str) -> Segments<'t> {
        Segments { text, pieces: Pieces::new(text), start: 0, ahead: std::collections::VecDeque::new() }
    }

    /// The segment `n` places ahead; 0 is the next one.
    pub fn peek(&mut self, n: usize) -> Option<Segment> {
        while self.ahead.len() <= n {
            let piece = self.pieces.next()?;
            self.push(self.start, piece);
            self.start += piece.len();
        }
        self.ahead.get(n).copied()
    }

    /// Takes the next segment.
    pub fn next(&mut self) -> Option<Segment> {
        self.peek(0)?;
        self.ahead.pop_front()
    }

    /// Takes all segments that end at or before the byte `end`, and the part before `end` of one that reaches past it.
    pub fn skip_to(&mut self, end: usize) {
        while let Some(segment) = self.peek(0) {
            if segment.span.end <= end {
                self.ahead.pop_front();
                continue;
            }
            if segment.span.start < end
                && let Some(front) = self.ahead.front_mut()
            {
                front.span.start = end;
                front.class = classify(front.span.of(self.text));
            }
            return;
        }
    }

    /// Adds a piece; one with points between letters is split at them, unless the points belong to it.
    fn push(&mut self, start: usize, piece: &str) {
        let class = classify(piece);
        if class != Class::Letters || !piece.contains('.') || abbreviation::is_dotted_whole(piece) {
            self.ahead.push_back(Segment { span: Span::new(start, start + piece.len()), class });
            return;
        }
        let mut from = 0;
        for (at, _) in piece.match_indices('.').chain([(piece.len(), "")]) {
            for part in [from..at, at..(at + 1).min(piece.len())] {
                if !part.is_empty() {
                    let class = classify(&piece[part.clone()]);
                    self.ahead.push_back(Segment { span: Span::from(part).shifted(start), class });
                }
            }
            from = at + 1;
        }
    }
}

fn classify(piece: &str) -> Class {
    let Some(first) = piece.chars().next() else { return Class::Other };
    if first.is_whitespace() {
        Class::Space
    } else if piece.chars().any(char::is_alphabetic) {
        Class::Letters
    } else if piece.chars().any(char::is_numeric) {
        Class::Digits
    } else if is_mark(first) {
        Class::Mark(first)
    } else {
        Class::Other
    }
}

/// Whether `c` is punctuation: ASCII marks but symbols, and the General Punctuation block.
fn is_mark(c: char) -> bool {
    matches!(c, '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '[' | ']' | '{' | '}' | '`'
        | '«' | '»' | '¿' | '¡' | '´' | '·' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}')
}

/// Whether `c` joins the parts of a compound: a hyphen, or an en dash without spaces.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–')
}

/// Whether `c` can close a quotation.
pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»' | '’')
}
