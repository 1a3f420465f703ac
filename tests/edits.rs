//! Edits of texts, for the tests of rewriting.

use std::borrow::Cow;

use lughat::text::{Edit, Span};

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
