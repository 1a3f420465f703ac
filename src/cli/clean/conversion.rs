//! What is done to the letters of a text before anything else: broken encodings, Cyrillic that is to be Latin.

use std::ops::Range;

use super::cleaning::Proposal;
use crate::letters::legacy::diagnose;
use crate::ocr::Tier;
use crate::text::{Block, Document, Span, from_text, latin_spellings};

/// Which conversions are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Conversions {
    /// Broken encodings are repaired.
    pub legacy: bool,
    /// Azerbaijani Cyrillic becomes Latin.
    pub to_latin: bool,
}

impl Conversions {
    /// The conversions that change a text, the last one first.
    pub fn of(self, document: &Document) -> Vec<Conversion> {
        let encoding = self.legacy.then(|| Conversion::of_encoding(&document.text)).flatten();
        let script = self.to_latin.then(|| match &encoding {
            None => Conversion::to_latin(&document.text, &document.blocks),
            Some(meant) => Conversion::to_latin(&meant.text, &from_text(&document.name, meant.text.clone()).blocks),
        });
        script.flatten().into_iter().chain(encoding).collect()
    }
}

/// A text in other letters, and where they are.
pub(super) struct Conversion {
    pub text: String,
    /// In order; they do not overlap.
    places: Vec<Place>,
    /// The name of the rule in reports.
    rule: &'static str,
}

/// A place where both texts differ.
struct Place {
    /// Bytes of the text before.
    source: Range<usize>,
    /// Bytes of the text after.
    target: Range<usize>,
}

impl Conversion {
    /// A text whose letters were read wrongly, as it was meant; `None` if it is likely as it stands.
    fn of_encoding(text: &str) -> Option<Conversion> {
        let repaired = diagnose(text)?.repair(text);
        let places =
            repaired.edits.into_iter().map(|edit| Place { source: edit.source, target: edit.target }).collect();
        Conversion { text: repaired.text, places, rule: "encoding" }.changed()
    }

    /// A text whose parts in Azerbaijani Cyrillic are in Latin letters; `None` if there are none.
    fn to_latin(text: &str, blocks: &[Block]) -> Option<Conversion> {
        let mut conversion = Conversion { text: String::with_capacity(text.len()), places: Vec::new(), rule: "script" };
        let mut at = 0;
        for edit in latin_spellings(text, blocks) {
            conversion.text.push_str(&text[at..edit.span.start]);
            let start = conversion.text.len();
            conversion.text.push_str(&edit.replacement);
            at = edit.span.end;
            conversion.places.push(Place { source: edit.span.start..at, target: start..conversion.text.len() });
        }
        conversion.text.push_str(&text[at..]);
        conversion.changed()
    }

    fn changed(self) -> Option<Conversion> {
        (!self.places.is_empty()).then_some(self)
    }

