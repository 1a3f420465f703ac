//! Tables: the facts of the language as CSV files, embedded in the binary and parsed once.
//!
//! Every table has a header row; its columns are the fields of the row type. A column that the row type does not name
//! (`source`, `note`) is for people and is skipped.

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
/// ```
/// let mut words = Vec::new();
/// lughat::table::each_record("az,pos\nnazir,noun\n", ["az", "class"], |[az, class]| words.push((az.len(), class.len())));
/// assert_eq!(words, [(5, 0)]);
/// ```
pub fn each_record<const N: usize>(csv_text: &str, columns: [&str; N], mut visit: impl FnMut([&str; N])) {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let places = match reader.headers() {
        Ok(header) => columns.map(|column| header.iter().position(|name| name == column)),
        Err(_) => return,
    };
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        visit(places.map(|place| place.and_then(|place| record.get(place)).unwrap_or("")));
    }
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
