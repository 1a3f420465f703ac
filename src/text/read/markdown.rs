//! Markdown: the text that a reader of the rendered page sees, without marks, addresses and code blocks' fences.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Reading};
use crate::text::{BlockKind, Decoded, Document, Format, Span};

pub(super) fn read(name: &str, decoded: &Decoded) -> Document {
    build(&decoded.text).finish(name, Format::Markdown, decoded)
}

/// Reads the text again, without making a document of it.
pub(in crate::text) fn reading(decoded: &Decoded) -> Reading {
    build(&decoded.text).into_reading(&decoded.source)
}

fn build(source: &str) -> Builder {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { source, builder: Builder::new(), items: 0, hidden: false };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, Span::from(range));
    }
    reader.builder
}

struct Reader<'s> {
    source: &'s str,
    builder: Builder,
    /// How many list items are open.
    items: usize,
    /// Whether the text stands in the head of the file (YAML), which is no running text.
    hidden: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) if self.hidden => {}
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.code(&text, span),
            Event::SoftBreak | Event::HardBreak => self.builder.space('\n', span),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.builder.space('\n', span),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Rule => self.builder.end_block(),
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Heading { .. } => self.builder.begin(BlockKind::Heading),
            Tag::Item => {
                self.items += 1;
                self.builder.begin(BlockKind::Item);
            }
            Tag::TableCell => self.builder.begin(BlockKind::Item),
            Tag::Paragraph if self.items > 0 => self.builder.begin(BlockKind::Item),
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => self.hidden = true,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Link { .. } | Tag::Image { .. } => {}
            _ => self.builder.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.builder.end_block();
            }
            TagEnd::MetadataBlock(_) => self.hidden = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link | TagEnd::Image => {}
            _ => self.builder.end_block(),
        }
    }

    /// Adds a text; an entity or an escape gives a text that differs from its source.
    fn text(&mut self, text: &str, span: Span) {
        match self.source.get(span.start..span.end) {
            Some(source) if source == text => self.builder.verbatim(text, span.start),
            _ => self.builder.sign(text, span),
        }
    }

    /// Adds the content of a code span, which stands between back-quotes.
    fn code(&mut self, text: &str, span: Span) {
        let inside = self.source.get(span.start..span.end).and_then(|source| source.find(text));
        match inside {
            Some(at) => self.builder.verbatim(text, span.start + at),
            None => self.builder.sign(text, span),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{BlockKind, ReadOptions, Span, read_bytes};

    #[test]
    fn marks_go_and_the_way_back_stays() {
        let source =
            "# Görüş\n\n**Nazir** *Bakıda*dır &amp; `kod`.\n\n- bir\n- iki\n\n| a | b |\n|---|---|\n| c | d |\n";
        let document = read_bytes("a.md", source.as_bytes().to_vec(), &ReadOptions::default()).unwrap();
        let texts: Vec<&str> = document.blocks.iter().map(|block| document.block_text(block)).collect();
        assert_eq!(texts, ["Görüş", "Nazir Bakıdadır & kod.", "bir", "iki", "a", "b", "c", "d"]);
        assert_eq!(document.blocks[0].kind, BlockKind::Heading);
        assert_eq!(document.blocks[2].kind, BlockKind::Item);
        let at = document.text.find('&').unwrap();
        assert_eq!(document.source_span(Span::new(at, at + 1)).of(source), "&amp;");
        let at = document.text.find("kod").unwrap();
        assert_eq!(document.source_span(Span::new(at, at + 3)).of(source), "kod");
        assert_eq!(document.line_of(document.blocks[1].span), 3);
        assert_eq!(document.line_of(document.blocks[7].span), 10);
    }

    #[test]
    fn soft_line_ends_stay_line_ends() {
        let document = read_bytes("a.md", b"bir\niki\n\n\nuc".to_vec(), &ReadOptions::default()).unwrap();
        assert_eq!(document.text, "bir\niki\n\nuc");
    }
}
