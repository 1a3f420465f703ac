/// What the last vowel of a stem asks of the suffix after it.
///
/// Source: Orthography Norms (decision 174 of 2019); `A` in a suffix is a after a back vowel, ə after a front one; `I` is ı
/// after a ı, u after o u, i after e ə i, ü after ö ü.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Harmony {
    /// a ı o u, not e ə i ö ü.
    pub back: bool,
    /// o u ö ü.
    pub rounded: bool,
}

impl Harmony {
    /// The four kinds of vowel, in the order of [`Harmony::index`].
    pub const ALL: [Harmony; 4] = [
        Harmony { back: false, rounded: false },
        Harmony { back: false, rounded: true },
        Harmony { back: true, rounded: false },
        Harmony { back: true, rounded: true },
    ];

    /// The kind of a vowel in lower case; accented vowels of foreign names count as the plain ones. None for a consonant.
    pub fn of(vowel: char) -> Option<Harmony> {
        Some(match vowel {
            'a' | 'ı' | 'á' | 'à' | 'â' | 'ã' | 'å' => Harmony { back: true, rounded: false },
            'o' | 'u' | 'ó' | 'ò' | 'ô' | 'õ' | 'ú' | 'ù' | 'û' => Harmony { back: true, rounded: true },
            'e' | 'ə' | 'i' | 'é' | 'è' | 'ê' | 'ë' | 'ä' | 'í' | 'ì' | 'î' | 'ï' => {
                Harmony { back: false, rounded: false }
            }
            'ö' | 'ü' => Harmony { back: false, rounded: true },
            _ => return None,
        })
    }

    /// The harmony that the last vowel of `stem` (lower case) asks for; none where it has no vowel.
    ///
    /// ```
    /// use lughat::word::az::Harmony;
    /// assert_eq!(Harmony::after("şəhər"), Some(Harmony { back: false, rounded: false }));
    /// assert_eq!(Harmony::after("qurum"), Some(Harmony { back: true, rounded: true }));
    /// ```
    pub fn after(stem: &str) -> Option<Harmony> {
        stem.chars().rev().find_map(Harmony::of)
    }

    /// Position in [`Harmony::ALL`].
    pub fn index(self) -> usize {
        usize::from(self.back) * 2 + usize::from(self.rounded)
    }

    /// The vowel that stands for `A` in a suffix.
    pub fn open(self) -> char {
        if self.back { 'a' } else { 'ə' }
    }

    /// The vowel that stands for `I` in a suffix.
    pub fn close(self) -> char {
        match (self.back, self.rounded) {
            (true, false) => 'ı',
            (true, true) => 'u',
            (false, false) => 'i',
            (false, true) => 'ü',
        }
    }
}

/// Whether `c` (lower case) is a vowel, those with accents in foreign names included.
pub(super) fn is_vowel(c: char) -> bool {
    Harmony::of(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_vowel_asks_for_its_suffix_vowels() {
        for (vowels, open, close) in [("aı", 'a', 'ı'), ("ou", 'a', 'u'), ("eəi", 'ə', 'i'), ("öü", 'ə', 'ü')] {
            for vowel in vowels.chars() {
                let harmony = Harmony::of(vowel).unwrap();
                assert_eq!((harmony.open(), harmony.close()), (open, close), "{vowel}");
                assert_eq!(Harmony::ALL[harmony.index()], harmony);
            }
        }
        assert_eq!(Harmony::after("xtr"), None);
    }
}
