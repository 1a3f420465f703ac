use std::borrow::Cow;

/// Text of a file in one line, as it may be shown: control characters could give a terminal orders, or turn a line around.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |c| if c == '\n' { '⏎' } else { c })
}

/// The same with its line ends.
pub(super) fn visible_lines(text: &str) -> Cow<'_, str> {
    shown(text, |c| c)
}

fn shown(text: &str, line_end: impl Fn(char) -> char) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return text.into();
    }
    let shown = |c: char| match c {
        '\n' => line_end(c),
        '\t' | '\r' => ' ',
        _ if is_control(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    text.chars().map(shown).collect()
}

/// Whether a character is no sign but an order: to the terminal, or to write from right to left.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_no_orders() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202E}c\nd"), "a\u{FFFD}[2Jb\u{FFFD}c⏎d");
        assert_eq!(visible_lines("a\r\nb\u{0}"), "a \nb\u{FFFD}");
        assert_eq!(visible("şəhər"), "şəhər");
    }
}
