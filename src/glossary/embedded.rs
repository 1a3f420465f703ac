use std::sync::LazyLock;

use rayon::prelude::*;

use super::Glossary;
use super::sheet::Sheet;

/// The curated glossaries of the folder `glossaries/`, by name.
const FILES: [(&str, &str); 6] = [
    ("acronym", include_str!("../../glossaries/acronym.csv")),
    ("agency", include_str!("../../glossaries/agency.csv")),
    ("person", include_str!("../../glossaries/person.csv")),
    ("place", include_str!("../../glossaries/place.csv")),
    ("term", include_str!("../../glossaries/term.csv")),
    ("title", include_str!("../../glossaries/title.csv")),
];

static EMBEDDED: LazyLock<Glossary> = LazyLock::new(|| {
    // A test reads the files as a user's files are read; here that would only cost time.
    Glossary::joined(FILES.into_par_iter().with_max_len(1).map(|(_, text)| Glossary::of(&Sheet::parse(text))).collect())
});

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_stands_in_two_files() {
        let rows: usize = FILES.iter().map(|(name, text)| Glossary::read(name, text.as_bytes()).unwrap().len()).sum();
        assert_eq!(embedded().len(), rows);
        let ids = FILES.iter().flat_map(|(name, text)| Glossary::read(name, text.as_bytes()).unwrap().into_entries());
        let missing: Vec<_> = ids.filter(|entry| embedded().get(&entry.id) != Some(entry)).map(|e| e.id).collect();
        assert_eq!(missing, [""; 0]);
    }
}
