//! HTML: the text that a browser shows, in blocks. No tree is built, so nesting of any depth costs nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::builder::{Builder, Reading};
use super::html_events::{HtmlEvent, for_each_event};
use crate::table;
use crate::text::{BlockKind, Decoded, Document, Format, Span};

/// What an element does to the text around it.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Effect {
    /// Stands apart from the text around it.
    Block,
    /// A block whose white space counts.
    Preformatted,
    /// A headline.
    Heading,
    /// A list item or a cell.
    Item,
    /// A line end.
    Break,
    /// Its text is not for readers of the page.
    Hidden,
}

#[derive(Deserialize)]
struct Element {
    element: String,
    effect: Effect,
}

static EFFECTS: LazyLock<HashMap<String, Effect>> = LazyLock::new(|| {
    let rows: Vec<Element> = table::rows("text/html_elements", include_str!("../data/html_elements.csv"));
    rows.into_iter().map(|row| (row.element, row.effect)).collect()
});

pub(super) fn read(name: &str, decoded: &Decoded) -> Document {
    build(&decoded.text).finish(name, Format::Html, decoded)
}

/// Reads the text again, without making a document of it.
pub(in crate::text) fn reading(decoded: &Decoded) -> Reading {
    build(&decoded.text).into_reading(&decoded.source)
}

fn build(source: &str) -> Builder {
    let mut reader = Reader { builder: Builder::new(), hidden: None, preformatted: 0, items: 0 };
    for_each_event(source, |event| reader.event(event));
    reader.builder
}

struct Reader {
    builder: Builder,
    /// The hidden element that is open, and how many of its name.
    hidden: Option<(String, usize)>,
    preformatted: usize,
    /// Open list items and cells: their paragraphs are items too.
    items: usize,
}

impl Reader {
    fn event(&mut self, event: HtmlEvent) {
        match event {
            HtmlEvent::Start { name, span, self_closing } => self.start(name, span, self_closing),
            HtmlEvent::End { name, .. } => self.end(name),
            HtmlEvent::Text { .. } | HtmlEvent::Sign { .. } if self.hidden.is_some() => {}
            HtmlEvent::Sign { text, span } => self.builder.sign(text, span),
            HtmlEvent::Text { text, span } if self.preformatted > 0 => self.preformatted_text(text, span),
            HtmlEvent::Text { text, span } => self.builder.collapsed(text, span),
        }
    }

    fn start(&mut self, name: &str, span: Span, self_closing: bool) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        match EFFECTS.get(name) {
            None => {}
            Some(Effect::Break) => self.builder.space('\n', span),
            // A foreign element may close itself; an HTML one may not, whatever its tag says.
            Some(Effect::Hidden) if self_closing && matches!(name, "svg" | "math") => {}
            Some(Effect::Hidden) => self.hidden = Some((name.to_owned(), 1)),
            Some(Effect::Heading) => self.builder.begin(BlockKind::Heading),
            Some(Effect::Item) => {
                self.items += 1;
                self.builder.begin(BlockKind::Item);
            }
            Some(effect) => {
                self.preformatted += usize::from(*effect == Effect::Preformatted);
                self.begin_inner();
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match EFFECTS.get(name) {
            None | Some(Effect::Break | Effect::Hidden) => return,
            Some(Effect::Item) => self.items = self.items.saturating_sub(1),
            Some(Effect::Preformatted) => self.preformatted = self.preformatted.saturating_sub(1),
            // The end of the list closes items whose end tag was left out.
            Some(Effect::Block) if matches!(name, "ul" | "ol" | "dl" | "table" | "select") => self.items = 0,
            Some(Effect::Block | Effect::Heading) => {}
        }
        self.begin_inner();
    }

    /// Begins a block inside whatever is open.
    fn begin_inner(&mut self) {
        self.builder.begin(if self.items > 0 { BlockKind::Item } else { BlockKind::Paragraph });
    }

    /// Adds text of a preformatted element; an empty line ends a block there as in plain text.
    fn preformatted_text(&mut self, text: &str, span: Span) {
        let verbatim = text.len() == span.len();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let place = if verbatim { Span::new(at, at + line.len()).shifted(span.start) } else { span };
            match line.trim().is_empty() && line.ends_with('\n') && (at > 0 || self.builder.text().ends_with('\n')) {
                true => self.begin_inner(),
                false => self.builder.piece(line, place),
            }
            at += line.len();
        }
    }
}

