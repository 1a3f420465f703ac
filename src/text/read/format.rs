use std::path::Path;

use crate::text::Error;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// HTML or XHTML.
    Html,
    /// Office Open XML word processing.
    Docx,
    /// hOCR: HTML of a scanned page with the boxes of its words.
    Hocr,
    /// ALTO 1 to 4: XML of a scanned page with the boxes of its words.
    Alto,
}

impl Format {
    /// The format that the suffix of a file name stands for; `None` for a suffix that none of them uses.
    ///
    /// ```
    /// use lughat::text::Format;
    /// assert_eq!(Format::of_name("Xəbər.HTM"), Some(Format::Html));
    /// assert_eq!(Format::of_name("-"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Format> {
        let suffix = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match suffix.as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "docx" => Some(Format::Docx),
            "hocr" => Some(Format::Hocr),
            "alto" => Some(Format::Alto),
            _ => None,
        }
    }

    /// The name for messages.
    pub fn label(self) -> &'static str {
        match self {
            Format::Plain => "plain text",
            Format::Markdown => "Markdown",
            Format::Html => "HTML",
            Format::Docx => "DOCX",
            Format::Hocr => "hOCR",
            Format::Alto => "ALTO",
        }
    }
}

/// First bytes by which other formats are known, what they are and what to do with them.
const SIGNATURES: [(&[u8], &str, &str); 9] = [
    (ZIP, "a ZIP archive", "a DOCX file needs the suffix .docx; save other documents as DOCX or plain text"),
    (b"PK\x05\x06", "an empty ZIP archive", "save the document again"),
    (b"%PDF-", "PDF", "extract its text first (pdftotext -layout) and read that"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Word file (.doc) or one with a password",
        "save it as DOCX without a password",
    ),
    (b"{\\rtf", "RTF", "save it as DOCX or plain text"),
    (b"\x1F\x8B", "gzip", "unpack it first"),
    (b"\x89PNG", "a PNG image", "recognise its text first (OCR) and read that"),
    (b"\xFF\xD8\xFF", "a JPEG image", "recognise its text first (OCR) and read that"),
    (b"\x7FELF", "a program", "give a text, Markdown, HTML, hOCR, ALTO or DOCX file"),
];

/// How every ZIP archive with a file in it begins.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// Chooses the format: the one asked for, that of the suffix (hOCR if the pages in an HTML file say so), by the content
/// for a name without a suffix or with another one, else plain text; and checks that the first bytes do not contradict.
///
/// # Errors
///
/// When the bytes are known to be of another format.
pub(super) fn choose(name: &str, bytes: &[u8], asked: Option<Format>) -> Result<Format, Error> {
    let format = asked.unwrap_or_else(|| match Format::of_name(name) {
        Some(Format::Html) if holds_pages(bytes) => Format::Hocr,
        Some(format) => format,
        None => of_content(bytes),
    });
    let wrong = |found, remedy| Error::Format { name: name.to_owned(), expected: format.label(), found, remedy };
    match SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature)) {
        Some((signature, ..)) if format == Format::Docx && *signature == ZIP => Ok(format),
        Some((_, found, remedy)) => Err(wrong(found, remedy)),
        None if format != Format::Docx => Ok(format),
        None if bytes.is_empty() => Err(wrong("an empty file", "save the document again")),
        None => Err(wrong("no ZIP archive", "give it the suffix of its format: .txt, .md or .html")),
    }
}

/// The format of a file whose name does not tell it.
fn of_content(bytes: &[u8]) -> Format {
    if bytes.starts_with(ZIP) {
        Format::Docx
    } else if root_element(bytes).is_some_and(|name| name == "alto") {
        Format::Alto
    } else if root_element(bytes).is_some_and(|name| name == "html") && holds_pages(bytes) {
        Format::Hocr
    } else {
        Format::Plain
    }
}

/// How far the first tags are looked for, in bytes. Style sheets may stand before the first page.
const HEAD_BYTES: usize = 1 << 16;

/// How many mentions of a class are looked at.
const MOST_MENTIONS: usize = 50;

/// The first bytes as ASCII; the NULs of UTF-16 are left out, what is not ASCII becomes `?`.
fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    head.iter().filter(|&&byte| byte != 0).map(|&byte| if byte.is_ascii() { char::from(byte) } else { '?' }).collect()
}

/// The name, without prefix and in small letters, of the first element of an XML or HTML text.
fn root_element(bytes: &[u8]) -> Option<String> {
    let head = head(bytes);
    let mut rest = head.trim_start_matches(|c: char| c == '?' || c.is_whitespace());
    // At most one declaration, a document type and a few comments stand before it.
    for _ in 0..20 {
        let closing = match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => "-->",
            // A document type may hold declarations in brackets.
            [b'<', b'!', ..] if rest.split('>').next()?.contains('[') => "]>",
            [b'<', b'!' | b'?', ..] => ">",
            _ => break,
        };
        rest = rest.split_once(closing)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(name.rsplit(':').next()?.to_ascii_lowercase())
}

/// Whether an HTML text has an element of the class `ocr_page`.
fn holds_pages(bytes: &[u8]) -> bool {
    let head = head(bytes);
    head.match_indices("ocr_page").take(MOST_MENTIONS).any(|(at, _)| {
        let tag = head[..at].rsplit('<').next().unwrap_or_default();
        let value = tag.rsplit_once("class").map(|(_, value)| value.trim_start());
        let value = value.and_then(|value| value.strip_prefix('=')).map(|value| value.trim_start());
        value.is_some_and(|value| !value.trim_start_matches(['"', '\'']).contains(['"', '\'', '>', '=']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffix_and_content_must_agree() {
        assert_eq!(choose("a.txt", b"Salam", None).unwrap(), Format::Plain);
        assert_eq!(choose("a", b"PK\x03\x04...", None).unwrap(), Format::Docx);
        let message = |name, bytes: &[u8]| choose(name, bytes, None).unwrap_err().to_string();
        assert!(message("a.txt", b"PK\x03\x04...").contains("suffix .docx"));
        assert!(message("a.docx", b"Salam").starts_with("a.docx: expected DOCX, found no ZIP archive"));
        assert!(message("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("without a password"));
        assert!(message("a.html", b"%PDF-1.7").contains("pdftotext"));
    }

    #[test]
    fn scanned_pages_are_known_by_their_content() {
        let alto =
            b"<?xml version=\"1.0\"?>\n<!-- a > b --><a:alto xmlns:a=\"http://www.loc.gov/standards/alto/ns-v2#\">";
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(alto.iter().flat_map(|&byte| [byte, 0])).collect();
        for bytes in [&alto[..], &wide] {
            assert_eq!(choose("a.xml", bytes, None).unwrap(), Format::Alto);
            assert_eq!(choose("-", bytes, None).unwrap(), Format::Alto);
            assert_eq!(choose("a.txt", bytes, None).unwrap(), Format::Plain);
        }
        assert_eq!(choose("a.xml", b"<other><alto/></other>", None).unwrap(), Format::Plain);
        let page = b"<!DOCTYPE html><html><body><div title=\"x\" class='x ocr_page' id=p>";
        assert_eq!(choose("a.html", page, None).unwrap(), Format::Hocr);
        assert_eq!(choose("-", page, None).unwrap(), Format::Hocr);
        let about = b"<html><p class='note'>The class ocr_page marks a page: class=\"ocr\" title=\"ocr_page\"";
        assert_eq!(choose("a.html", about, None).unwrap(), Format::Html);
    }
}
