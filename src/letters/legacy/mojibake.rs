use super::code_page::CodePage;
use super::conversion::Rewrite;
use super::likelihood::is_cyrillic;
use crate::letters::in_alphabet;

/// Reads characters back into the bytes of `page` and those as UTF-8; what is no UTF-8 stays as it is.
pub(super) fn decode(text: &str, page: CodePage) -> Rewrite {
    let mut out = Rewrite::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        let taken = if plain > 0 {
            out.keep(&rest[..plain]);
            plain
        } else if let Some((meant, taken)) = sequence(rest, page) {
            out.replace(&rest[..taken], meant);
            taken
        } else {
            out.keep(&rest[..c.len_utf8()]);
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// The character whose UTF-8 bytes stand at the start of `text`, and how many bytes of `text` they take.
fn sequence(text: &str, page: CodePage) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut chars = text.char_indices();
    bytes[0] = page.byte_of(chars.next()?.1)?;
    let wanted = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    for at in 1..wanted {
        let (start, next) = chars.next().map_or((text.len(), None), |(start, c)| (start, page.byte_of(c)));
        match next {
            Some(byte @ 0x80..=0xBF) => bytes[at] = byte,
            _ if at + 1 == wanted => return lost_byte(&mut bytes[..wanted], page).map(|meant| (meant, start)),
            _ => return None,
        }
    }
    let taken = chars.next().map_or(text.len(), |(end, _)| end);
    let meant = char_of(&bytes[..wanted])?;
    is_expected(meant, &text[..taken]).then_some((meant, taken))
}

/// Whether a character may come up in our texts: Latin, Greek and Cyrillic letters, marks, emoji. Letters of other
/// scripts come up by chance, above all from Cyrillic ones. So do Latin ones from a capital before a quotation mark,
/// `„Ä“`, unless they may be mojibake in their turn.
fn is_expected(meant: char, read: &str) -> bool {
    match meant {
        '\u{100}'..='\u{24F}' => {
            in_alphabet(meant)
                || CodePage::Windows1252.byte_of(meant).is_some()
                || !read.ends_with(is_quotation_or_dash)
        }
        '\u{80}'..='\u{FF}' | 'ə' | 'Ά'..='ώ' | '\u{400}'..='\u{4FF}' | '\u{1E00}'..='\u{1EFF}' => true,
        '\u{2010}'..='\u{2044}' | '\u{20A0}'..='\u{2122}' | '\u{1F300}'..='\u{1FAFF}' => true,
        _ => false,
    }
}

fn is_quotation_or_dash(c: char) -> bool {
    matches!(c, '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '“' | '”' | '„' | '–' | '—')
}

fn char_of(bytes: &[u8]) -> Option<char> {
    std::str::from_utf8(bytes).ok()?.chars().next()
}

/// The character meant by bytes of which the last was dropped because the page leaves it undefined, if only one is
/// expected in our texts: Ə is C6 8F, and windows-1252 has no 8F.
fn lost_byte(bytes: &mut [u8], page: CodePage) -> Option<char> {
    let last = bytes.len() - 1;
    let mut meant = page.undefined().filter_map(|byte| {
        bytes[last] = byte;
        char_of(bytes).filter(|&c| in_alphabet(c) || c == '”')
    });
    meant.next().filter(|_| meant.next().is_none())
}

/// Whether `c`, left over after [`decode`], was part of a character that cannot be told any more.
pub(super) fn is_unmapped(c: char) -> bool {
    let lead = matches!(c, 'Ã' | 'Ä' | 'Å' | 'Æ' | 'Â' | 'É' | 'â') || is_cyrillic(c);
    c == char::REPLACEMENT_CHARACTER || matches!(c, '\u{80}'..='\u{9F}') || (lead && !in_alphabet(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_back_from_any_code_page() {
        for page in CodePage::ALL {
            let text = "Əhalinin “mədəniyyət” işləri – Şağan, İçərişəhər";
            let read: String = text
                .chars()
                .flat_map(|c| {
                    let mut bytes = [0; 4];
                    c.encode_utf8(&mut bytes).bytes().map(|byte| page.char_of(byte)).collect::<Vec<_>>()
                })
                .collect();
            assert_eq!(decode(&read, page).text, text, "{}", page.name());
        }
    }

    #[test]
    fn a_dropped_byte_is_supplied_where_one_letter_is_meant() {
        assert_eq!(decode("ÆliyevÉ™", CodePage::Windows1252).text, "Əliyevə");
        assert_eq!(decode("Åuşa", CodePage::Windows1254).text, "Şuşa");
        assert_eq!(decode("â€œsülhâ€", CodePage::Windows1252).text, "“sülh”");
    }

    #[test]
    fn what_is_no_utf8_stays() {
        assert_eq!(decode("Ə ü É É» € „Ä“", CodePage::Windows1252).text, "Ə ü É É» € „Ä“");
        assert_eq!(decode("Ã", CodePage::Windows1252).text, "Ã");
        assert_eq!(decode("", CodePage::Windows1252).text, "");
    }
}