/// How far an encoding declaration is looked for, in bytes (WHATWG HTML 13.2.3.2 asks for it in the first 1024).
const DECLARATION_BYTES: usize = 1024;

/// The encoding that the head of an HTML or XHTML file declares: `<meta charset=…>` or `<?xml … encoding=…?>`.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_BYTES)]).to_ascii_lowercase();
    let xml = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(declaration, _)| declaration);
    let meta = || head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let value = |text: &str, key: &str| -> Option<String> {
        let rest = text.split_once(key)?.1.trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        (!label.is_empty()).then_some(label)
    };
    let label = xml.and_then(|xml| value(xml, "encoding")).or_else(|| meta().find_map(|tag| value(tag, "charset")))?;
    encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(|_| label)
}

#[cfg(test)]
mod tests {
    use crate::text::{BlockKind, Document, Numbering, ReadOptions, Span, read_bytes};

    fn document(source: &str) -> Document {
        read_bytes("a.html", source.as_bytes().to_vec(), &ReadOptions::default()).unwrap()
    }

    fn texts(source: &str) -> Vec<String> {
        let document = document(source);
        document.blocks.iter().map(|block| document.block_text(block).to_owned()).collect()
    }

    #[test]
    fn blocks_follow_block_elements() {
        let source = "<!DOCTYPE html><head><title>Xəbər</title><style>p{}</style><script>if (a<b) x()</script></head>\n\
                      <body><h1>Görüş</h1>\n<p>Nazir <b>Bakı</b>da,\n sonra\tGəncədə.<p>İkinci<br>sətir<ul><li>bir<li>iki</ul>\
                      <table><tr><td>a<td>b</table>son</body>";
        assert_eq!(
            texts(source),
            ["Xəbər", "Görüş", "Nazir Bakıda, sonra Gəncədə.", "İkinci\nsətir", "bir", "iki", "a", "b", "son"]
        );
        let kinds: Vec<BlockKind> = document(source).blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds[..3], [BlockKind::Heading, BlockKind::Heading, BlockKind::Paragraph]);
        assert_eq!(
            kinds[4..],
            [BlockKind::Item, BlockKind::Item, BlockKind::Item, BlockKind::Item, BlockKind::Paragraph]
        );
    }

    #[test]
    fn every_text_leads_back_to_its_bytes() {
        let source = "<p>\n  M&uuml;dafi&#601;\r\nnaziri <i>B&amp;K</i>&nbsp;x";
        let document = document(source);
        assert_eq!(document.text, "Müdafiə naziri B&K\u{a0}x");
        let at = |text: &str| {
            let start = document.text.find(text).unwrap();
            document.source_span(Span::new(start, start + text.len())).of(source)
        };
        assert_eq!(at("ü"), "&uuml;");
        assert_eq!(at("ə"), "&#601;");
        assert_eq!(at("naziri"), "naziri");
        assert_eq!(at("B&K"), "B&amp;K");
        assert_eq!(at("\u{a0}"), "&nbsp;");
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let document = document("<html>\n<body>\n<p>bir</p>\n\n<p>iki\nüç</p>");
        assert_eq!(document.line_of(document.blocks[0].span), 3);
        assert_eq!(document.line_of(document.blocks[1].span), 5);
        let at = document.text.find("üç").unwrap();
        assert_eq!(document.line_of(Span::new(at, at + 1)), 6);
    }

    #[test]
    fn a_page_on_one_line_counts_paragraphs() {
        let document = document("<p>bir<p>iki<p>üç");
        assert_eq!(document.numbering, Numbering::Paragraphs);
        assert_eq!(document.line_of(document.blocks[2].span), 3);
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        assert_eq!(texts("<pre>bir\n  iki\n\nüç</pre>"), ["bir\n  iki", "üç"]);
    }

    #[test]
    fn hidden_elements_may_nest_and_stay_open() {
        assert_eq!(texts("a<template>b<template>c</template>d</template>e"), ["ae"]);
        assert_eq!(texts("a<svg/>b<svg><title>x</title></svg>c"), ["abc"]);
        assert_eq!(texts("a<textarea>b"), ["a"]);
    }

    #[test]
    fn deep_nesting_is_no_trouble() {
        let source = "<div>".repeat(200_000) + "dərin";
        assert_eq!(texts(&source), ["dərin"]);
    }
}
