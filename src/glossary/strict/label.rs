/// A word before a colon in a note that says why the row departs from a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Which tradition the English spelling of a name follows.
    Spelling,
    /// Where the letters of an acronym come from.
    Acronym,
    /// Why a part that recurs is translated otherwise.
    Wording,
    /// The code of ISO 3166-1 of a country.
    Iso,
    /// Why a country is not named as in CLDR.
    Cldr,
}

impl Label {
    fn text(self) -> &'static str {
        match self {
            Label::Spelling => "spelling:",
            Label::Acronym => "acronym:",
            Label::Wording => "wording:",
            Label::Iso => "ISO:",
            Label::Cldr => "CLDR:",
        }
    }

    /// What a note says under the label, if it says something. The parts of a note are separated by semicolons.
    pub fn of(self, note: &str) -> Option<&str> {
        let parts = note.split(';').map(str::trim);
        parts.filter_map(|part| part.strip_prefix(self.text())).map(str::trim).find(|reason| !reason.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_labelled_parts() {
        let note = "city; spelling: traditional; ISO:GE";
        assert_eq!(Label::Spelling.of(note), Some("traditional"));
        assert_eq!(Label::Iso.of(note), Some("GE"));
        assert_eq!(Label::Wording.of(note), None);
        assert_eq!(Label::Acronym.of("acronym: "), None);
    }
}
