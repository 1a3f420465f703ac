use std::borrow::Cow;
use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;

use super::column::Column;
use super::entry::{Entry, Text, new_id};
use super::error::Error;
use super::faults::{self, decode};
use super::sheet::{Cell, Row, Sheet, each_row, most_rows};
use super::write;

/// Entries by id, in the order in which they came.
///
/// ```
/// use lughat::glossary::Glossary;
/// let glossary = Glossary::read("g.csv", "en;az\r\nforeign minister;xarici işlər naziri\r\n".as_bytes())?;
/// let entry = glossary.get("term-xarici-isler-naziri").unwrap();
/// assert_eq!(entry.en, "foreign minister");
/// assert!(glossary.to_csv().starts_with("id,type,az,en,az_variants,"));
/// # Ok::<(), lughat::glossary::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    entries: IndexMap<Text, Entry>,
    extra_columns: IndexSet<Text>,
    /// The last number that was given to a clashing id, so that many clashes stay cheap.
    suffixes: HashMap<String, usize>,
}

impl PartialEq for Glossary {
    fn eq(&self, other: &Glossary) -> bool {
        self.entries == other.entries && self.extra_columns == other.extra_columns
    }
}

impl Glossary {
    /// Makes a glossary without entries.
    pub fn new() -> Glossary {
        Glossary::default()
    }

    /// Reads a CSV file: UTF-8 with or without byte order mark, the columns in any order, `az` and `en` at least,
    /// separated by commas, semicolons or tabs. `file` is its name in errors.
    ///
    /// A row without a type is a term, one without a status is approved, one without an id is given one. Outer white
    /// space of the known columns except `source` and `note` goes, as do empty parts of lists; nothing else is changed.
    ///
    /// # Errors
    ///
    /// With the first fault: text that is not UTF-8, a missing or doubled column, a broken quote, a row with too many
    /// or too few cells, an unknown type or status, a bad number, or an id that stands twice.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Glossary, Error> {
        let text = decode(bytes).map_err(|(valid, fault)| fault.into_error(file, &valid))?;
        let sheet = Sheet::parse(text);
        match faults::faults(&sheet).into_iter().min_by_key(|fault| fault.span) {
            Some(fault) => Err(fault.into_error(file, text)),
            None => Ok(Glossary::of(&sheet)),
        }
    }

    /// Takes the entries of texts that live as long as the program, without copying them; the texts have no faults, and
    /// each of their rows has an id of its own.
    pub(super) fn of_static(texts: &[&'static str]) -> Glossary {
        let parts: Vec<Vec<Entry>> = texts.par_iter().with_max_len(1).map(|text| static_entries(text)).collect();
        let mut glossary = Glossary::new();
        glossary.entries.reserve(parts.iter().map(Vec::len).sum());
        glossary.entries.extend(parts.into_iter().flatten().map(|entry| (entry.id.clone(), entry)));
        glossary
    }

    /// Takes the entries of a sheet without faults.
    pub(super) fn of(sheet: &Sheet) -> Glossary {
        let mut glossary = Glossary::new();
        let unknown = sheet.header.cells.iter().filter(|cell| Column::of(&cell.value).is_none());
        glossary.extra_columns.extend(unknown.map(|cell| copied(cell.value.clone())));
        glossary.entries.reserve(sheet.rows().len());
        let mut without_id = Vec::new();
        for row in sheet.rows() {
            let mut entry = entry(row, copied);
            if entry.id.is_empty() {
                // Given ids come first: a made one must not take the id of a later row. No given id ends in a space.
                let index = glossary.entries.len();
                without_id.push(index);
                glossary.entries.insert(format!("{index} ").into(), entry);
            } else {
                entry.id = glossary.free_id(&entry.id).into();
                glossary.entries.insert(entry.id.clone(), entry);
            }
        }
        for index in without_id {
            glossary.name_entry(index);
        }
        glossary
    }

    /// Gives an id to the entry at `index`, which has none.
    fn name_entry(&mut self, index: usize) {
        if let Some((_, entry)) = self.entries.get_index(index) {
            let id: Text = self.free_id(&new_id(entry.kind, &entry.az)).into();
            if let Some((_, entry)) = self.entries.get_index_mut(index) {
                entry.id.clone_from(&id);
            }
            // The new key is free, so the key can be replaced where it stands.
            let _ = self.entries.replace_index(index, id);
        }
    }

    /// Returns `id`, with `-2`, `-3` … behind it if it is taken.
    fn free_id(&mut self, id: &str) -> String {
        if !self.entries.contains_key(id) {
            return id.into();
        }
        let mut number = self.suffixes.get(id).copied().unwrap_or(1);
        let free = loop {
            number += 1;
            let candidate = format!("{id}-{number}");
            if !self.entries.contains_key(candidate.as_str()) {
                break candidate;
            }
        };
        self.suffixes.insert(id.into(), number);
        free
    }

    /// Adds an entry and returns the id that it has got: its own, or that with `-2`, `-3` … if another entry has it.
    /// An entry without an id is given one.
    pub fn insert(&mut self, entry: Entry) -> String {
        let wanted = if entry.id.is_empty() { new_id(entry.kind, &entry.az) } else { entry.id.to_string() };
        let id = self.free_id(&wanted);
        self.extra_columns.extend(entry.extra.keys().cloned());
        self.entries.insert(id.clone().into(), Entry { id: id.clone().into(), ..entry });
        id
    }

    /// The entry with the id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The entries, in the order in which they came.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.values()
    }

    /// The entries as values, in the order in which they came.
    pub fn into_entries(self) -> impl ExactSizeIterator<Item = Entry> {
        self.entries.into_values()
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The columns that the program does not know, in file order.
    pub fn extra_columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.extra_columns.iter().map(|name| &**name)
    }

    /// Adds columns that the program does not know, behind those that are there.
    pub(super) fn add_columns<'c>(&mut self, names: impl IntoIterator<Item = &'c str>) {
        self.extra_columns.extend(names.into_iter().map(|name| Cow::Owned(name.to_string())));
    }

    /// Writes the glossary in its one canonical form: UTF-8 without byte order mark, commas, LF, quotes only where RFC
    /// 4180 needs them, rows sorted by type, Azerbaijani form (Azerbaijani alphabet), English form and id.
    ///
    /// Columns: the thirteen curated ones; `score,count,evidence` if an entry has one of them; then the others in the
    /// order in which they came. Reading it and writing it again gives the same bytes.
    pub fn to_csv(&self) -> String {
        write::csv(self)
    }
}

