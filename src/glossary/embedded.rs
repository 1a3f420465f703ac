use std::sync::LazyLock;

use super::sheet::{Row, Sheet, each_row, most_rows};
use super::{Entry, Glossary};
use crate::text::Span;

pub(super) const FILE_COUNT: usize = 11;

/// The curated glossaries of the folder `glossaries/`, by name.
const FILES: [(&str, &str); FILE_COUNT] = [
    ("acronym", include_str!("../../glossaries/acronym.csv")),
    ("agency", include_str!("../../glossaries/agency.csv")),
    ("event", include_str!("../../glossaries/event.csv")),
    ("organisation", include_str!("../../glossaries/organisation.csv")),
    ("people", include_str!("../../glossaries/people.csv")),
    ("person", include_str!("../../glossaries/person.csv")),
    ("place", include_str!("../../glossaries/place.csv")),
    ("rank", include_str!("../../glossaries/rank.csv")),
    ("term", include_str!("../../glossaries/term.csv")),
    ("title", include_str!("../../glossaries/title.csv")),
    ("world", include_str!("../../glossaries/world.csv")),
];

// A test reads the files as a user's files are read; here that would only cost time.
static EMBEDDED: LazyLock<Glossary> = LazyLock::new(|| Glossary::of_static(&FILES.map(|(_, text)| text)));

/// Returns the curated glossary that the program carries, parsed at the first call.
///
/// ```
/// assert!(lughat::glossary::embedded().get("term-ateskes").is_some());
/// ```
pub fn embedded() -> &'static Glossary {
    &EMBEDDED
}

/// Returns the CSV texts that [`embedded`] parses, with their names (`agency`, `term` …).
pub fn embedded_files() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    FILES.into_iter()
}

/// A row of a curated file, not parsed yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct EmbeddedRow {
    pub file: usize,
    pub span: Span,
}

impl EmbeddedRow {
    /// Makes the entry of the row.
    pub fn entry(self) -> Entry {
        let text = FILES[self.file].1;
        let header = text.lines().next().unwrap_or("");
        let row = format!("{header}\n{}\n", self.span.of(text));
        Glossary::of(&Sheet::parse(&row)).into_entries().next().unwrap_or_default()
    }
}

/// How many rows a curated file has at most.
pub(super) fn row_count(file: usize) -> usize {
    most_rows(FILES[file].1)
}

/// Visits the rows of a curated file.
pub(super) fn each_row_of(file: usize, visit: impl FnMut(Row<'_, 'static>)) {
    each_row(FILES[file].1, visit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_can_be_made_of_its_row_alone() {
        for file in 0..FILE_COUNT {
            each_row_of(file, |row| {
                let entry = EmbeddedRow { file, span: row.span() }.entry();
                assert_eq!(embedded().get(&entry.id), Some(&entry));
            });
        }
    }

    #[test]
    fn no_id_stands_in_two_files() {
        let rows: usize = FILES.iter().map(|(name, text)| Glossary::read(name, text.as_bytes()).unwrap().len()).sum();
        assert_eq!(embedded().len(), rows);
        let ids = FILES.iter().flat_map(|(name, text)| Glossary::read(name, text.as_bytes()).unwrap().into_entries());
        let missing: Vec<_> = ids.filter(|entry| embedded().get(&entry.id) != Some(entry)).map(|e| e.id).collect();
        assert_eq!(missing, [""; 0]);
    }
}
