use super::record::{Evidence, Mention};
use super::repeat::Reading;
use super::word::{Gap, Word};
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::word::az;

/// Most words of a name of which nothing is known.
const LONGEST: usize = 3;

/// Adds the capitalised words that nothing explains, as names of an unknown kind: the aligner may find their spelling on
/// the other side. They are no mentions by themselves.
pub(super) fn unknown_names(readings: &mut [Reading<'_>]) {
    for reading in readings {
        let free = reading.free();
        let mut at = 0;
        while at < reading.words.len() {
            let end = run_end(reading, &free, at);
            if end > at {
                let name = mention(&reading.words[at..end], reading.lang);
                reading.found.push(name);
            }
            at = end.max(at + 1);
        }
    }
}

/// Where the run of unexplained capitalised words from `start` ends; `start` itself when there is none.
fn run_end(reading: &Reading<'_>, free: &[bool], start: usize) -> usize {
    let fits = |at: usize| {
        let word = &reading.words[at];
        free[at] && !word.first && !is_ordinary(word, reading.lang) && (at == start || word.gap == Gap::Space)
    };
    let longest = (start + LONGEST).min(reading.words.len());
    (start..longest).find(|&at| !fits(at)).unwrap_or(longest)
}

/// Whether the word is a form of a common one, written with a capital for some other reason.
fn is_ordinary(word: &Word<'_>, lang: Lang) -> bool {
    lang == Lang::Az && !az::lemmas(&word.lower).is_empty()
}

fn mention(words: &[Word<'_>], lang: Lang) -> Mention {
    let span = words.iter().fold(words[0].span, |span, word| span.cover(word.span));
    let said =
        words.iter().map(|word| if lang == Lang::En { word.head } else { word.text }).collect::<Vec<_>>().join(" ");
    let citation = if lang == Lang::Az { az::citation(&said) } else { said };
    let kind = if words.len() > 1 { Kind::Person } else { Kind::Place };
    Mention { span, kind, lang, citation, evidence: Evidence::Phrase }
}
