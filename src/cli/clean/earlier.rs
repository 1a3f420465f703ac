//! A report that is read again.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::restoration::{FileRecord, Line, Piece};

/// A report of a run that is over, whether it came to its end or not.
pub(crate) struct Earlier {
    name: String,
    lines: BufReader<File>,
}

/// The first line of a report.
#[derive(Deserialize)]
struct Header {
    schema: u32,
}

impl Earlier {
    /// Opens a report.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is none.
    pub fn open(path: &Path) -> anyhow::Result<Earlier> {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("{name}: cannot read"))?;
        let mut earlier = Earlier { name, lines: BufReader::new(file) };
        let first = earlier.next()?.unwrap_or_default();
        let name = &earlier.name;
        let header: Header = serde_json::from_str(&first).with_context(|| {
            format!("{name}:1: is no report of lughat clean; give a file that --report has written")
        })?;
        ensure!(header.schema == 1, "{name}:1: schema {} is not known; update lughat", header.schema);
        Ok(earlier)
    }

    /// The next whole line: of a run that was ended, the last may lack its end.
    fn next(&mut self) -> anyhow::Result<Option<String>> {
        let mut line = String::new();
        self.lines.read_line(&mut line).with_context(|| format!("{}: cannot read", self.name))?;
        Ok(line.ends_with('\n').then_some(line))
    }

    fn next_line(&mut self) -> anyhow::Result<Option<Line>> {
        let Some(line) = self.next()? else { return Ok(None) };
        let parsed = serde_json::from_str(&line);
        let at = || self.lines.get_ref().stream_position().unwrap_or_default();
        parsed.map(Some).with_context(|| format!("{}: the report is damaged before byte {}", self.name, at()))
    }

    /// The next file that was done, and where its lines are, in bytes of the report.
    ///
    /// # Errors
    ///
    /// When the report is damaged or cannot be read.
    pub fn next_file(&mut self) -> anyhow::Result<Option<(FileRecord, Range<u64>)>> {
        let start = self.lines.stream_position()?;
        while let Some(line) = self.next_line()? {
            if let Line::File(record) = line {
                return Ok(Some((record, start..self.lines.stream_position()?)));
            }
        }
        Ok(None)
    }

    /// The way back that the lines from `start` on tell for their file.
    ///
    /// # Errors
    ///
    /// When the report cannot be read.
    pub fn pieces(&mut self, start: u64) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Piece>>> {
        self.lines.seek(SeekFrom::Start(start))?;
        let mut at_hand = Vec::new().into_iter();
        Ok(std::iter::from_fn(move || {
            loop {
                if let Some(piece) = at_hand.next() {
                    return Some(Ok(piece));
                }
                match self.next_line() {
                    Ok(Some(Line::Undo { pieces })) => at_hand = pieces.into_iter(),
                    Ok(Some(Line::Other)) => {}
                    Ok(Some(Line::File(_)) | None) => return None,
                    Err(error) => return Some(Err(error)),
                }
            }
        }))
    }

    /// Copies a part of the report, and says how long it is; reading goes on behind it.
    ///
    /// # Errors
    ///
    /// When it cannot be read or written.
    pub fn copy(&mut self, extent: Range<u64>, to: &mut impl Write) -> io::Result<u64> {
        self.lines.seek(SeekFrom::Start(extent.start))?;
        io::copy(&mut self.lines.by_ref().take(extent.end - extent.start), to)
    }
}
