//! Unified diffs, written while the blocks of a file come.

use std::collections::VecDeque;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::cleaning::Cleaning;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;
/// A hunk that is longer than this, in bytes, ends without the lines that belong behind it, so that a text of any length can
/// be compared.
const LONGEST_HUNK: usize = 1 << 23;

/// The diff of a file, of which the blocks come in order.
pub(super) struct Difference {
    /// The file as it is named; empty when it has been named.
    name: String,
    /// Lines of the old and of the new file that have come.
    lines: [usize; 2],
    /// The last lines that did not change.
    before: VecDeque<String>,
    hunk: Option<Hunk>,
}

/// Changed lines that stand near each other, with what stands around them.
struct Hunk {
    /// The first line, from 1, in the old and in the new file.
    starts: [usize; 2],
    lines: Vec<(ChangeTag, String)>,
    bytes: usize,
    /// Unchanged lines at the end.
    behind: usize,
}

impl Difference {
    pub fn new(name: &str) -> Difference {
        Difference { name: name.to_owned(), lines: [0, 0], before: VecDeque::new(), hunk: None }
    }

    /// Adds a cleaned block, or a file: as it is where that is UTF-8, else its text.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn add(&mut self, cleaning: &Cleaning, out: &mut impl Write) -> io::Result<()> {
        let mut all = Vec::new();
        if cleaning.plain_changes().is_some() {
            each_line(cleaning, &mut |tag, line| all.push((tag, line.to_owned())));
        } else {
            let text = cleaning.text();
            let sides = match (std::str::from_utf8(&cleaning.source), std::str::from_utf8(&cleaning.cleaned)) {
                (Ok(old), Ok(new)) => (old, new),
                _ => (cleaning.document.text.as_str(), text.as_str()),
            };
            let changes = TextDiff::from_lines(sides.0, sides.1);
            all.extend(changes.iter_all_changes().map(|change| (change.tag(), change.value().to_owned())));
        }
        all.into_iter().try_for_each(|(tag, line)| self.line(tag, line, out))
    }

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.hunk.take().map_or(Ok(()), |hunk| self.write(hunk, out))
    }

    fn line(&mut self, tag: ChangeTag, line: String, out: &mut impl Write) -> io::Result<()> {
        if tag != ChangeTag::Equal || self.hunk.is_some() {
            let (lines, before) = (self.lines, &mut self.before);
            let hunk = self.hunk.get_or_insert_with(|| Hunk::behind(before, lines));
            hunk.bytes += line.len();
            hunk.behind = if tag == ChangeTag::Equal { hunk.behind + 1 } else { 0 };
            hunk.lines.push((tag, line));
        } else {
            self.before.push_back(line);
            self.before.drain(..self.before.len().saturating_sub(CONTEXT));
        }
        self.lines[0] += usize::from(tag != ChangeTag::Insert);
        self.lines[1] += usize::from(tag != ChangeTag::Delete);
        let is_long = |hunk: &mut Hunk| hunk.behind > 2 * CONTEXT || hunk.behind > 0 && hunk.bytes > LONGEST_HUNK;
        match self.hunk.take_if(is_long) {
            Some(hunk) => self.write(hunk, out),
            None => Ok(()),
        }
    }

    /// Writes a hunk; of what stands behind it, what is too far away is kept for the next one.
    fn write(&mut self, mut hunk: Hunk, out: &mut impl Write) -> io::Result<()> {
        let far = hunk.behind.saturating_sub(CONTEXT);
        let rest = hunk.lines.split_off(hunk.lines.len() - far);
        self.before.extend(rest.into_iter().map(|(_, line)| line));
        self.before.drain(..self.before.len().saturating_sub(CONTEXT));
        let name = std::mem::take(&mut self.name);
        if !name.is_empty() {
            writeln!(out, "--- {name}\n+++ {name}")?;
        }
        hunk.write(out)
    }
}

