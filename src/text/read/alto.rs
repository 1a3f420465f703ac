//! ALTO 1 to 4 (<https://www.loc.gov/standards/alto/>): the lines and words of scanned pages. A `TextBlock` is a block, a
//! `TextLine` a line of the text; elements are known by their local names, so every version's namespace will do.

use quick_xml::Reader as XmlReader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::attributes::{Attribute, Syntax, attributes};
use super::builder::{Builder, Reading};
use crate::text::scanned::{HYPHENS, mark_halves};
use crate::text::{BlockKind, Decoded, Document, Error, Format, Half, LineIndex, PixelBox, ScannedWord, Span};

/// How deep elements may be nested; only composed blocks nest in themselves, and pages stay below 20.
const DEEPEST: usize = 1000;
/// The longest character reference, `&#x10FFFF;` with zeros to spare, in bytes.
const LONGEST_REFERENCE: usize = 16;

pub(super) fn read(name: &str, decoded: &Decoded) -> Result<Document, Error> {
    let mut reader = Reader::of(name, &decoded.text)?;
    mark_halves(reader.builder.text(), &mut reader.words);
    Ok(Document { words: reader.words, ..reader.builder.finish(name, Format::Alto, decoded) })
}

/// Reads the text again, without making a document of it; also the markup of the words, in the order of
/// [`Document::words`].
pub(in crate::text) fn reading(name: &str, decoded: &Decoded) -> Result<(Reading, Vec<Markup>), Error> {
    let reader = Reader::of(name, &decoded.text)?;
    Ok((reader.builder.into_reading(&decoded.source), reader.markup))
}

/// Where the markup of a word stands in the source, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::text) struct Markup {
    /// The element with its tags.
    pub(in crate::text) element: Span,
    /// Words with the same number have nothing but spaces between them.
    pub(in crate::text) row: usize,
    /// The sides of its box; `None` if one is missing.
    pub(in crate::text) sides: Option<Sides>,
    /// The `SUBS_CONTENT` of a half word: the value and its text.
    pub(in crate::text) whole: Option<(Span, String)>,
    /// Which half the `SUBS_TYPE` calls it.
    pub(in crate::text) half: Option<Half>,
    /// The `HYP` that follows the word. Its spans of the source are empty if the file only says that the word is broken.
    pub(in crate::text) hyphen: Option<Hyphen>,
}

/// A hyphen that stands in an element of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) struct Hyphen {
    /// The element.
    pub(in crate::text) element: Span,
    /// The value of its `CONTENT`.
    pub(in crate::text) content: Span,
    /// Bytes of the document's text.
    pub(in crate::text) text: Span,
}

/// A length of the page, in the file's unit, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::text) struct Length {
    pub(in crate::text) value: f64,
    pub(in crate::text) span: Span,
}

/// The box of an element as ALTO gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::text) struct Sides {
    pub(in crate::text) left: Length,
    pub(in crate::text) top: Length,
    pub(in crate::text) width: Length,
    pub(in crate::text) height: Length,
}

impl Sides {
    /// The box in pixels, if the file counts in them.
    fn pixels(self) -> Option<PixelBox> {
        let whole = |value: f64| (0.0..=f64::from(u32::MAX)).contains(&value).then(|| value.round() as u32);
        let (left, top) = (whole(self.left.value)?, whole(self.top.value)?);
        let right = whole(self.left.value + self.width.value)?;
        let bottom = whole(self.top.value + self.height.value)?;
        (left <= right && top <= bottom).then_some(PixelBox { left, top, right, bottom })
    }
}

struct Reader<'s> {
    source: &'s str,
    builder: Builder,
    depth: usize,
    page: u32,
    /// Whether lengths are pixels; the unit stands before the pages.
    in_pixels: bool,
    in_unit: bool,
    /// How many elements began or ended that are no words, spaces or hyphens.
    row: usize,
    /// The depth of the word whose element is open.
    open_word: Option<usize>,
    words: Vec<ScannedWord>,
    markup: Vec<Markup>,
}

