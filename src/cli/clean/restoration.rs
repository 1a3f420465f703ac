//! The way back from the bytes of a cleaned file to those of the file that was cleaned.

use std::io::{self, BufReader, Read, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use similar::{Algorithm, capture_diff_slices};

use crate::text::open_file;

/// A part of a cleaned file and the bytes that stood in its place.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the cleaned file.
    start: usize,
    end: usize,
    /// What stood there, each byte as two hexadecimal digits.
    bytes: String,
}

impl Piece {
    /// The same piece in a file in which `bytes` more stand before it.
    pub fn shifted(self, bytes: usize) -> Piece {
        Piece { start: self.start + bytes, end: self.end + bytes, ..self }
    }
}

/// What leads from `cleaned` back to `source`, in the order of the bytes, if the parts of `source` are known that changed
/// and how long they became.
pub(crate) fn pieces_of_changes(
    source: &[u8],
    cleaned: &[u8],
    changes: impl Iterator<Item = (Range<usize>, usize)>,
) -> Vec<Piece> {
    let mut ahead = 0_isize;
    let piece_of = |(from, length): (Range<usize>, usize)| {
        let start = from.start.saturating_add_signed(ahead);
        ahead += length as isize - from.len() as isize;
        piece(source, from, cleaned, start..start + length)
    };
    changes.map(piece_of).collect()
}

/// What leads from `cleaned` back to `source`, in the order of the bytes.
pub(crate) fn pieces(source: &[u8], cleaned: &[u8]) -> Vec<Piece> {
    let lines = |bytes| <[u8]>::split_inclusive(bytes, |&byte: &u8| byte == b'\n').collect::<Vec<_>>();
    let (old, new) = (lines(source), lines(cleaned));
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let changes = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter();
    let changes = changes.map(|change| change.as_tag_tuple()).filter(|(tag, ..)| *tag != similar::DiffTag::Equal);
    let pieces = changes.map(|(_, before, after)| {
        piece(
            source,
            old_starts[before.start]..old_starts[before.end],
            cleaned,
            new_starts[after.start]..new_starts[after.end],
        )
    });
    pieces.collect()
}

/// Where each line starts, and where the last one ends.
fn starts(lines: &[&[u8]]) -> Vec<usize> {
    let ends = lines.iter().scan(0, |end, line| {
        *end += line.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

/// What differs between two ranges.
fn piece(source: &[u8], from: Range<usize>, cleaned: &[u8], to: Range<usize>) -> Piece {
    let (old, new) = (&source[from], &cleaned[to.clone()]);
    let same = |(a, b): &(&u8, &u8)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let bytes = hexadecimal(&old[head..old.len() - tail]);
    Piece { start: to.start + head, end: to.end - tail, bytes }
}

/// Copies a cleaned file, with the pieces put back into it.
///
/// # Errors
///
/// When a piece cannot be had or does not fit the file, and when the bytes cannot be read or written.
pub(crate) fn restore(
    cleaned: impl Read,
    pieces: impl Iterator<Item = anyhow::Result<Piece>>,
    source: &mut impl Write,
) -> anyhow::Result<()> {
    let mut cleaned = BufReader::new(cleaned);
    let mut at = 0;
    for piece in pieces {
        let piece = piece?;
        let bytes = bytes_of(&piece.bytes).context("a piece is no row of bytes")?;
        let is_in_order = at <= piece.start && piece.start <= piece.end;
        let mut copy = |from: usize, to: usize, out: &mut dyn Write| {
            let count = (to - from) as u64;
            io::copy(&mut cleaned.by_ref().take(count), out).map(|copied| copied == count)
        };
        let fits = is_in_order && copy(at, piece.start, source)? && copy(piece.start, piece.end, &mut io::sink())?;
        ensure!(fits, "a piece does not fit");
        source.write_all(&bytes)?;
        at = piece.end;
    }
    io::copy(&mut cleaned, source)?;
    Ok(())
}

/// The SHA-256 of all bytes of a file, in hexadecimal digits.
///
/// # Errors
///
/// When the file cannot be read.
pub(crate) fn hash_of_file(file: &Path) -> anyhow::Result<String> {
    let mut hash = Hash::default();
    io::copy(&mut open_file(file)?, &mut hash).with_context(|| format!("{}: cannot read", file.display()))?;
    Ok(hash.digits())
}

/// The SHA-256 of what is written to it.
#[derive(Default)]
pub(crate) struct Hash(Sha256);

impl Hash {
    /// The hash in hexadecimal digits.
    pub fn digits(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let value = |digit: u8| char::from(digit).to_digit(16);
    let bytes = pairs.iter().map(|&[high, low]| u8::try_from(value(high)? * 16 + value(low)?).ok());
    if rest.is_empty() { bytes.collect() } else { None }
}

/// A line of a report behind the first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Line {
    /// The way back for a part of a file, in the order of the file; before the line of the file.
    Undo { pieces: Vec<Piece> },
    /// A file is done.
    File(FileRecord),
    /// Anything else, such as an edit.
    #[serde(other)]
    Other,
}

/// A file in a report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct FileRecord {
    /// The file that was cleaned.
    pub file: String,
    /// The cleaned file; none if it was not written to a file.
    pub output: Option<String>,
    /// The hashes of both.
    pub input_sha256: String,
    pub output_sha256: String,
    pub repairs: usize,
    pub suggestions: usize,
    /// Sure repairs for which the format has no place.
    pub refused: usize,
    /// The estimated share of wrong words in the file that was cleaned, 0..1.
    #[serde(default)]
    pub error_rate: f64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_differs_is_kept() {
        let found = pieces("bir\niki\nüç".as_bytes(), "bir\nİki\nüç".as_bytes());
        assert_eq!(found, [Piece { start: 4, end: 6, bytes: "69".into() }]);
    }

    fn restored(cleaned: &[u8], pieces: Vec<Piece>) -> Option<Vec<u8>> {
        let mut source = Vec::new();
        restore(cleaned, pieces.into_iter().map(Ok), &mut source).ok().map(|()| source)
    }

    #[test]
    fn a_piece_that_does_not_fit_is_refused() {
        let piece = |start, end, bytes: &str| vec![Piece { start, end, bytes: bytes.into() }];
        assert_eq!(restored(b"ab", piece(1, 2, "61")), Some(b"aa".to_vec()));
        assert_eq!(restored(b"ab", piece(1, 9, "61")), None);
        assert_eq!(restored(b"ab", piece(9, 1, "61")), None);
        assert_eq!(restored(b"ab", piece(0, 1, "6x")), None);
        assert_eq!(restored(b"ab", piece(0, 1, "6")), None);
    }

    proptest! {
        #[test]
        fn the_way_back_leads_back(old in "[ab\n]{0,40}", new in "[ab\n]{0,40}") {
            let found = pieces(old.as_bytes(), new.as_bytes());
            prop_assert_eq!(restored(new.as_bytes(), found), Some(old.into_bytes()));
        }

        #[test]
        fn known_changes_lead_back(parts in prop::collection::vec(("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}"), 0..6)) {
            let (mut old, mut new, mut changes) = (String::new(), String::new(), Vec::new());
            for (kept, before, after) in parts {
                old += &kept;
                new += &kept;
                changes.push((old.len()..old.len() + before.len(), after.len()));
                old += &before;
                new += &after;
            }
            let found = pieces_of_changes(old.as_bytes(), new.as_bytes(), changes.into_iter());
            prop_assert_eq!(restored(new.as_bytes(), found), Some(old.into_bytes()));
        }
    }
}
