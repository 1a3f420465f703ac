//! English words: stems for comparison, lemmas for citation.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::letters::is_apostrophe;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Returns the stem of an English word in lower case (Porter2, snowballstem.org/algorithms/english), for comparison
/// only: it is often no word.
///
/// ```
/// use lughat::word::en::stem;
/// assert_eq!(stem("ministries"), stem("Ministry"));
/// assert_eq!(stem("Azerbaijan’s"), "azerbaijan");
/// ```
pub fn stem(word: &str) -> Cow<'_, str> {
    let plain = word.chars().all(|c| c.is_ascii_lowercase());
    if plain {
        return STEMMER.stem(word);
    }
    let lower: String = word.to_lowercase().chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    Cow::Owned(STEMMER.stem(&lower).into_owned())
}
