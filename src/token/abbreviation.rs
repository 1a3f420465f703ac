use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::letters::{Lang, lower};
use crate::table;

/// What a point after a shortened word means for the sentence.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ending {
    /// The sentence goes on: `Dr. `, `prof. `.
    Never,
    /// The sentence may end here, if what follows begins with a capital: `və s.`, `etc.`
    MayEnd,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    after: String,
    ending: Ending,
}

struct Table {
    /// Lower-case text without its last point -> the word that must stand before (or ""), and what the point means.
    words: FxHashMap<String, (String, Ending)>,
    domains: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Domain {
    domain: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
    words: table::rows::<Row>("token/abbreviations", include_str!("data/abbreviations.csv"))
        .into_iter()
        .map(|row| (row.text.trim_end_matches('.').to_owned(), (row.after, row.ending)))
        .collect(),
    domains: table::rows::<Domain>("token/domains", include_str!("data/domains.csv"))
        .into_iter()
        .map(|row| row.domain)
        .collect(),
});

/// Longest text, in bytes, that is looked up: no abbreviation or site name is longer.
const LONGEST: usize = 64;

/// What the point after `word` means, where `word` with a point is a known abbreviation after `before`.
pub(super) fn lookup(word: &str, before: &str) -> Option<Ending> {
    if word.len() > LONGEST {
        return None;
    }
    let known = |lang| TABLE.words.get(&lower(word, lang));
    let (after, ending) = known(Lang::En).or_else(|| known(Lang::Az))?;
    (after.is_empty() || *after == lower(before, Lang::Az)).then_some(*ending)
}

/// Whether a piece with points inside is one: a site name (`azertag.az`) or an abbreviation (`e.g`, `b.e.ə`).
pub(super) fn is_dotted_whole(piece: &str) -> bool {
    piece.len() <= LONGEST && (is_site(piece) || TABLE.words.contains_key(&lower(piece, Lang::En)))
}

/// Whether `piece` is the name of a site: labels joined by points, the last one a known top-level domain.
pub(super) fn is_site(piece: &str) -> bool {
    piece.len() <= LONGEST
        && piece.rsplit_once('.').is_some_and(|(name, domain)| {
            TABLE.domains.contains(domain) && name.split('.').all(|label| label.chars().count() > 1)
        })
}
