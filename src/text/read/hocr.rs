//! hOCR: the lines and words of scanned pages, which stand in HTML as elements of known classes with their boxes in
//! `title` (<https://kba.github.io/hocr-spec/1.2/>). A paragraph is a block, a line of the page a line of the text.

use super::attributes::{Attribute, Syntax, attributes};
use super::builder::{Builder, Reading};
use super::html_events::{HtmlEvent, for_each_event};
use crate::text::scanned::mark_halves;
use crate::text::{BlockKind, Decoded, Document, Format, PixelBox, ScannedWord, Span};

pub(super) fn read(name: &str, decoded: &Decoded) -> Document {
    let mut reader = Reader::of(&decoded.text);
    mark_halves(reader.builder.text(), &mut reader.words);
    Document { words: reader.words, ..reader.builder.finish(name, Format::Hocr, decoded) }
}

/// Reads the text again, without making a document of it; also the markup of the words, in the order of
/// [`Document::words`].
pub(in crate::text) fn reading(decoded: &Decoded) -> (Reading, Vec<Markup>) {
    let reader = Reader::of(&decoded.text);
    (reader.builder.into_reading(&decoded.source), reader.markup)
}

/// Where the markup of a word stands in the source, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::text) struct Markup {
    /// The element with its tags; `None` if it has no end tag of its own.
    pub(in crate::text) element: Option<Span>,
    /// The four numbers of the box.
    pub(in crate::text) numbers: Option<Span>,
}

/// What an element is on the page; a later one stands inside an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Page,
    Area,
    Paragraph,
    Line,
    Word,
}

impl Role {
    fn of_classes(classes: &str) -> Option<Role> {
        classes.split_ascii_whitespace().find_map(|class| match class {
            "ocr_page" => Some(Role::Page),
            "ocr_carea" | "ocrx_block" => Some(Role::Area),
            "ocr_par" => Some(Role::Paragraph),
            "ocr_line" | "ocrx_line" | "ocr_header" | "ocr_footer" | "ocr_caption" | "ocr_textfloat" => {
                Some(Role::Line)
            }
            "ocrx_word" | "ocr_word" => Some(Role::Word),
            _ => None,
        })
    }
}

/// An open element that has a role.
struct Open {
    role: Role,
    element: String,
    /// How many elements of the same name are open inside it.
    inner: usize,
}

/// A word whose element is open.
struct OpenWord {
    tag: Span,
    title: Title,
    id: Option<String>,
    /// How long the text was before the word.
    before: usize,
}

struct Reader<'s> {
    source: &'s str,
    builder: Builder,
    /// At most one element a role, so never deeper than five.
    open: Vec<Open>,
    page: u32,
    word: Option<OpenWord>,
    /// Whether a script or a style sheet is open.
    hidden: bool,
    words: Vec<ScannedWord>,
    markup: Vec<Markup>,
}

