use crate::text::{Error, Span};

/// Why edits could not be put into a file. Every message names the file and what can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RewriteError {
    /// The format has no place for the edit; other edits of the document are not affected.
    #[error("{name}:{line}: an edit {obstacle}; leave it out")]
    Unsupported {
        /// The document as it was named.
        name: String,
        /// The line (or paragraph) in which the edit starts, from 1.
        line: usize,
        /// What stands in the way.
        obstacle: Obstacle,
    },
    /// A letter cannot be written in the file's encoding; other edits of the document are not affected.
    #[error("{name}:{line}: {} cannot be written in {encoding}; save the file as UTF-8 first", letter.escape_unicode())]
    Letter {
        /// The document as it was named.
        name: String,
        /// The line (or paragraph) in which the edit starts, from 1.
        line: usize,
        /// The letter.
        letter: char,
        /// The encoding, or the format that forbids the letter.
        encoding: &'static str,
    },
    /// An edit is not of the document's text, or does not lie on character bounds.
    #[error("{name}: no edit can stand at bytes {}..{} of the text; give spans of the document's text", span.start, span.end)]
    Span {
        /// The document as it was named.
        name: String,
        /// The span of the edit.
        span: Span,
    },
    /// An edit begins before the end of the edit before it.
    #[error("{name}: the edit at bytes {}..{} follows one that ends later; sort the edits and merge what overlaps", span.start, span.end)]
    Order {
        /// The document as it was named.
        name: String,
        /// The span of the later edit.
        span: Span,
    },
    /// The bytes are not those that the document was read from.
    #[error("{name}: the file has changed since it was read; read it again")]
    OtherSource {
        /// The document as it was named.
        name: String,
    },
    /// The bytes cannot be read as the document was.
    #[error(transparent)]
    Read(#[from] Error),
    /// The new archive of a DOCX cannot be written.
    #[error("{name}: cannot pack the DOCX again ({reason}); save it in a word processor first")]
    Pack {
        /// The document as it was named.
        name: String,
        /// What the packer said.
        reason: String,
    },
}

/// What stands in the way of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Obstacle {
    /// Words of different lines of a scanned page have boxes of their own.
    #[error("changes a line end of a scanned page")]
    LineEnd,
    /// The text between two blocks stands in no file.
    #[error("crosses the bound of a paragraph, or stands where the file has no text")]
    Bound,
    /// On a scanned page, text in boxes and text outside of them cannot be joined.
    #[error("reaches beyond the boxes of its words")]
    Box,
    /// In ALTO, the first half of a broken word ends with a hyphen.
    #[error("takes the hyphen from the half of a broken word")]
    Hyphen,
    /// The encoding of the file writes letters in ways that depend on those before them.
    #[error("is in an encoding with shifts (ISO-2022-JP)")]
    Shifts,
}
