use std::io::{IsTerminal, Write};

use anyhow::Context;
use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value};

use super::Output;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A drawn table, for people; the default on a terminal
    Table,
    /// Comma-separated values with a header row
    Csv,
    /// Tab-separated values with a header row
    Tsv,
    /// One JSON object a line
    Jsonl,
}

/// Writes rows under a header in the format asked for; without one as a table on a terminal, else as CSV.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_rows(
    out: &mut Output,
    format: Option<Format>,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> anyhow::Result<()> {
    let default = if std::io::stdout().is_terminal() { Format::Table } else { Format::Csv };
    match format.unwrap_or(default) {
        Format::Table => write_table(out, header, rows),
        Format::Csv => write_separated(out, b',', header, rows),
        Format::Tsv => write_separated(out, b'\t', header, rows),
        Format::Jsonl => write_json(out, header, rows),
    }
    .context("standard output")
}

fn write_table(out: &mut Output, header: &[&str], rows: impl IntoIterator<Item = Vec<Value>>) -> anyhow::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    for row in rows {
        table.add_row(row.iter().map(text));
    }
    Ok(writeln!(out, "{table}")?)
}

fn write_separated(
    out: &mut Output,
    delimiter: u8,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> anyhow::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(text))?;
    }
    Ok(writer.flush()?)
}

fn write_json(out: &mut Output, header: &[&str], rows: impl IntoIterator<Item = Vec<Value>>) -> anyhow::Result<()> {
    for row in rows {
        let mut object = Map::from_iter([("schema".to_owned(), Value::from(1))]);
        object.extend(header.iter().map(|name| (*name).to_owned()).zip(row));
        serde_json::to_writer(&mut *out, &object)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The cell of a value: a string as it is, without JSON quotes.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