impl<'s> Reader<'s> {
    fn of(source: &'s str) -> Reader<'s> {
        let mut reader = Reader {
            source,
            builder: Builder::new(),
            open: Vec::new(),
            page: 0,
            word: None,
            hidden: false,
            words: Vec::new(),
            markup: Vec::new(),
        };
        for_each_event(source, |event| reader.event(event));
        reader.close_to(0, source.len(), None);
        reader
    }

    fn event(&mut self, event: HtmlEvent) {
        match event {
            HtmlEvent::Start { name: "script" | "style", .. } => self.hidden = true,
            HtmlEvent::End { name: "script" | "style", .. } => self.hidden = false,
            HtmlEvent::Start { name, span, .. } => self.start(name, span),
            HtmlEvent::End { name, span } => self.end(name, span),
            HtmlEvent::Text { text, span } if !self.hidden && !self.open.is_empty() => {
                self.builder.collapsed(text, span);
            }
            HtmlEvent::Sign { text, span } if !self.hidden && !self.open.is_empty() => self.builder.sign(text, span),
            HtmlEvent::Text { .. } | HtmlEvent::Sign { .. } => {}
        }
    }

    fn start(&mut self, name: &str, tag: Span) {
        let found: Vec<Attribute> = attributes(self.source, tag, Syntax::Html).collect();
        let Some(role) = value(&found, "class").and_then(|class| Role::of_classes(class.value)) else {
            if name == "br" {
                self.builder.space(if self.word.is_some() { ' ' } else { '\n' }, tag);
            } else if let Some(open) = self.open.iter_mut().rfind(|open| open.element == name) {
                open.inner += 1;
            }
            return;
        };
        let inside = self.open.iter().take_while(|open| open.role < role).count();
        self.close_to(inside, tag.start, None);
        if role != Role::Page && self.open.is_empty() {
            return;
        }
        self.open.push(Open { role, element: name.to_owned(), inner: 0 });
        match role {
            Role::Page => {
                self.page = self.page.saturating_add(1);
                self.builder.begin(BlockKind::Paragraph);
            }
            Role::Area | Role::Paragraph => self.builder.begin(BlockKind::Paragraph),
            Role::Line => self.builder.space('\n', Span::new(tag.start, tag.start)),
            Role::Word => self.open_word(tag, &found),
        }
    }

    fn open_word(&mut self, tag: Span, found: &[Attribute]) {
        // Two boxes are two words, even if no space stands between them; text outside of boxes may touch them.
        let touches_word = self.words.last().is_some_and(|word| word.span.end == self.builder.len());
        if touches_word && !self.builder.has_gap() {
            self.builder.space(' ', Span::new(tag.start, tag.start));
        }
        let title = value(found, "title").map(|title| Title::read(*title)).unwrap_or_default();
        let id = value(found, "id").map(|id| id.text()).filter(|id| !id.is_empty());
        self.word = Some(OpenWord { tag, title, id, before: self.builder.len() });
    }

    fn end(&mut self, name: &str, tag: Span) {
        let Some(at) = self.open.iter().rposition(|open| open.element == name) else { return };
        match self.open[at].inner {
            0 => self.close_to(at, tag.start, Some(tag)),
            _ => self.open[at].inner -= 1,
        }
    }

    /// Closes the open elements but the first `keep`, at byte `at` of the source; `tag` is the end tag that does it.
    fn close_to(&mut self, keep: usize, at: usize, tag: Option<Span>) {
        let closes_itself = keep + 1 == self.open.len();
        while self.open.len() > keep
            && let Some(closed) = self.open.pop()
        {
            match closed.role {
                Role::Word => self.close_word(tag.filter(|_| closes_itself)),
                Role::Line => self.builder.space('\n', Span::new(at, at)),
                Role::Page | Role::Area | Role::Paragraph => self.builder.end_block(),
            }
        }
    }

    fn close_word(&mut self, end_tag: Option<Span>) {
        let Some(word) = self.word.take() else { return };
        let added = &self.builder.text()[word.before..];
        let blank = added.len() - added.trim_start_matches([' ', '\n']).len();
        let span = Span::new(word.before + blank, self.builder.len());
        if span.is_empty() {
            return;
        }
        let title = word.title;
        let (bbox_px, confidence, id) = (title.bbox_px, title.confidence, word.id);
        self.words.push(ScannedWord { span, page: self.page, bbox_px, confidence, id, half: None });
        let element = end_tag.map(|tag| word.tag.cover(tag)).filter(|element| {
            let element = element.of(self.source);
            element.starts_with('<') && element.ends_with('>')
        });
        self.markup.push(Markup { element, numbers: title.numbers });
    }
}

/// The attribute of this name, in whatever case it is written.
fn value<'a, 's>(found: &'a [Attribute<'s>], name: &str) -> Option<&'a Attribute<'s>> {
    found.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}

/// What the `title` of a word says, as `bbox 89 92 208 114; x_wconf 96`.
#[derive(Default)]
struct Title {
    bbox_px: Option<PixelBox>,
    numbers: Option<Span>,
    confidence: Option<f32>,
}

impl Title {
    fn read(attribute: Attribute) -> Title {
        let mut title = Title::default();
        let mut start = attribute.span.start;
        for property in attribute.value.split(';') {
            let (key, value) = property.trim_start().split_once(' ').unwrap_or_default();
            match key {
                "bbox" => {
                    title.bbox_px = pixel_box(value);
                    let end = start + property.trim_end().len();
                    let numbers = value.trim();
                    title.numbers = title.bbox_px.map(|_| Span::new(end - numbers.len(), end));
                }
                "x_wconf" => {
                    let percent = value.trim().parse::<f32>().ok().filter(|percent| percent.is_finite());
                    title.confidence = percent.map(|percent| (percent / 100.0).clamp(0.0, 1.0));
                }
                _ => {}
            }
            start += property.len() + 1;
        }
        title
    }
}