impl<'s> Reader<'s> {
    fn of(name: &str, source: &'s str) -> Result<Reader<'s>, Error> {
        let mut reader = Reader {
            source,
            builder: Builder::new(),
            depth: 0,
            page: 0,
            in_pixels: true,
            in_unit: false,
            row: 0,
            open_word: None,
            words: Vec::new(),
            markup: Vec::new(),
        };
        match reader.read() {
            Ok(()) => Ok(reader),
            Err(Broken::Root) => Err(Error::Format {
                name: name.to_owned(),
                expected: "ALTO",
                found: "other XML",
                remedy: "export the page as ALTO, hOCR or plain text",
            }),
            Err(Broken::Xml(offset, reason)) => {
                let line = LineIndex::new(source).line(offset) + 1;
                Err(Error::Page { name: name.to_owned(), line, reason })
            }
        }
    }

    fn read(&mut self) -> Result<(), Broken> {
        let source = self.source;
        let mut xml = XmlReader::from_str(source);
        let mut is_alto = source.trim().is_empty();
        loop {
            let start = xml.buffer_position() as usize;
            let event =
                xml.read_event().map_err(|error| Broken::Xml(xml.error_position() as usize, error.to_string()))?;
            let span = Span::new(start, (xml.buffer_position() as usize).max(start));
            if !is_alto && let Event::Start(element) | Event::Empty(element) = &event {
                is_alto = element.local_name().into_inner().eq_ignore_ascii_case("alto");
                if !is_alto {
                    return Err(Broken::Root);
                }
            }
            match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Broken::Xml(start, "elements are nested too deep".to_owned()));
                    }
                    self.start(element.local_name().into_inner(), span, false);
                }
                Event::Empty(element) => self.start(element.local_name().into_inner(), span, true),
                Event::End(element) => {
                    self.end(element.local_name().into_inner(), span);
                    self.depth = self.depth.saturating_sub(1);
                }
                Event::Text(text) if self.in_unit => self.in_pixels = text.trim() == "pixel",
                Event::Eof if self.depth > 0 => return Err(Broken::Xml(start, "the XML breaks off".to_owned())),
                Event::Eof if !is_alto => return Err(Broken::Root),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, name: &str, tag: Span, is_empty: bool) {
        // What stands inside a word are its other readings and its glyphs.
        if self.open_word.is_some() {
            return;
        }
        self.row += usize::from(!matches!(name, "String" | "SP" | "HYP"));
        match name {
            "MeasurementUnit" => self.in_unit = !is_empty,
            "Page" => {
                self.page = self.page.saturating_add(1);
                self.builder.begin(BlockKind::Paragraph);
            }
            "TextBlock" => self.builder.begin(BlockKind::Paragraph),
            "TextLine" => self.builder.space('\n', Span::new(tag.start, tag.start)),
            "String" => self.word(tag, is_empty),
            "SP" => self.builder.space(' ', tag),
            "HYP" => self.hyphen(tag),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, tag: Span) {
        if self.open_word.is_some_and(|depth| depth != self.depth) {
            return;
        }
        self.row += usize::from(!matches!(name, "String" | "SP" | "HYP"));
        match name {
            "MeasurementUnit" => self.in_unit = false,
            "TextBlock" | "Page" => self.builder.end_block(),
            "TextLine" => {
                self.say_break();
                self.builder.space('\n', Span::new(tag.start, tag.start));
            }
            "String" if self.open_word.take().is_some() => {
                if let Some(word) = self.markup.last_mut() {
                    word.element = word.element.cover(tag);
                }
            }
            _ => {}
        }
    }

    fn word(&mut self, tag: Span, is_empty: bool) {
        let found: Vec<Attribute> = attributes(self.source, tag, Syntax::Xml).collect();
        let get = |name: &str| found.iter().find(|attribute| attribute.name == name);
        let Some(span) = get("CONTENT").and_then(|content| self.content(tag, content)) else { return };
        let sides = sides(&found);
        let confidence = get("WC").and_then(|wc| wc.value.trim().parse::<f32>().ok()).filter(|wc| wc.is_finite());
        let half = get("SUBS_TYPE").and_then(|kind| match kind.value {
            "HypPart1" => Some(Half::First),
            "HypPart2" => Some(Half::Second),
            _ => None,
        });
        self.words.push(ScannedWord {
            span,
            page: self.page,
            bbox_px: sides.filter(|_| self.in_pixels).and_then(Sides::pixels),
            confidence: confidence.map(|wc| wc.clamp(0.0, 1.0)),
            id: get("ID").map(|id| id.text()).filter(|id| !id.is_empty()),
            half,
        });
        let whole = get("SUBS_CONTENT").map(|whole| (whole.span, whole.text()));
        self.markup.push(Markup { element: tag, row: self.row, sides, whole, half, hyphen: None });
        self.open_word = (!is_empty).then_some(self.depth);
    }

    /// Adds the text of a word; `None` if it has none.
    fn content(&mut self, tag: Span, content: &Attribute) -> Option<Span> {
        if content.value.trim().is_empty() {
            return None;
        }
        // Two boxes are two words, even if no SP stands between them.
        if !self.builder.has_gap() {
            self.builder.space(' ', Span::new(tag.start, tag.start));
        }
        let before = self.builder.len();
        self.value(content);
        let end = self.builder.len();
        let start = end - self.builder.text()[before..].trim_start_matches([' ', '\n']).len();
        (start < end).then(|| Span::new(start, end))
    }

    fn hyphen(&mut self, tag: Span) {
        let Some(content) = attributes(self.source, tag, Syntax::Xml).find(|attribute| attribute.name == "CONTENT")
        else {
            return;
        };
        let before = self.builder.len();
        let follows = !self.builder.has_gap();
        self.value(&content);
        let text = Span::new(before, self.builder.len());
        let follows = follows && !self.builder.text()[before..].starts_with('\n');
        let word = self.words.last().filter(|word| follows && word.span.end == before && !text.is_empty());
        if word.is_some()
            && let Some(word) = self.markup.last_mut()
        {
            word.hyphen = Some(Hyphen { element: tag, content: content.span, text });
        }
    }

    /// Adds a soft hyphen, which stands nowhere in the file, to a first half at the end of a line that has no hyphen.
    fn say_break(&mut self) {
        let (Some(word), Some(markup)) = (self.words.last(), self.markup.last_mut()) else { return };
        let is_end = word.span.end == self.builder.len() && !self.builder.has_gap();
        if is_end && word.half == Some(Half::First) && !self.builder.text().ends_with(HYPHENS) {
            let end = Span::new(markup.element.end, markup.element.end);
            self.builder.piece("\u{AD}", end);
            let text = Span::new(word.span.end, self.builder.len());
            markup.hyphen = Some(Hyphen { element: end, content: end, text });
        }
    }

    /// Adds the text of a value. References to entities of a document type stay as they stand.
    fn value(&mut self, attribute: &Attribute) {
        let value = attribute.value;
        let place = |start: usize, end: usize| Span::new(start, end).shifted(attribute.span.start);
        let mut at = 0;
        while at < value.len() {
            let rest = &value[at..];
            let reference = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';').map(|end| &rest[..=end]);
            let resolved = reference.filter(|_| rest.starts_with('&')).and_then(|reference| unescape(reference).ok());
            let lone = usize::from(rest.starts_with('&'));
            let end = match &resolved {
                Some(_) => at + reference.map_or(0, str::len),
                None => rest[lone..].find('&').map_or(value.len(), |next| at + lone + next),
            };
            self.builder.collapsed(resolved.as_deref().unwrap_or(&value[at..end]), place(at, end));
            at = end;
        }
    }
}

