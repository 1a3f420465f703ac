use crate::report::{Diagnostic, Severity, shown};
use crate::text::{LineIndex, Span};

/// Why a glossary file cannot be read.
///
/// [`Display`](std::fmt::Display) gives `file:line:column: what`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {kind}")]
pub struct Error {
    /// The file, as the caller named it.
    pub file: String,
    /// Line of the fault, from 1.
    pub line: usize,
    /// Column of the fault, in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong with a glossary file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are not UTF-8.
    #[error("the file is not UTF-8 text")]
    NotUtf8,
    /// The header row has no column `az` or no column `en`.
    #[error("the header row has no column {0:?}")]
    MissingColumn(&'static str),
    /// Two columns have one name (`en_variants_allowed` is a name of `en_variants`).
    #[error("the column {0:?} stands twice in the header row")]
    DuplicateColumn(String),
    /// A quoted cell that is not closed before the end of the file.
    #[error("the quote that begins this cell is never closed")]
    UnclosedQuote,
    /// A closing quote that is followed by neither a separator nor a line end.
    #[error("text follows the closing quote of this cell")]
    TextAfterQuote,
    /// A row with more or fewer cells than the header row.
    #[error("cells in this row: {found}; columns in the header row: {expected}")]
    FieldCount {
        /// Cells of the header row.
        expected: usize,
        /// Cells of this row.
        found: usize,
    },
    /// A type that is not one of the six.
    #[error("unknown type \"{}\"", shown(.0))]
    UnknownType(String),
    /// A status that is not one of the four.
    #[error("unknown status \"{}\"", shown(.0))]
    UnknownStatus(String),
    /// A score outside 0..=1 or a count that is no whole number.
    #[error("{column} \"{}\" is not {expected}", shown(.text))]
    BadNumber {
        /// The column: `score` or `count`.
        column: &'static str,
        /// What must stand there.
        expected: &'static str,
        /// What stands there.
        text: String,
    },
    /// Two rows with one id.
    #[error("the id \"{}\" belongs to an earlier row", shown(.0))]
    DuplicateId(String),
}

impl ErrorKind {
    /// The stable name of the rule: `duplicate_id`.
    pub fn code(&self) -> &'static str {
        match self {
            ErrorKind::NotUtf8 => "not_utf8",
            ErrorKind::MissingColumn(_) => "missing_column",
            ErrorKind::DuplicateColumn(_) => "duplicate_column",
            ErrorKind::UnclosedQuote | ErrorKind::TextAfterQuote => "broken_quote",
            ErrorKind::FieldCount { .. } => "wrong_field_count",
            ErrorKind::UnknownType(_) => "unknown_type",
            ErrorKind::UnknownStatus(_) => "unknown_status",
            ErrorKind::BadNumber { .. } => "bad_number",
            ErrorKind::DuplicateId(_) => "duplicate_id",
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            ErrorKind::NotUtf8 => "save the file as CSV UTF-8",
            ErrorKind::MissingColumn(_) => {
                "the first row names the columns, separated by commas, semicolons or tabs; az and en must be there"
            }
            ErrorKind::DuplicateColumn(_) => "rename or remove one of the two",
            ErrorKind::UnclosedQuote => "close the quote, or double each quote inside the cell: \"\"",
            ErrorKind::TextAfterQuote => "double each quote inside a quoted cell: \"\"",
            ErrorKind::FieldCount { .. } => "put cells that contain the separator in double quotes",
            ErrorKind::UnknownType(_) => "write person, title, agency, place, acronym or term",
            ErrorKind::UnknownStatus(_) => "write candidate, approved, deprecated or rejected",
            ErrorKind::BadNumber { .. } => "leave the cell empty if the number is not known",
            ErrorKind::DuplicateId(_) => "give the row an id of its own, or none: `glossary fmt` will make one",
        }
    }
}

/// A fault and its place in the text of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub span: Span,
    pub kind: ErrorKind,
}

impl Fault {
    pub fn into_error(self, file: &str, text: &str) -> Error {
        let lines = LineIndex::new(text);
        let (line, column) = (lines.line(self.span.start) + 1, lines.column(text, self.span.start) + 1);
        Error { file: file.into(), line, column, kind: self.kind }
    }

    pub fn into_diagnostic(self) -> Diagnostic {
        Diagnostic::new(self.kind.code(), Severity::Error, self.span, self.kind.to_string()).with_help(self.kind.help())
    }
}
