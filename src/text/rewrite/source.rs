//! The file of a document, read again for rewriting.

use super::error::RewriteError;
use crate::text::read::{Reading, alto, docx, hocr, html, markdown};
use crate::text::{Decoded, Document, Format, Span, decode};

/// The source of a document.
pub(super) struct Source {
    pub(super) decoded: Decoded,
    /// White space of the decoded source for which no character stands in the text, in order.
    pub(super) dropped: Vec<Span>,
    /// In a DOCX, the part with the text: its name and its bytes.
    pub(super) part: Option<(String, Vec<u8>)>,
    /// What the source says of the words of a scanned page.
    pub(super) markup: Markup,
}

/// The markup of the words of a document.
pub(super) enum Markup {
    None,
    Hocr(Vec<hocr::Markup>),
    Alto(Vec<alto::Markup>),
}

impl Source {
    /// Reads a file again and makes sure that it is the one that the document was read from.
    pub(super) fn open(document: &Document, file: &[u8]) -> Result<Source, RewriteError> {
        let (origin, name) = (document.origin, &document.name);
        let (reading, source) = match origin.format {
            Format::Docx => {
                let (reading, decoded) = docx::reading(name, file)?;
                (reading, Source { part: Some(docx::main_part(name, file)?), ..Source::of(decoded) })
            }
            format => {
                let mut source = Source::of(decode(name, file.to_vec(), Some(origin.encoding))?);
                (source.read(name, format)?, source)
            }
        };
        if (&reading.text, &reading.source) != (&document.text, &document.source) {
            return Err(RewriteError::OtherSource { name: name.clone() });
        }
        Ok(Source { dropped: reading.dropped, ..source })
    }

    fn of(decoded: Decoded) -> Source {
        Source { decoded, dropped: Vec::new(), part: None, markup: Markup::None }
    }

    /// Reads the text of a format that is no archive, and the markup of its words.
    fn read(&mut self, name: &str, format: Format) -> Result<Reading, RewriteError> {
        let decoded = &self.decoded;
        Ok(match format {
            Format::Html => html::reading(decoded),
            Format::Markdown => markdown::reading(decoded),
            Format::Hocr => {
                let (reading, words) = hocr::reading(decoded);
                self.markup = Markup::Hocr(words);
                reading
            }
            Format::Alto => {
                let (reading, words) = alto::reading(name, decoded)?;
                self.markup = Markup::Alto(words);
                reading
            }
            Format::Plain | Format::Docx => {
                Reading { text: decoded.text.clone(), source: decoded.source.clone(), dropped: Vec::new() }
            }
        })
    }
}