impl Hunk {
    /// A hunk that begins with the lines before it; so many lines of either file have come.
    fn behind(before: &mut VecDeque<String>, lines: [usize; 2]) -> Hunk {
        let starts = lines.map(|count| count - before.len() + 1);
        let lines = before.drain(..).map(|line| (ChangeTag::Equal, line)).collect();
        Hunk { starts, lines, bytes: 0, behind: 0 }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let range = |side: usize, other: ChangeTag| {
            let count = self.lines.iter().filter(|(tag, _)| *tag != other).count();
            match (self.starts[side], count) {
                (start, 1) => start.to_string(),
                (start, 0) => format!("{},0", start - 1),
                (start, count) => format!("{start},{count}"),
            }
        };
        let cyan = AnsiColor::Cyan.on_default();
        let (old, new) = (range(0, ChangeTag::Insert), range(1, ChangeTag::Delete));
        writeln!(out, "{cyan}@@ -{old} +{new} @@{cyan:#}")?;
        for (tag, line) in &self.lines {
            let color = match tag {
                ChangeTag::Delete => AnsiColor::Red.on_default(),
                ChangeTag::Insert => AnsiColor::Green.on_default(),
                ChangeTag::Equal => Style::new(),
            };
            writeln!(out, "{color}{tag}{}{color:#}", line.strip_suffix('\n').unwrap_or(line))?;
            if !line.ends_with('\n') {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
        Ok(())
    }
}

/// The lines of a plain text and what became of them, as its changes say.
fn each_line(cleaning: &Cleaning, give: &mut impl FnMut(ChangeTag, &str)) {
    let text = &cleaning.document.text;
    let mut give_all = |tag, lines: &str| lines.split_inclusive('\n').for_each(|line| give(tag, line));
    let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let mut changes = cleaning.changes().peekable();
    let mut at = 0;
    while let Some(first) = changes.peek() {
        let start = text[..first.span.start].rfind('\n').map_or(0, |end| end + 1);
        give_all(ChangeTag::Equal, &text[at..start]);
        let (mut new, mut copied, mut end) = (String::new(), start, end_of_line(first.span.start));
        while let Some(change) = changes.next_if(|next| next.span.start < end || end == text.len()) {
            new.push_str(&text[copied..change.span.start]);
            new.push_str(&change.replacement);
            copied = change.span.end;
            // Without its end, the line goes on with the next one.
            if copied > end || copied == end && !new.ends_with('\n') {
                end = end_of_line(copied);
            }
        }
        new.push_str(&text[copied..end]);
        give_all(ChangeTag::Delete, &text[start..end]);
        give_all(ChangeTag::Insert, &new);
        at = end;
    }
    give_all(ChangeTag::Equal, &text[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::clean::cleaning::Treatment;
    use crate::cli::clean::conversion::Conversions;
    use crate::cli::clean::decisions::Decisions;
    use crate::cli::words::known_analyser;
    use crate::ocr::{Channel, Cleaner, Knowledge};
    use crate::text::Blocks;

    /// The diff of a text that is cleaned in blocks, and what it becomes.
    fn difference(text: &str, block_bytes: usize) -> (String, String) {
        let knowledge = Knowledge::new(known_analyser());
        let cleaner = Cleaner::new(&knowledge, Some(Channel::Typed));
        let treatment = Treatment { conversions: Conversions::default(), cleaner, decisions: Decisions::default() };
        let (mut difference, mut shown, mut cleaned) = (Difference::new("f"), Vec::new(), Vec::new());
        for block in Blocks::new("f", Vec::new(), text.as_bytes(), block_bytes) {
            let cleaning = Cleaning::of_block(block.unwrap(), &treatment);
            difference.add(&cleaning, &mut shown).unwrap();
            cleaned.extend(cleaning.cleaned);
        }
        difference.finish(&mut shown).unwrap();
        let shown = anstream::adapter::strip_bytes(&shown).into_vec();
        (String::from_utf8(shown).unwrap(), String::from_utf8(cleaned).unwrap())
    }

    /// Does what a unified diff says.
    fn patched(text: &str, difference: &str) -> String {
        let old: Vec<&str> = text.split_inclusive('\n').collect();
        let (mut new, mut at) = (String::new(), 0);
        for line in difference.lines().skip(2) {
            if let Some(range) = line.strip_prefix("@@ -") {
                let (start, rest) = range.split_at(range.find([',', ' ']).unwrap());
                let start = start.parse::<usize>().unwrap() - usize::from(!rest.starts_with(",0"));
                new += &old[at..start].concat();
                at = start;
            } else if line.starts_with('\\') {
                new.pop();
            } else {
                if !line.starts_with('+') {
                    assert_eq!(line[1..], *old[at].trim_end_matches('\n'));
                    at += 1;
                }
                if !line.starts_with('-') {
                    new += &line[1..];
                    new.push('\n');
                }
            }
        }
        new + &old[at..].concat()
    }

    #[test]
    fn the_difference_says_what_the_blocks_become() {
        let right = "Bakıda görüş.\n\nSabah.\n\n";
        let text =
            format!("Xarici isler naziri gelib.\n{}Gorus kecirilib.\n{right}Nazir seferdedir.\nSon", right.repeat(3));
        for block_bytes in [64, 100, 5000] {
            let (shown, cleaned) = difference(&text, block_bytes);
            assert!(shown.starts_with("--- f\n+++ f\n@@ -1,4 +1,4 @@\n-Xarici isler"), "{shown}");
            assert_eq!(patched(&text, &shown), cleaned, "{shown}");
        }
    }

    #[test]
    fn a_line_end_that_went_joins_two_lines() {
        let (shown, cleaned) = difference("Bakı\nNazirin sefer-\nleri\nSon\n", 5000);
        assert_eq!(patched("Bakı\nNazirin sefer-\nleri\nSon\n", &shown), cleaned, "{shown}");
    }
}
