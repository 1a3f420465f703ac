//! Large plain texts, block by block.

use std::io::Read;

use super::read::plain;
use super::{Block, Document, Error, SourceMap, decode};
use crate::letters::Lang;

/// The mark that a file in UTF-8 may begin with.
const MARK: &str = "\u{FEFF}";
/// Marks behind which a line goes on: the word is broken there, or what follows says what the mark was meant to be.
const OPEN_MARKS: [char; 9] = ['-', '\u{ad}', '‐', '¬', '–', '—', ',', ':', ';'];

/// Bytes of a block without white space, at most: it is one word to those who look at it, and no word is that long.
const LONGEST_WORD: usize = 1 << 16;

/// A plain text in UTF-8, cut into blocks: no more than one is held at a time.
///
/// A block ends at the end of a paragraph, else of a line, else of a sentence, else between two words, else between two
/// letters. Where, only the text decides.
pub struct Blocks<R> {
    name: String,
    reader: R,
    /// What was read and not given out.
    buffer: Vec<u8>,
    /// Bytes of a block, at most.
    block_bytes: usize,
    offset: usize,
    line: usize,
    is_done: bool,
}

/// A block of a plain text.
#[derive(Debug)]
pub struct TextBlock {
    /// The text of the block and its paragraphs; their languages are not looked for.
    pub document: Document,
    /// The bytes of the block, with the byte order mark of the file.
    pub source: Vec<u8>,
    /// Where the block starts in the file, in bytes.
    pub offset: usize,
    /// The line of the file in which it starts, from 0.
    pub line: usize,
    /// Whether the file ends with it.
    pub is_last: bool,
}

impl<R: Read> Blocks<R> {
    /// The blocks of a text whose first bytes were read as `head`; `block_bytes` is the longest block, at least 64.
    pub fn new(name: &str, head: Vec<u8>, reader: R, block_bytes: usize) -> Blocks<R> {
        let block_bytes = block_bytes.max(64);
        Blocks { name: name.to_owned(), reader, buffer: head, block_bytes, offset: 0, line: 0, is_done: false }
    }

    /// Reads on until a block and a byte are there, or the file ends.
    fn fill(&mut self) -> Result<(), Error> {
        let lacking = (self.block_bytes + 1).saturating_sub(self.buffer.len()) as u64;
        let read = self.reader.by_ref().take(lacking).read_to_end(&mut self.buffer);
        read.map(drop).map_err(|source| Error::Io { name: self.name.clone(), source })
    }

    fn block(&mut self) -> Result<TextBlock, Error> {
        self.fill()?;
        let is_last = self.buffer.len() <= self.block_bytes;
        let text = match std::str::from_utf8(&self.buffer) {
            Err(error) if is_last || error.error_len().is_some() => return Err(self.wrong()),
            // The last letter goes on beyond what was read.
            Err(error) => std::str::from_utf8(&self.buffer[..error.valid_up_to()]).unwrap_or_default(),
            Ok(text) => text,
        };
        if text.as_bytes().contains(&0) {
            return Err(self.wrong());
        }
        let is_last = is_last && !begins_with_long_word(text);
        let end = if is_last { text.len() } else { end_of_block(text, self.block_bytes) };
        let mark = if self.offset == 0 && text.starts_with(MARK) { MARK.len() } else { 0 };
        let content = text[mark..end].to_owned();
        let rest = self.buffer.split_off(end);
        let mut source = std::mem::replace(&mut self.buffer, rest);
        // A short block does not hold the room of a long one.
        source.shrink_to_fit();
        let map = SourceMap::verbatim(content.len(), mark);
        let paragraphs = plain::blocks(&content).into_iter();
        let blocks = paragraphs.map(|(span, kind)| Block { span, kind, lang: Lang::Unknown }).collect();
        let document = Document { blocks, ..Document::of_lines(&self.name, content, map, Lang::Unknown) };
        let block = TextBlock { source, offset: self.offset, line: self.line, is_last, document };
        self.offset += end;
        self.line += block.document.lines.count() - 1;
        Ok(block)
    }

    /// What is wrong with the bytes at hand, in the places of the file.
    fn wrong(&self) -> Error {
        let mut error = match decode(&self.name, self.buffer.clone(), Some("utf-8")) {
            Err(error) => error,
            Ok(_) => return Error::Io { name: self.name.clone(), source: std::io::ErrorKind::InvalidData.into() },
        };
        match &mut error {
            Error::Encoding { offset, line, .. } | Error::Binary { offset, line, .. } => {
                (*offset, *line) = (*offset + self.offset, *line + self.line);
            }
            _ => {}
        }
        error
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<TextBlock, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let block = self.block();
        self.is_done = block.as_ref().map_or(true, |block| block.is_last);
        Some(block)
    }
}

/// How good a place is to end a block at; the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Paragraph,
    Line,
    Sentence,
    Word,
    Space,
}

/// Whether a text is longer than a word may be, and has no white space before.
fn begins_with_long_word(text: &str) -> bool {
    text.len() > LONGEST_WORD && !text[..text.floor_char_boundary(LONGEST_WORD)].contains(char::is_whitespace)
}

