//! All forms of many entries, to be met by their folded keys.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;
use std::slice;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::column::Column;
use super::embedded::{EmbeddedRow, FILE_COUNT, each_row_of, row_count};
use super::fold::push_key;
use super::lookup::Why;
use super::sheet::Row;
use super::{Entry, Text};
use crate::letters::Lang;
use crate::table;

/// The columns that hold forms, their language, and how a query is answered that meets one.
const FORMS: [(Column, Lang, Why); 7] = [
    (Column::Az, Lang::Az, Why::Exact),
    (Column::En, Lang::En, Why::Exact),
    (Column::AzVariants, Lang::Az, Why::Variant),
    (Column::EnVariants, Lang::En, Why::Variant),
    (Column::AzAcronym, Lang::Az, Why::Acronym),
    (Column::EnAcronym, Lang::En, Why::Acronym),
    (Column::EnForbidden, Lang::En, Why::Forbidden),
];

/// Forms that an entry usually has, and bytes of a key; they decide how much memory is taken at first.
const USUAL_FORMS: usize = 5;
const USUAL_KEY: usize = 32;

/// One form of an entry.
pub(super) struct Form<'g> {
    /// Number of the entry.
    pub owner: u32,
    pub text: Cow<'g, str>,
    pub lang: Lang,
    pub role: Why,
    /// Where its key stands among the keys, in bytes.
    key: Range<usize>,
}

/// An entry, or the row of the program's own files of which one can be made: making all of them would take longer than
/// any answer.
#[derive(Clone, Copy)]
enum Owner<'g> {
    Entry(&'g Entry),
    Row(EmbeddedRow),
}

/// What one thread indexes.
enum Source<'s, 'g> {
    Entries(&'s [&'g Entry]),
    File(usize),
}

/// The forms of entries in their order, by the hash of their keys.
pub(super) struct Index<'g> {
    owners: Vec<Owner<'g>>,
    forms: Vec<Form<'g>>,
    /// The keys of all forms, one after the other.
    keys: String,
    /// The hash of each key with the place of its form, sorted: cheaper to make than the order of the keys themselves.
    by_hash: Vec<(u64, u32)>,
}

impl<'g> Index<'g> {
    /// Indexes entries and, behind them, the curated files if they are wanted.
    pub fn of(entries: &[&'g Entry], with_embedded: bool) -> Index<'g> {
        let share = entries.len().div_ceil(rayon::current_num_threads()).max(1);
        let files = if with_embedded { FILE_COUNT } else { 0 };
        let sources: Vec<Source> =
            entries.chunks(share).map(Source::Entries).chain((0..files).map(Source::File)).collect();
        let parts: Vec<Index> = sources.par_iter().with_max_len(1).map(Index::part).collect();
        let mut all = Index::with_room(parts.iter().map(|part| part.forms.len()).sum());
        parts.into_iter().for_each(|part| all.append(part));
        all.by_hash.par_sort_unstable();
        all
    }

    /// An empty index with memory for so many forms: growing would move all that is there.
    fn with_room(forms: usize) -> Index<'g> {
        Index {
            owners: Vec::new(),
            forms: Vec::with_capacity(forms),
            keys: String::with_capacity(forms * USUAL_KEY),
            by_hash: Vec::with_capacity(forms),
        }
    }

    /// Indexes one source; the hashes are not sorted yet.
    fn part(source: &Source<'_, 'g>) -> Index<'g> {
        match *source {
            Source::Entries(entries) => {
                let mut index = Index::with_room(entries.len() * USUAL_FORMS);
                entries.iter().for_each(|entry| index.add_entry(entry));
                index
            }
            Source::File(file) => {
                let mut index = Index::with_room(row_count(file) * USUAL_FORMS);
                each_row_of(file, |row| index.add_row(file, row));
                index
            }
        }
    }

    fn add_entry(&mut self, entry: &'g Entry) {
        for (column, lang, role) in FORMS {
            texts(entry, column).iter().for_each(|text| self.add(Cow::Borrowed(text), lang, role));
        }
        self.owners.push(Owner::Entry(entry));
    }

    fn add_row(&mut self, file: usize, row: Row<'_, 'static>) {
        for (column, lang, role) in FORMS {
            match row.cell(column).map(|cell| &cell.value) {
                Some(Cow::Borrowed(cell)) if column.is_list() => {
                    table::list(cell).for_each(|text| self.add(Cow::Borrowed(text), lang, role));
                }
                Some(Cow::Borrowed(cell)) => self.add(Cow::Borrowed(cell.trim()), lang, role),
                Some(Cow::Owned(cell)) if column.is_list() => {
                    table::list(cell).for_each(|text| self.add(Cow::Owned(text.into()), lang, role));
                }
                Some(Cow::Owned(cell)) => self.add(Cow::Owned(cell.trim().into()), lang, role),
                None => {}
            }
        }
        self.owners.push(Owner::Row(EmbeddedRow { file, span: row.span() }));
    }

    fn add(&mut self, text: Cow<'g, str>, lang: Lang, role: Why) {
        let start = self.keys.len();
        push_key(&mut self.keys, &text);
        let key = start..self.keys.len();
        if !key.is_empty() {
            self.by_hash.push((hash(&self.keys[key.clone()]), self.forms.len() as u32));
            self.forms.push(Form { owner: self.owners.len() as u32, text, lang, role, key });
        }
    }

    fn append(&mut self, later: Index<'g>) {
        let (owners, forms, keys) = (self.owners.len() as u32, self.forms.len() as u32, self.keys.len());
        self.owners.extend(later.owners);
        self.keys += &later.keys;
        self.by_hash.extend(later.by_hash.into_iter().map(|(hash, at)| (hash, at + forms)));
        let moved = |form: Form<'g>| {
            let key = form.key.start + keys..form.key.end + keys;
            Form { owner: form.owner + owners, key, ..form }
        };
        self.forms.extend(later.forms.into_iter().map(moved));
    }

    /// All forms, in the order of the entries.
    pub fn forms(&self) -> &[Form<'g>] {
        &self.forms
    }

    /// The key of a form.
    pub fn key_of(&self, form: &Form) -> &str {
        &self.keys[form.key.clone()]
    }

    /// The forms with a key, in the order of the entries.
    pub fn met<'i, 'k>(&'i self, key: &'k str) -> impl Iterator<Item = &'i Form<'g>> + use<'i, 'k, 'g> {
        let hash = hash(key);
        let start = self.by_hash.partition_point(|&(other, _)| other < hash);
        let same = self.by_hash[start..].iter().take_while(move |&&(other, _)| other == hash);
        same.map(|&(_, at)| &self.forms[at as usize]).filter(move |form| self.key_of(form) == key)
    }

    /// The entry with a number.
    pub fn entry(&self, owner: u32) -> Cow<'g, Entry> {
        match self.owners[owner as usize] {
            Owner::Entry(entry) => Cow::Borrowed(entry),
            Owner::Row(row) => Cow::Owned(row.entry()),
        }
    }
}

/// The forms of an entry in a column.
fn texts(entry: &Entry, column: Column) -> &[Text] {
    match column {
        Column::Az => slice::from_ref(&entry.az),
        Column::En => slice::from_ref(&entry.en),
        Column::AzVariants => &entry.az_variants,
        Column::EnVariants => &entry.en_variants,
        Column::AzAcronym => &entry.az_acronym,
        Column::EnAcronym => &entry.en_acronym,
        Column::EnForbidden => &entry.en_forbidden,
        _ => &[],
    }
}

/// The hash of a key; the same in every run of a build, so that nothing depends on chance.
fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
}
