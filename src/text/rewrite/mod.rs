//! Edits of a document's text, put into its file: the same format out, every other byte as it was.
//!
//! In: a [`Document`](super::Document), the bytes that it was read from, and [`Edit`]s of its text. An edit becomes
//! changes of single words where old and new have as many ([`change`]), on a scanned page also of the halves of a word that a
//! line end breaks ([`broken_word`]); changes become patches of the decoded source
//! ([`running`] for formats whose text runs through elements, [`hocr`] and [`alto`] for words in boxes); patches become
//! bytes of the encoding ([`patch`]).

mod alto;
mod boxes;
mod broken_word;
mod change;
mod docx;
mod error;
mod hocr;
mod patch;
mod rewriter;
mod running;
mod source;

pub use change::Edit;
pub use error::{Obstacle, RewriteError};
pub use rewriter::{Rewriter, rewrite};
