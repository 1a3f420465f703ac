use crate::text::language::{detect_parts, evidence};
use crate::text::{Block, BlockKind, Decoded, Document, Format, LineIndex, Numbering, Origin, SourceMap, Span};

/// A text as it was read, before languages are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::text) struct Reading {
    pub(in crate::text) text: String,
    pub(in crate::text) source: SourceMap,
    /// White space of the decoded source, in order, for which no character stands in the text although text of the same
    /// block surrounds it: HTML shows `a <b> b</b>` with one space.
    pub(in crate::text) dropped: Vec<Span>,
}

/// Puts the text of a document together, piece by piece, with its blocks and the way back to the source.
///
/// Blocks never touch: two paragraphs are an empty line apart, two items a line end.
pub(super) struct Builder {
    text: String,
    source: SourceMap,
    blocks: Vec<(Span, BlockKind)>,
    /// Where the text of the open block starts.
    start: usize,
    kind: BlockKind,
    /// White space that is written only when more text of the block follows.
    gap: Option<(char, Span)>,
    /// White space of the source, inside blocks, for which another gap stands in the text.
    dropped: Vec<Span>,
    /// The furthest source byte that was used, where inserted line ends stand.
    source_end: usize,
}

impl Builder {
    pub(super) fn new() -> Builder {
        Builder {
            text: String::new(),
            source: SourceMap::default(),
            blocks: Vec::new(),
            start: 0,
            kind: BlockKind::Paragraph,
            gap: None,
            dropped: Vec::new(),
            source_end: 0,
        }
    }

    /// Ends the open block and begins one of another kind.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = kind;
    }

    /// Says what the open block is.
    pub(super) fn set_kind(&mut self, kind: BlockKind) {
        self.kind = kind;
    }

    /// What the open block is, as far as it was said.
    pub(super) fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Adds text that stands in the source as it is, from `start`.
    pub(super) fn verbatim(&mut self, text: &str, start: usize) {
        self.piece(text, Span::new(start, start + text.len()));
    }

    /// Adds text that stands in the source in another form, or letter for letter if the lengths are equal.
    pub(super) fn piece(&mut self, text: &str, source: Span) {
        if !text.is_empty() {
            self.open();
            self.push(text, source);
        }
    }

    /// Adds text that the source writes as one sign: a reference that stands for several letters may be as long as they.
    pub(super) fn sign(&mut self, text: &str, source: Span) {
        if !text.is_empty() {
            self.open();
            self.text.push_str(text);
            self.source.push_unit(text.len(), source);
            self.source_end = self.source_end.max(source.end);
        }
    }

    /// Writes what stands before the next letter: the bound of the block before, or white space.
    fn open(&mut self) {
        if self.text.len() == self.start {
            self.separate();
        }
        if let Some((gap, place)) = self.gap.take() {
            self.push(gap.encode_utf8(&mut [0; 4]), place);
        }
    }

    /// Adds text whose runs of white space (space, tab, line ends: not the no-break space) count as one space.
    pub(super) fn collapsed(&mut self, text: &str, source: Span) {
        let verbatim = text.len() == source.len();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blank = rest.starts_with(is_collapsible);
            let length = rest.find(|c| is_collapsible(c) != blank).unwrap_or(rest.len());
            let place = if verbatim { Span::new(at, at + length).shifted(source.start) } else { source };
            match blank {
                true => self.space(' ', place),
                false => self.piece(&rest[..length], place),
            }
            at += length;
        }
    }

    /// Adds a space or a line end, unless the block begins or ends there; of several only one stays, a line end first.
    pub(super) fn space(&mut self, gap: char, source: Span) {
        if self.text.len() == self.start {
            return;
        }
        match self.gap {
            Some(('\n', _)) => self.dropped.push(source),
            before => {
                self.dropped.extend(before.map(|(_, place)| place));
                self.gap = Some((gap, source));
            }
        }
    }

    /// Whether white space waits for more text of the block.
    pub(super) fn has_gap(&self) -> bool {
        self.gap.is_some()
    }

    /// The length of the text so far, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text alone, with its way back to a source that was decoded by `inner`.
    pub(super) fn into_reading(self, inner: &SourceMap) -> Reading {
        Reading { text: self.text, source: self.source.through(inner), dropped: self.dropped }
    }

    /// Ends the open block; what comes next belongs to a paragraph until said otherwise.
    pub(super) fn end_block(&mut self) {
        self.gap = None;
        let span = trimmed(&self.text, Span::new(self.start, self.text.len()));
        if !span.is_empty() {
            self.blocks.push((span, self.kind));
        }
        self.start = self.text.len();
        self.kind = BlockKind::Paragraph;
    }

    fn separate(&mut self) {
        let Some(&(_, before)) = self.blocks.last() else { return };
        let items = before == BlockKind::Item && self.kind == BlockKind::Item;
        let place = Span::new(self.source_end, self.source_end);
        self.push(if items { "\n" } else { "\n\n" }, place);
        self.start = self.text.len();
    }

    fn push(&mut self, text: &str, source: Span) {
        self.text.push_str(text);
        self.source.push(text.len(), source);
        self.source_end = self.source_end.max(source.end);
    }

    /// The document of a decoded source; its lines are those of that source.
    pub(super) fn finish(mut self, name: &str, format: Format, decoded: &Decoded) -> Document {
        self.end_block();
        let lines = LineIndex::through(&decoded.text, &self.source);
        // Where lines hold several blocks each (HTML without line ends), their numbers help nobody.
        let numbering = match self.blocks.len() > 2 * LineIndex::new(&decoded.text).count() {
            true => Numbering::Paragraphs,
            false => Numbering::Lines,
        };
        self.document(name, format, decoded, lines, numbering)
    }

    /// The document of a source that has no lines.
    pub(super) fn finish_without_lines(mut self, name: &str, format: Format, decoded: &Decoded) -> Document {
        self.end_block();
        let lines = LineIndex::new(&self.text);
        self.document(name, format, decoded, lines, Numbering::Paragraphs)
    }

    fn document(
        self,
        name: &str,
        format: Format,
        decoded: &Decoded,
        lines: LineIndex,
        numbering: Numbering,
    ) -> Document {
        let source = self.source.through(&decoded.source);
        let document = document(name, self.text, self.blocks, source, lines);
        Document { numbering, origin: Origin { format, encoding: decoded.encoding }, ..document }
    }
}

