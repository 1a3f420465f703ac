//! Broken encodings, repaired before anything else.

use super::cleaning::Proposal;
use crate::letters::legacy::{Conversion, diagnose};
use crate::ocr::Tier;
use crate::text::Span;

/// The name of the rule in reports.
const RULE: &str = "encoding";

/// A text whose letters were read wrongly, as it was meant; `None` if it is likely as it stands.
pub(super) fn conversion(text: &str) -> Option<Conversion> {
    diagnose(text).map(|diagnosis| diagnosis.repair(text)).filter(|conversion| !conversion.edits.is_empty())
}

/// The repairs of the encoding, and the `later` ones of the text as it was meant, as proposals for the text as it was read.
///
/// A sure one that touches a repaired place is joined with it; one that is not sure and touches one is left out.
pub(super) fn composed(conversion: &Conversion, later: Vec<Proposal>) -> Vec<Proposal> {
    let mut later = later.into_iter().peekable();
    let mut edits = conversion.edits.iter().peekable();
    let mut found = Vec::new();
    // How far the text as it was read is ahead of the text as it was meant.
    let mut ahead = 0_isize;
    loop {
        let starts = [edits.peek().map(|edit| edit.target.start), later.peek().map(|next| next.span.start)];
        let Some(start) = starts.into_iter().flatten().min() else { break };
        let from = start.saturating_add_signed(ahead);
        let (mut end, mut written, mut replacement) = (start, start, String::new());
        let (mut last, mut is_repaired) = (None, false);
        loop {
            if let Some(edit) = edits.next_if(|edit| edit.target.start < end || edit.target.start == start) {
                end = end.max(edit.target.end);
                ahead = edit.source.end as isize - edit.target.end as isize;
                is_repaired = true;
            } else if let Some(next) = later.next_if(|next| next.span.start < end || next.span.start == start) {
                end = end.max(next.span.end);
                if next.tier == Tier::Fix {
                    replacement.push_str(&conversion.text[written..next.span.start]);
                    replacement.push_str(&next.replacement);
                    written = next.span.end;
                }
                last = Some(next);
            } else {
                break;
            }
        }
        let span = Span::new(from, end.saturating_add_signed(ahead));
        found.push(match last {
            Some(only) if !is_repaired => Proposal { span, ..only },
            _ => repair(span, replacement + &conversion.text[written..end]),
        });
    }
    found
}

fn repair(span: Span, replacement: String) -> Proposal {
    Proposal { span, replacement, rule: RULE, confidence: 1.0, tier: Tier::Fix, is_refused: false }
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

    #[test]
    fn letters_of_a_foreign_code_page_are_what_was_meant() {
        let conversion = conversion(&read()).unwrap();
        assert_eq!(applied(&read(), &composed(&conversion, Vec::new())), MEANT);
    }

    #[test]
    fn a_repair_of_a_repaired_word_is_joined_with_it() {
        let conversion = conversion(&read()).unwrap();
        let place = MEANT.find("məlmat").unwrap();
        let later = repair(Span::new(place, MEANT.len()), "məlumat".into());
        let found = composed(&conversion, vec![later]);
        assert_eq!(applied(&read(), &found), MEANT.replace("məlmat", "məlumat"));
    }

    #[test]
    fn sound_text_is_left() {
        assert!(conversion("Təhsil naziri məktəbdə şagirdlərlə görüşüb.").is_none());
    }
}
