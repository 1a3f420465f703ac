//! Changes of a text that runs through the elements of its source: the first element that a change touches takes the new
//! text, the others lose theirs, and the tags stay; where the new text has as many letters, each stays in its element.

use std::ops::Range;

use super::change::{Change, edited};
use super::error::{Obstacle, RewriteError};
use super::patch::{Patch, Place};
use super::source::Source;
use crate::text::{Document, Format, Piece, Span};

/// The longest name of a character reference in HTML, in bytes.
const LONGEST_REFERENCE: usize = 40;

/// A document beside its source.
pub(super) struct Original<'d> {
    pub(super) document: &'d Document,
    pub(super) source: Source,
    pub(super) place: Place,
}

impl Original<'_> {
    fn format(&self) -> Format {
        self.document.origin.format
    }

    fn text(&self) -> &str {
        &self.document.text
    }

    /// The pieces that a span of the text comes from; their sources are spans of the decoded source.
    fn pieces(&self, span: Span) -> Vec<Piece> {
        let mut pieces = self.document.source.pieces(span);
        for piece in &mut pieces {
            let (start, end) = (piece.source.start, piece.source.end);
            let start = self.source.decoded.source.to_text(start);
            let end = if piece.source.is_empty() { start } else { self.source.decoded.source.to_text(end) };
            piece.source = Span::new(start, end.max(start));
        }
        pieces
    }

    /// The decoded source of a piece.
    fn source_of(&self, piece: &Piece) -> &str {
        self.source.decoded.text.get(piece.source.start..piece.source.end).unwrap_or_default()
    }

    /// The character that ends or begins at a place in the text.
    pub(super) fn letter(&self, at: usize, before: bool) -> Option<Piece> {
        let (head, tail) = self.text().split_at(at);
        let span = match before {
            true => Span::new(at - head.chars().next_back()?.len_utf8(), at),
            false => Span::new(at, at + tail.chars().next()?.len_utf8()),
        };
        self.pieces(span).first().copied().filter(|piece| !piece.source.is_empty())
    }

    /// Whether a change can be made.
    pub(super) fn check(&self, change: &Change) -> Result<(), RewriteError> {
        let span = self.widened(change);
        if span.is_empty() {
            return self.anchor(change).map(|_| ()).ok_or_else(|| self.unsupported(change, Obstacle::Bound));
        }
        match self.pieces(span).iter().any(|piece| piece.source.is_empty()) {
            true => Err(self.unsupported(change, Obstacle::Bound)),
            false => Ok(()),
        }
    }

    pub(super) fn unsupported(&self, change: &Change, obstacle: Obstacle) -> RewriteError {
        let line = self.document.line_of(change.span);
        RewriteError::Unsupported { name: self.document.name.clone(), line, obstacle }
    }

    /// The patches of changes that are in order.
    pub(super) fn patches(&self, changes: &[Change]) -> Vec<Patch> {
        let is_blank = |change: &Change| change.span.of(self.text()).contains(char::is_whitespace);
        let dropped = &self.source.dropped;
        let mut patches = Vec::new();
        for change in self.merged(changes) {
            self.patch(&change, &mut patches);
            if is_blank(&change) {
                let around = self.around(change.span);
                let first = dropped.partition_point(|gap| gap.start < around.start);
                let inside = dropped[first..].iter().take_while(|gap| gap.end <= around.end);
                patches.extend(inside.map(|gap| Patch::delete(*gap)));
                patches.extend(self.line_mark(&change, around));
            }
        }
        patches
    }

    /// The changes, widened to what the source can replace; those that then overlap are made one.
    fn merged(&self, changes: &[Change]) -> Vec<Change> {
        let mut groups: Vec<(Span, Range<usize>)> = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            let span = self.widened(change);
            match groups.last_mut() {
                Some((before, inside)) if span.start < before.end => {
                    *before = before.cover(span);
                    inside.end = index + 1;
                }
                _ => groups.push((span, index..index + 1)),
            }
        }
        let merged = groups.into_iter().map(|(span, inside)| match &changes[inside] {
            [only] if only.span == span => only.clone(),
            several => Change { span, replacement: edited(self.text(), span, several), follows: true },
        });
        merged.collect()
    }

    /// The span of a change without half signs at its ends, and with what its new text could run together with.
    fn widened(&self, change: &Change) -> Span {
        let span = change.span;
        let sign = match self.format() {
            Format::Html | Format::Hocr => self.open_sign_before(span.start),
            _ => None,
        };
        let start = sign.filter(|start| self.runs_on(*start, change)).unwrap_or(span.start);
        let mut wide = Span::new(start, span.end);
        if wide.is_empty() {
            let inside = self.letter(start, true).filter(|unit| unit.text.end > start);
            return inside.map_or(wide, |unit| unit.text);
        }
        for piece in self.pieces(wide) {
            wide = wide.cover(piece.text);
        }
        wide
    }

    /// Where a lone `&` or `<` begins with which a text at `at` would be read as a reference or a tag.
    fn open_sign_before(&self, at: usize) -> Option<usize> {
        let last = self.letter(at, true)?;
        let source = self.source_of(&last);
        if source == "<" || source.starts_with('&') && source.len() > 1 && !source.ends_with(';') {
            return Some(last.text.start);
        }
        let head = &self.text()[..at];
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
        let start = at - head.bytes().rev().take(LONGEST_REFERENCE).take_while(is_name).count();
        let sign = self.letter(start, true).filter(|_| head[..start].ends_with('&'))?;
        (self.source_of(&sign) == "&").then_some(sign.text.start)
    }

    /// Whether no tag stands between the letters from `start` and the new text of a change.
    fn runs_on(&self, start: usize, change: &Change) -> bool {
        let at = change.span.start;
        let next = self.text()[at..].chars().next().map_or(at, |next| at + next.len_utf8());
        let end = if change.span.is_empty() && change.follows { at } else { next };
        // White space that is not shown may stand between; it goes when the white space beside it does.
        self.pieces(Span::new(start, end)).windows(2).all(|pair| {
            let between = self.source.decoded.text.get(pair[0].source.end..pair[1].source.start);
            between.is_some_and(|between| !between.contains('<'))
        })
    }

    /// Where in the source an insertion goes: beside the letter to which it belongs, else beside its other neighbour.
    fn anchor(&self, change: &Change) -> Option<usize> {
        let beside = |before: bool| {
            let piece = self.letter(change.span.start, before).filter(|piece| !self.is_element(piece))?;
            Some(if before { piece.source.end } else { piece.source.start })
        };
        beside(change.follows).or_else(|| beside(!change.follows))
    }

    /// Whether a piece is an element of a DOCX (a tab, a line break, a hyphen), where no text can stand.
    fn is_element(&self, piece: &Piece) -> bool {
        let source = self.source_of(piece);
        self.format() == Format::Docx && source.starts_with('<') && !source.starts_with("<![CDATA[")
    }

    /// Adds the patches of one change.
    pub(super) fn patch(&self, change: &Change, patches: &mut Vec<Patch>) {
        if change.span.is_empty() {
            let new = self.place.escape(&change.replacement);
            patches.extend(self.anchor(change).map(|at| Patch::new(Span::new(at, at), new)));
            return;
        }
        let pieces = self.pieces(change.span);
        for (piece, share) in pieces.iter().zip(self.shares(&pieces, &change.replacement)) {
            let new = self.place.escape(share);
            patches.push(match self.is_element(piece) && !new.is_empty() {
                true => Patch::new(piece.source, self.run_text(piece, &new)),
                false => Patch::new(piece.source, new),
            });
        }
    }

    /// What of a new text takes the place of each piece: letter for letter if there are as many, else all of it that of the
    /// first piece in which text can stand.
    fn shares<'n>(&self, pieces: &[Piece], new: &'n str) -> Vec<&'n str> {
        let counts: Vec<usize> = pieces.iter().map(|piece| piece.text.of(self.text()).chars().count()).collect();
        let first = pieces.iter().position(|piece| !self.is_element(piece));
        if counts.iter().sum::<usize>() != new.chars().count() || pieces.iter().any(|piece| self.is_element(piece)) {
            return (0..pieces.len()).map(|index| if index == first.unwrap_or(0) { new } else { "" }).collect();
        }
        let mut rest = new;
        let shares = counts.into_iter().map(|count| {
            let (share, after) = rest.split_at(rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at));
            rest = after;
            share
        });
        shares.collect()
    }

    /// Text in the place of an element of a DOCX: an element of its own, with the prefix of the other.
    fn run_text(&self, piece: &Piece, escaped: &str) -> String {
        let name = self.source_of(piece).trim_start_matches('<');
        let prefix = name.split([' ', '/', '>']).next().and_then(|name| name.split_once(':')).map(|(prefix, _)| prefix);
        let colon = if prefix.is_some() { ":" } else { "" };
        let prefix = prefix.unwrap_or_default();
        format!("<{prefix}{colon}t xml:space=\"preserve\">{escaped}</{prefix}{colon}t>")
    }

    /// The source from the end of the letter before a span to the start of the letter after it.
    fn around(&self, span: Span) -> Span {
        let pieces = self.pieces(span);
        let inner = pieces.iter().map(|piece| piece.source).reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let start = self.letter(span.start, true).map_or(inner.start, |before| before.source.end.min(inner.start));
        let end = self.letter(span.end, false).map_or(inner.end, |after| after.source.start.max(inner.end));
        Span::new(start, end)
    }

    /// In Markdown, the marks of a quotation or a list before a line that is joined to the line before.
    fn line_mark(&self, change: &Change, around: Span) -> Option<Patch> {
        let old = change.span.of(self.text());
        if self.format() != Format::Markdown || !old.ends_with('\n') || change.replacement.contains('\n') {
            return None;
        }
        let last = self.pieces(change.span).last().map(|piece| Span::new(piece.source.end, around.end))?;
        let mark = self.source.decoded.text.get(last.start..last.end)?;
        mark.chars().all(|c| matches!(c, ' ' | '\t' | '>')).then(|| Patch::delete(last))
    }
}
