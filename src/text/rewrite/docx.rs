//! What a DOCX needs besides patches: spaces at the ends of a run must be marked, and the archive packed again.

use std::io::{Cursor, Write};
use std::ops::Range;

use zip::result::ZipResult;
use zip::{ZipArchive, ZipWriter};

use super::error::RewriteError;
use super::patch::Patch;
use crate::text::Span;

/// The patches that mark the white space which others leave at the ends of `w:t` elements: word processors drop it there
/// unless `xml:space` says otherwise. `patches` must be in order.
pub(super) fn kept_spaces(source: &str, patches: &[Patch]) -> Vec<Patch> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(patch) = patches.get(at) {
        let Some((tag, content)) = run_around(source, patch.span) else {
            at += 1;
            continue;
        };
        let inside = patches[at..].iter().take_while(|patch| content.end >= patch.span.end).count().max(1);
        let text = patched(source, content.clone(), &patches[at..at + inside]);
        let has_spaces = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        if let Some(tag) = tag.filter(|_| has_spaces) {
            marks.push(Patch::new(Span::new(tag, tag), " xml:space=\"preserve\""));
        }
        at += inside;
    }
    marks
}

/// The `w:t` element in which a span stands: where its start tag ends (before `>`), unless it keeps its spaces already,
/// and its content.
fn run_around(source: &str, span: Span) -> Option<(Option<usize>, Range<usize>)> {
    let start = source[..span.start].rfind('<')?;
    let tag = source[start..span.start].split_once('>')?.0;
    let name = tag[1..].split(char::is_whitespace).next()?;
    let end = span.end + source[span.end..].find('<')?;
    let close = start + tag.len();
    let is_run = name.rsplit(':').next() == Some("t") && !tag.starts_with("</");
    is_run.then_some(((!tag.contains("xml:space")).then_some(close), close + 1..end))
}

fn patched(source: &str, content: Range<usize>, patches: &[Patch]) -> String {
    let mut text = String::new();
    let mut at = content.start;
    for patch in patches {
        text.push_str(source.get(at..patch.span.start).unwrap_or_default());
        text.push_str(&patch.text);
        at = patch.span.end;
    }
    text.push_str(source.get(at..content.end).unwrap_or_default());
    text
}

/// The archive with another content of one part; the other parts are copied as they are packed, in their order.
pub(super) fn pack(name: &str, archive: &[u8], part: &str, content: &[u8]) -> Result<Vec<u8>, RewriteError> {
    packed(archive, part, content)
        .map_err(|error| RewriteError::Pack { name: name.to_owned(), reason: error.to_string() })
}

fn packed(archive: &[u8], part: &str, content: &[u8]) -> ZipResult<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(archive))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(archive.len())));
    new.set_raw_comment(old.comment().into())?;
    for index in 0..old.len() {
        let entry = old.by_index_raw(index)?;
        if entry.name()? == part {
            let options = entry.options();
            new.start_file(part, options)?;
            new.write_all(content)?;
        } else {
            new.raw_copy_file(entry)?;
        }
    }
    Ok(new.finish()?.into_inner())
}
