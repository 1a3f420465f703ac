//! The HTML tokenizer, seen as texts and tags with their places.

use html5gum::emitters::naive_next_state;
use html5gum::{Emitter, Error, State, Tokenizer};

use crate::text::Span;

/// What an HTML text is made of, as far as the reader needs it.
pub(super) enum HtmlEvent<'e> {
    /// A start tag; its name in small letters.
    Start { name: &'e str, span: Span, self_closing: bool },
    /// An end tag; its name in small letters.
    End { name: &'e str, span: Span },
    /// Running text as it stands in the source, or line ends and references that are resolved.
    Text { text: &'e str, span: Span },
    /// Several letters for which one reference stands.
    Sign { text: &'e str, span: Span },
}

/// Tokenizes HTML by the WHATWG rules and gives each event to `sink`. Time is linear, and nesting costs nothing.
pub(super) fn for_each_event(source: &str, sink: impl FnMut(HtmlEvent)) {
    let places = Places {
        source,
        sink,
        position: 0,
        cursor: 0,
        name: Vec::new(),
        is_start: false,
        self_closing: false,
        last_start: Vec::new(),
        part: Vec::new(),
    };
    // Neither the reader of a string nor this emitter can fail.
    let Ok(()) = Tokenizer::new_with_emitter(source, places).finish();
}

/// Follows the tokenizer through the source.
struct Places<'s, Sink> {
    source: &'s str,
    sink: Sink,
    /// How far the tokenizer has read, in bytes; one more than an event's end where it had to look ahead.
    position: usize,
    /// Where the last text, tag or comment ended, in bytes.
    cursor: usize,
    /// The name of the current tag.
    name: Vec<u8>,
    is_start: bool,
    self_closing: bool,
    last_start: Vec<u8>,
    /// The first bytes of a letter that the tokenizer gave byte by byte (after a lone `&`, say).
    part: Vec<u8>,
}

impl<Sink: FnMut(HtmlEvent)> Places<'_, Sink> {
    /// The place of a piece of text that was just read.
    fn place(&self, text: &[u8]) -> Span {
        let bytes = self.source.as_bytes();
        let stands_at = |start: usize| bytes.get(start..start + text.len()) == Some(text);
        if text == b"\n" && bytes[self.cursor..].starts_with(b"\r") {
            let is_pair = bytes[self.cursor..].starts_with(b"\r\n");
            return Span::new(self.cursor, self.cursor + 1 + usize::from(is_pair));
        }
        let end = self.cursor + text.len();
        // Only `&` may be read from something else that begins with it. The tokenizer may be further: what begins like an
        // end tag comes as several texts once it is known to be none.
        if stands_at(self.cursor)
            && (end == self.position || end + 1 == self.position || !text.starts_with(b"&") && end <= self.position)
        {
            return Span::new(self.cursor, end);
        }
        let start = self.position.saturating_sub(text.len());
        if start >= self.cursor && stands_at(start) && !bytes[self.cursor..].starts_with(b"&") {
            return Span::new(start, self.position);
        }
        let end = if bytes[self.cursor..].starts_with(b"&") {
            reference_end(bytes, self.cursor).min(self.position)
        } else {
            self.position
        };
        Span::new(self.cursor, end.max(self.cursor))
    }
}

/// Where the character reference that begins at `start` ends.
fn reference_end(bytes: &[u8], start: usize) -> usize {
    let name = bytes[start + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    let end = start + 1 + name;
    end + usize::from(bytes.get(end) == Some(&b';'))
}

impl<Sink: FnMut(HtmlEvent)> Emitter for Places<'_, Sink> {
    type Token = std::convert::Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset).min(self.source.len());
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn emit_eof(&mut self) {}

    fn pop_token(&mut self) -> Option<Self::Token> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        let span = self.place(text);
        self.cursor = span.end;
        if self.part.is_empty()
            && let Ok(text) = std::str::from_utf8(text)
        {
            let is_sign = text.len() > 1 && span.of(self.source).starts_with('&') && span.of(self.source) != text;
            (self.sink)(match is_sign {
                true => HtmlEvent::Sign { text, span },
                false => HtmlEvent::Text { text, span },
            });
            return;
        }
        self.part.extend(text);
        if let Ok(text) = std::str::from_utf8(&self.part) {
            let span = Span::new(span.end.saturating_sub(text.len()), span.end);
            (self.sink)(HtmlEvent::Text { text, span });
            self.part.clear();
        }
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.is_start = true;
        self.self_closing = false;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.is_start = false;
        self.self_closing = false;
    }

    fn push_tag_name(&mut self, part: &[u8]) {
        self.name.extend(part.iter().map(u8::to_ascii_lowercase));
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let span = Span::new(self.cursor, self.position.max(self.cursor));
        self.cursor = span.end;
        let name = std::str::from_utf8(&self.name).unwrap_or_default();
        if !self.is_start {
            (self.sink)(HtmlEvent::End { name, span });
            return None;
        }
        (self.sink)(HtmlEvent::Start { name, span, self_closing: self.self_closing });
        self.last_start.clone_from(&self.name);
        naive_next_state(&self.name)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        !self.is_start && !self.last_start.is_empty() && self.last_start == self.name
    }

    fn emit_current_comment(&mut self) {
        self.cursor = self.position.max(self.cursor);
    }

    fn emit_current_doctype(&mut self) {
        self.cursor = self.position.max(self.cursor);
    }

    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn init_attribute(&mut self) {}
    fn push_attribute_name(&mut self, _: &[u8]) {}
    fn push_attribute_value(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts and their sources; pieces that stand side by side in the source are joined.
    fn texts(source: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for_each_event(source, |event| {
            let (HtmlEvent::Text { text, span } | HtmlEvent::Sign { text, span }) = event else { return };
            let same = text == span.of(source);
            match found.last_mut().filter(|(text, before)| same && text == before) {
                Some((before, place)) => [before, place].into_iter().for_each(|joined| joined.push_str(text)),
                None => found.push((text.to_owned(), span.of(source).to_owned())),
            }
        });
        found
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(text, source)| ((*text).to_owned(), (*source).to_owned())).collect()
    }

    #[test]
    fn references_map_to_their_letters() {
        assert_eq!(texts("a&amp;b"), pairs(&[("a", "a"), ("&", "&amp;"), ("b", "b")]));
        assert_eq!(texts("&#601;&#x15F;<b>x"), pairs(&[("ə", "&#601;"), ("ş", "&#x15F;"), ("x", "x")]));
        assert_eq!(texts("&#59;z"), pairs(&[(";", "&#59;"), ("z", "z")]));
        assert_eq!(texts("&amp<b>&"), pairs(&[("&", "&amp"), ("&", "&")]));
        assert_eq!(texts("R&D &bax; 1 &ə&ş"), pairs(&[("R&D &bax; 1 &ə&ş", "R&D &bax; 1 &ə&ş")]));
    }

    #[test]
    fn line_ends_and_comments_keep_places() {
        let found = texts("a\r\nb<!-- x -->ç<br/>d");
        assert_eq!(found.first(), pairs(&[("a", "a")]).first());
        assert_eq!(found.last(), pairs(&[("bçd", "bçd")]).last());
        assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<String>(), "a\nbçd");
        let found = texts("a\r\n\r\nb");
        let expected = [("a", "a"), ("\n", "\r\n"), ("\n", "\r\n"), ("b", "b")];
        assert_eq!(found.into_iter().filter(|(text, _)| !text.is_empty()).collect::<Vec<_>>(), pairs(&expected));
    }

    #[test]
    fn end_tags_of_others_are_text_in_a_title() {
        let found = texts("<title>a&amp;</pre>x</titlx>y</ z");
        assert_eq!(found, pairs(&[("a", "a"), ("&", "&amp;"), ("</pre>x</titlx>y</ z", "</pre>x</titlx>y</ z")]));
    }

    #[test]
    fn a_lone_angle_bracket_is_text() {
        let joined: String = texts("1 < 2 <3 </ x").into_iter().map(|(text, _)| text).collect();
        assert!(joined.starts_with("1 < 2 <3 "), "{joined}");
    }
}
