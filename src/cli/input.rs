use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::{Global, Output};
use crate::text::{Document, MAX_FILE_BYTES, ReadOptions, decode, load, read_bytes};

/// The name of standard input on the command line and in messages.
pub const STANDARD_INPUT: &str = "-";
/// From this many files on, or this many bytes, progress is shown.
const MANY_FILES: usize = 8;
const MANY_BYTES: u64 = 4 << 20;

/// Reads documents in parallel; they come in the order of `files`. `-`, or no file at all, is standard input.
///
/// # Errors
///
/// When a file cannot be read; the first of them is named.
pub fn read_documents(files: &[PathBuf], global: &Global, out: &Output) -> anyhow::Result<Vec<Document>> {
    let files = or_standard_input(files);
    let options = ReadOptions { encoding: global.encoding.clone(), format: None };
    let progress = progress_in_files(files.len(), out);
    let documents: Vec<anyhow::Result<Document>> = files
        .par_iter()
        .map(|file| {
            let document = read_bytes(&file.display().to_string(), bytes_of(file)?, &options)?;
            progress.inc(1);
            Ok(document)
        })
        .collect();
    progress.finish_and_clear();
    documents.into_iter().collect()
}

/// Reads files whose lines are the items (names, phrases, sentences), whatever their suffix; returns the text of each.
/// `-`, or no file at all, is standard input.
///
/// # Errors
///
/// When a file cannot be read.
pub fn read_texts(files: &[PathBuf], global: &Global) -> anyhow::Result<Vec<String>> {
    or_standard_input(files).iter().map(|file| read_text(file, global)).collect()
}

/// Reads one file as it is: UTF-8 byte for byte, a byte order mark included; other encodings decoded.
///
/// # Errors
///
/// When the file cannot be read or decoded.
pub fn read_verbatim(file: &Path, global: &Global) -> anyhow::Result<String> {
    let bytes = bytes_of(file)?;
    match String::from_utf8(bytes) {
        Ok(text) if global.encoding.is_none() && !text.contains('\0') => Ok(text),
        Ok(text) => Ok(decode(&file.display().to_string(), text.into_bytes(), global.encoding.as_deref())?.text),
        Err(error) => Ok(decode(&file.display().to_string(), error.into_bytes(), global.encoding.as_deref())?.text),
    }
}

/// Reads one file whose lines are the items; `-` is standard input. Its lines are [`str::lines`]: LF or CRLF.
///
/// # Errors
///
/// When the file cannot be read or decoded.
pub fn read_text(file: &Path, global: &Global) -> anyhow::Result<String> {
    let name = file.display().to_string();
    Ok(decode(&name, bytes_of(file)?, global.encoding.as_deref())?.text)
}

/// The files, or standard input where none is named.
pub fn or_standard_input(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from(STANDARD_INPUT)] } else { files.to_vec() }
}

/// Reads one file as it is; `-` is standard input.
///
/// # Errors
///
/// When the file cannot be read or is too large.
pub fn bytes_of(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file != Path::new(STANDARD_INPUT) {
        return Ok(load(file)?);
    }
    let mut bytes = Vec::new();
    // One byte more than is taken, so that the reader can tell.
    std::io::stdin().lock().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).context("standard input")?;
    Ok(bytes)
}

/// A bar on the terminal for many files, else nothing.
fn progress_in_files(files: usize, out: &Output) -> ProgressBar {
    if files < MANY_FILES || !out.shows_progress() {
        return ProgressBar::hidden();
    }
    bar(files as u64, "{msg} {bar:32} {pos}/{len} {eta}").with_message("reading")
}

/// A bar on the terminal for many bytes, with what is done in a second and the time that is left, else nothing.
pub fn progress_in_bytes(bytes: u64, out: &Output) -> ProgressBar {
    if bytes < MANY_BYTES || !out.shows_progress() {
        return ProgressBar::hidden();
    }
    bar(bytes, "{bar:32} {bytes}/{total_bytes} {bytes_per_sec} {eta}")
}

fn bar(length: u64, template: &str) -> ProgressBar {
    let bar = ProgressBar::new(length);
    ProgressStyle::with_template(template).map_or(bar.clone(), |style| bar.with_style(style))
}
