use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::letters::{Lang, lower};
use crate::table;

#[derive(Deserialize)]
struct Row {
    suffix: String,
}

static SUFFIXES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    table::rows::<Row>("token/suffixes", include_str!("data/suffixes.csv")).into_iter().map(|row| row.suffix).collect()
});

/// Longest chain, in characters, that is looked at; real ones stay well below.
const LONGEST: usize = 24;

/// Whether `text` consists of nothing but Azerbaijani suffixes: the rest of a broken word, or what follows a quote.
///
/// With `broken`, the text may begin inside a suffix (`rilməsini`, of `dəyişdi|rilməsini`). Harmony is not checked: noise
/// breaks it.
///
/// ```
/// use lughat::token::is_suffix_chain;
/// assert!(is_suffix_chain("nın", false));
/// assert!(is_suffix_chain("rilməsini", true));
/// assert!(!is_suffix_chain("keçirildi", true));
/// ```
pub fn is_suffix_chain(text: &str, broken: bool) -> bool {
    if text.is_empty() || text.chars().count() > LONGEST {
        return false;
    }
    let text = lower(text, Lang::Az);
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut reached = vec![false; bounds.len()];
    reached[0] = true;
    for end in 1..bounds.len() {
        reached[end] = (0..end).any(|start| {
            let piece = &text[bounds[start]..bounds[end]];
            reached[start] && (SUFFIXES.contains(piece) || start == 0 && broken && is_tail(piece))
        });
    }
    reached[bounds.len() - 1]
}

/// Whether `piece` is the end of a suffix, without its beginning.
fn is_tail(piece: &str) -> bool {
    SUFFIXES.iter().any(|suffix| suffix.len() > piece.len() && suffix.ends_with(piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_chains() {
        for word in ["görüş", "və", "keçirilib", "nazir", "Astara"] {
            assert!(!is_suffix_chain(word, true), "{word}");
        }
    }

    #[test]
    fn suffixes_after_quotes_are_chains() {
        for suffix in ["ya", "ın", "nın", "dan", "yə", "nin", "dakı", "lar", "larda"] {
            assert!(is_suffix_chain(suffix, false), "{suffix}");
        }
    }
}
