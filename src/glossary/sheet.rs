use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3};

use super::column::Column;
use super::entry::{Kind, Status};
use super::error::{ErrorKind, Fault};
use crate::table;
use crate::text::Span;

/// A cell and its place in the text, quotes included.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    pub value: Cow<'t, str>,
    pub span: Span,
}

impl<'t> Cell<'t> {
    /// The value without outer white space.
    pub fn text(&self) -> Cow<'t, str> {
        match &self.value {
            Cow::Borrowed(value) => Cow::Borrowed(value.trim()),
            Cow::Owned(value) => Cow::Owned(value.trim().to_string()),
        }
    }

    /// Visits the parts of a list.
    pub fn each_part(&self, mut visit: impl FnMut(Cow<'t, str>)) {
        match &self.value {
            Cow::Borrowed(value) => table::list(value).for_each(|part| visit(Cow::Borrowed(part))),
            Cow::Owned(value) => table::list(value).for_each(|part| visit(Cow::Owned(part.to_string()))),
        }
    }
}

/// A CSV text (RFC 4180) cut into cells that know their place.
///
/// Unlike the `csv` crate it keeps the byte range of each cell and does not read over broken quotes. Separators are
/// commas, semicolons or tabs, as in the header row; lines end in LF, CRLF or CR; blank lines are skipped.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub text: &'t str,
    pub header: Header<'t>,
    cells: Vec<Cell<'t>>,
    rows: Vec<Range<usize>>,
    /// Faults of the quoting, in file order.
    pub faults: Vec<Fault>,
}

/// The header row, and where each column stands.
#[derive(Debug)]
pub(super) struct Header<'t> {
    pub cells: Vec<Cell<'t>>,
    /// What each cell of a row is; none for columns that the program does not know.
    columns: Vec<Option<Column>>,
    places: [Option<usize>; Column::COUNT],
}

impl<'t> Header<'t> {
    fn read(scanner: &mut Scanner<'t>) -> Header<'t> {
        let mut cells = Vec::new();
        scanner.record(&mut cells);
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| Column::of(&cell.value)).collect();
        let mut places = [None; Column::COUNT];
        for (place, column) in columns.iter().enumerate() {
            if let Some(column) = column {
                places[*column as usize].get_or_insert(place);
            }
        }
        Header { cells, columns, places }
    }
}

/// One row of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'s, 't> {
    header: &'s Header<'t>,
    pub cells: &'s [Cell<'t>],
}

/// How many rows a text has at most, the header row included.
pub(super) fn most_rows(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count() + 1
}

/// Visits the rows of `text` one by one, as [`Sheet::rows`] gives them, in memory for one row.
pub(super) fn each_row<'t>(text: &'t str, mut visit: impl FnMut(Row<'_, 't>)) {
    let mut scanner = Scanner::new(text);
    let header = Header::read(&mut scanner);
    let mut cells = Vec::new();
    while scanner.at < text.len() {
        cells.clear();
        if scanner.row(&mut cells) {
            visit(Row { header: &header, cells: &cells });
        }
    }
}

impl<'t> Sheet<'t> {
    /// Cuts `text`, of which a byte order mark has been removed.
    pub fn parse(text: &'t str) -> Sheet<'t> {
        let mut scanner = Scanner::new(text);
        let header = Header::read(&mut scanner);
        // Growing would touch the memory of a large file twice.
        let lines = most_rows(text);
        let separators = memchr_iter(scanner.separator, text.as_bytes()).count() + 1;
        let mut cells = Vec::with_capacity(separators + lines);
        let mut rows = Vec::with_capacity(lines);
        while scanner.at < text.len() {
            let start = cells.len();
            if scanner.row(&mut cells) {
                rows.push(start..cells.len());
            } else {
                cells.truncate(start);
            }
        }
        Sheet { text, header, cells, rows, faults: scanner.faults }
    }

    /// Whether the header row has the column.
    pub fn has(&self, column: Column) -> bool {
        self.header.places[column as usize].is_some()
    }

    /// The rows below the header row, without those whose quotes are broken.
    pub fn rows<'s>(&'s self) -> impl ExactSizeIterator<Item = Row<'s, 't>> {
        self.rows.iter().map(|range| Row { header: &self.header, cells: &self.cells[range.clone()] })
    }
}

impl<'s, 't> Row<'s, 't> {
    /// The cell of a column, if the file has the column and the row the cell.
    pub fn cell(self, column: Column) -> Option<&'s Cell<'t>> {
        self.cells.get(self.header.places[column as usize]?)
    }

