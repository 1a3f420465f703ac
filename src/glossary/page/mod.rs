//! A glossary as one page for people: searched, sorted and printed in a browser, without network.

use std::collections::{BTreeSet, HashMap};

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::{Entry, Glossary, Kind, Status, Text, fold};
use crate::letters::{Lang, collation_key, upper};

/// What the template is filled with.
#[derive(Serialize)]
struct Page<'g> {
    version: &'static str,
    title: &'g str,
    style: &'static str,
    script: &'static str,
    counts: Vec<Count>,
    types: Vec<&'static str>,
    statuses: Vec<&'static str>,
    domains: BTreeSet<&'g str>,
    letters: Vec<&'g str>,
    entries: Vec<Row<'g>>,
}

/// A row of the page.
#[derive(Serialize)]
struct Row<'g> {
    id: &'g str,
    kind: &'static str,
    az: &'g str,
    en: &'g str,
    az_variants: &'g [Text],
    en_variants: &'g [Text],
    en_forbidden: &'g [Text],
    az_acronym: &'g [Text],
    en_acronym: &'g [Text],
    status: &'static str,
    domain: &'g str,
    source: &'g str,
    note: &'g str,
    /// All forms, folded, each between bars.
    key: String,
    /// The place in the order of the English forms.
    en_rank: usize,
    /// The number of the letter with which this row is the first to begin; 0 for the others.
    letter: usize,
}

#[derive(Serialize)]
struct Count {
    name: &'static str,
    rows: usize,
}

/// Writes glossaries as one HTML page that needs no other file: rows in the order of the Azerbaijani alphabet, a search
/// that minds neither case nor marks nor endings, filters, and a form for print.
///
/// Without scripts the page is the whole table. Text of the glossary is escaped, and the page forbids itself to load
/// anything. The same glossaries give the same bytes.
///
/// ```
/// use lughat::glossary::{Glossary, html_page};
/// let glossary = Glossary::read("g.csv", "az,en\nsəfir,ambassador\n".as_bytes())?;
/// let page = html_page("House list", [&glossary]);
/// assert!(page.contains("<b>ambassador</b>"));
/// # Ok::<(), lughat::glossary::Error>(())
/// ```
pub fn html_page<'g>(title: &str, glossaries: impl IntoIterator<Item = &'g Glossary>) -> String {
    let mut entries: Vec<&Entry> = glossaries.into_iter().flat_map(Glossary::iter).collect();
    entries.sort_by_cached_key(|entry| (collation_key(&entry.az), entry.kind.as_str(), &entry.en, &entry.id));
    let letters = first_letters(&entries);
    let page = Page {
        version: env!("CARGO_PKG_VERSION"),
        title,
        style: include_str!("page.css"),
        script: include_str!("page.js"),
        counts: counts(&entries),
        types: used(&entries, Kind::ALL, |entry| entry.kind).map(|kind| kind.as_str()).collect(),
        statuses: used(&entries, Status::ALL, |entry| entry.status).map(|status| status.as_str()).collect(),
        domains: entries.iter().map(|entry| &*entry.domain).filter(|domain| !domain.is_empty()).collect(),
        letters: letters.iter().map(|(letter, _)| letter.as_str()).collect(),
        entries: rows(&entries, &letters),
    };
    // The name of the template asks for escaping of all values that are not marked as safe.
    let page = Environment::new().render_named_str("page.html", include_str!("page.html"), Serde(&page));
    page.expect("the template is part of the program, and a test renders it")
}

fn rows<'g>(entries: &[&'g Entry], letters: &[(String, usize)]) -> Vec<Row<'g>> {
    let mut by_english: Vec<usize> = (0..entries.len()).collect();
    by_english.sort_by_cached_key(|&row| (entries[row].en.to_lowercase(), row));
    let mut ranks = vec![0; entries.len()];
    by_english.into_iter().enumerate().for_each(|(rank, row)| ranks[row] = rank);
    let letters: HashMap<usize, usize> = letters.iter().zip(1..).map(|((_, row), number)| (*row, number)).collect();
    let row = |(at, entry): (usize, &&'g Entry)| row(entry, ranks[at], letters.get(&at).copied().unwrap_or(0));
    entries.iter().enumerate().map(row).collect()
}

fn row(entry: &Entry, en_rank: usize, letter: usize) -> Row<'_> {
    Row {
        id: &entry.id,
        kind: entry.kind.as_str(),
        az: &entry.az,
        en: &entry.en,
        az_variants: &entry.az_variants,
        en_variants: &entry.en_variants,
        en_forbidden: &entry.en_forbidden,
        az_acronym: &entry.az_acronym,
        en_acronym: &entry.en_acronym,
        status: entry.status.as_str(),
        domain: &entry.domain,
        source: &entry.source,
        note: &entry.note,
        key: entry.az_forms().chain(entry.en_forms()).map(|form| format!("|{}", fold::key(form))).collect::<String>()
            + "|",
        en_rank,
        letter,
    }
}

/// Those of `all` that an entry has, in their order.
fn used<T: Copy + PartialEq, const N: usize>(
    entries: &[&Entry],
    all: [T; N],
    of: fn(&Entry) -> T,
) -> impl Iterator<Item = T> {
    all.into_iter().filter(move |value| entries.iter().any(|entry| of(entry) == *value))
}

/// The letters with which Azerbaijani forms begin, each with the first row that does.
fn first_letters(entries: &[&Entry]) -> Vec<(String, usize)> {
    let mut letters: Vec<(String, usize)> = Vec::new();
    for (row, entry) in entries.iter().enumerate() {
        let Some(first) = entry.az.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic()) else {
            continue;
        };
        let letter = upper(first.encode_utf8(&mut [0; 4]), Lang::Az).to_string();
        if letters.last().is_none_or(|(last, _)| *last != letter) {
            letters.push((letter, row));
        }
    }
    letters
}

fn counts(entries: &[&Entry]) -> Vec<Count> {
    let rows = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
    let names = ["acronyms", "agencies", "people", "places", "terms", "titles"];
    let counts = Kind::ALL.into_iter().zip(names).map(|(kind, name)| Count { name, rows: rows(kind) });
    counts.filter(|count| count.rows > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(csv: &str) -> String {
        html_page("List", [&Glossary::read("g.csv", csv.as_bytes()).unwrap()])
    }

    #[test]
    fn text_of_the_glossary_is_no_markup() {
        let page = page("az,en,note,domain\n<b>x</b>,\"\"\"><script>alert(1)</script>\",a&b,'><i>\n");
        assert!(!page.contains("<script>alert") && !page.contains("<b>x") && !page.contains("<i>"));
        assert!(page.contains("a&amp;b"));
    }

    #[test]
    fn rows_stand_in_the_order_of_the_alphabet() {
        let page = page("az,en\nşəhər,city\nçay,river\nxan,khan\nhakim,judge\n");
        let places: Vec<_> =
            ["river", "judge", "khan", "city"].iter().map(|en| page.find(&format!("<b>{en}<"))).collect();
        assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
    }

    #[test]
    fn no_entries_make_a_page_too() {
        assert!(page("az,en\n").contains("0 entries"));
    }

    #[test]
    fn what_the_page_needs_is_in_it() {
        let page = page("az,en\nsəfir,ambassador\n");
        assert!(
            !page.contains("http:") && !page.contains("https:") && !page.contains("src=") && !page.contains("@import")
        );
    }
}
