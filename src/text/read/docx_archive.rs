//! The ZIP archive that a DOCX is, unpacked part by part and within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::text::Error;

/// The longest part that is unpacked, in MiB.
const MAX_PART_MIB: u64 = 256;
/// The highest ratio of unpacked to packed size that is taken beyond [`FREE_BYTES`]. Word processors reach 10 to 60;
/// deflate cannot pass 1032.
const MAX_RATIO: u64 = 200;
/// Parts up to this size may have any ratio, in bytes.
const FREE_BYTES: u64 = 16 << 20;
/// Where the text stands in nearly every DOCX.
const MAIN_PART: &str = "word/document.xml";

/// A DOCX, not yet unpacked.
pub(super) struct Archive<'b> {
    name: String,
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Archive<'b> {
    pub(super) fn open(name: &str, bytes: &'b [u8]) -> Result<Archive<'b>, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(name, error))?;
        Ok(Archive { name: name.to_owned(), zip })
    }

    /// The name of the part with the text: `word/document.xml`, or `word/document2.xml` as some programs call it.
    pub(super) fn main_part(&mut self) -> Result<String, Error> {
        if self.zip.index_for_name(MAIN_PART).is_some() {
            return Ok(MAIN_PART.to_owned());
        }
        let names: Vec<String> = self.zip.file_names().flatten().map(|name| name.into_owned()).collect();
        let other = names.iter().filter(|name| name.starts_with("word/document") && name.ends_with(".xml")).min();
        match other {
            Some(other) => Ok(other.clone()),
            None => Err(self.other_format(&names)),
        }
    }

    /// Says what an archive without a main part is.
    fn other_format(&mut self, names: &[String]) -> Error {
        let mimetype = self.unpack("mimetype").ok().flatten().unwrap_or_default();
        let has = |folder: &str| names.iter().any(|name| name.starts_with(folder));
        let (found, remedy) = if mimetype.starts_with(b"application/vnd.oasis.opendocument") {
            ("an OpenDocument file", "save it as DOCX")
        } else if mimetype.starts_with(b"application/epub") {
            ("an EPUB book", "unpack it and give its .xhtml files")
        } else if has("xl/") {
            ("a spreadsheet (XLSX)", "save its sheets as CSV or text")
        } else if has("ppt/") {
            ("a presentation (PPTX)", "save it as DOCX or text")
        } else {
            ("an archive without word/document.xml", "unpack it and give the documents in it")
        };
        Error::Format { name: self.name.clone(), expected: "DOCX", found, remedy }
    }

    /// Unpacks a part; `None` if there is none of this name.
    pub(super) fn unpack(&mut self, part: &str) -> Result<Option<Vec<u8>>, Error> {
        let entry = match self.zip.by_name(part) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(failed(&self.name, error)),
        };
        // The sizes in the archive may lie, so the limit holds for what really comes out.
        let by_ratio = entry.compressed_size().saturating_mul(MAX_RATIO).max(FREE_BYTES);
        let limit = by_ratio.min(MAX_PART_MIB << 20);
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failed(&self.name, error.into()))?;
        if bytes.len() as u64 <= limit {
            return Ok(Some(bytes));
        }
        let name = self.name.clone();
        Err(match limit == by_ratio {
            true => Error::Bomb { name, part: part.to_owned(), ratio: MAX_RATIO },
            false => Error::TooLarge { name, what: "the text part", limit_mib: MAX_PART_MIB },
        })
    }
}

fn failed(name: &str, error: ZipError) -> Error {
    let name = name.to_owned();
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Error::Format {
            name,
            expected: "DOCX",
            found: "an archive with a password",
            remedy: "save it without the password",
        },
        error => Error::Archive { name, reason: error.to_string() },
    }
}
