use super::Span;

/// A word of a scanned page: where the engine saw it and how sure it was.
#[derive(Clone, Debug, PartialEq)]
pub struct ScannedWord {
    /// Bytes of the document's text. A hyphen that ALTO keeps in an element of its own (`HYP`) is not part of the word.
    pub span: Span,
    /// The page in the file, from 1.
    pub page: u32,
    /// Where the word stands on the page; `None` if the file does not say it in pixels.
    pub bbox_px: Option<PixelBox>,
    /// How sure the engine was, 0..=1: hOCR `x_wconf` / 100, ALTO `WC`.
    pub confidence: Option<f32>,
    /// The identifier of the element, if it has one.
    pub id: Option<String>,
    /// Which half of a word that is broken over two lines this is, if any.
    pub half: Option<Half>,
}

/// A rectangle on a page, in pixels from the upper left corner; `right` and `bottom` lie just outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelBox {
    /// Distance of the left side.
    pub left: u32,
    /// Distance of the upper side.
    pub top: u32,
    /// Distance of the right side.
    pub right: u32,
    /// Distance of the lower side.
    pub bottom: u32,
}

impl PixelBox {
    /// The smallest box that holds both.
    pub fn cover(self, other: PixelBox) -> PixelBox {
        PixelBox {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// A half of a word that is broken over two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The half before the hyphen, at the end of a line.
    First,
    /// The half at the beginning of the next line.
    Second,
}

/// Signs that end a line inside a word: hyphen-minus, hyphen, soft hyphen, not sign (as engines read a faint hyphen).
pub(super) const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{AD}', '¬'];

/// Marks the halves of words that a hyphen at a line end breaks, where the file itself does not.
pub(super) fn mark_halves(text: &str, words: &mut [ScannedWord]) {
    for at in 1..words.len() {
        let [before, after] = &mut words[at - 1..=at] else { continue };
        let line = &text[before.span.start..after.span.start];
        let Some((end, "")) = line.split_once('\n') else { continue };
        let Some(letters) = end.strip_suffix(HYPHENS) else { continue };
        let goes_on = after.span.of(text).starts_with(char::is_alphabetic);
        if before.half.is_none() && after.half.is_none() && letters.ends_with(char::is_alphabetic) && goes_on {
            before.half = Some(Half::First);
            after.half = Some(Half::Second);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(text: &str) -> Vec<Option<Half>> {
        let mut words = Vec::new();
        let mut start = 0;
        for piece in text.split_inclusive([' ', '\n']) {
            let span = Span::new(start, start + piece.trim_end().len());
            if !span.is_empty() {
                words.push(ScannedWord { span, page: 1, bbox_px: None, confidence: None, id: None, half: None });
            }
            start += piece.len();
        }
        mark_halves(text, &mut words);
        words.into_iter().map(|word| word.half).collect()
    }

    #[test]
    fn a_hyphen_at_the_line_end_breaks_a_word() {
        assert_eq!(halves("xərçəng mövsü-\nmünün"), [None, Some(Half::First), Some(Half::Second)]);
        assert_eq!(halves("mövsü\u{AD}\nmünün"), [Some(Half::First), Some(Half::Second)]);
    }

    #[test]
    fn a_dash_or_a_new_paragraph_breaks_none() {
        assert_eq!(halves("gəlib -\ndeyə"), [None; 3]);
        assert_eq!(halves("mövsü-\n\nmünün"), [None; 2]);
        assert_eq!(halves("XX-\n2020"), [None; 2]);
        assert_eq!(halves("bir-biri"), [None]);
    }
}
