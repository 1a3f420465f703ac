use std::sync::LazyLock;

use encoding_rs::{Encoding, IBM866, KOI8_R, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254};
use rustc_hash::FxHashMap;

/// A table of 256 characters that bytes were taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodePage {
    /// Western European; ISO 8859-1 is read with it too.
    Windows1252,
    /// Turkish; ISO 8859-9 is read with it too.
    Windows1254,
    /// Cyrillic.
    Windows1251,
    /// Central European.
    Windows1250,
    /// Western European of the old Mac OS.
    Macintosh,
    /// Cyrillic of DOS.
    Ibm866,
    /// Cyrillic of Unix.
    Koi8R,
}

impl CodePage {
    /// All code pages, in the order of the variants.
    pub(super) const ALL: [CodePage; 7] = [
        CodePage::Windows1252,
        CodePage::Windows1254,
        CodePage::Windows1251,
        CodePage::Windows1250,
        CodePage::Macintosh,
        CodePage::Ibm866,
        CodePage::Koi8R,
    ];

    /// The name in the WHATWG Encoding Standard, such as `windows-1252`.
    pub fn name(self) -> &'static str {
        self.encoding().name()
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            CodePage::Windows1252 => WINDOWS_1252,
            CodePage::Windows1254 => WINDOWS_1254,
            CodePage::Windows1251 => WINDOWS_1251,
            CodePage::Windows1250 => WINDOWS_1250,
            CodePage::Macintosh => MACINTOSH,
            CodePage::Ibm866 => IBM866,
            CodePage::Koi8R => KOI8_R,
        }
    }

    fn page(self) -> &'static Page {
        &PAGES[self as usize]
    }

    /// The character of a byte; a byte that the page leaves undefined gives its C1 control character.
    pub(super) fn char_of(self, byte: u8) -> char {
        if byte.is_ascii() { char::from(byte) } else { self.page().chars[usize::from(byte - 0x80)] }
    }

    /// The byte that was taken for `c`. A C1 control character stands for its own byte in every page, since many
    /// readers pass undefined bytes on so.
    pub(super) fn byte_of(self, c: char) -> Option<u8> {
        match u8::try_from(c) {
            Ok(byte) if byte < 0xA0 => Some(byte),
            _ => self.page().bytes.get(&c).copied(),
        }
    }

    /// The bytes that the page leaves undefined: the ones that get lost.
    pub(super) fn undefined(self) -> impl Iterator<Item = u8> {
        (0x80..=0x9F).filter(move |&byte| self.char_of(byte) == char::from(byte))
    }
}

struct Page {
    chars: Vec<char>,
    bytes: FxHashMap<char, u8>,
}

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let page = |page: CodePage| {
        let char_of = |byte: u8| {
            let (text, _) = page.encoding().decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        let chars: Vec<char> = (0x80..=0xFF).map(char_of).collect();
        Page { bytes: chars.iter().copied().zip(0x80..=0xFF).collect(), chars }
    };
    CodePage::ALL.into_iter().map(page).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_and_its_character_go_both_ways() {
        for page in CodePage::ALL {
            for byte in 0..=0xFF {
                assert_eq!(page.byte_of(page.char_of(byte)), Some(byte), "{} {byte:x}", page.name());
            }
        }
    }

    #[test]
    fn the_pages_differ_in_six_letters_of_turkish() {
        assert_eq!(CodePage::Windows1252.char_of(0xFE), 'þ');
        assert_eq!(CodePage::Windows1254.char_of(0xFE), 'ş');
        assert_eq!(CodePage::Windows1251.char_of(0xFF), 'я');
    }

    #[test]
    fn the_western_page_leaves_five_bytes_undefined() {
        assert_eq!(CodePage::Windows1252.undefined().collect::<Vec<_>>(), [0x81, 0x8D, 0x8F, 0x90, 0x9D]);
        assert_eq!(CodePage::Macintosh.undefined().count(), 0);
    }
}
