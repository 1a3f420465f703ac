use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

use super::{Format, alto, builder, docx, format, hocr, html, markdown, plain};
use crate::text::{Blocks, Document, Error, LineIndex, SourceMap, decode};

/// The longest file that is read, in bytes: 1 GiB. Offsets stay below 2^32 in every encoding.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding by its WHATWG name, for files that are neither UTF-8 nor UTF-16 with a byte order mark.
    pub encoding: Option<String>,
    /// The format, if it is not the one of the file's suffix.
    pub format: Option<Format>,
}

/// Reads a file: its format by suffix (`.txt .md .markdown .html .htm .xhtml .docx .hocr .alto`, others are plain text)
/// or, for hOCR and ALTO under another suffix of their family, by its first bytes; its encoding as [`decode`] finds it.
/// An empty file is an empty document.
///
/// # Errors
///
/// When the file is missing, a folder, unreadable or larger than [`MAX_FILE_BYTES`], and for the reasons of
/// [`read_bytes`].
pub fn read_path(path: &Path, options: &ReadOptions) -> Result<Document, Error> {
    read_bytes(&path.display().to_string(), load(path)?, options)
}

/// Reads the bytes of a file that is called `name` in messages and whose suffix tells the format.
///
/// # Errors
///
/// When the bytes are of another format, do not fit the encoding, hold NUL characters, or, in a DOCX, cannot be
/// unpacked within the limits.
pub fn read_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Document, Error> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(name));
    }
    let format = format::choose(name, &bytes, options.format)?;
    if format == Format::Docx {
        return docx::read(name, &bytes);
    }
    let declared = match (format, &options.encoding) {
        (Format::Html | Format::Hocr | Format::Alto, None) if std::str::from_utf8(&bytes).is_err() => {
            html::declared_encoding(&bytes)
        }
        _ => None,
    };
    let decoded = decode(name, bytes, options.encoding.as_deref().or(declared.as_deref()))?;
    Ok(match format {
        Format::Markdown => markdown::read(name, &decoded),
        Format::Html => html::read(name, &decoded),
        Format::Hocr => hocr::read(name, &decoded),
        Format::Alto => alto::read(name, &decoded)?,
        Format::Plain | Format::Docx => plain::read(name, decoded),
    })
}

/// A file as its format lets it be read.
pub enum Opened<R> {
    /// Plain text in UTF-8, of any length: block by block.
    Text(Blocks<R>),
    /// Anything else: all bytes, for [`read_bytes`].
    Whole(Vec<u8>),
}

/// Opens a file that is called `name` in messages; plain text in UTF-8 comes in blocks of `block_bytes` at most.
///
/// # Errors
///
/// When the bytes are of another format than the name or the options say, cannot be read, or, unless they are plain text
/// in UTF-8, are more than [`MAX_FILE_BYTES`].
pub fn open<R: Read>(name: &str, mut reader: R, options: &ReadOptions, block_bytes: usize) -> Result<Opened<R>, Error> {
    let failed = |source| Error::Io { name: name.to_owned(), source };
    let mut bytes = Vec::new();
    reader.by_ref().take(block_bytes as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    let encoding =
        options.encoding.as_deref().map_or(Some(UTF_8), |label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = Encoding::for_bom(&bytes).map_or(encoding, |(encoding, _)| Some(encoding));
    if format::choose(name, &bytes, options.format)? == Format::Plain && encoding == Some(UTF_8) {
        return Ok(Opened::Text(Blocks::new(name, bytes, reader, block_bytes)));
    }
    // One byte more than is taken tells that there are more.
    let lacking = (MAX_FILE_BYTES + 1).saturating_sub(bytes.len() as u64);
    reader.take(lacking).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE_BYTES { Err(too_large(name)) } else { Ok(Opened::Whole(bytes)) }
}

/// Makes a document of a plain text that is already at hand.
///
/// ```
/// let document = lughat::text::from_text("-", "Başlıq\n\nBirinci abzas.".to_owned());
/// assert_eq!(document.blocks.len(), 2);
/// ```
pub fn from_text(name: &str, text: String) -> Document {
    let source = SourceMap::verbatim(text.len(), 0);
    let lines = LineIndex::new(&text);
    let blocks = plain::blocks(&text);
    builder::document(name, text, blocks, source, lines)
}

/// Reads the bytes of a file.
///
/// # Errors
///
/// When the file is missing, a folder, unreadable or larger than [`MAX_FILE_BYTES`].
pub fn load(path: &Path) -> Result<Vec<u8>, Error> {
    let name = path.display().to_string();
    let failed = |source: io::Error| Error::Io { name: name.clone(), source };
    let file = open_file(path)?;
    let len_bytes = file.metadata().map_err(failed)?.len();
    if len_bytes > MAX_FILE_BYTES {
        return Err(too_large(&name));
    }
    let mut bytes = Vec::with_capacity(len_bytes as usize + 1);
    // A pipe or a growing file may give more than its size says.
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Opens a file for reading, of whatever length.
///
/// # Errors
///
/// When the file is missing, a folder, or unreadable.
pub fn open_file(path: &Path) -> Result<File, Error> {
    let name = path.display().to_string();
    let failed = |source: io::Error| Error::Io { name: name.clone(), source };
    match std::fs::metadata(path).map_err(failed)?.is_dir() {
        true => Err(Error::Folder { name }),
        false => File::open(path).map_err(failed),
    }
}

fn too_large(name: &str) -> Error {
    Error::TooLarge { name: name.to_owned(), what: "the file", limit_mib: MAX_FILE_BYTES >> 20 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_missing_files_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let message = |path: &Path| read_path(path, &ReadOptions::default()).unwrap_err().to_string();
        assert!(message(folder.path()).ends_with("is a folder; name the files in it"));
        assert!(message(&folder.path().join("x.txt")).ends_with("x.txt: cannot read"));
    }

    #[test]
    fn an_empty_file_is_an_empty_document() {
        for name in ["a.txt", "a.md", "a.html", "a"] {
            let document = read_bytes(name, Vec::new(), &ReadOptions::default()).unwrap();
            assert!(document.text.is_empty() && document.blocks.is_empty(), "{name}");
        }
    }

    #[test]
    fn html_may_declare_its_encoding() {
        let html = b"<html><head><meta charset='windows-1254'></head><body>Ba\xFE naz\xFDr".to_vec();
        assert_eq!(read_bytes("a.html", html, &ReadOptions::default()).unwrap().text, "Baş nazır");
    }
}
