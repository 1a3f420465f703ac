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
    (b"\x7FELF", "a program", "give a text, Markdown, HTML or DOCX file"),
];

/// How every ZIP archive with a file in it begins.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// Chooses the format: the one asked for, that of the suffix, DOCX for an archive without a suffix, else plain text;
/// and checks that the first bytes do not contradict.
///
/// # Errors
///
/// When the bytes are known to be of another format.
pub(super) fn choose(name: &str, bytes: &[u8], asked: Option<Format>) -> Result<Format, Error> {
    let format = asked.or_else(|| Format::of_name(name)).unwrap_or(match bytes.starts_with(ZIP) {
        true => Format::Docx,
        false => Format::Plain,
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
}
