use unicode_segmentation::UnicodeSegmentation;

/// The pieces of a text between the word bounds of Unicode (UAX #29), in order; joined, they are the text.
///
/// Most pieces of running text are plain: Latin letters with a space behind them. They are found without a look at the tables
/// of Unicode; where any other rule may matter, unicode-segmentation decides.
pub(super) struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Pieces<'t> {
    pub fn new(text: &'t str) -> Pieces<'t> {
        Pieces { rest: text }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let length = plain_piece(self.rest.as_bytes());
        let length = length.or_else(|| self.rest.split_word_bounds().next().map(str::len))?;
        let (piece, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(piece)
    }
}

/// The bytes of the first piece of a text, if it is a line end; a space or a mark before something plain; or Latin letters
/// before a space or a mark that never goes on with letters.
fn plain_piece(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b' ', rest @ ..] => plain_letter(rest).map(|_| 1),
        [b'.' | b',' | b';' | b'!' | b'?' | b'(' | b')', b' ' | b'\n', ..] => Some(1),
        _ => {
            let mut length = plain_letter(text)?;
            while let Some(letter) = plain_letter(&text[length..]) {
                length += letter;
            }
            match &text[length..] {
                [] | [b' ' | b'\n' | b',' | b';' | b'!' | b'?' | b'(' | b')' | b'-', ..] => Some(length),
                // A point goes on with letters, but not with what is plainly none.
                [b'.', b' ' | b'\n', ..] => Some(length),
                _ => None,
            }
        }
    }
}

/// The bytes of the Latin letter that a text begins with: one of ASCII, or one of the blocks Latin-1 Supplement and Latin
/// Extended-A, which have no other characters from `À` on but `×` and `÷`; or ə.
fn plain_letter(text: &[u8]) -> Option<usize> {
    match text {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => Some(1),
        [0xC3, 0x97 | 0xB7, ..] => None,
        [0xC3, ..] | [0xC4 | 0xC5, ..] | [0xC9, 0x99, ..] | [0xC6, 0x8F, ..] => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agrees(text: &str) -> bool {
        Pieces::new(text).eq(text.split_word_bounds())
    }

    #[test]
    fn plain_text_has_the_word_bounds_of_unicode() {
        for text in [
            "Müdafiə naziri gəldi. \"Astara\"ya, a.b 3,5 (XİN-dən);\r\nsonra?  İki\nəlavə…",
            "e\u{301} ə\u{301}. \u{301}a .\u{301}",
            "a_b a:b a'b a’b x1 1x ×a÷ª",
            "🇦🇿🇦🇿🇦 a 👩‍👩‍👧 מא״ב",
        ] {
            assert!(agrees(text), "{text}");
        }
    }

    #[test]
    fn plain_letters_are_letters_of_unicode() {
        for c in ('\0'..='\u{2FF}').filter(|c| plain_letter(c.to_string().as_bytes()).is_some()) {
            assert!(agrees(&format!("a{c}{c}b {c} ")), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_the_word_bounds_of_unicode(text in "([a-zəğıöüçşİƏŞ]{1,3}|[ .,;!?()\n\r\t'’:_-]|\\PC|[\u{301}\u{200D}\u{AD}×÷0-9]){0,40}") {
            prop_assert!(agrees(&text));
        }
    }
}
