use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use serde::Deserialize;

use super::{Error, SourceMap, Span};
use crate::table;

/// The text of a file and the way back to its bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without the byte order mark.
    pub text: String,
    /// From the text to the bytes of the file.
    pub source: SourceMap,
    /// The name of the encoding (<https://encoding.spec.whatwg.org>), such as `windows-1254`.
    pub encoding: &'static str,
}

/// How many bytes are looked at to guess an encoding.
const GUESS_BYTES: usize = 1 << 20;
/// Least likeness (Jaro–Winkler, 0..1) of a known name to a wrong one to be proposed; `cp-1254` to `cp1254` is 0.97,
/// `azeri` to anything is below 0.75.
const LEAST_LIKENESS: f64 = 0.8;

/// Decodes the bytes of a file: by its byte order mark, else by `label`, else as UTF-8.
///
/// `label` is a name of the WHATWG Encoding Standard, in any case: `windows-1254`, `cp1251`, `latin5`, `utf-16le` …
///
/// # Errors
///
/// When `label` names no encoding, when the bytes do not fit the encoding, and when the text has a NUL character.
///
/// ```
/// use lughat::text::{Span, decode};
/// let decoded = decode("a.txt", b"Ba\xFEl\xFDq".to_vec(), Some("windows-1254")).unwrap();
/// assert_eq!(decoded.text, "Başlıq");
/// assert_eq!(decoded.source.to_source(Span::new(2, 4)), Span::new(2, 3)); // ş: two bytes here, one in the file
/// ```
pub fn decode(name: &str, bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, Error> {
    let wanted = label.map(encoding_named).transpose()?;
    let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((wanted.unwrap_or(UTF_8), 0));
    if encoding == UTF_8 {
        decode_utf8(name, bytes, mark)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(name, &bytes, mark, encoding)
    } else {
        decode_other(name, &bytes, encoding)
    }
}

/// The encoding of a label.
fn encoding_named(label: &str) -> Result<&'static Encoding, Error> {
    let plain = label.trim().to_ascii_lowercase();
    Encoding::for_label_no_replacement(plain.as_bytes())
        .ok_or_else(|| Error::UnknownEncoding { label: label.to_owned(), suggestion: nearest_label(&plain) })
}

#[derive(Deserialize)]
struct Label {
    label: String,
}

static LABELS: LazyLock<Vec<Label>> =
    LazyLock::new(|| table::rows("text/encodings", include_str!("data/encodings.csv")));

fn nearest_label(wrong: &str) -> Option<String> {
    let near = LABELS.iter().map(|row| (strsim::jaro_winkler(&row.label, wrong), &row.label));
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (best.0 >= LEAST_LIKENESS).then(|| best.1.clone())
}

fn decode_utf8(name: &str, mut bytes: Vec<u8>, mark: usize) -> Result<Decoded, Error> {
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let source = SourceMap::verbatim(text.len(), mark);
            let zero = text.as_bytes().contains(&0).then(|| text.find('\0')).flatten();
            match zero {
                Some(at) => Err(binary(name, UTF_8, text.as_bytes(), at, mark)),
                None => Ok(Decoded { text, source, encoding: UTF_8.name() }),
            }
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            match bytes[..at].iter().position(|&byte| byte == 0) {
                Some(zero) => Err(binary(name, UTF_8, &bytes, zero, mark)),
                None => Err(invalid(name, UTF_8, &bytes, at, mark)),
            }
        }
    }
}

/// Decodes UTF-16 unit by unit, since the map needs the place of each character.
fn decode_utf16(name: &str, bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Result<Decoded, Error> {
    let unit: fn([u8; 2]) -> u16 = if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
    let (pairs, rest) = bytes[mark..].as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut source = SourceMap::default();
    let mut at = mark;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok('\0') => return Err(binary(name, encoding, bytes, at, 0)),
            Ok(c) => {
                text.push(c);
                source.push(c.len_utf8(), Span::new(at, at + 2 * c.len_utf16()));
                at += 2 * c.len_utf16();
            }
            Err(_) => return Err(invalid(name, encoding, bytes, at, 0)),
        }
    }
    if !rest.is_empty() {
        return Err(invalid(name, encoding, bytes, at, 0));
    }
    Ok(Decoded { text, source, encoding: encoding.name() })
}

/// Decodes any other encoding byte by byte: a character ends where the decoder gives it.
fn decode_other(name: &str, bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Error> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Room for the longest answer to one byte; the decoder does not write where it might not fit.
    let mut room = [0_u8; 32];
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut source = SourceMap::default();
    let mut start = 0;
    for at in 0..=bytes.len() {
        let last = at == bytes.len();
        let byte = if last { &[][..] } else { &bytes[at..=at] };
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(byte, &mut room, last);
        if matches!(result, DecoderResult::Malformed(..)) {
            return Err(invalid(name, encoding, bytes, start, 0));
        }
        let piece = std::str::from_utf8(&room[..written]).unwrap_or_default();
        if piece.contains('\0') {
            return Err(binary(name, encoding, bytes, start, 0));
        }
        if !piece.is_empty() {
            text.push_str(piece);
            let end = bytes.len().min(at + 1);
            source.push(written, Span::new(start, end));
            start = end;
        }
    }
    Ok(Decoded { text, source, encoding: encoding.name() })
}

