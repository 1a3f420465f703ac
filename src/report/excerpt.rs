use crate::text::Span;

/// Characters of a line that are shown, and those of them before the marked place: one line of a wide terminal.
const SHOWN_CHARS: usize = 120;
const CHARS_BEFORE: usize = 40;
/// Characters of a cell that a message quotes.
const QUOTED_CHARS: usize = 60;

/// A part of a line, safe to print, and the bytes in it that are marked.
pub(super) struct Excerpt {
    pub text: String,
    pub marked: Span,
    /// Whether the line is shown from its first character.
    pub starts_line: bool,
}

/// Returns `text` as a message may quote it: on one line, at most 60 characters, without control characters.
///
/// ```
/// assert_eq!(lughat::report::shown("a\u{1b}[31m\n"), "a␛[31m␊");
/// ```
pub fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.by_ref().take(QUOTED_CHARS).map(printable).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// Cuts out the line on which `span` starts, at most 120 characters around the place.
pub(super) fn excerpt(text: &str, span: Span) -> Excerpt {
    let at = floor(text, span.start);
    let line_end = |from: usize| text[from..].char_indices().take(SHOWN_CHARS).find(|(_, c)| is_line_end(*c));
    let before: Vec<char> = text[..at].chars().rev().take_while(|&c| !is_line_end(c)).take(CHARS_BEFORE + 1).collect();
    let mut out = String::new();
    if before.len() > CHARS_BEFORE {
        out.push('…');
    }
    out.extend(before.iter().take(CHARS_BEFORE).rev().copied().map(printable));
    let start = out.len();
    let end_of_line = line_end(at).map_or(text.len(), |(length, _)| at + length);
    let mut end = None;
    let room = SHOWN_CHARS - before.len().min(CHARS_BEFORE);
    for (shown, (offset, c)) in text[at..end_of_line].char_indices().enumerate() {
        if end.is_none() && at + offset >= span.end {
            end = Some(out.len());
        }
        if shown == room {
            out.push('…');
            break;
        }
        out.push(printable(c));
    }
    let end = end.unwrap_or(out.len());
    Excerpt { text: out, marked: Span::new(start, end), starts_line: before.len() <= CHARS_BEFORE }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// The greatest character bound that is not past `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A character that may stand on a terminal in place of `c`: control characters and marks of direction could change
/// what the reader sees, so their pictures (U+2400 …) are shown.
fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '␡',
        _ if c.is_control() => '\u{fffd}',
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_place_is_cut_out() {
        let text = "bir\niki üç\ndörd";
        let cut = excerpt(text, Span::new(8, 11));
        assert_eq!(cut.text, "iki üç");
        assert_eq!(cut.marked.of(&cut.text), "üç");
    }

    #[test]
    fn long_lines_are_clipped_on_both_sides() {
        let text = format!("{}X{}", "ə".repeat(5000), "ö".repeat(5000));
        let cut = excerpt(&text, Span::new(10_000, 10_001));
        assert_eq!(cut.marked.of(&cut.text), "X");
        assert!(cut.text.chars().count() <= SHOWN_CHARS + 2, "{}", cut.text.chars().count());
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let cut = excerpt("az", Span::new(7, 9));
        assert_eq!((cut.text.as_str(), cut.marked), ("az", Span::new(2, 2)));
    }
}
