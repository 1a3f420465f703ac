use super::change::Edit;
use crate::letters::to_latin;
use crate::text::Span;
use crate::text::scanned::HYPHENS;

/// Longest word that is broken again, in characters: the work grows with the square.
const LONGEST_WORD: usize = 256;

/// A word that the end of a line breaks on a scanned page, and what an edit makes of its halves.
///
/// On a page the lines are what they are. So a repair that closes up the word, as it would be written in running text, is
/// taken for what it says of the letters, and the word is broken again where it was.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BrokenWord {
    /// The two halves with what is to stand there. The first ends with its hyphen.
    pub(super) halves: [Edit; 2],
    pub(super) joint: Joint,
    /// What then stands in the place of the whole edit.
    pub(super) text: String,
}

/// The line end inside a broken word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// Where it stands, in bytes of the text.
    pub(super) at: usize,
    /// Whether the hyphen before it is the word's own (`Bakı-Tbilisi`).
    pub(super) is_compound: bool,
}

impl BrokenWord {
    /// The broken word that an edit closes up; `None` if it does something else.
    pub(super) fn of(text: &str, edit: &Edit) -> Option<BrokenWord> {
        let old = edit.span.of(text);
        let (first, rest) = old.split_once('\n')?;
        let second = rest.trim_end();
        let word = edit.replacement.trim_end();
        if second.is_empty() || word.is_empty() || [second, word].iter().any(|part| part.contains(char::is_whitespace))
        {
            return None;
        }
        let head = first.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mark = &first[head.len()..];
        // A mark that is no hyphen was one on the page, if the word goes on behind it.
        let hyphen = if mark.chars().count() == 1 && mark.starts_with(HYPHENS) { mark } else { "-" };
        let (end, start) = broken(head, second, word)?;
        let begin = edit.span.start + first.len() + 1;
        let halves = [
            Edit::new(Span::new(edit.span.start, begin - 1), format!("{}{hyphen}", &word[..end])),
            Edit::new(Span::new(begin, begin + second.len()), &word[start..]),
        ];
        let text = format!("{}\n{}{}", halves[0].replacement, halves[1].replacement, &rest[second.len()..]);
        Some(BrokenWord { joint: Joint { at: begin - 1, is_compound: start > end }, halves, text })
    }
}

/// Where a word is broken, so that its halves are the nearest to the old ones: the ends of the first and the starts of the
/// second half, in bytes. Between them stands a hyphen of the word's own, or nothing.
fn broken(head: &str, tail: &str, word: &str) -> Option<(usize, usize)> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let count = letters.len();
    // Letters of another script are far from all others: they are compared as they are respelt.
    let (head, tail) = (to_latin(head), to_latin(tail));
    if count > LONGEST_WORD || head.chars().count() > LONGEST_WORD || tail.chars().count() > LONGEST_WORD {
        return None;
    }
    let forwards = distances(head.chars(), word.chars());
    let backwards = distances(tail.chars().rev(), word.chars().rev());
    let own_hyphen = |at: usize| usize::from(HYPHENS.contains(&letters[at].1));
    let breaks = (1..count).map(|end| (end, end + own_hyphen(end))).filter(|(_, start)| *start < count);
    let length = head.chars().count();
    let (end, start) =
        breaks.min_by_key(|&(end, start)| (forwards[end] + backwards[count - start], end.abs_diff(length), end))?;
    Some((letters[end].0, letters[start].0))
}

/// The least number of letters to change, add or leave out that make `from` each beginning of `to`.
fn distances(from: impl Iterator<Item = char>, to: impl Iterator<Item = char> + Clone) -> Vec<usize> {
    let mut row: Vec<usize> = (0..=to.clone().count()).collect();
    for letter in from {
        let mut diagonal = row[0];
        row[0] += 1;
        for (at, other) in to.clone().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an edit of the whole text makes of it on a page.
    fn broken_again(old: &str, new: &str) -> Option<String> {
        let found = BrokenWord::of(old, &Edit::new(Span::new(0, old.len()), new))?;
        let [first, second] = &found.halves;
        assert_eq!(found.text.trim_end(), format!("{}\n{}", first.replacement, second.replacement));
        assert_eq!((first.span.of(old), second.span.of(old)), old.trim_end().split_once('\n').unwrap());
        Some(found.text)
    }

    fn assert_broken(rows: &[(&str, &str, &str)]) {
        for (old, new, expected) in rows {
            assert_eq!(broken_again(old, new).as_deref(), Some(*expected), "{old:?}");
        }
    }

    #[test]
    fn a_word_is_broken_where_it_was() {
        assert_broken(&[
            ("mövsü-\nmünün ", "mövsümünün\n", "mövsü-\nmünün "),
            ("mövsü-\nmüniin", "mövsümünün", "mövsü-\nmünün"),
            ("möysiü-\nmüniin ", "mövsümünün\n", "mövsü-\nmünün "),
            ("tərə-\nfındarı ", "tərəfindən\n", "tərə-\nfindən "),
            ("irtirakı-\nnın", "iştirakının", "iştirakı-\nnın"),
        ]);
    }

    #[test]
    fn the_hyphen_stays_and_a_misread_one_is_mended() {
        assert_broken(&[
            ("mövsü\u{AD}\nmünün", "mövsümünün", "mövsü\u{AD}\nmünün"),
            ("mövsü¬\nmünün", "mövsümünün", "mövsü¬\nmünün"),
            ("mövsü.\nmünün", "mövsümünün", "mövsü-\nmünün"),
            ("mövsü\nmünün ", "mövsümünün\n", "mövsü-\nmünün "),
        ]);
    }

    #[test]
    fn a_hyphen_of_the_word_is_the_one_at_the_line_end() {
        assert_broken(&[
            ("Bakı-\nTbilisı", "Bakı-Tbilisi", "Bakı-\nTbilisi"),
            ("2020-\ncı", "2020-ci", "2020-\nci"),
            ("Şimali-Cənu-\nbi", "Şimali-Cənubi", "Şimali-Cənu-\nbi"),
        ]);
    }

    #[test]
    fn letters_of_another_script_stand_in_their_half() {
        assert_broken(&[("ЈУНЕСКО-\nнун", "YUNESKO-nun", "YUNESKO-\nnun"), ("ҹанлы-\nдыр", "canlıdır", "canlı-\ndır")]);
    }

    #[test]
    fn other_edits_are_not_of_one_word() {
        for (old, new) in [("bir", "iki"), ("bir\niki", "bir iki"), ("a\nb\nc", "abc"), ("-\nb", "b"), ("a-\nb", "")] {
            assert_eq!(broken_again(old, new), None, "{old:?}");
        }
        let long = "a".repeat(300);
        assert_eq!(broken_again(&format!("{long}-\nb"), &format!("{long}b")), None);
    }
}
