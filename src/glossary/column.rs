/// A column that the program knows, in the order in which files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Kind,
    Az,
    En,
    AzVariants,
    EnVariants,
    EnForbidden,
    AzAcronym,
    EnAcronym,
    Status,
    Domain,
    Source,
    Note,
    Score,
    Count,
    Evidence,
}

impl Column {
    /// The columns of every glossary.
    pub const CURATED: [Column; 13] = [
        Column::Id,
        Column::Kind,
        Column::Az,
        Column::En,
        Column::AzVariants,
        Column::EnVariants,
        Column::EnForbidden,
        Column::AzAcronym,
        Column::EnAcronym,
        Column::Status,
        Column::Domain,
        Column::Source,
        Column::Note,
    ];

    /// The columns that candidates of a run add.
    pub const OF_CANDIDATES: [Column; 3] = [Column::Score, Column::Count, Column::Evidence];

    /// The number of known columns.
    pub const COUNT: usize = Self::CURATED.len() + Self::OF_CANDIDATES.len();

    /// The name in the header row.
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::Kind => "type",
            Column::Az => "az",
            Column::En => "en",
            Column::AzVariants => "az_variants",
            Column::EnVariants => "en_variants",
            Column::EnForbidden => "en_forbidden",
            Column::AzAcronym => "az_acronym",
            Column::EnAcronym => "en_acronym",
            Column::Status => "status",
            Column::Domain => "domain",
            Column::Source => "source",
            Column::Note => "note",
            Column::Score => "score",
            Column::Count => "count",
            Column::Evidence => "evidence",
        }
    }

    /// The column of a header cell; case and outer white space do not matter.
    pub fn of(header: &str) -> Option<Column> {
        let header = header.trim();
        if header.eq_ignore_ascii_case("en_variants_allowed") {
            return Some(Column::EnVariants);
        }
        Self::CURATED.into_iter().chain(Self::OF_CANDIDATES).find(|column| column.name().eq_ignore_ascii_case(header))
    }

    /// Whether a cell is a list of parts separated by `|`.
    pub fn is_list(self) -> bool {
        use Column::*;
        matches!(self, AzVariants | EnVariants | EnForbidden | AzAcronym | EnAcronym | Evidence)
    }

    /// Whether a cell holds Azerbaijani or English forms.
    pub fn is_form(self) -> bool {
        matches!(self, Column::Az | Column::En) || self.is_list() && self != Column::Evidence
    }
}
