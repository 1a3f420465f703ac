use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::fold::slug;

/// What an entry names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person: `Elmar Məmmədyarov`.
    Person,
    /// An office or a rank that a person holds: `xarici işlər naziri`.
    Title,
    /// A state body, company or organisation: `Dövlət Sərhəd Xidməti`.
    Agency,
    /// A place: `Şuşa şəhəri`.
    Place,
    /// A short form that is an entry of its own: `ÜDM`.
    Acronym,
    /// Any other term: `atəşkəs rejimi`. A row without a type is a term.
    #[default]
    Term,
}

impl Kind {
    /// All kinds, in the order in which files list them (by name).
    pub const ALL: [Kind; 6] = [Kind::Acronym, Kind::Agency, Kind::Person, Kind::Place, Kind::Term, Kind::Title];

    /// The name in files: `person`, `title`, `agency`, `place`, `acronym` or `term`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Title => "title",
            Kind::Agency => "agency",
            Kind::Place => "place",
            Kind::Acronym => "acronym",
            Kind::Term => "term",
        }
    }
}

/// Where an entry stands between a proposal and a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Proposed by a run; nobody has looked at it.
    Candidate,
    /// A person has decided for it. A row without a status is approved: somebody wrote it.
    #[default]
    Approved,
    /// Was right once; to be recognised, not to be used.
    Deprecated,
    /// A person has decided against it: it is not to be proposed again.
    Rejected,
}

impl Status {
    /// All statuses, in the order of their life.
    pub const ALL: [Status; 4] = [Status::Candidate, Status::Approved, Status::Deprecated, Status::Rejected];

    /// The name in files: `candidate`, `approved`, `deprecated` or `rejected`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Candidate => "candidate",
            Status::Approved => "approved",
            Status::Deprecated => "deprecated",
            Status::Rejected => "rejected",
        }
    }
}

/// A name that no [`Kind`] or [`Status`] has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown name {0:?}")]
pub struct UnknownName(pub String);

impl FromStr for Kind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Kind, UnknownName> {
        let found = Kind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name));
        found.ok_or_else(|| UnknownName(name.into()))
    }
}

impl FromStr for Status {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Status, UnknownName> {
        let found = Status::ALL.into_iter().find(|status| status.as_str().eq_ignore_ascii_case(name));
        found.ok_or_else(|| UnknownName(name.into()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text of a cell: borrowed from a table that the program carries, or its own. The curated glossaries have some
/// hundred thousand cells, and copying each would be most of the start-up.
pub type Text = Cow<'static, str>;

/// One row of a glossary: a thing and its names in the two languages.
///
/// Parts of lists have no `|` in them, are not empty and neither begin nor end with white space; otherwise writing and
/// reading them back gives other parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Unique in a glossary: `[a-z0-9-]+`, as a rule `TYPE-slug`.
    pub id: Text,
    /// What it names (column `type`).
    pub kind: Kind,
    /// The Azerbaijani citation form.
    pub az: Text,
    /// The English form to use.
    pub en: Text,
    /// Further Azerbaijani forms that occur.
    pub az_variants: Vec<Text>,
    /// Further English forms that are accepted.
    pub en_variants: Vec<Text>,
    /// English forms that are wrong.
    pub en_forbidden: Vec<Text>,
    /// Short forms in Azerbaijani.
    pub az_acronym: Vec<Text>,
    /// Short forms in English.
    pub en_acronym: Vec<Text>,
    /// Proposal or decision.
    pub status: Status,
    /// Subject field: `diplomacy`, `energy`; free text.
    pub domain: Text,
    /// Where the pair comes from; free text.
    pub source: Text,
    /// For people; free text.
    pub note: Text,
    /// How sure a run is of its candidate, 0..=1.
    pub score: Option<f64>,
    /// How often a run has seen the pair.
    pub count: Option<u64>,
    /// `file:line` of up to three places where a run has seen the pair.
    pub evidence: Vec<Text>,
    /// Cells of columns that the program does not know, by column; empty cells are not listed.
    pub extra: IndexMap<Text, Text>,
}

impl Entry {
    /// Makes a candidate with the id `TYPE-slug`, the slug being the Azerbaijani form in ASCII.
    ///
    /// ```
    /// use lughat::glossary::{Entry, Kind, Status};
    /// let entry = Entry::new_candidate(Kind::Agency, "Dövlət Sərhəd Xidməti", "State Border Service");
    /// assert_eq!(entry.id, "agency-dovlet-serhed-xidmeti");
    /// assert_eq!(entry.status, Status::Candidate);
    /// ```
    pub fn new_candidate(kind: Kind, az: &str, en: &str) -> Entry {
        let (id, az, en) = (new_id(kind, az).into(), az.to_string().into(), en.to_string().into());
        Entry { id, kind, az, en, status: Status::Candidate, ..Entry::default() }
    }

    /// Whether a person has decided on the row: then no run changes it.
    pub fn is_curated(&self) -> bool {
        self.status != Status::Candidate
    }

    /// The Azerbaijani forms: the citation form, then variants, then short forms.
    pub fn az_forms(&self) -> impl Iterator<Item = &str> {
        forms(&self.az, &self.az_variants, &self.az_acronym)
    }

    /// The English forms that are accepted: the one to use, then variants, then short forms.
    pub fn en_forms(&self) -> impl Iterator<Item = &str> {
        forms(&self.en, &self.en_variants, &self.en_acronym)
    }
}

fn forms<'e>(main: &'e str, variants: &'e [Text], acronyms: &'e [Text]) -> impl Iterator<Item = &'e str> {
    std::iter::once(main).chain(variants.iter().chain(acronyms).map(|form| &**form)).filter(|form| !form.is_empty())
}

/// Returns `TYPE-slug` for a new row, or `TYPE-x` where the form has no letter that ASCII can show.
pub(super) fn new_id(kind: Kind, az: &str) -> String {
    match slug(az).as_str() {
        "" => format!("{kind}-x"),
        slug => format!("{kind}-{slug}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_listed_by_name() {
        assert!(Kind::ALL.is_sorted_by_key(|kind| kind.as_str()));
        assert!(Kind::ALL.iter().all(|kind| kind.as_str().parse() == Ok(*kind)));
        assert!(Status::ALL.iter().all(|status| status.as_str().parse() == Ok(*status)));
        assert_eq!("naz".parse::<Kind>(), Err(UnknownName("naz".into())));
    }

    #[test]
    fn a_form_without_letters_still_has_an_id() {
        assert_eq!(Entry::new_candidate(Kind::Term, "—", "dash").id, "term-x");
        assert_eq!(Entry::new_candidate(Kind::Person, "Елмар Мәммәдјаров", "x").id, "person-elmar-memmedyarov");
    }

    #[test]
    fn empty_forms_are_not_listed() {
        let entry = Entry { az: "QHT".into(), en_acronym: vec!["NGO".into()], ..Entry::default() };
        assert_eq!(entry.az_forms().collect::<Vec<_>>(), ["QHT"]);
        assert_eq!(entry.en_forms().collect::<Vec<_>>(), ["NGO"]);
    }
}
