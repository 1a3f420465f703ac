//! The attributes of a tag with their places in the source, so that a value can be read and changed where it stands.

use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attributes;

use crate::text::Span;

/// An attribute as it stands in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'s> {
    pub(super) name: &'s str,
    /// The value between its quotes, references not resolved.
    pub(super) value: &'s str,
    /// The bytes of the value in the source.
    pub(super) span: Span,
}

impl Attribute<'_> {
    /// The value with its references resolved, or as it stands if they cannot be.
    pub(super) fn text(&self) -> String {
        unescape(self.value).map_or_else(|_| self.value.to_owned(), |text| text.into_owned())
    }
}

/// How a tag is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Xml,
    /// Values may stand without quotes or be left out.
    Html,
}

/// The attributes of the tag at `tag` (from `<` to `>`); those without a value, and those that are not
/// well-formed, are left out.
pub(super) fn attributes(source: &str, tag: Span, syntax: Syntax) -> impl Iterator<Item = Attribute<'_>> {
    let inside = source.get(tag.start..tag.end).unwrap_or_default();
    let inside = inside.strip_prefix('<').unwrap_or_default().strip_suffix('>').unwrap_or_default();
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let name_len = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
    let mut found = match syntax {
        Syntax::Xml => Attributes::new(inside, name_len),
        Syntax::Html => Attributes::html(inside, name_len),
    };
    found.with_checks(false);
    found.flatten().filter_map(move |attribute| {
        // The value is a part of the tag, never a copy; so its place is the distance to the tag's first byte.
        let offset = attribute.value.as_ptr().addr().checked_sub(inside.as_ptr().addr())?;
        let value = inside.get(offset..offset + attribute.value.len())?;
        let start = tag.start + 1 + offset;
        Some(Attribute { name: attribute.key.into_inner(), value, span: Span::new(start, start + value.len()) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str, syntax: Syntax) -> Vec<(&str, &str)> {
        let found: Vec<_> = attributes(source, Span::new(0, source.len()), syntax).collect();
        assert!(found.iter().all(|attribute| attribute.span.of(source) == attribute.value));
        found.into_iter().map(|attribute| (attribute.name, attribute.value)).collect()
    }

    #[test]
    fn values_keep_their_places() {
        let found = read("<String ID='a'\n CONTENT=\"B&amp;K > x\" />", Syntax::Xml);
        assert_eq!(found, [("ID", "a"), ("CONTENT", "B&amp;K > x")]);
        assert_eq!(read("<String/>", Syntax::Xml), []);
    }

    #[test]
    fn html_leaves_quotes_and_values_out() {
        let found = read("<span class=ocrx_word hidden title='bbox 1 2 3 4'>", Syntax::Html);
        assert_eq!(found, [("class", "ocrx_word"), ("title", "bbox 1 2 3 4")]);
        assert_eq!(read("<span class=ocrx_word>", Syntax::Html), [("class", "ocrx_word")]);
    }
}
