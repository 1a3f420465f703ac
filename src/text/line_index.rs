use super::SourceMap;

/// Where the lines of a text start: from a byte offset to a line and a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offsets of the line starts; the first is 0.
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the line starts of `text`; lines end in LF, CRLF or a lone CR.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        LineIndex { starts }
    }

    /// Finds where the lines of `source` start in a text that was extracted from it, so that the text's offsets lead to
    /// the lines of the file. Lines without text start where the text after them starts.
    pub fn through(source: &str, map: &SourceMap) -> LineIndex {
        let mut index = LineIndex::new(source);
        for start in index.starts.iter_mut().skip(1) {
            *start = map.to_text(*start);
        }
        index
    }

    /// The number of lines, at least 1; after a final line end there is one more, empty.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line of a byte offset, from 0.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The byte offset at which a line (from 0) starts.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// The column of a byte offset in `text`, in characters, from 0.
    pub fn column(&self, text: &str, offset: usize) -> usize {
        let start = self.starts.get(self.line(offset)).copied().unwrap_or(0);
        text.get(start..offset).map_or(0, |line| line.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn all_three_line_ends_count() {
        let index = LineIndex::new("bir\niki\r\nüç\rdörd");
        assert_eq!([0, 3, 4, 9, 12, 14].map(|at| index.line(at)), [0, 0, 1, 2, 2, 3]);
    }

    #[test]
    fn an_extracted_text_keeps_the_lines_of_its_file() {
        // "<p>\nab\n<p>cd" -> "ab\n\ncd"
        let mut map = SourceMap::default();
        map.push(2, Span::new(4, 6));
        map.push(2, Span::new(6, 6));
        map.push(2, Span::new(10, 12));
        let index = LineIndex::through("<p>\nab\n<p>cd", &map);
        assert_eq!([0, 1, 4, 5].map(|at| index.line(at)), [1, 1, 2, 2]);
    }

    #[test]
    fn columns_count_characters() {
        let text = "a\nşə b";
        let index = LineIndex::new(text);
        assert_eq!(index.column(text, text.find('b').unwrap()), 3);
    }
}
