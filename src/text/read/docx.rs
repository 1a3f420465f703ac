//! DOCX (Office Open XML, ECMA-376 part 1): the paragraphs of the main part, with table cells and text boxes, as they
//! read after all tracked changes. Headers, footers, notes and comments are not read. Offsets lead into the unpacked
//! main part.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader as XmlReader, escape::resolve_predefined_entity};

use super::builder::{Builder, Reading};
use super::docx_archive::Archive;
use crate::text::{BlockKind, Decoded, Document, Error, Format, Span, decode};

/// How deep elements may be nested; word processors stay below 100.
const DEEPEST: usize = 10_000;
/// Elements whose content is not part of the text: deleted or moved away, the second form of a drawing, field codes,
/// readings beside ideographs.
const HIDDEN: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "delText", "rt"];

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, Error> {
    let (builder, decoded) = build(name, bytes)?;
    Ok(builder.finish_without_lines(name, Format::Docx, &decoded))
}

/// Reads the text again, without making a document of it; also the main part, decoded.
pub(in crate::text) fn reading(name: &str, bytes: &[u8]) -> Result<(Reading, Decoded), Error> {
    let (builder, decoded) = build(name, bytes)?;
    Ok((builder.into_reading(&decoded.source), decoded))
}

/// The part with the text: its name and its bytes.
pub(in crate::text) fn main_part(name: &str, bytes: &[u8]) -> Result<(String, Vec<u8>), Error> {
    let mut archive = Archive::open(name, bytes)?;
    let part = archive.main_part()?;
    let main = archive.unpack(&part)?.unwrap_or_default();
    Ok((part, main))
}

fn build(name: &str, bytes: &[u8]) -> Result<(Builder, Decoded), Error> {
    let (part, main) = main_part(name, bytes)?;
    let styles = match Archive::open(name, bytes)?.unpack("word/styles.xml")? {
        Some(styles) => heading_styles(name, styles)?,
        None => HashSet::new(),
    };
    // Errors of encoding name the part too: the file itself is no text.
    let decoded = decode(&format!("{name} ({part})"), main, None)?;
    let mut reader = Reader::new(styles);
    let broken = |(offset, reason)| Error::Xml { name: name.to_owned(), part: part.clone(), offset, reason };
    reader.read(&decoded.text).map_err(broken)?;
    Ok((reader.builder, decoded))
}

