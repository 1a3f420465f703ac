use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::letters::Lang;

/// A text in both languages, with how sure the pairing is.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslationUnit {
    /// The Azerbaijani text.
    pub azerbaijani: String,
    /// The English text.
    pub english: String,
    /// Probability that just these belong together, 0..=1.
    pub score: f32,
}

/// Writes translation units as a translation memory: TMX 1.4b (LISA OSCAR, 2005), level 1, source language `az`.
///
/// The score goes into a `prop` of type `x-score`. Control characters that XML cannot hold are left out.
///
/// # Errors
///
/// When `out` cannot be written.
///
/// # Examples
///
/// ```
/// use lughat::align::{TranslationUnit, write_tmx};
/// let unit = TranslationUnit { azerbaijani: "Salam & xoş gəldin".into(), english: "Welcome".into(), score: 0.9 };
/// let mut file = Vec::new();
/// write_tmx(&mut file, [unit]).unwrap();
/// assert!(String::from_utf8(file).unwrap().contains("<seg>Salam &amp; xoş gəldin</seg>"));
/// ```
pub fn write_tmx(out: impl Write, units: impl IntoIterator<Item = TranslationUnit>) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("tmx").with_attribute(("version", "1.4")).write_inner_content(|writer| {
        let header = [
            ("creationtool", env!("CARGO_PKG_NAME")),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "lughat"),
            ("adminlang", "en"),
            ("srclang", Lang::Az.code()),
            ("datatype", "plaintext"),
        ];
        writer.create_element("header").with_attributes(header).write_empty()?;
        writer
            .create_element("body")
            .write_inner_content(|writer| units.into_iter().try_for_each(|unit| write_unit(writer, &unit)))?;
        Ok(())
    })?;
    writer.into_inner().write_all(b"\n")
}

fn write_unit<W: Write>(writer: &mut Writer<W>, unit: &TranslationUnit) -> io::Result<()> {
    writer.create_element("tu").write_inner_content(|writer| {
        let score = format!("{:.4}", unit.score);
        writer.create_element("prop").with_attribute(("type", "x-score")).write_text_content(BytesText::new(&score))?;
        for (lang, text) in [(Lang::Az, &unit.azerbaijani), (Lang::En, &unit.english)] {
            let text: String = text.chars().filter(|&c| is_xml(c)).collect();
            writer.create_element("tuv").with_attribute(("xml:lang", lang.code())).write_inner_content(|writer| {
                writer.create_element("seg").write_text_content(BytesText::new(&text))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Whether XML 1.0 may hold the character (production 2, Char).
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tmx(azerbaijani: &str, english: &str) -> String {
        let unit = TranslationUnit { azerbaijani: azerbaijani.into(), english: english.into(), score: 1.0 };
        let mut file = Vec::new();
        write_tmx(&mut file, [unit]).unwrap();
        String::from_utf8(file).unwrap()
    }

    #[test]
    fn the_header_has_what_the_standard_demands() {
        let file = tmx("a", "b");
        for part in [
            "<?xml version=\"1.0\"",
            "<tmx version=\"1.4\">",
            "srclang=\"az\"",
            "segtype=\"sentence\"",
            "xml:lang=\"en\"",
        ] {
            assert!(file.contains(part), "{part}");
        }
    }

    #[test]
    fn marks_of_xml_are_escaped_and_control_characters_dropped() {
        assert!(tmx("<b>&\u{1}\u{FFFE}", "").contains("<seg>&lt;b&gt;&amp;</seg>"));
    }
}