/// Why an ALTO file cannot be read.
enum Broken {
    /// Its first element is not `alto`.
    Root,
    /// Where the XML is wrong, in bytes, and why.
    Xml(usize, String),
}

fn sides(found: &[Attribute]) -> Option<Sides> {
    let length = |name: &str| {
        let attribute = found.iter().find(|attribute| attribute.name == name)?;
        let value = attribute.value.trim().parse().ok().filter(|value: &f64| value.is_finite())?;
        Some(Length { value, span: attribute.span })
    };
    Some(Sides { left: length("HPOS")?, top: length("VPOS")?, width: length("WIDTH")?, height: length("HEIGHT")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{ReadOptions, read_bytes};

    fn document(source: &str) -> Document {
        read_bytes("a.xml", source.as_bytes().to_vec(), &ReadOptions::default()).unwrap()
    }

    fn message(source: &str) -> String {
        let options = ReadOptions { format: Some(Format::Alto), ..ReadOptions::default() };
        read_bytes("a.xml", source.as_bytes().to_vec(), &options).unwrap_err().to_string()
    }

    fn page(version: u32, unit: &str, lines: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v{version}#\">\n\
             <Description><MeasurementUnit>{unit}</MeasurementUnit></Description>\n<Layout><Page ID=\"p\"><PrintSpace>\n\
             <TextBlock>{lines}</TextBlock></PrintSpace></Page></Layout></alto>"
        )
    }

    const LINES: &str = "<TextLine>\n<String ID=\"s1\" HPOS=\"10\" VPOS=\"20.4\" WIDTH=\"30\" HEIGHT=\"5\" WC=\"0.96\" \
                         CONTENT=\"Xarici\"/><SP WIDTH=\"3\"/>\n<String CONTENT='B&amp;K&#x259;'><ALTERNATIVE>BK</ALTERNATIVE>\
                         </String></TextLine>\n<TextLine><String CONTENT=\"son\"/></TextLine>";

    #[test]
    fn lines_and_words_are_those_of_the_page() {
        for version in [2, 3, 4] {
            let source = page(version, "pixel", LINES);
            let document = document(&source);
            assert_eq!(document.text, "Xarici B&Kə\nson");
            assert_eq!((document.blocks.len(), document.words.len()), (1, 3));
            let first = &document.words[0];
            assert_eq!(first.bbox_px, Some(PixelBox { left: 10, top: 20, right: 40, bottom: 25 }));
            assert_eq!((first.id.as_deref(), first.page, first.confidence), (Some("s1"), 1, Some(0.96)));
            assert_eq!(document.source_span(document.words[1].span).of(&source), "B&amp;K&#x259;");
            let markup = Reader::of("a", &source).unwrap().markup;
            assert!(markup[1].element.of(&source).ends_with("</String>"));
            assert_eq!(markup[0].sides.unwrap().width.span.of(&source), "30");
        }
    }

    #[test]
    fn boxes_in_other_units_are_not_pixels() {
        assert_eq!(document(&page(2, "mm10", LINES)).words[0].bbox_px, None);
    }

    #[test]
    fn a_hyphen_stands_after_the_first_half() {
        let source = page(
            3,
            "pixel",
            "<TextLine><String CONTENT=\"mövsü\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"mövsümünün\"/><HYP CONTENT=\"-\"/>\
             </TextLine><TextLine><String CONTENT=\"münün\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"mövsümünün\"/></TextLine>",
        );
        let document = document(&source);
        assert_eq!(document.text, "mövsü-\nmünün");
        assert_eq!(document.words[0].span.of(&document.text), "mövsü");
        let halves: Vec<_> = document.words.iter().map(|word| word.half).collect();
        assert_eq!(halves, [Some(Half::First), Some(Half::Second)]);
        assert_eq!(Reader::of("a", &source).unwrap().markup[0].hyphen.unwrap().text.of(&document.text), "-");
    }

    #[test]
    fn a_word_that_is_only_said_to_be_broken_has_a_soft_hyphen() {
        for hyphen in ["", "<HYP CONTENT=\"\"/>"] {
            let half = |n: u32, content: &str| format!("<String CONTENT=\"{content}\" SUBS_TYPE=\"HypPart{n}\"/>");
            let (first, second) = (half(1, "mövsü") + hyphen, half(2, "münün"));
            let source = page(4, "pixel", &format!("<TextLine>{first}</TextLine><TextLine>{second}</TextLine>"));
            assert_eq!(document(&source).text, "mövsü\u{AD}\nmünün");
        }
    }

    #[test]
    fn words_without_sp_are_two_and_empty_ones_none() {
        let lines = "<TextLine><String CONTENT=\"a\"/><String CONTENT=\"\"/><SP/><String CONTENT=\" b \"/></TextLine>";
        let document = document(&page(4, "pixel", lines));
        assert_eq!((document.text.as_str(), document.words.len()), ("a b", 2));
    }

    #[test]
    fn entities_of_a_document_type_are_not_followed() {
        let source = page(2, "pixel", "<TextLine><String CONTENT=\"a&x;&amp;b & c&#0;\"/></TextLine>");
        let source = source.replace("<alto", "<!DOCTYPE alto [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<alto");
        assert_eq!(document(&source).text, "a&x;&b & c&#0;");
    }

    #[test]
    fn broken_pages_are_placed() {
        assert!(message("<alto>\n<a></b></alto>").starts_with("a.xml:2: "));
        assert!(message("<alto>").contains("breaks off"));
        assert!(message(&("<alto>".to_owned() + &"<a>".repeat(2000))).contains("nested too deep"));
        assert!(message("<html/>").contains("found other XML"));
        assert!(message("Salam").contains("found other XML"));
    }
}
