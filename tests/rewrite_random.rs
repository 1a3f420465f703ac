//! Random edits of random files: the new file reads as the edits say, and without edits nothing changes.

use std::io::{Cursor, Write};

use crate::edits::{applied, made};
use lughat::text::{Document, Edit, ReadOptions, Rewriter, Span, read_bytes, rewrite};
use proptest::prelude::*;

fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    read_bytes(name, bytes.to_vec(), &ReadOptions::default()).ok()
}

fn docx(inner: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(format!("<w:document><w:p>{inner}</w:p></w:document>").as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Pieces of a format, in any order, between words.
fn mixed(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(pieces).prop_map(str::to_owned),
        2 => "[a-zəğışçöü]{1,6}",
        1 => "[ \n\t]{1,3}",
        1 => any::<char>().prop_filter("no letter of a text", |c| !c.is_control() && !"\u{FEFF}\u{200B}\u{200E}\u{200F}\u{2060}".contains(*c)).prop_map(|c| c.to_string()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<br/>",
    "<b>",
    "</b>",
    "<i title='a > b'>",
    "</i>",
    "<ul><li>",
    "<td>",
    "<!-- a & b -->",
    "<pre>",
    "</pre>",
    "<script>a < b</script>",
    "<title>",
    "</title>",
    "&amp;",
    "&amp",
    "&#601;",
    "&",
    "&not",
    "&nGt;",
    "&nLl;",
    "&notit;",
    "<",
    "</",
    ">",
    "\r\n",
    "\r",
    "\u{a0}",
    "Müdafiə naziri",
    "#",
    ";",
];

const HOCR: &[&str] = &[
    "<div class='ocr_page'>",
    "</div>",
    "<p class='ocr_par'>",
    "</p>",
    "<span class='ocr_line'>",
    "</span>",
    "<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 90'>",
    "<span class='ocrx_word'>",
    "</span> ",
    "</span>\n<span class='ocrx_word' title='bbox 5 2 9 8'>",
    "<b>",
    "</b>",
    "&amp;",
    "&",
    "<",
    "-",
    "&shy;",
    "<br>",
];

const ALTO: &[&str] = &[
    "<TextBlock><TextLine><String CONTENT='Xarici'/></TextLine></TextBlock>",
    "<TextLine><String CONTENT=\"Naz\" HPOS='1' VPOS='2' WIDTH='3' HEIGHT='4'/><SP/><String CONTENT='iri' HPOS='5' \
     VPOS='2' WIDTH='3' HEIGHT='4.5'/></TextLine>",
    "<TextLine><String CONTENT='B&amp;K'><Glyph/></String><String CONTENT=' &#x259; '/></TextLine>",
    "<TextLine><String CONTENT='mövsü' SUBS_TYPE='HypPart1' SUBS_CONTENT='mövsümün'/><HYP CONTENT='-'/></TextLine>\
     <TextLine><String CONTENT='mün' SUBS_TYPE='HypPart2' SUBS_CONTENT='mövsümün'/></TextLine>",
    "<SP/>",
    "<String CONTENT=''/>",
    "<String CONTENT='bir-'/>",
    "<TextLine><String CONTENT='mövsü' SUBS_TYPE='HypPart1'/></TextLine>",
    "<HYP CONTENT='-'/>",
    "\n",
    "<!-- a -->",
];

const DOCX: &[&str] = &[
    "<w:r><w:t>Xar</w:t></w:r>",
    "<w:r><w:t xml:space=\"preserve\"> iri </w:t><w:tab/><w:t>B&amp;K</w:t></w:r>",
    "<w:r><w:br/><w:t><![CDATA[a < b]]>&#601;</w:t></w:r>",
    "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>",
    "</w:p><w:p>",
    "<w:r><w:t/></w:r>",
    "<w:r><w:tab/><w:br/></w:r>",
];

/// An edit of the `n`th word of a text, or one that joins it with the next, whatever stands between.
fn edit(document: &Document, n: usize, kind: u8, new: &str) -> Option<Edit> {
    let text = &document.text;
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (true, Some(begun)) => words.extend(start.take().map(|_| Span::new(begun, at))),
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    let word = *words.get(n)?;
    let letters: Vec<usize> = word.of(text).char_indices().map(|(at, _)| word.start + at).collect();
    let middle = letters[letters.len() / 2];
    Some(match kind {
        0 => Edit::new(word, new),
        1 => Edit::new(Span::new(middle, word.end), new),
        2 => Edit::new(Span::new(middle, middle), new),
        3 => Edit::new(Span::new(word.start, middle), format!("{new}{new}")),
        _ => {
            let next = words.get(n + 1)?;
            let new = if kind == 4 { new } else { "" };
            Edit::new(word.cover(*next), format!("{}{new}{}", word.of(text), next.of(text)))
        }
    })
}

/// Makes those edits that the format allows and compares what the new file says.
fn check(name: &str, bytes: &[u8], wanted: &[(usize, u8, String)]) -> Result<(), TestCaseError> {
    let Some(document) = read(name, bytes) else { return Ok(()) };
    prop_assert_eq!(rewrite(&document, bytes, &[]).unwrap(), bytes);
    let mut rewriter = Rewriter::new(&document, bytes).unwrap();
    let mut edits = Vec::new();
    let mut wanted: Vec<_> = wanted.iter().collect();
    wanted.sort();
    for (n, kind, new) in wanted {
        if let Some(edit) = edit(&document, *n, *kind, new)
            && let Ok(there) = rewriter.edit(&edit)
        {
            edits.extend(made(edit.span, there));
        }
    }
    let result = rewriter.finish().unwrap();
    let again = read(name, &result);
    prop_assert!(again.is_some(), "{:?} {edits:?}", String::from_utf8_lossy(&result));
    let Some(again) = again else { return Ok(()) };
    prop_assert_eq!(
        &again.text,
        &applied(&document.text, &edits),
        "{:?} {:?}",
        String::from_utf8_lossy(&result),
        edits
    );
    Ok(())
}

/// Some edits: of which word, of which kind, and the new letters.
fn wanted() -> impl Strategy<Value = Vec<(usize, u8, String)>> {
    let new = prop_oneof!["[a-zəğış&<>\"';#]{1,4}", Just("amp;".to_owned()), Just("x y".to_owned())];
    proptest::collection::vec((0..12_usize, 0..6_u8, new), 0..5)
}

proptest! {
    #[test]
    fn plain_text(text in mixed(&["\r\n", "- ", "# ", "&", "<p>"]), wanted in wanted()) {
        check("a.txt", text.as_bytes(), &wanted)?;
        let wide: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        check("a.txt", &wide, &wanted)?;
    }

    #[test]
    fn html(text in mixed(HTML), wanted in wanted()) {
        check("a.html", text.as_bytes(), &wanted)?;
    }

    #[test]
    fn hocr(text in mixed(HOCR), wanted in wanted()) {
        check("a.hocr", format!("<div class='ocr_page'>{text}").as_bytes(), &wanted)?;
    }

    #[test]
    fn alto(pieces in proptest::collection::vec(proptest::sample::select(ALTO), 0..12), wanted in wanted()) {
        check("a.xml", format!("<alto><Page>{}</Page></alto>", pieces.concat()).as_bytes(), &wanted)?;
    }

    #[test]
    fn docx_runs(pieces in proptest::collection::vec(proptest::sample::select(DOCX), 0..12), wanted in wanted()) {
        check("a.docx", &docx(&pieces.concat()), &wanted)?;
    }

    #[test]
    fn markdown_without_edits(text in mixed(&["# ", "> ", "- ", "**", "`", "\n\n", "\\*", "&amp;", "<br>", "| a |"])) {
        let Some(document) = read("a.md", text.as_bytes()) else { return Ok(()) };
        prop_assert_eq!(rewrite(&document, text.as_bytes(), &[]).unwrap(), text.as_bytes());
    }

    #[test]
    fn a_file_of_one_byte_letters(bytes in proptest::collection::vec(1_u8.., 0..80), wanted in wanted()) {
        let options = ReadOptions { encoding: Some("windows-1254".to_owned()), ..ReadOptions::default() };
        for name in ["a.txt", "a.html"] {
            let Ok(document) = read_bytes(name, bytes.clone(), &options) else { continue };
            let mut rewriter = Rewriter::new(&document, &bytes).unwrap();
            let first = wanted.first().and_then(|(n, kind, new)| edit(&document, *n, *kind, new));
            let edits: Vec<Edit> =
                first.and_then(|edit| made(edit.span, rewriter.edit(&edit).ok()?)).into_iter().collect();
            let result = rewriter.finish().unwrap();
            let again = read_bytes(name, result, &options).unwrap();
            prop_assert_eq!(again.text, applied(&document.text, &edits));
        }
    }
}