    /// The value of a column without outer white space; empty if there is none.
    pub fn value(self, column: Column) -> &'s str {
        self.cell(column).map_or("", |cell| cell.value.trim())
    }

    /// What the row names; a term if it does not say.
    pub fn kind(self) -> Kind {
        self.value(Column::Kind).parse().unwrap_or_default()
    }

    /// The status; approved if the row does not say: somebody wrote it.
    pub fn status(self) -> Status {
        self.value(Column::Status).parse().unwrap_or_default()
    }

    /// The parts of a list.
    pub fn list(self, column: Column) -> impl Iterator<Item = &'s str> {
        table::list(self.value(column))
    }

    /// The place of the row, from its first to its last cell.
    pub fn span(self) -> Span {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The cells with their columns, in file order; none for columns that the program does not know.
    pub fn columns(self) -> impl Iterator<Item = (Option<Column>, &'s Cell<'t>)> {
        self.header.columns.iter().copied().zip(self.cells)
    }

    /// The cells of columns that the program does not know, with the names of these.
    pub fn unknown(self) -> impl Iterator<Item = (&'s Cell<'t>, &'s Cell<'t>)> {
        let named = self.header.cells.iter().zip(self.columns());
        named.filter_map(|(name, (column, cell))| column.is_none().then_some((name, cell)))
    }
}

/// Picks the separator with which the header row names `az` and `en`; a comma where none does.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or("");
    let names = |separator: char| {
        header.split(separator).filter(|name| Column::of(name.trim().trim_matches('"')).is_some()).count()
    };
    [',', ';', '\t'].into_iter().rev().max_by_key(|&separator| names(separator)).map_or(b',', |c| c as u8)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    faults: Vec<Fault>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Scanner<'t> {
        Scanner { text, at: 0, separator: separator(text), faults: Vec::new() }
    }

    /// Reads one record behind `cells`; whether it is a row, neither blank nor broken.
    fn row(&mut self, cells: &mut Vec<Cell<'t>>) -> bool {
        let (start, faults) = (cells.len(), self.faults.len());
        self.record(cells);
        let blank = cells.len() == start + 1 && cells.last().is_some_and(|cell| cell.span.is_empty());
        !blank && self.faults.len() == faults
    }

    /// Reads one record and its line end.
    fn record(&mut self, cells: &mut Vec<Cell<'t>>) {
        loop {
            let start = self.at;
            let value = if self.byte() == Some(b'"') { self.quoted() } else { Cow::Borrowed(self.plain()) };
            cells.push(Cell { value, span: Span::new(start, self.at) });
            match self.byte() {
                Some(byte) if byte == self.separator => self.at += 1,
                Some(b'\r') if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => return self.at += 2,
                Some(_) => return self.at += 1,
                None => return,
            }
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads up to the next separator or line end.
    fn plain(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let length = memchr3(self.separator, b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Reads a quoted cell; two quotes inside it stand for one.
    fn quoted(&mut self) -> Cow<'t, str> {
        let start = self.at;
        let mut value = Cow::Borrowed("");
        loop {
            let from = self.at + 1;
            let Some(length) = memchr(b'"', &self.text.as_bytes()[from..]) else {
                self.fault(start, ErrorKind::UnclosedQuote);
                value += &self.text[from..];
                self.at = self.text.len();
                return value;
            };
            value += &self.text[from..from + length];
            self.at = from + length + 1;
            match self.byte() {
                Some(b'"') => value += "\"",
                None | Some(b'\n' | b'\r') => return value,
                Some(byte) if byte == self.separator => return value,
                Some(_) => {
                    self.fault(start, ErrorKind::TextAfterQuote);
                    value += self.plain();
                    return value;
                }
            }
        }
    }

    fn fault(&mut self, start: usize, kind: ErrorKind) {
        self.faults.push(Fault { span: Span::new(start, start + 1), kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<Vec<String>> {
        let sheet = Sheet::parse(text);
        sheet.rows().map(|row| row.cells.iter().map(|cell| cell.value.to_string()).collect()).collect()
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        assert_eq!(values("az,en\n\"a,b\",\"c\nd\"\"e\"\n"), [["a,b", "c\nd\"e"]]);
    }

    #[test]
    fn separators_and_line_ends_of_spreadsheets_are_read() {
        assert_eq!(values("az;en\r\na;b,c\r\n\r\nd;\r\n"), [["a", "b,c"], ["d", ""]]);
        assert_eq!(values("az\ten\ra\tb"), [["a", "b"]]);
        assert_eq!(values("\"az\";\"en\"\na;b"), [["a", "b"]]);
    }

    #[test]
    fn cells_know_their_place() {
        let text = "az,en\nşə,\"x\"\n";
        let sheet = Sheet::parse(text);
        let row = sheet.rows().next().unwrap();
        assert_eq!(row.cells.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>(), ["şə", "\"x\""]);
    }

    #[test]
    fn broken_quotes_are_faults() {
        let kinds = |text| Sheet::parse(text).faults.into_iter().map(|fault| fault.kind).collect::<Vec<_>>();
        assert_eq!(kinds("az,en\n\"a,b\nc,d\n"), [ErrorKind::UnclosedQuote]);
        assert_eq!(kinds("az,en\n\"a\"b,c\n"), [ErrorKind::TextAfterQuote]);
        assert_eq!(kinds("az,en\na\"b,c\n"), []);
    }

    #[test]
    fn no_text_has_no_rows() {
        assert!(values("").is_empty());
        assert!(values("az,en").is_empty());
    }
}
