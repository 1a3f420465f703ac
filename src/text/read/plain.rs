//! Plain text: paragraphs out of lines.
//!
//! An empty line always ends a paragraph (a line of spaces and no-break spaces is empty too). What a single line end
//! means depends on the file. Press texts have a paragraph on each line; scans and e-mails are wrapped at a column. In
//! wrapped text many lines begin with a small letter, in the other kind hardly any, so the share of such lines decides:
//!
//! - not wrapped: each line is a block, but a line that begins with a small letter, or follows a comma or a hyphen,
//!   goes on with the sentence of the line before (paragraphs broken by OCR);
//! - wrapped: lines belong together, but a line much shorter than the column ends its block when the next line does
//!   not begin with a small letter.
//!
//! `# ` begins a heading and `- `, `* ` or `• ` an item; the signs stay outside the block. The first block is a heading
//! too when it is one short line without a final point.

use super::builder::{document, is_blank, trimmed};
use crate::text::{BlockKind, Decoded, Document, Format, LineIndex, Origin, Span};

/// Share of line ends before a small letter from which a text counts as wrapped: 1 in this many. Scanned pages and the
/// wrapped text of `corpus/` (14-justice.az.txt) have 0.5 to 0.9, press texts with a paragraph on each line 0.
const WRAPPED_ONE_IN: usize = 4;
/// A line of wrapped text is short below this share (in percent) of the column, which 9 of 10 lines do not pass.
const SHORT_PERCENT: usize = 70;
/// Longest headline, in characters.
const LONGEST_HEADING: usize = 150;

pub(super) fn read(name: &str, decoded: Decoded) -> Document {
    let lines = LineIndex::new(&decoded.text);
    let blocks = blocks(&decoded.text);
    let document = document(name, decoded.text, blocks, decoded.source, lines);
    Document { origin: Origin { format: Format::Plain, encoding: decoded.encoding }, ..document }
}

/// A line without the white space around it; empty for an empty line.
struct Line {
    span: Span,
    sign: Sign,
}

/// What the first characters of a line say.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Hashes,
    Bullet,
    SmallLetter,
    Other,
}

/// The blocks of a plain text.
pub(in crate::text) fn blocks(text: &str) -> Vec<(Span, BlockKind)> {
    let lines = lines(text);
    let column = is_wrapped(&lines).then(|| column(text, &lines));
    let mut found: Vec<(Span, BlockKind)> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        if line.span.is_empty() {
            before = None;
            continue;
        }
        match (before, found.last_mut()) {
            (Some(above), Some(open)) if !ends_block(text, above, line, column) => open.0 = open.0.cover(line.span),
            _ => found.push(opened(text, line)),
        }
        before = Some(line);
    }
    if found.len() > 1
        && let Some(first) = found.first_mut()
        && first.1 == BlockKind::Paragraph
        && is_headline(first.0.of(text))
    {
        first.1 = BlockKind::Heading;
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\r']) {
        let end = start + piece.len();
        // The LF of a CRLF is an empty piece of its own: not an empty line.
        if !(piece == "\n" && text[..start].ends_with('\r')) {
            let span = trimmed(text, Span::new(start, end));
            lines.push(Line { span, sign: sign(span.of(text)) });
        }
        start = end;
    }
    lines
}

fn sign(line: &str) -> Sign {
    if without_hashes(line).is_some() {
        Sign::Hashes
    } else if without_bullet(line).is_some() {
        Sign::Bullet
    } else if line.starts_with(char::is_lowercase) {
        Sign::SmallLetter
    } else {
        Sign::Other
    }
}

fn without_hashes(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    ((1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(is_blank))
        .then(|| rest.trim_start_matches(is_blank))
}

fn without_bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•', '▪', '●'])?;
    rest.starts_with(is_blank).then(|| rest.trim_start_matches(is_blank))
}