/// Makes the document of a plain text and finds its languages.
pub(super) fn document(
    name: &str,
    text: String,
    blocks: Vec<(Span, BlockKind)>,
    source: SourceMap,
    lines: LineIndex,
) -> Document {
    let marks: Vec<_> = blocks.iter().map(|(span, _)| (evidence(span.of(&text)), span.len())).collect();
    let (lang, langs) = detect_parts(&marks);
    let blocks = blocks.into_iter().zip(langs).map(|((span, kind), lang)| Block { span, kind, lang }).collect();
    Document::new(name, text, blocks, lang, source, lines)
}

/// The white space that HTML and Markdown collapse (WHATWG Infra: ASCII whitespace).
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// White space and characters without width that may surround a paragraph.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}')
}

/// The span without the blank characters at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let rest = inside.trim_start_matches(is_blank);
    let start = span.end - rest.len();
    Span::new(start, start + rest.trim_end_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(len_bytes: usize) -> Decoded {
        Decoded { text: String::new(), source: SourceMap::verbatim(len_bytes, 0), encoding: "UTF-8" }
    }

    #[test]
    fn blocks_do_not_touch() {
        let mut builder = Builder::new();
        builder.verbatim("Başlıq", 3);
        builder.begin(BlockKind::Item);
        builder.verbatim("bir", 20);
        builder.begin(BlockKind::Item);
        builder.verbatim("iki", 30);
        let document = builder.finish_without_lines("f", Format::Docx, &source(40));
        assert_eq!(document.text, "Başlıq\n\nbir\niki");
        assert_eq!(document.blocks.len(), 3);
        assert_eq!(document.source_span(document.blocks[2].span), Span::new(30, 33));
    }

    #[test]
    fn white_space_collapses_and_no_break_space_stays() {
        let mut builder = Builder::new();
        builder.collapsed(" \n a \t b\u{a0} c ", Span::new(0, 13));
        let document = builder.finish_without_lines("f", Format::Docx, &source(13));
        assert_eq!(document.text, "a b\u{a0} c");
        assert_eq!(document.source_span(Span::new(1, 2)), Span::new(4, 7));
    }
}
