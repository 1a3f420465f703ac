use super::Span;

/// Where each byte of an extracted text stood in the source file.
///
/// A list of runs in order. Inside a verbatim run the two offsets advance together; a run whose lengths differ (an HTML
/// entity, a UTF-16 character, an inserted line break) maps as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    source: Span,
}

impl SourceMap {
    /// The map of a text that stands in the source as it is, from byte `offset` (after a byte order mark, say).
    pub fn verbatim(len_bytes: usize, offset: usize) -> SourceMap {
        let mut map = SourceMap::default();
        map.push(len_bytes, Span::new(offset, offset + len_bytes));
        map
    }

    /// Adds the next `text_len` bytes of the text, which come from `source`. Runs that continue each other are merged.
    pub fn push(&mut self, text_len: usize, source: Span) {
        if text_len == 0 {
            return;
        }
        let start = self.runs.last().map_or(0, |run| run.text.end);
        if let Some(last) = self.runs.last_mut()
            && last.text.len() == last.source.len()
            && text_len == source.len()
            && last.source.end == source.start
        {
            last.text.end += text_len;
            last.source.end = source.end;
            return;
        }
        self.runs.push(Run { text: Span::new(start, start + text_len), source });
    }

    /// The bytes of the source file that a span of the text comes from.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.locate(span.start, false);
        let end = if span.is_empty() { start } else { self.locate(span.end - 1, true) };
        Span { start: start.min(end), end: end.max(start) }
    }

    /// The source offset of the text byte at `offset`: where it starts, or where it ends.
    fn locate(&self, offset: usize, end_of_byte: bool) -> usize {
        let index = self.runs.partition_point(|run| run.text.end <= offset);
        match self.runs.get(index) {
            Some(run) if run.text.len() == run.source.len() => {
                run.source.start + (offset - run.text.start) + usize::from(end_of_byte)
            }
            Some(run) if end_of_byte => run.source.end,
            Some(run) => run.source.start,
            None => self.runs.last().map_or(0, |run| run.source.end),
        }
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
}
