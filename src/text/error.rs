use std::io;

/// Why a file could not be read as text. Every message names the file and what can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system did not give the file.
    #[error("{name}: cannot read")]
    Io {
        /// The file as it was named.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// A folder stands where a file is needed.
    #[error("{name}: is a folder; name the files in it")]
    Folder {
        /// The folder as it was named.
        name: String,
    },
    /// The file, or the text packed in it, is longer than the reader takes.
    #[error("{name}: {what} is larger than {limit_mib} MiB; split it")]
    TooLarge {
        /// The file as it was named.
        name: String,
        /// The file, or the part of it.
        what: &'static str,
        /// The limit, in MiB (2^20 bytes).
        limit_mib: u64,
    },
    /// A packed part grows beyond all reason when unpacked: a damaged or hostile archive.
    #[error("{name}: {part} unpacks to more than {ratio} times its size; the file is damaged or made to do harm")]
    Bomb {
        /// The file as it was named.
        name: String,
        /// The part of the archive.
        part: String,
        /// The highest ratio that is taken.
        ratio: u64,
    },
    /// The bytes are not text of the encoding.
    #[error("{name}:{line}: byte {offset} is not valid {encoding}; {}", encoding_remedy(*likely))]
    Encoding {
        /// The file as it was named.
        name: String,
        /// The encoding that was tried.
        encoding: &'static str,
        /// Offset of the first wrong byte, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// The encoding that the bytes look like.
        likely: Option<&'static str>,
    },
    /// No encoding has this name.
    #[error("unknown encoding \"{label}\"; {}", label_remedy(suggestion.as_deref()))]
    UnknownEncoding {
        /// The name that was asked for.
        label: String,
        /// The nearest known name.
        suggestion: Option<String>,
    },
    /// The file has NUL characters, which no text has.
    #[error("{name}:{line}: byte {offset} is NUL, so this is no {encoding} text; {remedy}")]
    Binary {
        /// The file as it was named.
        name: String,
        /// The encoding that was tried.
        encoding: &'static str,
        /// Offset of the first NUL, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// What the user can do.
        remedy: &'static str,
    },
    /// The content is of another format than the file name (or the caller) says.
    #[error("{name}: expected {expected}, found {found}; {remedy}")]
    Format {
        /// The file as it was named.
        name: String,
        /// The format that was asked for.
        expected: &'static str,
        /// What the content looks like.
        found: &'static str,
        /// What the user can do.
        remedy: &'static str,
    },
    /// A DOCX that cannot be unpacked.
    #[error("{name}: damaged or unusual DOCX ({reason}); open it in a word processor and save it again")]
    Archive {
        /// The file as it was named.
        name: String,
        /// What the unpacker said.
        reason: String,
    },
    /// The XML in a DOCX is not well-formed.
    #[error("{name}: {part}, byte {offset}: {reason}; open it in a word processor and save it again")]
    Xml {
        /// The file as it was named.
        name: String,
        /// The part of the archive.
        part: String,
        /// Offset in the unpacked part, from 0.
        offset: usize,
        /// What is wrong there.
        reason: String,
    },
    /// The XML of a scanned page is not well-formed.
    #[error("{name}:{line}: {reason}; export the page from the recogniser again")]
    Page {
        /// The file as it was named.
        name: String,
        /// The line of the file, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
}

fn encoding_remedy(likely: Option<&str>) -> String {
    match likely {
        Some("UTF-8") => {
            "it looks like UTF-8 with damaged bytes: mend them, or name another encoding with --encoding".to_owned()
        }
        Some(likely) => format!("it looks like {likely}: try --encoding {}", likely.to_ascii_lowercase()),
        None => "name its encoding with --encoding".to_owned(),
    }
}

fn label_remedy(suggestion: Option<&str>) -> String {
    match suggestion {
        Some(suggestion) => format!("did you mean {suggestion}?"),
        None => {
            "known are utf-8, utf-16le, windows-1254, windows-1251, koi8-r and the others of encoding.spec.whatwg.org"
                .to_owned()
        }
    }
}
