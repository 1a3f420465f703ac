use crate::word::morphology::{self, Tolerance, each_ending, possessed};

/// A form that is left of a word when endings are taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// What is left, in lower case.
    pub text: String,
    /// What was taken off.
    pub ending: Ending,
}

/// The endings that were taken off a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The plural `lar`, `lər`.
    pub plural: bool,
    /// The possessive of the third person `(s)ı`, which marks the head of an izafet.
    pub possessive: bool,
    /// The case.
    pub case: Case,
}

impl Ending {
    /// Whether nothing was taken off.
    pub fn is_none(self) -> bool {
        self == Ending::default()
    }
}

/// The case of a noun; the copula `-dır` is passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// No ending.
    #[default]
    Nominative,
    /// `-(n)ın`: of.
    Genitive,
    /// `-(y)a`: to.
    Dative,
    /// `-(n)ı`: the object.
    Accusative,
    /// `-da`: in.
    Locative,
    /// `-dan`: from.
    Ablative,
    /// `-la`: with.
    Instrumental,
    /// `-dakı`: that is in.
    Relative,
}

impl Case {
    /// The case of a suffix; none for a suffix of another kind.
    fn of(tag: &str) -> Option<Case> {
        Some(match tag {
            "GEN" => Case::Genitive,
            "DAT" => Case::Dative,
            "ACC" => Case::Accusative,
            "LOC" => Case::Locative,
            "ABL" => Case::Ablative,
            "INS" => Case::Instrumental,
            "LOC.KI" => Case::Relative,
            _ => return None,
        })
    }
}

/// Returns the forms that an Azerbaijani word (lower case) may be made of, itself first: case taken off, then the
/// possessive, then the plural. Endings must agree with the vowels before them; whether a form is a word is not asked.
///
/// ```
/// use lughat::mention::bases;
/// let forms: Vec<String> = bases("nazirliyinin").into_iter().map(|base| base.text).collect();
/// assert!(forms.contains(&"nazirliyi".to_owned()));
/// assert!(forms.contains(&"nazirlik".to_owned()));
/// ```
pub fn bases(word: &str) -> Vec<Base> {
    let mut found = vec![Base { text: word.to_owned(), ending: Ending::default() }];
    each_ending(word, Tolerance::None, |reading| {
        let Some(ending) = ending_of(&reading) else { return };
        let stem = reading.stem_of(word);
        if ending.plural
            && ending.possessive
            && let Some(text) = possessed(&stem)
        {
            // The singular of a plural izafet: heyətləri, heyəti.
            push(&mut found, text, Ending { possessive: false, ..ending });
        }
        push(&mut found, stem, ending);
    });
    // A longer suffix is the likelier one: nazirliyi-ni, not nazirliyin-i.
    found[1..]
        .sort_by_key(|base| (base.ending.case, base.ending.possessive, base.ending.plural, base.text.chars().count()));
    found
}

/// What a chain of suffixes says of a noun; none where there is more in it than number, possession, case and the copula.
fn ending_of(reading: &morphology::Ending<'_>) -> Option<Ending> {
    let mut ending = Ending::default();
    for suffix in reading.suffixes() {
        match suffix.tag {
            "PL" => ending.plural = true,
            "P3" => ending.possessive = true,
            "COP3" => {}
            tag => ending.case = Case::of(tag)?,
        }
    }
    Some(ending)
}

fn push(found: &mut Vec<Base>, text: String, ending: Ending) {
    if text.chars().count() >= 2 && !found.iter().any(|base| base.text == text && base.ending == ending) {
        found.push(Base { text, ending });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(word: &str, text: &str, plural: bool, possessive: bool, case: Case) -> bool {
        bases(word).contains(&Base { text: text.to_owned(), ending: Ending { plural, possessive, case } })
    }

    #[test]
    fn the_head_of_an_izafet_gives_its_bare_noun() {
        assert!(has("xidmətinin", "xidmət", false, true, Case::Genitive));
        assert!(has("komitəsində", "komitə", false, true, Case::Locative));
        assert!(has("nazirliyindən", "nazirlik", false, true, Case::Ablative));
    }

    #[test]
    fn names_give_their_bare_form() {
        assert!(has("bakıya", "bakı", false, false, Case::Dative));
        assert!(has("rusiyadakı", "rusiya", false, false, Case::Relative));
        assert!(has("məmmədyarovla", "məmmədyarov", false, false, Case::Instrumental));
    }

    #[test]
    fn plurals_are_seen_through() {
        assert!(has("nazirlər", "nazir", true, false, Case::Nominative));
        assert!(has("başçılarının", "başçı", true, true, Case::Genitive));
        assert!(has("həmsədrlərinin", "həmsədr", true, true, Case::Genitive));
    }

    #[test]
    fn endings_follow_the_vowels() {
        assert!(!bases("kitabdə").iter().any(|base| base.text == "kitab"));
    }
}
