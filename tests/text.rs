//! Files of any content: reading never panics, and every span leads back into the file.

use std::io::{Cursor, Write};

use lughat::text::{Document, ReadOptions, Span, decode, detect, read_bytes};
use proptest::prelude::*;

/// Reads without options; a file that is refused is as good as an empty one.
fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    read_bytes(name, bytes.to_vec(), &ReadOptions::default()).ok()
}

/// Blocks stand in order, apart and on character bounds; each character leads into the file, and places never go back.
fn check(document: &Document, file_len: usize) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.is_empty(), "{document:?}");
        assert!(document.text.get(block.span.start..block.span.end).is_some(), "{document:?}");
        assert!(document.line_of(block.span) >= 1);
        end = block.span.end;
    }
    assert!(end <= document.text.len());
    let mut before = 0;
    for (at, c) in document.text.char_indices() {
        let source = document.source_span(Span::new(at, at + c.len_utf8()));
        assert!(source.start >= before && source.end <= file_len, "{at} {source:?} {document:?}");
        before = source.start;
    }
}

fn docx(xml: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Text with the signs that the formats give a meaning to.
fn marked_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<br/>",
            "<ul><li>",
            "<td>",
            "<!--",
            "-->",
            "<pre>",
            "</pre>",
            "<script>",
            "</script>",
            "<title>",
            "&amp;",
            "&#601;",
            "&",
            "&notit;",
            "<",
            ">",
            "\r\n",
            "\n",
            "\r",
            "\n\n",
            "# ",
            "- ",
            "* ",
            "**",
            "`",
            "| a |",
            "---",
            "[a](b)",
            "\u{a0}",
            "ə",
            "Müdafiə naziri",
            "Xəbər.",
            "gəlib",
            "\"",
            "\u{FEFF}",
            "𝄞",
            "\t",
            "  ",
        ])
        .prop_map(str::to_owned),
        "[a-zəğışçöü ]{0,6}",
        any::<char>().prop_map(|c| c.to_string()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a.txt", "a.md", "a.html", "a.hocr", "a.alto", "a.docx", "a"] {
            if let Some(document) = read(name, &bytes) {
                check(&document, bytes.len());
            }
        }
        let zip: Vec<u8> = b"PK\x03\x04".iter().chain(&bytes).copied().collect();
        let _ = read("a.docx", &zip);
    }

    #[test]
    fn random_bytes_in_any_encoding(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        label in proptest::sample::select(vec![
            "windows-1254", "windows-1251", "utf-16le", "utf-16be", "shift_jis", "gb18030", "iso-2022-jp", "euc-kr", "big5",
        ]),
    ) {
        let options = ReadOptions { encoding: Some(label.to_owned()), ..ReadOptions::default() };
        for name in ["a.txt", "a.md", "a.html"] {
            if let Ok(document) = read_bytes(name, bytes.clone(), &options) {
                check(&document, bytes.len());
            }
        }
    }

    #[test]
    fn marked_text_keeps_its_places(text in marked_text()) {
        for name in ["a.txt", "a.md", "a.html"] {
            if let Some(document) = read(name, text.as_bytes()) {
                check(&document, text.len());
            }
        }
        let page = format!("<div class='ocr_page'><span class='ocrx_word'>{text}</span>");
        if let Some(document) = read("a.html", page.as_bytes()) {
            check(&document, page.len());
        }
        let page = format!("<alto><Page><TextLine><String CONTENT='{text}'/></TextLine></Page></alto>");
        if let Some(document) = read("a.xml", page.as_bytes()) {
            check(&document, page.len());
        }
        let xml = format!("<w:document><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>");
        if let Some(document) = read("a.docx", &docx(&xml)) {
            check(&document, xml.len());
        }
        detect(&text);
    }

    #[test]
    fn plain_text_is_read_verbatim(text in marked_text()) {
        prop_assume!(!text.contains('\0'));
        let Some(document) = read("a.txt", text.as_bytes()) else { return Ok(()) };
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        prop_assert_eq!(&document.text, &text[mark..]);
        for block in &document.blocks {
            let source = document.source_span(block.span);
            prop_assert_eq!(&text.as_bytes()[source.start..source.end], document.block_text(block).as_bytes());
        }
    }

    #[test]
    fn a_single_byte_encoding_maps_byte_for_byte(bytes in proptest::collection::vec(1_u8.., 0..100)) {
        let Ok(decoded) = decode("a", bytes.clone(), Some("windows-1254")) else { return Ok(()) };
        if encoding_rs_mark(&bytes) { return Ok(()) }
        for (at, (start, c)) in decoded.text.char_indices().enumerate() {
            prop_assert_eq!(decoded.source.to_source(Span::new(start, start + c.len_utf8())), Span::new(at, at + 1));
        }
    }
}

/// Whether the bytes begin with a byte order mark, which wins over the encoding that was asked for.
fn encoding_rs_mark(bytes: &[u8]) -> bool {
    encoding_rs::Encoding::for_bom(bytes).is_some()
}