fn invalid(name: &str, encoding: &'static Encoding, bytes: &[u8], at: usize, mark: usize) -> Error {
    let line = line_number(&bytes[..at]);
    let likely = match encoding == UTF_8 {
        true if is_damaged_utf8(bytes, at) => Some(UTF_8),
        true => Some(guess(&bytes[at..])).filter(|likely| *likely != UTF_8),
        false => None,
    };
    Error::Encoding {
        name: name.to_owned(),
        encoding: encoding.name(),
        offset: at + mark,
        line,
        likely: likely.map(Encoding::name),
    }
}

/// The line, from 1, that begins after `before`; LF, CRLF or a lone CR ends one.
fn line_number(before: &[u8]) -> usize {
    let mut ends = 0;
    let mut previous = 0;
    for &byte in before {
        ends += usize::from(byte == b'\r' || byte == b'\n' && previous != b'\r');
        previous = byte;
    }
    ends + 1
}

/// The encoding that bytes beyond UTF-8 look like. The Azerbaijani of those years came in Turkish or Cyrillic code pages.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS_BYTES)], bytes.len() <= GUESS_BYTES);
    detector.guess(Some(b"az"), Utf8Detection::Deny)
}

/// Whether the bytes before `at` hold letters beyond ASCII in good UTF-8: then single bytes are damaged, and no other
/// encoding would read the rest.
fn is_damaged_utf8(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().any(|byte| !byte.is_ascii())
}

fn binary(name: &str, encoding: &'static Encoding, bytes: &[u8], at: usize, mark: usize) -> Error {
    // ASCII letters in UTF-16 have a NUL beside each of them.
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let remedy = match (zeros(0), zeros(1)) {
        (0, right) if 3 * right > head.len() => "it looks like UTF-16: try --encoding utf-16le",
        (left, 0) if 3 * left > head.len() => "it looks like UTF-16: try --encoding utf-16be",
        _ => "take it out, or give a text, Markdown, HTML, hOCR, ALTO or DOCX file",
    };
    let line = bytes[..at.min(bytes.len())].iter().filter(|&&byte| byte == b'\n').count() + 1;
    Error::Binary { name: name.to_owned(), encoding: encoding.name(), offset: at + mark, line, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], label: Option<&str>) -> Result<String, String> {
        decode("f", bytes.to_vec(), label).map(|decoded| decoded.text).map_err(|error| error.to_string())
    }

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(text("\u{FEFF}şəhər".as_bytes(), None).unwrap(), "şəhər");
        assert_eq!(text(&utf16le("\u{FEFF}şəhər"), Some("windows-1254")).unwrap(), "şəhər");
        let big: Vec<u8> = "\u{FEFF}ə".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&big, None).unwrap(), "ə");
    }

    #[test]
    fn utf16_maps_character_by_character() {
        let decoded = decode("f", utf16le("\u{FEFF}aə–𝄞b"), None).unwrap();
        let spans: Vec<Span> = decoded
            .text
            .char_indices()
            .map(|(at, c)| decoded.source.to_source(Span::new(at, at + c.len_utf8())))
            .collect();
        assert_eq!(spans, [(2, 4), (4, 6), (6, 8), (8, 12), (12, 14)].map(|(start, end)| Span::new(start, end)));
    }

    #[test]
    fn two_byte_encodings_map_too() {
        let decoded = decode("f", b"a\x93\xFAb".to_vec(), Some("shift_jis")).unwrap();
        assert_eq!(decoded.text, "a日b");
        assert_eq!(decoded.source.to_source(Span::new(1, 4)), Span::new(1, 3));
    }

    #[test]
    fn a_wrong_byte_is_placed_and_a_remedy_given() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1254.encode("Bakı\r\nTürkiyə Böyük Millət Məclisi, Işıq, güneş, çağdaş");
        let message = text(&bytes[..], None).unwrap_err();
        assert!(message.starts_with("f:1: byte 3 is not valid UTF-8; it looks like windows-1254"), "{message}");
        let message = text(b"a\0\0\xD8b\0", Some("utf-16le")).unwrap_err();
        assert!(message.starts_with("f:1: byte 2 is not valid UTF-16LE"), "{message}");
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("A\nБаку и Москва подписали новое соглашение");
        let message = text(&bytes, None).unwrap_err();
        assert!(message.starts_with("f:2: byte 2 is not valid UTF-8; it looks like windows-1251"), "{message}");
    }

    #[test]
    fn an_unknown_label_brings_the_nearest() {
        assert!(text(b"", Some("windows-1255x")).unwrap_err().contains("did you mean windows-125"));
        assert!(text(b"", Some("cp-1254")).unwrap_err().contains("did you mean cp1254?"));
        assert!(text(b"", Some("zzz")).unwrap_err().contains("known are utf-8"));
    }

    #[test]
    fn nul_is_no_text() {
        assert!(text(b"a\nb\0c", None).unwrap_err().contains(":2: byte 3 is NUL"));
        assert!(text(&utf16le("Xarici"), None).unwrap_err().contains("--encoding utf-16le"));
    }
}
