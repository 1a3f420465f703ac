use super::phonology::{End, Letter, Spelling, Vowel, char_of, letter};
use super::spoken::spoken;
use super::tactics::{Class, Tactics};
use super::walk::{Link, Place, Tolerance, each_chain};

/// One way to take the noun suffixes off a word, whatever its stem.
#[derive(Clone, Copy)]
pub(crate) struct Ending<'w> {
    /// Characters of the word before the suffixes.
    pub stem: usize,
    /// What the last character of the stem is without the suffixes, where they have softened it: k of `nazirliy-`.
    pub hard: Option<char>,
    /// Whether the stem ends in the possessive of the third person: `ndə` of `nazirliyində`.
    pub is_possessed: bool,
    /// How unlikely the suffixes are; no probability.
    pub cost: f32,
    links: &'w [Link],
}

/// A suffix of an [`Ending`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Suffix {
    /// `PL`, `P3`, `GEN` …
    pub tag: &'static str,
    pub class: Class,
    /// The character of the word at which it begins.
    pub start: usize,
}

impl Ending<'_> {
    /// The suffixes in order; none for the bare word.
    pub fn suffixes(&self) -> impl DoubleEndedIterator<Item = Suffix> {
        suffixes_of(self.links)
    }

    /// `word` without the suffixes, a softened consonant made hard again.
    pub fn stem_of(&self, word: &str) -> String {
        let kept = word.chars().take(self.stem - usize::from(self.hard.is_some()));
        kept.chain(self.hard).collect()
    }
}

/// The suffixes of a chain.
pub(super) fn suffixes_of(links: &[Link]) -> impl DoubleEndedIterator<Item = Suffix> {
    links.iter().map(|link| Suffix { tag: link.edge.tag, class: link.edge.class, start: link.start })
}

/// Calls `visit` with every way to read the end of `word` (in lower case) as suffixes of a noun, the bare word included.
///
/// Letters that the alphabet has not count as those they are made of, other characters as consonants; words of more than 64
/// characters have no endings.
pub(crate) fn each_ending(word: &str, tolerance: Tolerance, mut visit: impl FnMut(Ending<'_>)) {
    let Some(letters) = Spelling::lenient(word) else { return };
    let mut vowel = Vowel::Any;
    for stem in 1..=letters.len() {
        vowel = Vowel::of(letters[stem - 1]).unwrap_or(vowel);
        if vowel != Vowel::Any || stem == letters.len() {
            each_ending_of(&letters, stem, vowel, tolerance, &mut visit);
        }
    }
}

/// Calls `visit` with the chains behind one stem: as it is, softened, and as a noun in the possessive.
fn each_ending_of(
    word: &[Letter],
    stem: usize,
    vowel: Vowel,
    tolerance: Tolerance,
    visit: &mut impl FnMut(Ending<'_>),
) {
    let letters = &word[..stem];
    let hard = hardened(letters, tolerance);
    let is_possessed = matches!(char_of(word[stem - 1]), 'ı' | 'i' | 'u' | 'ü') && stem > 2;
    let starts = [
        Some(("N", End::of(letters), None, false)),
        hard.map(|hard| ("N", End::Soft, Some(hard), false)),
        (is_possessed && stem < word.len()).then_some(("NP3", End::Vowel, None, true)),
    ];
    for (state, end, hard, is_possessed) in starts.into_iter().flatten() {
        if let Some(node) = Tactics::embedded().node(state, end) {
            each_chain(word, Place { node, vowel, at: stem }, tolerance, &mut |links, cost| {
                visit(Ending { stem, hard, is_possessed, cost, links });
            });
        }
    }
}

/// What the last letter of a stem of several syllables is where no vowel follows: q of `otağ-`, k of `nazirliy-`.
fn hardened(stem: &[Letter], tolerance: Tolerance) -> Option<char> {
    let hard = match char_of(*stem.last()?) {
        'ğ' => 'q',
        'y' => 'k',
        'g' if tolerance == Tolerance::Typed => 'q',
        _ => return None,
    };
    Vowel::of(*stem.get(stem.len().wrapping_sub(2))?).map(|_| hard)
}

/// Calls `visit` with each way to read `tail` as suffixes that a mark joins to a name, an acronym or a figure: after these
/// every allomorph is right.
pub(crate) fn each_joined_ending(tail: &str, tolerance: Tolerance, mut visit: impl FnMut(Ending<'_>)) {
    let Some(letters) = Spelling::lenient(tail) else { return };
    let ends = [End::Consonant, End::L, End::Vowel];
    for (state, end) in ["PN", "FIG", "NUM", "NP3"].into_iter().flat_map(|state| ends.map(|end| (state, end))) {
        if let Some(node) = Tactics::embedded().node(state, end) {
            each_chain(&letters, Place { node, vowel: Vowel::Any, at: 0 }, tolerance, &mut |links, cost| {
                visit(Ending { stem: 0, hard: None, is_possessed: state == "NP3", cost, links });
            });
        }
    }
}

/// The suffix behind a name, an acronym or a figure with the letters that a keyboard without Azerbaijani letters left out:
/// `ın` for `in` behind `Trump`, `cı` for `ci` behind `2016`. None where it is no suffix.
pub(crate) fn restored_suffix(head: &str, typed: &str) -> Option<String> {
    let letters = Spelling::lenient(typed)?;
    let sound = spoken(head).unwrap_or_else(|| head.to_lowercase());
    let sound = Spelling::lenient(&sound)?;
    let mut best: Option<(f32, String)> = None;
    for (state, end) in ["FIG", "NUM", "PN"].map(|state| (state, End::of(&sound))) {
        let Some(node) = Tactics::embedded().node(state, end) else { continue };
        let vowel = Vowel::last_of(&sound);
        each_chain(&letters, Place { node, vowel, at: 0 }, Tolerance::Typed, &mut |links, cost| {
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, written(links, vowel)));
            }
        });
    }
    best.map(|(_, suffix)| suffix)
}

