use std::ops::Range;

use crate::letters::{Lang, capitalise, is_upper, lower, upper};
use crate::mention::form::{Base, Case, Ending};
use crate::mention::word::{Gap, Word};

/// The citation form of a range of words, `bare` being what is left of the last one: the case goes, the possessive of an
/// izafet and all inner suffixes stay, a plural becomes singular.
pub(super) fn of(words: &[Word<'_>], range: &Range<usize>, bare: &Base) -> String {
    joined(words, range, &like(&words[range.end - 1], &bare.text))
}

/// The citation form of a range whose last word is the head of an izafet: case off, possessive kept.
pub(super) fn of_izafet(words: &[Word<'_>], range: &Range<usize>, ending: Ending, possessive: &str) -> String {
    let last = &words[range.end - 1];
    let kept = if ending.plural { None } else { without_case(last, ending.case) };
    let singular = possessive.rsplit(' ').next().unwrap_or(possessive);
    joined(words, range, &like(last, &kept.unwrap_or_else(|| singular.to_owned())))
}

/// The word in lower case without its case, its possessive kept.
fn without_case(word: &Word<'_>, case: Case) -> Option<String> {
    if case == Case::Nominative {
        return Some(word.lower.clone());
    }
    let only_case = Ending { case, ..Ending::default() };
    word.bases.iter().find(|base| base.ending == only_case).map(|base| base.text.clone())
}

/// `base` (lower case) with the capitals that the word has.
pub(super) fn like(word: &Word<'_>, base: &str) -> String {
    let count = base.chars().count();
    let same: String = word.head.chars().take(count).collect();
    if lower(&same, Lang::Az) == base {
        same
    } else if is_upper(word.head) && word.head.chars().count() > 1 {
        upper(base, Lang::Az)
    } else if word.capital {
        capitalise(base, Lang::Az)
    } else {
        base.to_owned()
    }
}

/// The words of a range as they stand, one space where there is any white space, the last one replaced; a quote that
/// closes in the range opens at its start.
pub(super) fn joined(words: &[Word<'_>], range: &Range<usize>, last: &str) -> String {
    let mut out = String::new();
    let mut open = false;
    for at in range.clone() {
        let word = &words[at];
        let glued = at > range.start && words[at - 1].span.end == word.span.start;
        let between = match word.gap {
            _ if at == range.start || glued => "",
            Gap::Open => " \"",
            Gap::Close => "\" ",
            _ => " ",
        };
        if between == "\" " && !open {
            out.insert(0, '"');
        }
        open = between == " \"" || open && between != "\" ";
        out.push_str(between);
        out.push_str(if at + 1 == range.end { last } else { word.text });
    }
    if open {
        out.push('"');
    }
    out
}
