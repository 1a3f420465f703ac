//! One file per format: each turns decoded text (DOCX: an archive) into a [`Document`](super::Document).

pub(super) mod alto;
mod attributes;
mod builder;
pub(super) mod docx;
mod docx_archive;
mod format;
pub(super) mod hocr;
pub(super) mod html;
mod html_events;
pub(super) mod markdown;
mod open;
pub(super) mod plain;

pub(super) use builder::Reading;
pub use format::Format;
pub use open::{MAX_FILE_BYTES, Opened, ReadOptions, from_text, load, open, open_file, read_bytes, read_path};