    /// The conversion and the `later` proposals for the text after it, as proposals for the text before it.
    ///
    /// A sure one that touches a converted place is joined with it; one that is not sure and touches one is left out.
    pub fn composed(&self, later: Vec<Proposal>) -> Vec<Proposal> {
        let mut later = later.into_iter().peekable();
        let mut places = self.places.iter().peekable();
        let mut found = Vec::new();
        // How far the text as it was read is ahead of the text as it was meant.
        let mut ahead = 0_isize;
        loop {
            let starts = [places.peek().map(|place| place.target.start), later.peek().map(|next| next.span.start)];
            let Some(start) = starts.into_iter().flatten().min() else { break };
            let from = start.saturating_add_signed(ahead);
            let (mut end, mut written, mut replacement) = (start, start, String::new());
            let (mut last, mut is_converted, mut confidence) = (None, false, 1.0_f32);
            loop {
                if let Some(place) = places.next_if(|place| place.target.start < end || place.target.start == start) {
                    end = end.max(place.target.end);
                    ahead = place.source.end as isize - place.target.end as isize;
                    is_converted = true;
                } else if let Some(next) = later.next_if(|next| next.span.start < end || next.span.start == start) {
                    end = end.max(next.span.end);
                    if next.tier == Tier::Fix {
                        replacement.push_str(&self.text[written..next.span.start]);
                        replacement.push_str(&next.replacement);
                        confidence = confidence.min(next.confidence);
                        written = next.span.end;
                    }
                    last = Some(next);
                } else {
                    break;
                }
            }
            let span = Span::new(from, end.saturating_add_signed(ahead));
            found.push(match last {
                Some(only) if !is_converted => Proposal { span, ..only },
                _ => Proposal {
                    span,
                    replacement: replacement + &self.text[written..end],
                    rule: self.rule,
                    confidence,
                    tier: Tier::Fix,
                    is_refused: false,
                },
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEANT: &str = "Mədəniyyət müzakirəsi və məlmat";

    fn read() -> String {
        MEANT.replace('ə', "É™").replace('ü', "Ã¼")
    }

    fn applied(text: &str, proposals: &[Proposal]) -> String {
        let mut applied = String::new();
        let mut at = 0;
        for found in proposals {
            applied.push_str(&text[at..found.span.start]);
            applied.push_str(&found.replacement);
            at = found.span.end;
        }
        applied + &text[at..]
    }

    /// A later repair of the word `old`.
    fn later(text: &str, old: &str, new: &str) -> Vec<Proposal> {
        let start = text.find(old).unwrap();
        let span = Span::new(start, start + old.len());
        let (tier, rule) = (Tier::Fix, "letters");
        vec![Proposal { span, replacement: new.into(), rule, confidence: 0.95, tier, is_refused: false }]
    }

    /// What becomes of a text with all conversions and then a repair.
    fn converted(text: &str, old: &str, new: &str) -> (String, Vec<Proposal>) {
        let document = from_text("-", text.to_owned());
        let conversions = Conversions { legacy: true, to_latin: true }.of(&document);
        let last = conversions.first().map_or(text, |conversion| &conversion.text);
        let mut proposals = later(last, old, new);
        for conversion in &conversions {
            proposals = conversion.composed(proposals);
        }
        (applied(text, &proposals), proposals)
    }

    #[test]
    fn letters_of_a_foreign_code_page_are_what_was_meant() {
        let conversion = Conversion::of_encoding(&read()).unwrap();
        assert_eq!(applied(&read(), &conversion.composed(Vec::new())), MEANT);
    }

    #[test]
    fn a_repair_of_a_converted_word_is_joined_with_it() {
        assert_eq!(converted(&read(), "məlmat", "məlumat").0, MEANT.replace("məlmat", "məlumat"));
        let (text, proposals) = converted("Назир мәлматы SOCAR сајтында охујуб.", "məlmatı", "məlumatı");
        assert_eq!(text, "Nazir məlumatı SOCAR saytında oxuyub.");
        let rules: Vec<_> = proposals.iter().map(|found| (found.rule, found.confidence)).collect();
        assert_eq!(rules, [("script", 1.0), ("script", 0.95), ("script", 1.0), ("script", 1.0)]);
    }

    #[test]
    fn cyrillic_in_a_wrong_code_page_becomes_latin() {
        let cyrillic = "Министрләр Кабинети бу мәсәләјә бахыб вә гәрар гәбул едиб.";
        let read: String = cyrillic.bytes().map(|byte| encoding_rs::mem::decode_latin1(&[byte]).into_owned()).collect();
        assert_eq!(
            converted(&read, "qərar", "qərarı").0,
            "Ministrlər Kabineti bu məsələyə baxıb və qərarı qəbul edib."
        );
    }

    #[test]
    fn sound_text_is_left() {
        let document = from_text("-", "Təhsil naziri məktəbdə şagirdlərlə görüşüb.".into());
        assert!(Conversions { legacy: true, to_latin: true }.of(&document).is_empty());
    }
}