/// Where a block of `most` bytes, at most, ends best: in its second half, if that has white space.
fn end_of_block(text: &str, most: usize) -> usize {
    if begins_with_long_word(text) {
        return between_letters(text, text.floor_char_boundary(most.min(LONGEST_WORD)));
    }
    let most = text.floor_char_boundary(most.min(text.len()));
    let half = text.floor_char_boundary(most / 2);
    let mut best: Option<(Rank, usize)> = None;
    let mut end = most;
    // `end` is behind white space that may be one, when there is a character behind it.
    while let Some(space) = text[half..end].rfind(char::is_whitespace).map(|at| at + half) {
        let start = text[..space].trim_end().len();
        let after = text[space..].chars().next().map_or(space, |c| space + c.len_utf8());
        if let Some(rank) = rank(text, start, after)
            && best.is_none_or(|(found, _)| rank < found)
        {
            best = Some((rank, after));
        }
        if best.is_some_and(|(rank, _)| rank == Rank::Paragraph) || start <= half {
            break;
        }
        end = start;
    }
    let in_first_half =
        || Some(text[..half].trim_end_matches(|c: char| !c.is_whitespace()).len()).filter(|&end| end > 0);
    best.map(|(_, end)| end).or_else(in_first_half).unwrap_or_else(|| between_letters(text, most))
}

/// How good it is to end a block behind the white space from `start` to `end`; `None` within white space and at the ends.
fn rank(text: &str, start: usize, end: usize) -> Option<Rank> {
    let (before, after) = (text[..start].chars().next_back()?, text[end..].chars().next()?);
    if after.is_whitespace() {
        return None;
    }
    let space = &text[start..end];
    let ends = space.matches('\n').count().max(space.matches('\r').count());
    let is_sound = !OPEN_MARKS.contains(&before) && after.is_alphanumeric() && !after.is_lowercase();
    Some(match ends {
        2.. if !OPEN_MARKS.contains(&before) => Rank::Paragraph,
        1.. if is_sound => Rank::Line,
        0 if is_sound && matches!(before, '.' | '!' | '?' | '…') => Rank::Sentence,
        0 if before.is_alphanumeric() && after.is_alphanumeric() => Rank::Word,
        _ => Rank::Space,
    })
}

/// The last place at or before `most` that is not before a mark that belongs to its letter, nor within a line end.
fn between_letters(text: &str, most: usize) -> usize {
    let is_apart = |(_, c): &(usize, char)| !matches!(c, '\n' | '\u{300}'..='\u{36F}' | '\u{FEFF}');
    let places = text[..most].char_indices().rev().take(16);
    let at_most = text[most..].chars().next().map(|c| (most, c));
    at_most.into_iter().chain(places).find(is_apart).map_or(most, |(at, _)| if at == 0 { most } else { at })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, block_bytes: usize) -> Vec<String> {
        let blocks = Blocks::new("f", Vec::new(), text.as_bytes(), block_bytes);
        blocks.map(|block| String::from_utf8(block.unwrap().source).unwrap()).collect()
    }

    #[test]
    fn a_block_ends_at_the_end_of_a_paragraph_else_of_a_line() {
        let text = "Bakı şəhərində görüş keçirilib.\n\nTərəflər razılığa gəlib.\nSəfər davam edir.";
        assert_eq!(cut(text, 70)[0], "Bakı şəhərində görüş keçirilib.\n\n");
        let text = text.replace("\n\n", "\n");
        assert_eq!(cut(&text, 70)[0], "Bakı şəhərində görüş keçirilib.\n");
    }

    #[test]
    fn a_word_that_is_broken_at_a_line_end_stays_in_one_block() {
        let text = format!("{} Məktəbdə müəl-\nlimlər dərs deyir. {}", "a".repeat(40), "b".repeat(60));
        assert_eq!(cut(&text, 72)[0].matches("müəl").count(), 1);
        assert!(cut(&text, 72)[0].ends_with("müəl-\nlimlər "), "{:?}", cut(&text, 72));
    }

    #[test]
    fn a_text_without_white_space_is_cut_between_letters() {
        let text = "ə".repeat(1000);
        assert!(cut(&text, 65).iter().all(|block| block.len() <= 65));
        assert_eq!(cut(&text, 65).concat(), text);
        let long = "ə".repeat(LONGEST_WORD);
        assert!(cut(&long, 1 << 30).iter().all(|block| block.len() <= LONGEST_WORD));
        assert_eq!(cut(&long, 1 << 30).concat(), long);
    }

    #[test]
    fn what_is_wrong_is_placed_in_the_file() {
        let mut bytes = "Bakı şəhəri.\n".repeat(20).into_bytes();
        let end = bytes.len();
        bytes.push(0xFD);
        let message = |bytes: &[u8]| {
            let found = Blocks::new("f", Vec::new(), bytes, 64).find_map(Result::err);
            found.unwrap().to_string()
        };
        assert!(message(&bytes).starts_with(&format!("f:21: byte {end} is not valid UTF-8")), "{}", message(&bytes));
        bytes[end] = 0;
        assert!(message(&bytes).starts_with(&format!("f:21: byte {end} is NUL")), "{}", message(&bytes));
    }

    #[test]
    fn the_byte_order_mark_is_no_text() {
        let block = Blocks::new("f", Vec::new(), "\u{FEFF}Bakı".as_bytes(), 64).next().unwrap().unwrap();
        assert_eq!((block.document.text.as_str(), block.source.len()), ("Bakı", 8));
    }

    proptest! {
        #[test]
        fn blocks_joined_are_the_text(text in "[abə .\n\r\u{301}A:-]{0,400}", head in 0_usize..64, most in 64_usize..100) {
            let head = head.min(text.len());
            let blocks = Blocks::new("f", text.as_bytes()[..head].to_vec(), &text.as_bytes()[head..], most);
            let (mut joined, mut line) = (Vec::new(), 0);
            for block in blocks.map(Result::unwrap) {
                prop_assert!(block.source.len() <= most);
                prop_assert_eq!((block.offset, block.line), (joined.len(), line));
                line += block.document.lines.count() - 1;
                joined.extend(block.source);
            }
            prop_assert_eq!(joined, text.as_bytes());
            prop_assert_eq!(line, super::super::LineIndex::new(&text).count() - 1);
        }
    }
}
