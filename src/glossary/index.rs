//! All forms of many entries, to be met by their folded keys.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;
use std::slice;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::column::Column;
use super::embedded::{EmbeddedRow, FILE_COUNT, each_row_of, row_count};
use super::fold::push_key;
use super::lookup::Why;
use super::sheet::Row;
use super::{Entry, Text};
use crate::letters::Lang;

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

/// Forms that one thread looks through at once; fewer are not worth waking another for.
const FORMS_AT_ONCE: usize = 4096;
/// Forms that an entry usually has, and bytes of a key; they decide how much memory is taken at first.
const USUAL_FORMS: usize = 5;
const USUAL_KEY: usize = 32;

/// One form of an entry.
pub(super) struct Form<'g> {
    /// Number of the entry on its shelf.
    owner: usize,
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

/// The forms of some entries, in their order.
struct Shelf<'g> {
    owners: Vec<Owner<'g>>,
    forms: Vec<Form<'g>>,
    /// The keys of all forms, one after the other.
    keys: String,
    /// How many entries and forms stand on the shelves before.
    first_owner: usize,
    first_form: usize,
}

impl<'g> Shelf<'g> {
    fn of(source: &Source<'_, 'g>) -> Shelf<'g> {
        match *source {
            Source::Entries(entries) => {
                let mut shelf = Shelf::with_room(entries.len());
                entries.iter().for_each(|entry| shelf.add_entry(entry));
                shelf
            }
            Source::File(file) => {
                let mut shelf = Shelf::with_room(row_count(file));
                each_row_of(file, |row| shelf.add_row(file, row));
                shelf
            }
        }
    }

    /// An empty shelf with memory for so many entries: growing would move all that is there.
    fn with_room(entries: usize) -> Shelf<'g> {
        Shelf {
            owners: Vec::with_capacity(entries),
            forms: Vec::with_capacity(entries * USUAL_FORMS),
            keys: String::with_capacity(entries * USUAL_FORMS * USUAL_KEY),
            first_owner: 0,
            first_form: 0,
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
            match row.cell(column) {
                Some(cell) if column.is_list() => cell.each_part(|text| self.add(text, lang, role)),
                Some(cell) => self.add(cell.text(), lang, role),
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
            self.forms.push(Form { owner: self.owners.len(), text, lang, role, key });
        }
    }
}

/// A form that was met, with its key and the number of its entry.
#[derive(Clone, Copy)]
pub(super) struct Found<'i, 'g> {
    pub form: &'i Form<'g>,
    pub key: &'i str,
    pub owner: usize,
}

/// The forms of entries in their order, by their keys.
pub(super) struct Index<'g> {
    shelves: Vec<Shelf<'g>>,
    /// The hash of each key with the number of its form, sorted. Made for the second question: looking through all keys
    /// once takes less time.
    by_hash: OnceLock<Vec<(u64, usize)>>,
    was_asked: AtomicBool,
}

impl<'g> Index<'g> {
    /// Indexes entries and, behind them, the curated files if they are wanted.
    pub fn of(entries: &[&'g Entry], with_embedded: bool) -> Index<'g> {
        let share = entries.len().div_ceil(rayon::current_num_threads()).max(1);
        let files = if with_embedded { FILE_COUNT } else { 0 };
        let own = entries.chunks(share).map(Source::Entries);
        let sources: Vec<Source> = own.chain((0..files).map(Source::File)).collect();
        let mut shelves: Vec<Shelf> = sources.par_iter().with_max_len(1).map(Shelf::of).collect();
        let (mut owners, mut forms) = (0, 0);
        for shelf in &mut shelves {
            (shelf.first_owner, shelf.first_form) = (owners, forms);
            owners += shelf.owners.len();
            forms += shelf.forms.len();
        }
        Index { shelves, by_hash: OnceLock::new(), was_asked: AtomicBool::new(false) }
    }

    /// The keys of all forms, in the order of the entries.
    pub fn keys(&self) -> impl ParallelIterator<Item = (usize, &str)> {
        self.shelves.par_iter().flat_map(|shelf| {
            let forms = shelf.forms.par_iter().enumerate().with_min_len(FORMS_AT_ONCE);
            forms.map(move |(at, form)| (shelf.first_form + at, &shelf.keys[form.key.clone()]))
        })
    }

    /// The form with a number.
    pub fn form(&self, number: usize) -> Found<'_, 'g> {
        let shelf = &self.shelves[self.shelves.partition_point(|shelf| shelf.first_form <= number) - 1];
        let form = &shelf.forms[number - shelf.first_form];
        Found { form, key: &shelf.keys[form.key.clone()], owner: shelf.first_owner + form.owner }
    }

    /// The forms that have one of the keys, in the order of the entries, each with the number of the key.
    pub fn met(&self, keys: &[&str]) -> Vec<(usize, Found<'_, 'g>)> {
        let wanted: Vec<u64> = keys.iter().map(|key| hash(key)).collect();
        let mut numbers: Vec<usize> = if self.was_asked.swap(true, Ordering::Relaxed) {
            let table = self.by_hash.get_or_init(|| self.table());
            wanted.iter().flat_map(|&hash| of_hash(table, hash)).collect()
        } else {
            self.keys().filter(|(_, key)| wanted.contains(&hash(key))).map(|(number, _)| number).collect()
        };
        numbers.sort_unstable();
        numbers.dedup();
        let found = numbers.into_iter().map(|number| self.form(number));
        found
            .flat_map(|found| {
                keys.iter().enumerate().filter(move |(_, key)| **key == found.key).map(move |(at, _)| (at, found))
            })
            .collect()
    }

    fn table(&self) -> Vec<(u64, usize)> {
        let mut table: Vec<(u64, usize)> = self.keys().map(|(number, key)| (hash(key), number)).collect();
        table.par_sort_unstable();
        table
    }

    /// The entry with a number.
    pub fn entry(&self, owner: usize) -> Cow<'g, Entry> {
        let shelf = &self.shelves[self.shelves.partition_point(|shelf| shelf.first_owner <= owner) - 1];
        match shelf.owners[owner - shelf.first_owner] {
            Owner::Entry(entry) => Cow::Borrowed(entry),
            Owner::Row(row) => Cow::Owned(row.entry()),
        }
    }
}

fn of_hash(table: &[(u64, usize)], hash: u64) -> impl Iterator<Item = usize> {
    let start = table.partition_point(|&(other, _)| other < hash);
    table[start..].iter().take_while(move |&&(other, _)| other == hash).map(|&(_, number)| number)
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
