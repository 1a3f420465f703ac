//! The rules that a file must keep to be read at all; [`Glossary::read`](super::Glossary::read) and
//! [`validate`](super::validate()) share them.

use std::collections::HashSet;

use super::column::Column;
use super::entry::{Kind, Status};
use super::error::{ErrorKind, Fault};
use super::sheet::{Row, Sheet};
use crate::text::Span;

/// Returns the text of a file without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, (String, Fault)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
        let span = Span::new(valid.len(), valid.len());
        (valid, Fault { span, kind: ErrorKind::NotUtf8 })
    })
}

/// Finds all faults of a sheet, in the order of the rules.
pub(super) fn faults(sheet: &Sheet) -> Vec<Fault> {
    let mut found = Vec::new();
    missing_column(sheet, &mut found);
    duplicate_column(sheet, &mut found);
    found.extend(sheet.faults.iter().cloned());
    field_count(sheet, &mut found);
    for row in sheet.rows() {
        unknown_type(row, &mut found);
        unknown_status(row, &mut found);
        bad_number(row, &mut found);
    }
    duplicate_id(sheet, &mut found);
    found
}

fn missing_column(sheet: &Sheet, found: &mut Vec<Fault>) {
    let end = sheet.header.cells.last().map_or(0, |cell| cell.span.end);
    for column in [Column::Az, Column::En] {
        if !sheet.has(column) {
            found.push(Fault { span: Span::new(0, end), kind: ErrorKind::MissingColumn(column.name()) });
        }
    }
}

fn duplicate_column(sheet: &Sheet, found: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    for cell in &sheet.header.cells {
        let name = Column::of(&cell.value).map_or(&*cell.value, |column| column.name());
        if !seen.insert(name) {
            found.push(Fault { span: cell.span, kind: ErrorKind::DuplicateColumn(cell.value.to_string()) });
        }
    }
}

fn field_count(sheet: &Sheet, found: &mut Vec<Fault>) {
    let expected = sheet.header.cells.len();
    for row in sheet.rows().filter(|row| row.cells.len() != expected) {
        let kind = ErrorKind::FieldCount { expected, found: row.cells.len() };
        found.push(Fault { span: row.span(), kind });
    }
}

fn unknown_type(row: Row, found: &mut Vec<Fault>) {
    let name = row.value(Column::Kind);
    if let (false, Err(error), Some(cell)) = (name.is_empty(), name.parse::<Kind>(), row.cell(Column::Kind)) {
        found.push(Fault { span: cell.span, kind: ErrorKind::UnknownType(error.0) });
    }
}

fn unknown_status(row: Row, found: &mut Vec<Fault>) {
    let name = row.value(Column::Status);
    if let (false, Err(error), Some(cell)) = (name.is_empty(), name.parse::<Status>(), row.cell(Column::Status)) {
        found.push(Fault { span: cell.span, kind: ErrorKind::UnknownStatus(error.0) });
    }
}

fn bad_number(row: Row, found: &mut Vec<Fault>) {
    let mut check = |column: Column, valid: bool, expected| {
        if let (false, Some(cell)) = (valid || row.value(column).is_empty(), row.cell(column)) {
            let kind = ErrorKind::BadNumber { column: column.name(), expected, text: cell.value.to_string() };
            found.push(Fault { span: cell.span, kind });
        }
    };
    check(Column::Score, score(row).is_some(), "a number from 0 to 1");
    check(Column::Count, count(row).is_some(), "a whole number");
}

/// The score of a row, if it is a number from 0 to 1; spreadsheets may have given it a decimal comma.
pub(super) fn score(row: Row) -> Option<f64> {
    let text = row.value(Column::Score);
    let parsed: f64 = if text.contains(',') { text.replace(',', ".").parse() } else { text.parse() }.ok()?;
    // Minus zero would be written back with its sign.
    (0.0..=1.0).contains(&parsed).then_some(parsed.abs())
}

/// The count of a row, if it is a whole number.
pub(super) fn count(row: Row) -> Option<u64> {
    row.value(Column::Count).parse().ok()
}

fn duplicate_id(sheet: &Sheet, found: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    for row in sheet.rows() {
        let id = row.value(Column::Id);
        if let (false, Some(cell)) = (id.is_empty() || seen.insert(id), row.cell(Column::Id)) {
            found.push(Fault { span: cell.span, kind: ErrorKind::DuplicateId(id.into()) });
        }
    }
}
