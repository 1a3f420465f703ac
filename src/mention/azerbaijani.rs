use super::chunk::{Chunk, Context};
use super::word::Word;

/// The mentions of an Azerbaijani sentence.
pub(super) fn chunks(_words: &[Word<'_>], _context: Context<'_>) -> Vec<Chunk> {
    Vec::new()
}