/// The identifiers of the styles that are headings; their names are English in every language of the word processor.
fn heading_styles(name: &str, part: Vec<u8>) -> Result<HashSet<String>, Error> {
    let decoded = decode(&format!("{name} (word/styles.xml)"), part, None)?;
    let mut xml = XmlReader::from_str(&decoded.text);
    let mut found = HashSet::new();
    let mut current = None;
    // Broken styles cost only the kinds of the blocks.
    while let Ok(event) = xml.read_event() {
        match event {
            Event::Start(element) if local(&element) == "style" => current = value(&element, "styleId"),
            Event::Start(element) | Event::Empty(element) if local(&element) == "name" => {
                let style = value(&element, "val").unwrap_or_default().to_lowercase();
                if style.starts_with("heading") || style == "title" {
                    found.extend(current.take());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(found)
}

/// The name of an element without its prefix.
fn local<'e>(element: &'e BytesStart) -> &'e str {
    element.local_name().into_inner()
}

/// The value of the attribute with this local name.
fn value(element: &BytesStart, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut found = attributes.with_checks(false).flatten();
    found.find(|attribute| attribute.key.local_name().into_inner() == key).map(|found| found.value.into_owned())
}

/// Where the XML is wrong, in bytes, and why.
type Broken = (usize, String);

struct Reader {
    builder: Builder,
    heading_styles: HashSet<String>,
    depth: usize,
    /// The depth of the hidden element that is open.
    hidden: Option<usize>,
    cells: usize,
    in_run: bool,
    /// Whether the run is marked as hidden text.
    vanished: bool,
    in_text: bool,
}

impl Reader {
    fn new(heading_styles: HashSet<String>) -> Reader {
        Reader {
            builder: Builder::new(),
            heading_styles,
            depth: 0,
            hidden: None,
            cells: 0,
            in_run: false,
            vanished: false,
            in_text: false,
        }
    }

    fn read(&mut self, text: &str) -> Result<(), Broken> {
        let mut xml = XmlReader::from_str(text);
        loop {
            let start = xml.buffer_position() as usize;
            let event = xml.read_event().map_err(|error| (xml.error_position() as usize, error.to_string()))?;
            let span = Span::new(start, (xml.buffer_position() as usize).max(start));
            match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err((start, "elements are nested too deep".to_owned()));
                    }
                    self.start(&element);
                }
                Event::End(element) => {
                    self.end(element.local_name().into_inner());
                    self.depth = self.depth.saturating_sub(1);
                }
                Event::Empty(element) if self.hidden.is_none() => self.empty(&element, span),
                Event::Text(part) if self.reads_text() => self.builder.verbatim(&part, start),
                Event::CData(part) if self.reads_text() => self.builder.piece(&part, span),
                Event::GeneralRef(reference) if self.reads_text() => {
                    let letter = reference.resolve_char_ref().map_err(|error| (start, error.to_string()))?;
                    match letter {
                        Some(letter) => self.builder.piece(letter.encode_utf8(&mut [0; 4]), span),
                        // Entities of a document type are never followed.
                        None => self.builder.piece(resolve_predefined_entity(&reference).unwrap_or_default(), span),
                    }
                }
                Event::Eof if self.depth > 0 => return Err((start, "the XML breaks off".to_owned())),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn reads_text(&self) -> bool {
        self.in_text && self.hidden.is_none() && !self.vanished
    }

    fn start(&mut self, element: &BytesStart) {
        if self.hidden.is_some() {
            return;
        }
        match local(element) {
            name if HIDDEN.contains(&name) => self.hidden = Some(self.depth),
            "p" => self.begin_paragraph(),
            "tc" => self.cells += 1,
            "r" => {
                self.in_run = true;
                self.vanished = false;
            }
            "t" => self.in_text = true,
            _ => self.property(element),
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(depth) = self.hidden {
            if depth == self.depth {
                self.hidden = None;
            }
            return;
        }
        match name {
            "p" => self.builder.end_block(),
            "tc" => self.cells = self.cells.saturating_sub(1),
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn empty(&mut self, element: &BytesStart, span: Span) {
        match local(element) {
            "p" => self.builder.end_block(),
            _ if !self.in_run || self.vanished => self.property(element),
            "tab" | "ptab" => self.builder.space('\t', span),
            "br" | "cr" => self.builder.space('\n', span),
            "noBreakHyphen" => self.builder.piece("\u{2011}", span),
            "softHyphen" => self.builder.piece("\u{AD}", span),
            _ => self.property(element),
        }
    }

    /// What an element says about the paragraph or the run that it stands in.
    fn property(&mut self, element: &BytesStart) {
        match local(element) {
            "vanish" if self.in_run => {
                self.vanished = !value(element, "val").is_some_and(|val| matches!(&val[..], "0" | "false" | "off"));
            }
            "pStyle" if value(element, "val").is_some_and(|style| self.heading_styles.contains(&style)) => {
                self.builder.set_kind(BlockKind::Heading);
            }
            // Level 9 is running text.
            "outlineLvl" if value(element, "val").is_some_and(|level| level != "9") => {
                self.builder.set_kind(BlockKind::Heading);
            }
            "numPr" if self.builder.kind() == BlockKind::Paragraph => self.builder.set_kind(BlockKind::Item),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        self.builder.begin(if self.cells > 0 { BlockKind::Item } else { BlockKind::Paragraph });
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use crate::text::{BlockKind, Document, Error, ReadOptions, Span, read_bytes};

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (part, bytes) in parts {
            zip.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read(parts: &[(&str, &[u8])]) -> Result<Document, Error> {
        read_bytes("a.docx", packed(parts), &ReadOptions::default())
    }

    fn body(inner: &str) -> String {
        format!("<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"x\"><w:body>{inner}</w:body></w:document>")
    }

    fn texts(inner: &str) -> Vec<String> {
        let document = read(&[("word/document.xml", body(inner).as_bytes())]).unwrap();
        document.blocks.iter().map(|block| document.block_text(block).to_owned()).collect()
    }

    #[test]
    fn runs_join_and_paragraphs_do_not() {
        let runs =
            "<w:p><w:r><w:t>Xarici İş</w:t></w:r><w:r><w:t xml:space=\"preserve\">lər &amp; s. </w:t></w:r></w:p>";
        assert_eq!(texts(&format!("{runs}<w:p/>{runs}")), ["Xarici İşlər & s.", "Xarici İşlər & s."]);
        assert_eq!(texts("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"), ["a\tb\nc"]);
        let hyphens = "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>";
        assert_eq!(texts(hyphens), ["a\u{2011}b\u{AD}c"]);
    }

    #[test]
    fn cells_are_apart() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("bir"), cell("iki"));
        let document = read(&[("word/document.xml", body(&table).as_bytes())]).unwrap();
        assert_eq!(document.text, "bir\niki");
        assert_eq!(document.blocks[0].kind, BlockKind::Item);
        assert_eq!(document.line_of(document.blocks[1].span), 2);
    }

    #[test]
    fn deleted_moved_and_hidden_text_is_no_text() {
        let inner = "<w:p><w:del><w:r><w:t>x</w:t><w:delText>x</w:delText></w:r></w:del><w:ins><w:r><w:t>a</w:t></w:r>\
                     </w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r><w:r><w:instrText>PAGE</w:instrText>\
                     </w:r><w:moveFrom><w:r><w:t>z</w:t></w:r></w:moveFrom></w:p>";
        assert_eq!(texts(inner), ["a"]);
    }

    #[test]
    fn styles_make_headings() {
        let styles = "<w:styles><w:style w:styleId=\"Balq1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
        let inner = "<w:p><w:pPr><w:pStyle w:val=\"Balq1\"/></w:pPr><w:r><w:t>Görüş</w:t></w:r></w:p>\
                     <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>bir</w:t></w:r></w:p>";
        let body = body(inner);
        let document = read(&[("word/document.xml", body.as_bytes()), ("word/styles.xml", styles.as_bytes())]).unwrap();
        assert_eq!(document.blocks[0].kind, BlockKind::Heading);
        assert_eq!(document.blocks[1].kind, BlockKind::Item);
    }

    #[test]
    fn offsets_lead_into_the_main_part() {
        let xml = body("<w:p><w:r><w:t>Müdafiə &lt;nazirliyi</w:t></w:r></w:p>");
        let document = read(&[("word/document.xml", xml.as_bytes())]).unwrap();
        let at = document.text.find('<').unwrap();
        assert_eq!(document.source_span(Span::new(0, 6)).of(&xml), "Müdaf");
        assert_eq!(document.source_span(Span::new(at, at + 1)).of(&xml), "&lt;");
    }

    #[test]
    fn broken_xml_is_placed() {
        let message = |xml: &str| read(&[("word/document.xml", xml.as_bytes())]).unwrap_err().to_string();
        assert!(message("<a><b></a>").starts_with("a.docx: word/document.xml, byte "));
        assert!(message("<a>").contains("breaks off"));
        assert!(message(&"<a>".repeat(20_000)).contains("nested too deep"));
    }

    #[test]
    fn entities_of_a_document_type_are_not_followed() {
        let xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:p><w:r><w:t>a&x;b</w:t></w:r></w:p>";
        assert_eq!(read(&[("word/document.xml", xml.as_bytes())]).unwrap().text, "ab");
    }

    #[test]
    fn other_archives_are_named() {
        let message = |part: &str, bytes: &[u8]| read(&[(part, bytes)]).unwrap_err().to_string();
        assert!(message("mimetype", b"application/vnd.oasis.opendocument.text").contains("OpenDocument"));
        assert!(message("xl/workbook.xml", b"").contains("spreadsheet"));
        assert!(message("a.txt", b"").contains("word/document.xml"));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let zeros = vec![b' '; 40 << 20];
        assert!(read(&[("word/document.xml", &zeros)]).unwrap_err().to_string().contains("unpacks to more than"));
    }
}
