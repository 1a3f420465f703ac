//! The report of a run as one page for people: which files are the worst, what was read for what, and the text with its
//! repairs, without network and scripts.

mod passage;
mod section;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::path::{Path, PathBuf};

use anyhow::ensure;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use self::passage::Passage;
use self::section::Count;
pub(super) use self::section::Section;
use super::letter_change::LetterChange;
use super::visible::visible;
use crate::cli::output::replace_file;

/// Bytes of text on a page, at most; the texts of the worst files are kept.
const MOST_BYTES: usize = 8 << 20;
/// Files in the overview, at most.
const MOST_FILES: usize = 5000;
/// Confusions in the table, at most.
const MOST_CONFUSIONS: usize = 50;

/// Whether a report is to be a page, by its name.
pub(super) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("html") || suffix.eq_ignore_ascii_case("htm"))
}

/// A page that is being filled, in memory for its size and a line a file.
pub(super) struct Page {
    path: PathBuf,
    most_bytes: usize,
    sections: Vec<Section>,
    /// The files with text, the one with the fewest errors first.
    best: BinaryHeap<(Reverse<u32>, usize)>,
    bytes: usize,
    /// Files that an earlier run had done: of these, the page says nothing.
    pub done_before: usize,
}

impl Page {
    /// Begins a page that will be written to `path`.
    ///
    /// # Errors
    ///
    /// When there is no such place.
    pub fn new(path: &Path) -> anyhow::Result<Page> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        ensure!(
            folder.is_dir() && !path.is_dir(),
            "{}: cannot write; name a file in a folder that is there",
            path.display()
        );
        let (sections, best) = (Vec::new(), BinaryHeap::new());
        Ok(Page { path: path.to_path_buf(), most_bytes: MOST_BYTES, sections, best, bytes: 0, done_before: 0 })
    }

    /// Adds a file. There may be no room for its text, or for that of another one: the worst files keep theirs.
    pub fn add(&mut self, section: Section) {
        self.best.push((Reverse(millionths(&section)), self.sections.len()));
        self.bytes += section.bytes;
        self.sections.push(section);
        while self.bytes > self.most_bytes {
            let Some((_, least)) = self.best.pop() else { return };
            self.bytes -= self.sections[least].leave_out();
        }
    }

    /// Writes the page in one step.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write(mut self) -> anyhow::Result<()> {
        let html = self.html();
        replace_file(&self.path, html.as_bytes())
    }

    fn html(&mut self) -> String {
        self.sections.sort_by_key(|section| Reverse(millionths(section)));
        let view = View::of(&self.sections, self.done_before);
        // The name of the template asks for escaping of all values that are not marked as safe.
        let page = Environment::new().render_named_str("page.html", include_str!("page.html"), Serde(&view));
        page.expect("the template is part of the program, and a test renders it")
    }
}

/// The error rate of a file in millionths, which have an order.
fn millionths(section: &Section) -> u32 {
    (section.quality.error_rate() * 1e6) as u32
}

/// What the template is filled with.
#[derive(Serialize)]
struct View<'p> {
    version: &'static str,
    style: &'static str,
    files: Vec<File<'p>>,
    /// Files that are not in the overview.
    more_files: usize,
    all_files: usize,
    done_before: usize,
    /// Files whose texts are left out.
    hidden_files: usize,
    repairs: usize,
    suggestions: usize,
    refused: usize,
    confusions: Vec<Confusion>,
    more_confusions: usize,
}

/// A file, as the template wants it.
#[derive(Serialize)]
struct File<'p> {
    name: String,
    /// The share of wrong words in percent.
    wrong: String,
    repairs: usize,
    suggestions: usize,
    refused: usize,
    passages: &'p [Passage],
    rest: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct Confusion {
    seen: String,
    meant: String,
    count: Count,
}

impl<'p> View<'p> {
    fn of(sections: &'p [Section], done_before: usize) -> View<'p> {
        let sum = |of: fn(&Section) -> usize| sections.iter().map(of).sum();
        let confusions = confusions(sections);
        View {
            version: env!("CARGO_PKG_VERSION"),
            style: include_str!("page.css"),
            files: sections.iter().take(MOST_FILES).map(File::of).collect(),
            more_files: sections.len().saturating_sub(MOST_FILES),
            all_files: sections.len(),
            done_before,
            hidden_files: sections.iter().filter(|section| section.is_hidden()).count(),
            repairs: sum(|section| section.repairs),
            suggestions: sum(|section| section.suggestions),
            refused: sum(|section| section.refused),
            more_confusions: confusions.len().saturating_sub(MOST_CONFUSIONS),
            confusions: confusions.into_iter().take(MOST_CONFUSIONS).collect(),
        }
    }
}

impl<'p> File<'p> {
    fn of(section: &'p Section) -> File<'p> {
        let Section { file, repairs, suggestions, refused, passages, rest, left_out, .. } = section;
        File {
            name: visible(file).into_owned(),
            wrong: format!("{:.1}", section.quality.error_rate() * 100.0),
            repairs: *repairs,
            suggestions: *suggestions,
            refused: *refused,
            passages,
            rest: *rest,
            left_out: *left_out,
        }
    }
}

/// What was read for what in all files, the most frequent first.
fn confusions(sections: &[Section]) -> Vec<Confusion> {
    let mut counts: BTreeMap<&LetterChange, Count> = BTreeMap::new();
    for (change, count) in sections.iter().flat_map(|section| &section.confusions) {
        counts.entry(change).or_default().add(*count);
    }
    let mut sorted: Vec<(&LetterChange, Count)> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, count)| Reverse(count.sum()));
    let shown = |letters: &str| visible(letters).into_owned();
    let confusion = |(change, count): (&LetterChange, Count)| Confusion {
        seen: shown(&change.seen),
        meant: shown(&change.meant),
        count,
    };
    sorted.into_iter().map(confusion).collect()
}

#[cfg(test)]
mod tests;