/// The box that four numbers of pixels give: left, top, right, bottom.
fn pixel_box(numbers: &str) -> Option<PixelBox> {
    let mut sides = numbers.split_ascii_whitespace().map(|number| number.parse().ok());
    let mut side = || sides.next().flatten();
    let found = PixelBox { left: side()?, top: side()?, right: side()?, bottom: side()? };
    (sides.next().is_none() && found.left <= found.right && found.top <= found.bottom).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Half, ReadOptions, read_bytes};

    fn document(source: &str) -> Document {
        read_bytes("a.hocr", source.as_bytes().to_vec(), &ReadOptions::default()).unwrap()
    }

    fn page(lines: &str) -> String {
        format!(
            "<html><head><title>x</title></head><body>\n<div class='ocr_page' title='image \"a;b.png\"; bbox 0 0 9 9'>\
             <div class='ocr_carea'>\n<p class='ocr_par'>{lines}</p>\n</div></div></body></html>"
        )
    }

    #[test]
    fn lines_and_words_are_those_of_the_page() {
        let source = page(
            "\n<span class='ocr_line' title=\"bbox 1 1 9 9\">\n <span class='ocrx_word' id='w1' \
             title='bbox 1 2 30 4; x_wconf 96'>Xarici</span>\n <span class=\"ocrx_word\" title=\"x_wconf 7.5; bbox 5 6 7 8\">\
             <strong>B&amp;K</strong></span></span>\n<span class='ocr_line'><span class='ocrx_word'>son</span></span>",
        );
        let document = document(&source);
        assert_eq!(document.text, "Xarici B&K\nson");
        assert_eq!((document.blocks.len(), document.words.len()), (1, 3));
        let [first, second, third] = &document.words[..] else { panic!() };
        assert_eq!(first.bbox_px, Some(PixelBox { left: 1, top: 2, right: 30, bottom: 4 }));
        assert_eq!((first.id.as_deref(), first.page, first.confidence), (Some("w1"), 1, Some(0.96)));
        assert_eq!((second.span.of(&document.text), second.confidence), ("B&K", Some(0.075)));
        assert_eq!((third.bbox_px, third.confidence), (None, None));
        assert_eq!(document.source_span(second.span).of(&source), "B&amp;K");
        let markup = Reader::of(&source).markup;
        assert_eq!(markup[0].numbers.unwrap().of(&source), "1 2 30 4");
        assert_eq!(markup[1].numbers.unwrap().of(&source), "5 6 7 8");
        assert!(markup[1].element.unwrap().of(&source).ends_with("</strong></span>"));
    }

    #[test]
    fn paragraphs_and_pages_are_apart() {
        let source = page("<span class='ocr_line'>bir</span></p><p class='ocr_par'>iki") + &page("üç");
        let document = document(&source);
        assert_eq!(document.text, "bir\n\niki\n\nüç");
        assert_eq!(document.blocks.len(), 3);
        let word = "<span class='ocrx_word'>a</span>";
        let pages: Vec<u32> = self::document(&(page(word) + &page(word))).words.iter().map(|word| word.page).collect();
        assert_eq!(pages, [1, 2]);
    }

    #[test]
    fn words_without_space_between_them_are_two() {
        let source =
            page("<span class='ocr_line'><span class='ocrx_word'>a</span><span class='ocrx_word'>b</span></span>");
        assert_eq!(document(&source).text, "a b");
    }

    #[test]
    fn a_word_broken_over_two_lines_has_two_halves() {
        let line = |word: &str| format!("<span class='ocr_line'><span class='ocrx_word'>{word}</span></span>\n");
        let document = document(&page(&(line("mövsü&shy;") + &line("münün"))));
        assert_eq!(document.text, "mövsü\u{AD}\nmünün");
        let halves: Vec<_> = document.words.iter().map(|word| word.half).collect();
        assert_eq!(halves, [Some(Half::First), Some(Half::Second)]);
    }

    #[test]
    fn elements_that_stay_open_are_closed_by_the_next() {
        let source = page("<span class=ocr_line><span class=ocrx_word>a <span class=ocrx_word>b</p></x></span>");
        assert_eq!(document(&source).text, "a b");
        assert_eq!(Reader::of(&source).markup.into_iter().filter(|markup| markup.element.is_some()).count(), 0);
        assert_eq!(document(&"<div class=ocr_page>".repeat(50_000)).text, "");
        assert_eq!(document(&(page("<div>") + &"<div>".repeat(50_000) + &"</div></p>".repeat(50_000))).text, "");
    }

    #[test]
    fn odd_boxes_are_none() {
        for numbers in ["", "1 2 3", "1 2 3 4 5", "9 9 1 1", "-1 2 3 4", "a b c d", "99999999999 1 1 1"] {
            assert_eq!(pixel_box(numbers), None, "{numbers}");
        }
    }
}
