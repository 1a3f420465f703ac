//! Glossary (stand-in until the layer lands).

use serde::{Deserialize, Serialize};

/// What a term or mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    Person,
    /// An office, a rank.
    Title,
    /// A body, a company.
    Agency,
    /// A place, a country, a people's adjective.
    Place,
    /// An acronym.
    Acronym,
    /// A term.
    Term,
}
