use serde::Serialize;

use super::paragraph::is_blank_line;
use crate::text::Span;

/// A piece of text that is looked at as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

impl Token {
    /// The text of the token.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// Whether the token is white space with an empty line in it.
    pub fn parts_paragraphs(self, text: &str) -> bool {
        self.kind == Kind::Space && is_blank_line(self.of(text))
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A word, with its suffix after a hyphen, an apostrophe or a closing quote: `nazirliyinin`, `əmin-amanlıq`,
    /// ``Azərbaycan`s``, and a word broken by a line-end hyphen.
    Word,
    /// A number, with its case suffix: `20`, `3,5`, `20-25`, `19-da`.
    Number,
    /// A number with an ordinal suffix: `2020-ci`, `16-cı`, `1st`.
    Ordinal,
    /// A word of capitals, with its suffix: `ATƏT`, `XİN-dən`.
    Acronym,
    /// A shortened word with its point: `s.`, `prof.`, `Dr.`.
    Abbreviation,
    /// One capital with a point, before a name: `E.`, `A.K.`.
    Initial,
    /// A web address or the name of a site, with its suffix: `https://…`, `Metbuat.az-a`.
    Url,
    /// An e-mail address.
    Email,
    /// One mark of punctuation, or a run of equal ones (`...`).
    Punctuation,
    /// White space.
    Space,
    /// A symbol, a control character, or anything else.
    Symbol,
}

impl Kind {
    /// Whether the token carries letters or digits that can be part of a name or a term.
    pub fn is_wordlike(self) -> bool {
        matches!(self, Kind::Word | Kind::Number | Kind::Ordinal | Kind::Acronym | Kind::Abbreviation | Kind::Initial)
    }
}
