use super::{Format, LineIndex, ScannedWord, SourceMap, Span};
use crate::letters::Lang;

/// A text that was read from a file, with the way back to the bytes of that file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name shown in messages and evidence: the path as it was given, or `-`.
    pub name: String,
    /// The running text, UTF-8; not normalised, so that nothing is lost.
    pub text: String,
    /// The paragraphs, headings and list items, in order; white space between them belongs to none.
    pub blocks: Vec<Block>,
    /// The language of most of the text.
    pub lang: Lang,
    /// Where each byte of `text` stood in the file.
    pub source: SourceMap,
    /// Where the lines of `text` start.
    pub lines: LineIndex,
    /// For a text whose lines are not the file's own (DOCX, a single long HTML line): the numbers count paragraphs.
    pub numbering: Numbering,
    /// The words of a scanned page as the engine placed them, in the order of the text; empty for other formats.
    pub words: Vec<ScannedWord>,
    /// What the file is, for those who write it again.
    pub origin: Origin,
}

/// The form in which a document stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The format that the file was read as.
    pub format: Format,
    /// The encoding of the text (<https://encoding.spec.whatwg.org>); in a DOCX, of its main part.
    pub encoding: &'static str,
}

impl Origin {
    /// Plain text in UTF-8: what a text in memory is.
    pub const TEXT: Origin = Origin { format: Format::Plain, encoding: "UTF-8" };
}

/// What the line numbers of a document count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Lines of the file, from 1.
    Lines,
    /// Paragraphs of the document, from 1.
    Paragraphs,
}

/// A paragraph or another piece of text that sentences do not cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the document's text.
    pub span: Span,
    /// What the piece is.
    pub kind: BlockKind,
    /// The language it is written in.
    pub lang: Lang,
}

/// What a block is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A headline or heading.
    Heading,
    /// A paragraph of running text.
    Paragraph,
    /// A list item or a table cell.
    Item,
}

/// A block of fewer characters says too little for its language to be told against what the user says.
const SHORT_BLOCK: usize = 60;

impl Document {
    /// A document whose every line is a block of its own, empty ones too, all in one language.
    pub fn of_lines(name: &str, text: String, source: SourceMap, lang: Lang) -> Document {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']).len();
            blocks.push(Block { span: Span::new(start, start + content), kind: BlockKind::Paragraph, lang });
            start += line.len();
        }
        let lines = LineIndex::new(&text);
        Document::new(name, text, blocks, lang, source, lines)
    }

    /// The document of a plain text; what other formats have more is for their readers to add.
    pub(super) fn new(
        name: &str,
        text: String,
        blocks: Vec<Block>,
        lang: Lang,
        source: SourceMap,
        lines: LineIndex,
    ) -> Document {
        Document {
            name: name.to_owned(),
            text,
            blocks,
            lang,
            source,
            lines,
            numbering: Numbering::Lines,
            words: Vec::new(),
            origin: Origin::TEXT,
        }
    }

    /// Takes the user's word for the language: blocks that were not recognised, or are too short to tell, are in `lang`; a
    /// longer paragraph in another language stays what it is.
    pub fn assume(&mut self, lang: Lang) {
        for block in &mut self.blocks {
            let short = block.span.of(&self.text).chars().count() < SHORT_BLOCK;
            let turkic = lang.has_turkic_casing() && block.lang.has_turkic_casing();
            if short || turkic || block.lang == Lang::Unknown {
                block.lang = lang;
            }
        }
        self.lang = lang;
    }

    /// The number, from 1, of the line (or paragraph, see [`Numbering`]) in which a span starts.
    pub fn line_of(&self, span: Span) -> usize {
        match self.numbering {
            Numbering::Lines => self.lines.line(span.start) + 1,
            Numbering::Paragraphs => self.blocks.partition_point(|block| block.span.end <= span.start) + 1,
        }
    }

    /// How sure the engine was of the least sure word of a scanned page in which a span lies or which it touches with a
    /// byte or more, 0..=1; `None` if there is no such word or the file does not say it.
    pub fn confidence(&self, span: Span) -> Option<f32> {
        self.words_in(span).iter().filter_map(|word| word.confidence).reduce(f32::min)
    }

    /// The words of a scanned page that share a byte or more with a span.
    pub fn words_in(&self, span: Span) -> &[ScannedWord] {
        let first = self.words.partition_point(|word| word.span.end <= span.start);
        let words = &self.words[first..];
        &words[..words.partition_point(|word| word.span.start < span.end)]
    }

    /// The bytes of the file that a span of the text comes from.
    pub fn source_span(&self, span: Span) -> Span {
        self.source.to_source(span)
    }

    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{ReadOptions, read_bytes};

    #[test]
    fn the_least_sure_word_counts() {
        let word = |confidence: &str, text: &str| format!("<span class=ocrx_word title='{confidence}'>{text}</span> ");
        let page = word("x_wconf 90", "bir") + &word("x_wconf 40", "iki") + &word("bbox 1 1 2 2", "üç");
        let page = format!("<div class=ocr_page>{page}</div>");
        let document = read_bytes("a.hocr", page.into_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(document.text, "bir iki üç");
        let confidence = |start, end| document.confidence(Span::new(start, end));
        assert_eq!((confidence(0, 3), confidence(1, 2), confidence(0, 4)), (Some(0.9), Some(0.9), Some(0.9)));
        assert_eq!((confidence(0, 5), confidence(4, 11)), (Some(0.4), Some(0.4)));
        assert_eq!((confidence(3, 4), confidence(8, 11), confidence(1, 1)), (None, None, Some(0.9)));
    }
}
