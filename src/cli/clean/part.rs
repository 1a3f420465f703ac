use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use super::cleaning::Cleaning;
use super::destination::Destination;
use super::job::Extent;
use super::page::Section;
use super::report::{Report, edits};
use super::restoration::{Line, Piece};
use super::tally::Tally;
use super::task::Task;
use crate::cli::output::Replacement;
use crate::ocr::Knowledge;

/// What is to be shown of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// The cleaned file, if it goes to standard output.
    File,
    /// What was found in it.
    List,
    /// What would change.
    Difference,
    /// Whether something would change.
    Check,
}

/// What a run is to do.
pub(super) struct Plan<'a> {
    pub tasks: &'a [Task],
    pub to: Destination<'a>,
    pub show: Show,
    /// Whether there is a report for programs, and whether there is a page for people.
    pub is_reported: bool,
    pub has_page: bool,
    /// The folder in which files are written before they are put in their places, if not beside these.
    pub until_put: Option<PathBuf>,
    pub knowledge: &'a Knowledge,
}

impl Plan<'_> {
    /// Begins the file that a task is written to, if it is one.
    ///
    /// # Errors
    ///
    /// When its folder cannot be made or written.
    pub fn open(&self, task: &Task) -> anyhow::Result<Option<Replacement>> {
        self.to.open(task, self.until_put.as_deref())
    }

    /// Whether the share of wrong words is wanted.
    fn is_judged(&self) -> bool {
        self.show == Show::Check || self.is_reported || self.has_page
    }
}

/// A part of a file that has been cleaned, and what can be said of it without the others.
pub(super) struct Part {
    pub cleaning: Cleaning,
    pub tally: Tally,
    /// The cleaned file, if this is all of it and it is written.
    pub file: Option<Replacement>,
    pub extent: Extent,
    /// What goes to the page.
    pub section: Option<Section>,
    /// Lines of the report.
    edits: String,
    undo: Vec<Piece>,
}

impl Part {
    /// Looks at a part; one that is all of its file is written beside the place where it belongs.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn new(plan: &Plan<'_>, task: &Task, cleaning: Cleaning, extent: Extent) -> anyhow::Result<Part> {
        let is_written = extent.is_all() && !(plan.to.leaves_unchanged() && cleaning.applied() == 0);
        let mut file = if is_written { plan.open(task)? } else { None };
        if let Some(file) = &mut file {
            file.write_all(&cleaning.cleaned).with_context(|| failed(task))?;
            file.sync()?;
        }
        let quality = if plan.is_judged() { cleaning.quality(plan.knowledge) } else { Default::default() };
        let (mut edits_of_part, mut undo) = (String::new(), Vec::new());
        if plan.is_reported {
            edits_of_part = edits(&task.input.display().to_string(), &cleaning);
            undo = cleaning.undo();
        }
        let section = plan.has_page.then(|| Section::of(&cleaning, quality));
        let tally = Tally::of(&cleaning, quality);
        Ok(Part { cleaning, tally, file, extent, section, edits: edits_of_part, undo })
    }

    /// Writes what the report says of the part; so many bytes of the cleaned file stand before it.
    ///
    /// # Errors
    ///
    /// When there is no room.
    pub fn report(&mut self, before: usize, report: &mut Report) -> anyhow::Result<()> {
        report.write(&self.edits)?;
        let pieces: Vec<Piece> = self.undo.drain(..).map(|piece| piece.shifted(before)).collect();
        if pieces.is_empty() { Ok(()) } else { report.write_line(&Line::Undo { pieces }) }
    }
}

/// What is said of a cleaned file that cannot be written.
pub(super) fn failed(task: &Task) -> String {
    format!("{}: cannot write what it becomes", task.input.display())
}
