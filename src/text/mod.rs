//! Text: turns a file into a [`Document`] whose every byte range can be traced back to the file.
//!
//! In: bytes in UTF-8, UTF-16 or a named encoding; plain text, Markdown, HTML, DOCX, hOCR or ALTO. Out: running text,
//! its blocks with their languages, the words of a scanned page with their boxes, and a map from text to source. Back:
//! [`rewrite()`] puts edits of the text into the file and leaves every other byte as it was.
//!
//! ```
//! use lughat::letters::Lang;
//! use lughat::text::{ReadOptions, Span, read_bytes};
//! let html = b"<h1>G&ouml;r&uuml;&#351;</h1><p>Naziri q\xC9\x99bul edib.".to_vec();
//! let document = read_bytes("news.html", html, &ReadOptions::default()).unwrap();
//! assert_eq!(document.block_text(&document.blocks[0]), "Görüş");
//! assert_eq!(document.lang, Lang::Az);
//! assert_eq!(document.source_span(Span::new(1, 3)), Span::new(5, 11)); // ö was &ouml;
//! ```

mod blocks;
mod document;
mod encoding;
mod error;
mod language;
mod latin;
mod line_index;
mod read;
mod rewrite;
mod scanned;
mod source_map;
mod span;

pub use blocks::{Blocks, TextBlock};
pub use document::{Block, BlockKind, Document, Numbering, Origin};
pub use encoding::{Decoded, decode};
pub use error::Error;
pub use language::detect;
pub use latin::latin_spellings;
pub use line_index::LineIndex;
pub use read::{Format, MAX_FILE_BYTES, Opened, ReadOptions, from_text, load, open, open_file, read_bytes, read_path};
pub use rewrite::{Edit, Obstacle, RewriteError, Rewriter, rewrite};
pub use scanned::{Half, PixelBox, ScannedWord};
pub use source_map::{Piece, SourceMap};
pub use span::Span;
