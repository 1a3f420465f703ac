//! Text: turns a file into a [`Document`] whose every byte range can be traced back to the file.
//!
//! In: bytes in UTF-8, UTF-16 or a named encoding; plain text, Markdown, HTML or DOCX. Out: running text, its blocks
//! with their languages, and a map from text to source.

mod document;
mod line_index;
mod source_map;
mod span;

pub use document::{Block, BlockKind, Document, Numbering};
pub use line_index::LineIndex;
pub use source_map::SourceMap;
pub use span::Span;