fn opened(text: &str, line: &Line) -> (Span, BlockKind) {
    let whole = line.span.of(text);
    let (rest, kind) = match line.sign {
        Sign::Hashes => (without_hashes(whole), BlockKind::Heading),
        Sign::Bullet => (without_bullet(whole), BlockKind::Item),
        _ => (None, BlockKind::Paragraph),
    };
    let rest = rest.filter(|rest| !rest.is_empty()).unwrap_or(whole);
    (Span::new(line.span.end - rest.len(), line.span.end), kind)
}

fn is_wrapped(lines: &[Line]) -> bool {
    let below = lines.windows(2).filter(|pair| !pair[0].span.is_empty() && !pair[1].span.is_empty());
    let (mut all, mut small) = (0, 0);
    for pair in below {
        all += 1;
        small += usize::from(pair[1].sign == Sign::SmallLetter);
    }
    all > 0 && small * WRAPPED_ONE_IN >= all
}

/// The column at which a text is wrapped, in characters.
fn column(text: &str, lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> =
        lines.iter().filter(|line| !line.span.is_empty()).map(|line| line.span.of(text).chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Whether a block ends between two lines that follow each other.
fn ends_block(text: &str, above: &Line, below: &Line, column: Option<usize>) -> bool {
    if above.sign == Sign::Hashes || below.sign == Sign::Hashes {
        return true;
    }
    if below.sign == Sign::SmallLetter {
        return false;
    }
    let above_text = above.span.of(text);
    match column {
        None => !above_text.ends_with([',', '-', '\u{AD}']),
        Some(_) if below.sign == Sign::Bullet => {
            above.sign == Sign::Bullet || above_text.ends_with(['.', ':', ';', '!', '?'])
        }
        Some(column) => above_text.chars().count() * 100 < column * SHORT_PERCENT,
    }
}

fn is_headline(block: &str) -> bool {
    let end = block.trim_end_matches(['"', '”', '»', '\'', ')']);
    !end.ends_with(['.', '!', '?', '…', ':', ';', ','])
        && !block.contains(['\n', '\r'])
        && block.chars().nth(LONGEST_HEADING).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn an_empty_line_separates_paragraphs() {
        let text = "Başlıq\r\n\r\nBirinci abzas.\r\n\u{a0} \r\nİkinci abzas.\r\n";
        assert_eq!(split(text), ["Başlıq", "Birinci abzas.", "İkinci abzas."]);
        assert_eq!(blocks(text)[0].1, BlockKind::Heading);
        assert_eq!(blocks(text)[1].1, BlockKind::Paragraph);
    }

    #[test]
    fn press_texts_have_a_paragraph_on_each_line() {
        let text = "Nazir səfərə gəlib\nSəfər dünən başlayıb.\n\"Biz şadıq\", - deyə nazir bildirib.\nSonda sənəd";
        assert_eq!(split(text).len(), 4);
    }

    #[test]
    fn a_line_that_begins_with_a_small_letter_goes_on() {
        let text = "Tərəflər görüşüb.\nOnlar ticarət və\nəməkdaşlığın genişlənməsini müzakirə ediblər.\nSonra \
                    sənəd imzalanıb.\nSəfər davam edir.\nNümayəndə heyəti Gəncəyə də gedəcək.";
        assert_eq!(split(text).len(), 5);
    }

    #[test]
    fn wrapped_lines_belong_together() {
        let text = "Dövlət Sərhəd Xidmətinin rəisi Astara\nşəhərində həmkarı ilə görüşüb. Görüşdə\nsərhədin mühafizəsi \
                    məsələləri\nmüzakirə edilib.\nTərəflər gələn ilin birinci yarısında\nyenidən görüşməyi \
                    razılaşdırıblar.";
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn signs_of_headings_and_items_stay_outside() {
        let text = "# Başlıq\nMətn belədir:\n- birinci iş\n- ikinci iş";
        let found: Vec<_> = blocks(text).into_iter().map(|(span, kind)| (span.of(text), kind)).collect();
        assert_eq!(found[0], ("Başlıq", BlockKind::Heading));
        assert_eq!(found[2..], [("birinci iş", BlockKind::Item), ("ikinci iş", BlockKind::Item)]);
        assert_eq!(split("#"), ["#"]);
        assert_eq!(split("- "), ["-"]);
    }
}
