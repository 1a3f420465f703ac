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
        let decoded = || decode(name, file.to_vec(), Some(origin.encoding));
        let mut part = None;
        let mut markup = Markup::None;
        let (reading, decoded) = match origin.format {
            Format::Docx => {
                part = Some(docx::main_part(name, file)?);
                docx::reading(name, file)?
            }
            Format::Plain => {
                let decoded = decoded()?;
                let (text, source) = (decoded.text.clone(), decoded.source.clone());
                (Reading { text, source, dropped: Vec::new() }, decoded)
            }
            Format::Html => decoded().map(|decoded| (html::reading(&decoded), decoded))?,
            Format::Markdown => decoded().map(|decoded| (markdown::reading(&decoded), decoded))?,
            Format::Hocr => {
                let decoded = decoded()?;
                let (reading, words) = hocr::reading(&decoded);
                markup = Markup::Hocr(words);
                (reading, decoded)
            }
            Format::Alto => {
                let decoded = decoded()?;
                let (reading, words) = alto::reading(name, &decoded)?;
                markup = Markup::Alto(words);
                (reading, decoded)
            }
        };
        if (&reading.text, &reading.source) != (&document.text, &document.source) {
            return Err(RewriteError::OtherSource { name: name.clone() });
        }
        Ok(Source { decoded, dropped: reading.dropped, part, markup })
    }
}
