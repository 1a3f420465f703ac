//! Patches of a decoded source, and the bytes that they make of the file.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::text::{Decoded, Format, Span};

/// A part of the decoded source and the source text, escaped as it must be, that takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) span: Span,
    pub(super) text: String,
}

impl Patch {
    pub(super) fn new(span: Span, text: impl Into<String>) -> Patch {
        Patch { span, text: text.into() }
    }

    pub(super) fn delete(span: Span) -> Patch {
        Patch::new(span, "")
    }
}

/// Where a text is to stand in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Where nothing has a meaning of its own: plain text, and Markdown, whose marks are the editor's own affair.
    Plain,
    /// Between tags.
    Content,
    /// In the value of an attribute.
    Attribute,
}

impl Place {
    pub(super) fn of_text(format: Format) -> Place {
        match format {
            Format::Plain | Format::Markdown => Place::Plain,
            Format::Html | Format::Docx | Format::Hocr => Place::Content,
            Format::Alto => Place::Attribute,
        }
    }

    /// Writes a text as it must stand there.
    pub(super) fn escape(self, text: &str) -> String {
        if self == Place::Plain {
            return text.to_owned();
        }
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                // XML readers make a line feed of it.
                '\r' => escaped.push_str("&#13;"),
                '"' if self == Place::Attribute => escaped.push_str("&quot;"),
                '\'' if self == Place::Attribute => escaped.push_str("&#39;"),
                _ => escaped.push(c),
            }
        }
        escaped
    }

    /// Whether a letter may stand in the format at all: NUL in none, other control characters not in XML and HTML.
    pub(super) fn allows(self, c: char) -> bool {
        match self {
            Place::Plain => c != '\0',
            _ => !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\t' | '\n' | '\r' | '\u{85}'),
        }
    }
}

/// Writes letters in the encoding of a file.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    encoding: &'static Encoding,
    /// Whether a letter that the encoding lacks may become a numeric character reference.
    references: bool,
}

impl Letters {
    pub(super) fn new(label: &str, place: Place) -> Letters {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8);
        Letters { encoding, references: place != Place::Plain }
    }

    /// Whether letters have the same bytes wherever they stand.
    pub(super) fn is_stateless(self) -> bool {
        self.encoding != ISO_2022_JP
    }

    /// Whether a letter can be written, if need be as a reference.
    pub(super) fn has(self, c: char) -> bool {
        self.references || self.write(c, &mut Vec::new())
    }

    /// Adds the bytes of a letter, unless the encoding lacks it.
    fn write(self, c: char, bytes: &mut Vec<u8>) -> bool {
        let mut room = [0; 4];
        if self.encoding == UTF_8 {
            bytes.extend(c.encode_utf8(&mut room).as_bytes());
        } else if self.encoding == UTF_16LE {
            bytes.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_le_bytes()));
        } else if self.encoding == UTF_16BE {
            bytes.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
        } else {
            let letter = &*c.encode_utf8(&mut room);
            let (written, _, lacks) = self.encoding.encode(letter);
            // Some tables write a letter that they read back as another one.
            if lacks || self.encoding.decode_without_bom_handling(&written).0 != letter {
                return false;
            }
            bytes.extend(&*written);
        }
        true
    }

    fn write_all(self, text: &str, bytes: &mut Vec<u8>) {
        for c in text.chars() {
            if !self.write(c, bytes) {
                for c in format!("&#{};", u32::from(c)).chars() {
                    self.write(c, bytes);
                }
            }
        }
    }
}

/// The bytes of a file after the patches, which may come in any order; where two overlap, the earlier one counts.
pub(super) fn apply(bytes: &[u8], decoded: &Decoded, mut patches: Vec<Patch>, letters: Letters) -> Vec<u8> {
    patches.sort_by_key(|patch| patch.span);
    let mut result = Vec::with_capacity(bytes.len() + patches.iter().map(|patch| patch.text.len()).sum::<usize>());
    let mut at = 0;
    for patch in patches {
        let place = decoded.source.to_source(patch.span);
        let start = place.start.max(at).min(bytes.len());
        result.extend(&bytes[at..start]);
        letters.write_all(&patch.text, &mut result);
        at = place.end.clamp(start, bytes.len());
    }
    result.extend(&bytes[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decode;

    fn patched(bytes: &[u8], label: &str, place: Place, patches: &[(usize, usize, &str)]) -> Vec<u8> {
        let decoded = decode("f", bytes.to_vec(), Some(label)).unwrap();
        let patches = patches.iter().map(|&(start, end, text)| Patch::new(Span::new(start, end), text)).collect();
        apply(bytes, &decoded, patches, Letters::new(label, place))
    }

    #[test]
    fn letters_are_written_in_the_encoding_of_the_file() {
        assert_eq!(patched(b"Ba\xFE", "windows-1254", Place::Content, &[(2, 4, "ıə")]), b"Ba\xFD&#601;");
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        assert_eq!(patched(&wide("Basın"), "utf-16be", Place::Plain, &[(2, 3, "ş𝄞")]), wide("Baş𝄞ın"));
    }

    #[test]
    fn a_letter_is_lacking_only_in_plain_text() {
        let plain = Letters::new("windows-1254", Place::Plain);
        assert!(plain.has('ş') && !plain.has('ə'));
        assert!(Letters::new("windows-1254", Place::Content).has('ə'));
    }

    #[test]
    fn signs_of_the_markup_are_escaped() {
        assert_eq!(Place::Content.escape("a<b> & \"c\""), "a&lt;b&gt; &amp; \"c\"");
        assert_eq!(Place::Attribute.escape("\"'"), "&quot;&#39;");
        assert_eq!(Place::Plain.escape("<&"), "<&");
        assert!(!Place::Content.allows('\u{1}') && !Place::Plain.allows('\0') && Place::Content.allows('\n'));
    }
}
