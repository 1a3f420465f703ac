use super::Span;

/// Where each byte of an extracted text stood in the source file.
///
/// A list of runs in order. A run is made of equal units: one byte for one byte where the text stands in the source as
/// it is; two bytes for one where `ş` was one byte of windows-1254; one byte for two where `a` was UTF-16; one byte for
/// five where `&` was `&amp;`. Inside a run the offsets advance together; a unit maps as a whole. Offsets are kept in
/// 32 bits: texts and sources end at 4 GiB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
    /// Length of the mapped text, in bytes: the end of the last run.
    text_len: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    source: u32,
    /// Bytes of text in one unit, at least 1.
    text_unit: u32,
    /// Bytes of source in one unit; 0 for text that was inserted.
    source_unit: u32,
}

impl Run {
    fn source_at(self, text: u32) -> u32 {
        self.source + (text - self.text) / self.text_unit * self.source_unit
    }
}

/// A stretch of a text that stands in one piece in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the text.
    pub text: Span,
    /// Bytes of the source; empty for text that the reader inserted.
    pub source: Span,
}

/// Offsets beyond 4 GiB cannot come from a file that was read ([`super::MAX_FILE_BYTES`]); they are cut off here.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl SourceMap {
    /// The map of a text that stands in the source as it is, from byte `offset` (after a byte order mark, say).
    pub fn verbatim(len_bytes: usize, offset: usize) -> SourceMap {
        let mut map = SourceMap::default();
        map.push(len_bytes, Span::new(offset, offset + len_bytes));
        map
    }

    /// Adds the next `text_len` bytes of the text, which come from `source`: byte for byte if the lengths are equal,
    /// else as one unit. Runs that continue each other are merged.
    pub fn push(&mut self, text_len: usize, source: Span) {
        match text_len == source.len() {
            true => self.push_run(text_len, (1, 1), source),
            false => self.push_unit(text_len, source),
        }
    }

    /// Adds the next `text_len` bytes of the text, which come from `source` as a whole, whatever the lengths.
    pub fn push_unit(&mut self, text_len: usize, source: Span) {
        self.push_run(text_len, (narrow(text_len), narrow(source.len())), source);
    }

    /// Adds a run of units, whose lengths are given in bytes of text and of source.
    fn push_run(&mut self, text_len: usize, (text_unit, source_unit): (u32, u32), source: Span) {
        if text_len == 0 {
            return;
        }
        let run = Run { text: self.text_len, source: narrow(source.start), text_unit, source_unit };
        let continues = self.runs.last().is_some_and(|last| {
            (last.text_unit, last.source_unit) == (text_unit, source_unit) && last.source_at(run.text) == run.source
        });
        if !continues {
            self.runs.push(run);
        }
        self.text_len = self.text_len.saturating_add(narrow(text_len));
    }

    /// The bytes of the source file that a span of the text comes from.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.locate(span.start, false);
        let end = if span.is_empty() { start } else { self.locate(span.end - 1, true) };
        Span { start: start.min(end), end: end.max(start) }
    }

    /// The stretches of the source that a span of the text comes from, in the order of the text. Units are not cut: the
    /// first and the last piece may reach beyond the span.
    pub fn pieces(&self, span: Span) -> Vec<Piece> {
        let (start, end) = (narrow(span.start), narrow(span.end).min(self.text_len));
        let first = self.runs.partition_point(|run| run.text <= start).saturating_sub(1);
        let mut found: Vec<Piece> = Vec::new();
        for (index, run) in self.runs.iter().enumerate().skip(first).take_while(|(_, run)| run.text < end) {
            let run_end = self.runs.get(index + 1).map_or(self.text_len, |next| next.text);
            let from = run.text + (start.max(run.text) - run.text) / run.text_unit * run.text_unit;
            let to = (run.text + (end - run.text).div_ceil(run.text_unit) * run.text_unit).min(run_end);
            if from >= to {
                continue;
            }
            let text = Span::new(from as usize, to as usize);
            let source = Span::new(run.source_at(from) as usize, run.source_at(to) as usize);
            match found.last_mut().filter(|before| before.source.end == source.start) {
                Some(before) if !before.source.is_empty() && !source.is_empty() => {
                    *before = Piece { text: before.text.cover(text), source: before.source.cover(source) };
                }
                _ => found.push(Piece { text, source }),
            }
        }
        found
    }

    /// The first text offset whose source lies at or after `source`, in bytes; the text's length if there is none.
    ///
    /// The runs must stand in source order, as readers make them.
    pub fn to_text(&self, source: usize) -> usize {
        let source = narrow(source);
        let after = self.runs.partition_point(|run| run.source < source);
        let next = self.runs.get(after).map_or(self.text_len, |run| run.text);
        let Some(run) = after.checked_sub(1).and_then(|before| self.runs.get(before)) else { return next as usize };
        if run.source_unit == 0 {
            return next as usize;
        }
        let units = (source - run.source).div_ceil(run.source_unit);
        u64::from(next).min(u64::from(run.text) + u64::from(units) * u64::from(run.text_unit)) as usize
    }

    /// The map of this text to the source of its source: `self` leads to a decoded text, `inner` from there to the
    /// file.
    pub fn through(&self, inner: &SourceMap) -> SourceMap {
        if let [only] = inner.runs[..]
            && only.text_unit == only.source_unit
        {
            let shift = only.source - only.text;
            let runs = self.runs.iter().map(|run| Run { source: run.source.saturating_add(shift), ..*run }).collect();
            return SourceMap { runs, text_len: self.text_len };
        }
        let mut map = SourceMap::default();
        for (index, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(index + 1).map_or(self.text_len, |next| next.text);
            if run.text_unit == 1 && run.source_unit == 1 {
                inner.push_part(run.source, run.source_at(end), &mut map);
            } else {
                self.push_units(*run, end, inner, &mut map);
            }
        }
        map
    }

    /// Adds to `map` the part of this map from `start` to `end`.
    fn push_part(&self, start: u32, end: u32, map: &mut SourceMap) {
        let mut at = start;
        let mut index = self.runs.partition_point(|run| run.text <= start).saturating_sub(1);
        while at < end
            && let Some(run) = self.runs.get(index)
        {
            let stop = self.runs.get(index + 1).map_or(end, |next| next.text.min(end)).max(at);
            if run.text_unit == 1 && run.source_unit == 1 {
                map.push((stop - at) as usize, Span::new(run.source_at(at) as usize, run.source_at(stop) as usize));
            } else {
                while at < stop {
                    let next = (run.text + ((at - run.text) / run.text_unit + 1) * run.text_unit).min(stop);
                    let source = run.source_at(at) as usize;
                    map.push((next - at) as usize, Span::new(source, source + run.source_unit as usize));
                    at = next;
                }
            }
            at = stop;
            index += 1;
        }
    }

    /// Adds to `map` the units of one run of this map that are no single bytes.
    fn push_units(&self, run: Run, end: u32, inner: &SourceMap, map: &mut SourceMap) {
        let mut source = run.source as usize;
        for _ in 0..(end - run.text) / run.text_unit {
            let unit = Span::new(source, source + run.source_unit as usize);
            map.push(run.text_unit as usize, inner.to_source(unit));
            source = unit.end;
        }
    }

    /// The source offset of the text byte at `offset`: where its unit starts, or where it ends.
    fn locate(&self, offset: usize, end_of_byte: bool) -> usize {
        let offset = narrow(offset).min(self.text_len);
        let Some(run) = self.runs.partition_point(|run| run.text <= offset).checked_sub(1).map(|at| self.runs[at])
        else {
            return 0;
        };
        let whole = if offset == self.text_len { false } else { end_of_byte };
        (run.source_at(offset) + if whole { run.source_unit } else { 0 }) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_maps_as_a_whole() {
        // "a&amp;b" -> "a&b"
        let mut map = SourceMap::default();
        map.push(1, Span::new(0, 1));
        map.push(1, Span::new(1, 6));
        map.push(1, Span::new(6, 7));
        assert_eq!(map.to_source(Span::new(1, 2)), Span::new(1, 6));
        assert_eq!(map.to_source(Span::new(0, 3)), Span::new(0, 7));
        assert_eq!(map.to_source(Span::new(2, 3)), Span::new(6, 7));
    }

    #[test]
    fn a_byte_order_mark_shifts_everything() {
        let map = SourceMap::verbatim(10, 3);
        assert_eq!(map.to_source(Span::new(0, 10)), Span::new(3, 13));
        assert_eq!(map.to_source(Span::new(4, 4)), Span::new(7, 7));
    }

    #[test]
    fn equal_units_make_one_run() {
        // "aşşb" from windows-1254: one byte a letter.
        let mut map = SourceMap::default();
        for (at, len) in [1, 2, 2, 1].into_iter().enumerate() {
            map.push(len, Span::new(at, at + 1));
        }
        assert_eq!(map.runs.len(), 3);
        assert_eq!(map.to_source(Span::new(1, 5)), Span::new(1, 3));
        assert_eq!(map.to_source(Span::new(3, 6)), Span::new(2, 4));
    }

    #[test]
    fn maps_compose() {
        // File: windows-1254 "ş&amp;ş"; decoded: "ş&amp;ş"; text: "ş&ş".
        let mut decoded = SourceMap::default();
        for (at, len) in [2, 1, 1, 1, 1, 1, 2].into_iter().enumerate() {
            decoded.push(len, Span::new(at, at + 1));
        }
        let mut text = SourceMap::default();
        text.push(2, Span::new(0, 2));
        text.push(1, Span::new(2, 7));
        text.push(2, Span::new(7, 9));
        let whole = text.through(&decoded);
        assert_eq!(whole.to_source(Span::new(0, 2)), Span::new(0, 1));
        assert_eq!(whole.to_source(Span::new(2, 3)), Span::new(1, 6));
        assert_eq!(whole.to_source(Span::new(3, 5)), Span::new(6, 7));
    }

    #[test]
    fn pieces_stop_where_the_source_does() {
        // "ab<b>c&amp;d</b>": text "abc&d".
        let mut map = SourceMap::default();
        map.push(2, Span::new(0, 2));
        map.push(1, Span::new(5, 6));
        map.push(1, Span::new(6, 11));
        map.push(1, Span::new(11, 12));
        let pieces = |start, end| {
            let found = map.pieces(Span::new(start, end)).into_iter();
            found
                .map(|piece| (piece.text.start..piece.text.end, piece.source.start..piece.source.end))
                .collect::<Vec<_>>()
        };
        assert_eq!(pieces(1, 5), [(1..2, 1..2), (2..5, 5..12)]);
        assert_eq!(pieces(3, 4), [(3..4, 6..11)]);
        assert_eq!(pieces(2, 2), []);
    }

    #[test]
    fn a_source_offset_leads_to_the_next_text() {
        // "<b>ab</b>&amp;": text "ab&" from 3..5 and 9..14.
        let mut map = SourceMap::default();
        map.push(2, Span::new(3, 5));
        map.push(1, Span::new(9, 14));
        assert_eq!([0, 3, 4, 5, 9, 10, 14].map(|at| map.to_text(at)), [0, 0, 1, 2, 2, 3, 3]);
    }
}
