use crate::text::Span;

/// A part of a document's text and what is to stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the document's text; an empty span inserts.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Edit {
    /// Replaces the text at `span`.
    pub fn new(span: Span, replacement: impl Into<String>) -> Edit {
        Edit { span, replacement: replacement.into() }
    }
}

/// The smallest part of an edit: what really differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) span: Span,
    pub(super) replacement: String,
    /// Whether text that is inserted belongs to the letter before it, else to the one after it.
    pub(super) follows: bool,
}

impl Change {
    /// The difference of the text at `span` and `new`; `None` if there is none.
    pub(super) fn between(text: &str, span: Span, new: &str) -> Option<Change> {
        let old = span.of(text);
        let prefix = common(old.chars(), new.chars());
        let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
        let suffix = common(old_rest.chars().rev(), new_rest.chars().rev());
        let replacement = &new_rest[..new_rest.len() - suffix];
        let start = span.start + prefix;
        let differs = Span::new(start, span.end - suffix);
        let follows = match span.is_empty() {
            true => text[..start].ends_with(|c: char| !c.is_whitespace()),
            false => prefix > 0,
        };
        let changes = !differs.is_empty() || !replacement.is_empty();
        changes.then(|| Change { span: differs, replacement: replacement.to_owned(), follows })
    }
}

/// The length, in bytes, of what two rows of letters begin with.
fn common(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).map(|(left, _)| left.len_utf8()).sum()
}

/// The changes that an edit makes: line by line and word by word where old and new have as many, so that each word
/// changes where it stands.
pub(super) fn changes(text: &str, edit: &Edit) -> Vec<Change> {
    let mut found = Vec::new();
    for (lines, new) in pairs(text, edit.span, &edit.replacement, |c| matches!(c, '\n' | '\r')) {
        for (word, new) in pairs(text, lines, new, char::is_whitespace) {
            found.extend(Change::between(text, word, new));
        }
    }
    found
}

/// The pieces of an old and a new text that stand between the same separators; the whole if these differ.
fn pairs<'n>(text: &str, span: Span, new: &'n str, separates: fn(char) -> bool) -> Vec<(Span, &'n str)> {
    let (olds, news) = (pieces(span.of(text), separates), pieces(new, separates));
    let same_separators = || {
        olds.iter().zip(&news).all(|(old, new)| {
            let separator = old.starts_with(separates);
            separator == new.starts_with(separates) && (!separator || old == new)
        })
    };
    if olds.len() != news.len() || olds.is_empty() || !same_separators() {
        return vec![(span, new)];
    }
    let mut start = span.start;
    let paired = olds.iter().zip(news).map(|(old, new)| {
        start += old.len();
        (Span::new(start - old.len(), start), new)
    });
    paired.collect()
}

/// A text cut into separators and what stands between them.
fn pieces(text: &str, separates: fn(char) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = separates(first);
        let (piece, after) = rest.split_at(rest.find(|c| separates(c) != kind).unwrap_or(rest.len()));
        found.push(piece);
        rest = after;
    }
    found
}

/// The text at `span` after the changes that lie in it.
pub(super) fn edited(text: &str, span: Span, changes: &[Change]) -> String {
    let mut result = String::with_capacity(span.len());
    let mut at = span.start;
    for change in changes.iter().filter(|change| span.contains(change.span)) {
        result.push_str(&text[at..change.span.start]);
        result.push_str(&change.replacement);
        at = change.span.end;
    }
    result.push_str(&text[at..span.end]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(old: &str, new: &str) -> Vec<(usize, String, String)> {
        let edit = Edit::new(Span::new(0, old.len()), new);
        let changes = changes(old, &edit);
        assert_eq!(edited(old, edit.span, &changes), new);
        changes
            .into_iter()
            .map(|change| (change.span.start, change.span.of(old).to_owned(), change.replacement))
            .collect()
    }

    fn expected(rows: &[(usize, &str, &str)]) -> Vec<(usize, String, String)> {
        rows.iter().map(|(start, old, new)| (*start, (*old).to_owned(), (*new).to_owned())).collect()
    }

    #[test]
    fn only_what_differs_changes() {
        assert_eq!(found("Xarici", "Xərici"), expected(&[(1, "a", "ə")]));
        assert_eq!(found("Nazir", "Naziri"), expected(&[(5, "", "i")]));
        assert_eq!(found("aa", "aa"), []);
        assert_eq!(found("aaa", "aa"), expected(&[(2, "a", "")]));
    }

    #[test]
    fn as_many_words_change_one_by_one() {
        assert_eq!(found("Xarıci Işlər nazir", "Xarici İşlər nazir"), expected(&[(3, "ı", "i"), (8, "I", "İ")]));
        assert_eq!(found("Naz iri\nkimı", "Naziri\nkimi"), expected(&[(3, " ", ""), (11, "ı", "i")]));
        assert_eq!(found("mövsü-\nmünün", "mövsümünün"), expected(&[(7, "-\n", "")]));
    }

    #[test]
    fn inserted_letters_know_their_word() {
        let text = "bir iki";
        let at = |start, end, new: &str| Change::between(text, Span::new(start, end), new).unwrap().follows;
        assert!(at(0, 3, "biri") && at(3, 3, "i"));
        assert!(!at(4, 7, "aiki") && !at(4, 4, "a"));
    }
}
