//! The rules for a house list: what a careful editor keeps to, beyond a file that can be used.
//!
//! They look at all files together, since two files may hold the same thing and parts recur across them. What a row
//! departs from may be explained in its note: `spelling: traditional; wording: official English name`.

mod country;
mod initials;
mod label;
mod same_form;
mod spelling;
mod uniform;

use super::column::Column;
use super::entry::Status;
use super::sheet::{Row, Sheet};
use crate::report::{Diagnostic, Severity};

/// Applies every strict rule to files that belong together; the findings are by file, in no order.
pub(super) fn check(sheets: &[Sheet]) -> Vec<Vec<Diagnostic>> {
    let mut findings = Findings(vec![Vec::new(); sheets.len()]);
    same_form::check(sheets, &mut findings);
    uniform::check(sheets, &mut findings);
    for (place, row) in approved(sheets) {
        initials::check(place, row, &mut findings);
        spelling::check(place, row, &mut findings);
        country::check(place, row, &mut findings);
    }
    findings.0
}

/// The approved rows, each with the number of its file.
fn approved<'s, 't>(sheets: &'s [Sheet<'t>]) -> impl Iterator<Item = (usize, Row<'s, 't>)> {
    let rows = sheets.iter().enumerate().flat_map(|(file, sheet)| sheet.rows().map(move |row| (file, row)));
    rows.filter(|(_, row)| row.status() == Status::Approved)
}

/// Findings by file.
struct Findings(Vec<Vec<Diagnostic>>);

impl Findings {
    /// Adds a warning about a cell of a row.
    fn warn(&mut self, file: usize, row: Row, column: Column, what: (&'static str, String), help: String) {
        let span = row.cell(column).map_or(row.span(), |cell| cell.span);
        self.0[file].push(Diagnostic::new(what.0, Severity::Warning, span, what.1).with_help(help));
    }
}