/// A chain of suffixes as harmony writes it after a vowel.
fn written(links: &[Link], mut vowel: Vowel) -> String {
    let mut text = String::new();
    for symbol in links.iter().flat_map(|link| link.edge.symbols.iter()) {
        let letter = symbol.after(vowel);
        vowel = Vowel::of(letter).unwrap_or(vowel);
        text.push(char_of(letter));
    }
    text
}

/// The noun with the possessive of the third person: `heyət` → `heyəti`, `nazirlik` → `nazirliyi`, `idarə` → `idarəsi`; none
/// without a vowel.
pub(crate) fn possessed(noun: &str) -> Option<String> {
    let letters = Spelling::lenient(noun)?;
    let vowel = Some(Vowel::last_of(&letters)).filter(|&vowel| vowel != Vowel::Any)?;
    let close = char_of(super::phonology::Symbol::I.after(vowel));
    let is_long = letters.iter().filter(|&&letter| Vowel::of(letter).is_some()).count() > 1;
    let soft = match char_of(*letters.last()?) {
        'k' if is_long => Some('y'),
        'q' if is_long => Some('ğ'),
        _ => None,
    };
    let kept = noun.chars().take(letters.len() - usize::from(soft.is_some()));
    let buffer = letters.last().and_then(|&last| Vowel::of(last)).map(|_| 's');
    Some(kept.chain(soft).chain(buffer).chain([close]).collect())
}

/// Whether a character is a vowel or made of one: é.
pub(crate) fn is_vowel(c: char) -> bool {
    let base = Spelling::lenient(c.encode_utf8(&mut [0; 4])).and_then(|letters| letters.first().copied());
    base.or(letter(c)).is_some_and(|letter| Vowel::of(letter).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(word: &str, tolerance: Tolerance) -> Vec<String> {
        let mut found = Vec::new();
        each_ending(word, tolerance, |ending| {
            let tags: Vec<&str> = ending.suffixes().map(|suffix| suffix.tag).collect();
            found.push(format!("{}+{}", ending.stem_of(word), tags.join("+")));
        });
        found
    }

    #[test]
    fn suffixes_are_read_behind_unknown_stems() {
        for (word, reading) in [
            ("qvorblanın", "qvorbla+GEN"),
            ("nazirliyinin", "nazirlik+P3+GEN"),
            ("nazirliyində", "nazirliyi+LOC"),
            ("andréyə", "andré+DAT"),
        ] {
            assert!(readings(word, Tolerance::None).contains(&reading.to_string()), "{word}");
        }
        assert!(!readings("kitabdə", Tolerance::None).contains(&"kitab+LOC".to_string()));
    }

    #[test]
    fn names_may_break_rounding_and_typists_leave_marks_out() {
        assert!(!readings("trampun", Tolerance::None).contains(&"tramp+GEN".to_string()));
        assert!(readings("trampun", Tolerance::Rounding).contains(&"tramp+GEN".to_string()));
        assert!(readings("nazirliyinden", Tolerance::Typed).contains(&"nazirlik+P3+ABL".to_string()));
    }

    #[test]
    fn suffixes_behind_figures_and_names_get_their_letters_back() {
        for (head, typed, suffix) in
            [("2016", "ci", "cı"), ("Trump", "in", "un"), ("ABŞ", "dan", "dan"), ("7", "den", "dən")]
        {
            assert_eq!(restored_suffix(head, typed).as_deref(), Some(suffix), "{head}");
        }
        assert_eq!(restored_suffix("Twitter", "xyz"), None);
    }

    #[test]
    fn the_possessive_follows_the_noun() {
        for (noun, form) in [("heyət", "heyəti"), ("nazirlik", "nazirliyi"), ("idarə", "idarəsi"), ("hal", "halı")]
        {
            assert_eq!(possessed(noun).as_deref(), Some(form));
        }
        assert_eq!(possessed("brb"), None);
    }
}
