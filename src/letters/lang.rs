use serde::{Deserialize, Serialize};

/// A language that the program can tell from others.
///
/// Casing, tokens and suffixes depend on it: `I` in an English word is the capital of `i`, in an Azerbaijani one of `ı`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// North Azerbaijani, in Latin or Cyrillic script.
    Az,
    /// English.
    En,
    /// Turkish: recognised so that it is not taken for Azerbaijani.
    Tr,
    /// Russian: recognised so that it is not taken for Azerbaijani Cyrillic.
    Ru,
    /// Not enough letters to tell, or another language.
    #[default]
    Unknown,
}

impl Lang {
    /// The language code: ISO 639-1, or `und`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Az => "az",
            Lang::En => "en",
            Lang::Tr => "tr",
            Lang::Ru => "ru",
            Lang::Unknown => "und",
        }
    }

    /// Whether the language cases `I` with `ı` and `İ` with `i`.
    pub fn has_turkic_casing(self) -> bool {
        matches!(self, Lang::Az | Lang::Tr)
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
