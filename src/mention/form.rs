use crate::letters::{is_back_vowel, is_vowel};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// Case endings with the case and what must stand before: V a vowel, C a consonant, * either. The vowels `a` and `ı` stand
/// for their harmonic sets.
const CASES: [(&str, Case, char); 15] = [
    ("nın", Case::Genitive, 'V'),
    ("ın", Case::Genitive, 'C'),
    ("na", Case::Dative, 'P'),
    ("ya", Case::Dative, 'V'),
    ("a", Case::Dative, 'C'),
    ("nı", Case::Accusative, 'V'),
    ("ı", Case::Accusative, 'C'),
    ("nda", Case::Locative, 'P'),
    ("da", Case::Locative, '*'),
    ("ndan", Case::Ablative, 'P'),
    ("dan", Case::Ablative, '*'),
    ("yla", Case::Instrumental, 'V'),
    ("la", Case::Instrumental, 'C'),
    ("ndakı", Case::Relative, 'P'),
    ("dakı", Case::Relative, '*'),
];

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
    let plain = without_copula(word);
    push(&mut found, plain, Ending::default());
    let mut cased = vec![(plain, Case::Nominative, false)];
    for (ending, case, before) in CASES {
        if let Some(rest) = strip(plain, ending)
            && stands_before(rest, before)
        {
            cased.push((rest, case, before == 'P'));
        }
    }
    for (rest, case, after_possessive) in cased {
        if rest != word {
            push(&mut found, rest, Ending { case, ..Ending::default() });
        }
        without_number(&mut found, rest, Ending { case, ..Ending::default() });
        without_possessive(&mut found, rest, case, after_possessive);
    }
    found
}

fn without_possessive(found: &mut Vec<Base>, rest: &str, case: Case, required: bool) {
    for (ending, before) in [("sı", 'V'), ("ı", 'C')] {
        let Some(stem) = strip(rest, ending).filter(|stem| stands_before(stem, before)) else { continue };
        let ending = Ending { possessive: true, case, plural: false };
        push(found, stem, ending);
        if let Some(hard) = hardened(stem) {
            push(found, &hard, ending);
        }
        without_number(found, stem, ending);
        singular_izafet(found, stem, case);
        if required {
            return;
        }
    }
    if case == Case::Dative || case == Case::Accusative || case == Case::Genitive {
        // A stem in k or q softens before the vowel of the case: nazirliyin, otağa.
        if let Some(hard) = hardened(rest) {
            push(found, &hard, Ending { case, ..Ending::default() });
        }
    }
}

fn without_number(found: &mut Vec<Base>, rest: &str, ending: Ending) {
    if let Some(singular) = strip(rest, "lar") {
        push(found, singular, Ending { plural: true, ..ending });
    }
}

/// The singular of a plural izafet: `heyətləri` → `heyəti`.
fn singular_izafet(found: &mut Vec<Base>, plural: &str, case: Case) {
    let Some(stem) = strip(plural, "lar") else { return };
    let Some(possessive) = possessive_of(stem) else { return };
    push(found, &possessive, Ending { plural: true, possessive: false, case });
}

/// The stem with the possessive of the third person: `heyət` → `heyəti`, `nazirlik` → `nazirliyi`, `idarə` → `idarəsi`.
fn possessive_of(stem: &str) -> Option<String> {
    let vowel = match stem.chars().rev().find(|&c| is_vowel(c))? {
        'a' | 'ı' => 'ı',
        'o' | 'u' => 'u',
        'ö' | 'ü' => 'ü',
        _ => 'i',
    };
    let polysyllable = stem.chars().filter(|&c| is_vowel(c)).count() > 1;
    let soft = [('k', 'y'), ('q', 'ğ')].into_iter().find(|&(hard, _)| polysyllable && stem.ends_with(hard));
    Some(match soft {
        Some((hard, soft)) => format!("{}{soft}{vowel}", stem.strip_suffix(hard)?),
        None if stem.ends_with(is_vowel) => format!("{stem}s{vowel}"),
        None => format!("{stem}{vowel}"),
    })
}

fn push(found: &mut Vec<Base>, text: &str, ending: Ending) {
    if text.chars().count() >= 2 && !found.iter().any(|base| base.text == text && base.ending == ending) {
        found.push(Base { text: text.to_owned(), ending });
    }
}

/// `k` and `q` as they were before they softened between vowels: `nazirliy` → `nazirlik`, `otağ` → `otaq`.
fn hardened(stem: &str) -> Option<String> {
    let (last, hard) = match stem.chars().next_back()? {
        'y' => ('y', 'k'),
        'ğ' => ('ğ', 'q'),
        _ => return None,
    };
    Some(format!("{}{hard}", stem.strip_suffix(last)?))
}

fn without_copula(word: &str) -> &str {
    strip(word, "dır").filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

fn stands_before(rest: &str, before: char) -> bool {
    let vowel = rest.chars().next_back().is_some_and(is_vowel);
    match before {
        'V' => vowel,
        'C' => !vowel,
        // The n of the pronominal declension follows a possessive, which ends in a high vowel.
        'P' => rest.ends_with(['ı', 'i', 'u', 'ü']),
        _ => true,
    }
}

/// Takes a harmonic ending off: `a` stands for a and ə, `ı` for ı, i, u and ü, as the vowel before demands.
fn strip<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let mut rest = word;
    for wanted in ending.chars().rev() {
        let last = rest.chars().next_back()?;
        let fits = match wanted {
            'a' => matches!(last, 'a' | 'ə'),
            'ı' => matches!(last, 'ı' | 'i' | 'u' | 'ü'),
            other => other == last,
        };
        if !fits {
            return None;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    let first = word[rest.len()..].chars().find(|&c| is_vowel(c));
    let before = rest.chars().rev().find(|&c| is_vowel(c))?;
    first.is_none_or(|vowel| is_back_vowel(vowel) == is_back_vowel(before)).then_some(rest)
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
