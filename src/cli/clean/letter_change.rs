use std::fmt;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Letters that were read, and those that were meant in their place. Either may be none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LetterChange {
    pub seen: String,
    pub meant: String,
}

/// What stands for no letter.
const NONE: &str = "∅";

impl fmt::Display for LetterChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |letters: &str| if letters.is_empty() { NONE.to_string() } else { letters.to_string() };
        write!(f, "{} → {}", shown(&self.seen), shown(&self.meant))
    }
}

/// The letters in which two words differ, in their order. As many letters for as many are one change each.
pub(super) fn letter_changes(before: &str, after: &str) -> Vec<LetterChange> {
    let (seen, meant): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let mut found = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, &seen, &meant) {
        let (tag, old, new) = change.as_tag_tuple();
        let (old, new) = (&seen[old], &meant[new]);
        match tag {
            DiffTag::Equal => {}
            DiffTag::Replace if old.len() == new.len() => {
                found.extend(old.iter().zip(new).map(|(&seen, &meant)| of(&[seen], &[meant])));
            }
            _ => found.push(of(old, new)),
        }
    }
    found
}

/// The one change by which two words differ, be it once or several times.
pub(super) fn only_change(before: &str, after: &str) -> Option<LetterChange> {
    let mut changes = letter_changes(before, after).into_iter();
    let first = changes.next()?;
    changes.all(|change| change == first).then_some(first)
}

fn of(seen: &[char], meant: &[char]) -> LetterChange {
    LetterChange { seen: seen.iter().collect(), meant: meant.iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> Vec<String> {
        letter_changes(before, after).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn letters_are_paired_where_they_stand() {
        assert_eq!(shown("isler", "işlər"), ["s → ş", "e → ə"]);
        assert_eq!(shown("oktyabrm", "oktyabrın"), ["m → ın"]);
        assert_eq!(shown("ştirak", "iştirak"), ["∅ → i"]);
        assert_eq!(shown("iştirakçılarra", "iştirakçılara"), ["r → ∅"]);
        assert!(shown("nazir", "nazir").is_empty());
    }

    #[test]
    fn a_change_made_twice_is_one_kind() {
        assert_eq!(only_change("Mehkeme", "Məhkəmə").unwrap().to_string(), "e → ə");
        assert_eq!(only_change("isler", "işlər"), None);
        assert_eq!(only_change("nazir", "nazir"), None);
    }
}
