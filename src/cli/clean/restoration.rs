//! The way back from the bytes of a cleaned file to those of the file that was cleaned.

use std::ops::Range;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use similar::{Algorithm, capture_diff_slices};

/// A part of a cleaned file and the bytes that stood in its place.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the cleaned file.
    start: usize,
    end: usize,
    /// What stood there, each byte as two hexadecimal digits.
    bytes: String,
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

/// Puts the pieces back into a cleaned file; `None` if they do not fit it.
pub(crate) fn restored(cleaned: &[u8], pieces: &[Piece]) -> Option<Vec<u8>> {
    let mut source = Vec::with_capacity(cleaned.len());
    let mut at = 0;
    for piece in pieces {
        source.extend_from_slice(cleaned.get(at..piece.start)?);
        source.extend(bytes_of(&piece.bytes)?);
        at = piece.end.max(piece.start);
    }
    source.extend_from_slice(cleaned.get(at..)?);
    Some(source)
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
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

/// The first line of a report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Header {
    pub schema: u32,
    pub files: Vec<FileRecord>,
}

/// A file in a report, with the way back.
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
    /// What leads from the cleaned file back.
    pub undo: Vec<Piece>,
}

impl Header {
    /// Reads the first line of a report.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn read(name: &str, report: &str) -> anyhow::Result<Header> {
        let line = report.lines().next().unwrap_or_default();
        let header: Header = serde_json::from_str(line).with_context(|| {
            format!("{name}:1: is no report of lughat clean; give a file that --report has written")
        })?;
        anyhow::ensure!(header.schema == 1, "{name}:1: schema {} is not known; update lughat", header.schema);
        Ok(header)
    }
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

    #[test]
    fn a_piece_that_does_not_fit_is_refused() {
        let piece = |start, end, bytes: &str| [Piece { start, end, bytes: bytes.into() }];
        assert_eq!(restored(b"ab", &piece(1, 9, "61")), None);
        assert_eq!(restored(b"ab", &piece(9, 1, "61")), None);
        assert_eq!(restored(b"ab", &piece(0, 1, "6x")), None);
        assert_eq!(restored(b"ab", &piece(0, 1, "6")), None);
    }

    proptest! {
        #[test]
        fn the_way_back_leads_back(old in "[ab\n]{0,40}", new in "[ab\n]{0,40}") {
            let found = pieces(old.as_bytes(), new.as_bytes());
            prop_assert_eq!(restored(new.as_bytes(), &found), Some(old.into_bytes()));
        }
    }
}
