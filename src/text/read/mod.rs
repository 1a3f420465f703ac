//! One file per format: each turns decoded text (DOCX: an archive) into a [`Document`](super::Document).

mod builder;
mod docx;
mod docx_archive;
mod format;
mod html;
mod html_events;
mod markdown;
mod open;
mod plain;

pub use format::Format;
pub use open::{MAX_FILE_BYTES, ReadOptions, from_text, load, read_bytes, read_path};