/// Makes what an entry holds of the text of a cell: a copy, or the text itself if it is always there.
type Keep<'t> = fn(Cow<'t, str>) -> Text;

fn copied(text: Cow<'_, str>) -> Text {
    Cow::Owned(text.into_owned())
}

fn static_entries(text: &'static str) -> Vec<Entry> {
    // Growing would move every entry several times.
    let mut entries = Vec::with_capacity(most_rows(text));
    each_row(text, |row| entries.push(entry(row, |text| text)));
    entries
}

fn entry<'t>(row: Row<'_, 't>, keep: Keep<'t>) -> Entry {
    let text = |column| row.cell(column).map(|cell| keep(cell.text())).unwrap_or_default();
    let raw = |column| row.cell(column).map(|cell| keep(cell.value.clone())).unwrap_or_default();
    let list = |column| row.cell(column).map(|cell| parts(cell, keep)).unwrap_or_default();
    Entry {
        id: text(Column::Id),
        kind: row.kind(),
        az: text(Column::Az),
        en: text(Column::En),
        az_variants: list(Column::AzVariants),
        en_variants: list(Column::EnVariants),
        en_forbidden: list(Column::EnForbidden),
        az_acronym: list(Column::AzAcronym),
        en_acronym: list(Column::EnAcronym),
        status: row.status(),
        domain: text(Column::Domain),
        source: raw(Column::Source),
        note: raw(Column::Note),
        score: faults::score(row),
        count: faults::count(row),
        evidence: list(Column::Evidence),
        extra: extra(row, keep),
    }
}

fn parts<'t>(cell: &Cell<'t>, keep: Keep<'t>) -> Vec<Text> {
    let mut parts = Vec::new();
    cell.each_part(|part| parts.push(keep(part)));
    parts
}

fn extra<'t>(row: Row<'_, 't>, keep: Keep<'t>) -> IndexMap<Text, Text> {
    let filled = row.unknown().filter(|(_, cell)| !cell.value.is_empty());
    filled.map(|(name, cell)| (keep(name.value.clone()), keep(cell.value.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Glossary {
        Glossary::read("g.csv", text.as_bytes()).unwrap()
    }

    fn error(text: &str) -> String {
        Glossary::read("g.csv", text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn two_columns_are_enough() {
        let glossary = read("\u{feff}EN,az\nceasefire,atəşkəs\n");
        let entry = glossary.get("term-ateskes").unwrap();
        assert_eq!((&*entry.az, &*entry.en, entry.status.as_str()), ("atəşkəs", "ceasefire", "approved"));
    }

    #[test]
    fn made_ids_do_not_take_those_of_later_rows() {
        let glossary = read("id,az,en\n,nazir,minister\nterm-nazir,nazir,vizier\n,nazir,secretary\n");
        let ids: Vec<_> = glossary.iter().map(|entry| &*entry.id).collect();
        assert_eq!(ids, ["term-nazir-2", "term-nazir", "term-nazir-3"]);
        assert!(ids.iter().all(|id| glossary.get(id).is_some_and(|entry| entry.id == *id)));
    }

    #[test]
    fn the_older_name_of_a_column_is_read() {
        assert_eq!(read("az,en,en_variants_allowed\na,b,c| d|\n").iter().next().unwrap().en_variants, ["c", "d"]);
    }

    #[test]
    fn faults_have_a_place() {
        assert_eq!(error("az,en\na,b,c\n"), "g.csv:2:1: cells in this row: 3; columns in the header row: 2");
        assert_eq!(error("az,type,en\nşə,naz,b\n"), "g.csv:2:4: unknown type \"naz\"");
        assert_eq!(error("az\nx\n"), "g.csv:1:1: the header row has no column \"en\"");
        assert_eq!(error("az,en,score\na,b,NaN\n"), "g.csv:2:5: score \"NaN\" is not a number from 0 to 1");
        let latin1 = Glossary::read("g.csv", b"az,en\nna\xE7ar,x\n").unwrap_err();
        assert_eq!(latin1.to_string(), "g.csv:2:3: the file is not UTF-8 text");
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let mut glossary = Glossary::new();
        let ids: Vec<_> = (0..3).map(|_| glossary.insert(Entry { az: "nazir".into(), ..Entry::default() })).collect();
        assert_eq!(ids, ["term-nazir", "term-nazir-2", "term-nazir-3"]);
    }
}
