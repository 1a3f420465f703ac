//! Edits of texts and of files, for the tests of rewriting.

use std::borrow::Cow;

use lughat::text::{Document, Edit, Obstacle, ReadOptions, RewriteError, Rewriter, Span, read_bytes, rewrite};

/// A text after edits, which are in order.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let mut result = String::new();
    let mut at = 0;
    for edit in edits {
        result.push_str(&text[at..edit.span.start]);
        result.push_str(&edit.replacement);
        at = edit.span.end;
    }
    result + &text[at..]
}

/// An edit of which the rewriter has said what then stands in its place.
pub fn made(span: Span, there: Option<Cow<'_, str>>) -> Option<Edit> {
    there.map(|there| Edit::new(span, there))
}

pub fn read(name: &str, bytes: &[u8]) -> Document {
    read_bytes(name, bytes.to_vec(), &ReadOptions::default()).unwrap()
}

/// Edits that replace texts of a document, each looked for after the one before.
pub fn edits(document: &Document, changes: &[(&str, &str)]) -> Vec<Edit> {
    let mut at = 0;
    let found = changes.iter().map(|(old, new)| {
        let start = at + document.text[at..].find(old).unwrap_or_else(|| panic!("{old:?} in {:?}", document.text));
        at = start + old.len();
        Edit::new(Span::new(start, at), *new)
    });
    found.collect()
}

/// Rewrites a file and makes sure that the new one reads as the edits say.
pub fn rewritten(name: &str, bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let document = read(name, bytes);
    let edits = edits(&document, changes);
    let mut rewriter = Rewriter::new(&document, bytes).unwrap();
    let edits: Vec<Edit> = edits.iter().filter_map(|edit| made(edit.span, rewriter.edit(edit).unwrap())).collect();
    let result = rewriter.finish().unwrap();
    assert_eq!(read(name, &result).text, applied(&document.text, &edits));
    result
}

pub fn text_of(name: &str, source: &str, changes: &[(&str, &str)]) -> String {
    String::from_utf8(rewritten(name, source.as_bytes(), changes)).unwrap()
}

pub fn refusal(name: &str, source: &str, change: (&str, &str)) -> RewriteError {
    let document = read(name, source.as_bytes());
    rewrite(&document, source.as_bytes(), &edits(&document, &[change])).unwrap_err()
}

pub fn obstacle(name: &str, source: &str, change: (&str, &str)) -> Obstacle {
    match refusal(name, source, change) {
        RewriteError::Unsupported { obstacle, .. } => obstacle,
        other => panic!("{other}"),
    }
}

pub fn utf16(text: &str) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
