//! Tables: the facts of the language as CSV files, embedded in the binary and parsed once.
//!
//! Every table has a header row; its columns are the fields of the row type. A column that the row type does not name
//! (`source`, `note`) is for people and is skipped.

use memchr::{memchr, memchr_iter};
use serde::de::DeserializeOwned;

/// Parses an embedded table into its rows, in file order.
///
/// # Panics
///
/// When the table does not fit `Row`. The tables are part of the program and a test parses each of them, so this is
/// a fault of the build, never of the user's input.
///
/// # Examples
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Pair { az: String, en: String }
/// let rows: Vec<Pair> = lughat::table::rows("pairs", "az,en,source\nnazir,minister,own\n");
/// assert_eq!(rows[0].en, "minister");
/// ```
pub fn rows<Row: DeserializeOwned>(name: &str, csv_text: &str) -> Vec<Row> {
    csv::Reader::from_reader(csv_text.as_bytes())
        .deserialize()
        .map(|row| row.unwrap_or_else(|error| panic!("embedded table {name}: {error}")))
        .collect()
}

/// Visits the cells of some columns of a CSV text that is part of the program, row by row, without copying them; a column
/// that the text has not gives empty cells.
///
/// It is for the large tables, which a run reads before it does anything: it takes a tenth of the time of [`rows`]. A cell in
/// quotes is given without them, but a quote inside it stays doubled; every line is a row.
///
/// ```
/// let mut words = Vec::new();
/// lughat::table::each_record("az,pos\nnazir,noun\n", ["az", "class"], |[az, class]| words.push((az, class)));
/// assert_eq!(words, [("nazir", "")]);
/// ```
pub fn each_record<'t, const N: usize>(csv_text: &'t str, columns: [&str; N], mut visit: impl FnMut([&'t str; N])) {
    let mut lines = lines(csv_text);
    let header: Vec<&str> = lines.next().map(|line| cells(line).collect()).unwrap_or_default();
    let places = columns.map(|column| header.iter().position(|name| *name == column));
    let last = places.iter().flatten().max().copied().unwrap_or(0);
    for line in lines.filter(|line| !line.is_empty()) {
        let mut found = [""; N];
        for (at, cell) in cells(line).take(last + 1).enumerate() {
            places.iter().zip(&mut found).filter(|(place, _)| **place == Some(at)).for_each(|(_, found)| *found = cell);
        }
        visit(found);
    }
}

/// The lines of a text, without their ends; `str::lines` takes twice the time.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain((!text.ends_with('\n')).then_some(text.len()));
    ends.map(move |end| &text[std::mem::replace(&mut start, end + 1)..end])
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// The cells of a row.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        let quotes = quoted_length(line);
        let end = memchr(b',', &line.as_bytes()[quotes..]).map(|length| quotes + length);
        rest = end.map(|end| &line[end + 1..]);
        let cell = &line[..end.unwrap_or(line.len())];
        Some(if quotes > 1 { &cell[1..quotes - 1] } else { cell })
    })
}

/// The length in bytes of the quotes that `line` begins with and what is between them; 0 where it begins with none.
fn quoted_length(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    while bytes.get(at) == Some(&b'"') {
        at += 1;
        at += memchr(b'"', &bytes[at..]).map_or(bytes.len() - at, |length| length + 1);
    }
    at
}

/// Splits a cell that holds a list: parts separated by `|`, without empty ones.
///
/// ```
/// let parts: Vec<_> = lughat::table::list("defence|defense").collect();
/// assert_eq!(parts, ["defence", "defense"]);
/// ```
pub fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_hold_commas_and_quotes() {
        let mut found = Vec::new();
        each_record("a,b,c\n\"x, y\",z,\"\"\n1,,\"2\"\",3\"\n\"", ["c", "a"], |cells| found.push(cells));
        assert_eq!(found, [["", "x, y"], ["2\"\",3", "1"], ["", "\""]]);
    }

    #[test]
    fn no_text_has_no_rows() {
        each_record("", ["a"], |_| panic!());
        each_record("a,b\n", ["a"], |_| panic!());
    }
}
