//! Edits put into files: the same format out, the words changed, every other byte as it was.

use std::io::{Cursor, Read, Write};

use crate::edits::{applied, made};
use lughat::text::{
    Document, Edit, Obstacle, PixelBox, ReadOptions, RewriteError, Rewriter, Span, read_bytes, rewrite,
};

fn read(name: &str, bytes: &[u8]) -> Document {
    read_bytes(name, bytes.to_vec(), &ReadOptions::default()).unwrap()
}

/// Edits that replace texts of a document, each looked for after the one before.
fn edits(document: &Document, changes: &[(&str, &str)]) -> Vec<Edit> {
    let mut at = 0;
    let found = changes.iter().map(|(old, new)| {
        let start = at + document.text[at..].find(old).unwrap_or_else(|| panic!("{old:?} in {:?}", document.text));
        at = start + old.len();
        Edit::new(Span::new(start, at), *new)
    });
    found.collect()
}

/// Rewrites a file and makes sure that the new one reads as the edits say.
fn rewritten(name: &str, bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let document = read(name, bytes);
    let edits = edits(&document, changes);
    let mut rewriter = Rewriter::new(&document, bytes).unwrap();
    let edits: Vec<Edit> = edits.iter().filter_map(|edit| made(edit.span, rewriter.edit(edit).unwrap())).collect();
    let result = rewriter.finish().unwrap();
    assert_eq!(read(name, &result).text, applied(&document.text, &edits));
    result
}

fn text_of(name: &str, source: &str, changes: &[(&str, &str)]) -> String {
    String::from_utf8(rewritten(name, source.as_bytes(), changes)).unwrap()
}

fn refusal(name: &str, source: &str, change: (&str, &str)) -> RewriteError {
    let document = read(name, source.as_bytes());
    rewrite(&document, source.as_bytes(), &edits(&document, &[change])).unwrap_err()
}

fn obstacle(name: &str, source: &str, change: (&str, &str)) -> Obstacle {
    match refusal(name, source, change) {
        RewriteError::Unsupported { obstacle, .. } => obstacle,
        other => panic!("{other}"),
    }
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

mod running_text {
    use super::*;

    #[test]
    fn plain_text_keeps_its_line_ends_and_its_mark() {
        let source = "\u{FEFF}Xarıci İşlər\r\nmövsü-\r\nmünün sonu\r\n";
        let changes = [("Xarıci", "Xarici"), ("mövsü-\r\nmünün", "mövsümünün")];
        assert_eq!(text_of("a.txt", source, &changes), "\u{FEFF}Xarici İşlər\r\nmövsümünün sonu\r\n");
    }

    #[test]
    fn plain_text_keeps_its_encoding() {
        let source = utf16("Basın naziri 𝄞 gəldi");
        let result = rewritten("a.txt", &source, &[("Basın", "Başın"), ("gəldi", "gəldi 𝄞")]);
        assert_eq!(result, utf16("Başın naziri 𝄞 gəldi 𝄞"));

        let options = ReadOptions { encoding: Some("windows-1254".to_owned()), ..ReadOptions::default() };
        let source = b"Ba\xFE naz\xFDr g\xF6r\xFC\xFEd\xFC".to_vec();
        let document = read_bytes("a.txt", source.clone(), &options).unwrap();
        let result = rewrite(&document, &source, &edits(&document, &[("nazır", "şair")])).unwrap();
        assert_eq!(result, b"Ba\xFE \xFEair g\xF6r\xFC\xFEd\xFC");
        let error = rewrite(&document, &source, &edits(&document, &[("nazır", "nəzir")])).unwrap_err();
        assert!(matches!(error, RewriteError::Letter { letter: 'ə', line: 1, .. }), "{error}");
    }

    #[test]
    fn html_writes_references_for_letters_that_its_encoding_lacks() {
        let source = b"<html><head><meta charset='windows-1254'></head><body>Ba\xFE naz\xFDr".to_vec();
        let result = rewritten("a.html", &source, &[("nazır", "nəzir")]);
        assert_eq!(result, b"<html><head><meta charset='windows-1254'></head><body>Ba\xFE n&#601;zir");
    }

    #[test]
    fn a_word_in_several_elements_changes_where_it_differs() {
        let source = "<p>Yeni <b>Xar</b>icı <i>İşl</i>er</p>";
        let changes = [("Xaricı", "Xarici"), ("İşler", "İşlər")];
        assert_eq!(text_of("a.html", source, &changes), "<p>Yeni <b>Xar</b>ici <i>İşl</i>ər</p>");
        let both = text_of("a.html", "<p><b>Kar</b>ıcı iş</p>", &[("Karıcı", "Xərici")]);
        assert_eq!(both, "<p><b>Xər</b>ici iş</p>");
        let longer = text_of("a.html", "<p><b>Kar</b>ıcı iş</p>", &[("Karıcı", "Xəriici")]);
        assert_eq!(longer, "<p><b>Xəriici</b> iş</p>");
        assert_eq!(
            text_of("a.html", "<b>Nazir</b>in <i>ş</i>", &[("Nazirin", "Nazirlin")]),
            "<b>Nazirl</b>in <i>ş</i>"
        );
    }

    #[test]
    fn inserted_letters_stand_in_the_element_of_their_word() {
        assert_eq!(text_of("a.html", "<i>o</i> <b>azir</b>", &[("azir", "nazir")]), "<i>o</i> <b>nazir</b>");
        assert_eq!(text_of("a.html", "<b>nazi</b> <i>o</i>", &[("nazi", "nazir")]), "<b>nazir</b> <i>o</i>");
    }

    #[test]
    fn new_text_is_escaped_and_old_references_stay() {
        let source = "<p>B&amp;K &ouml;lke &lt;1&gt; x</p>";
        let changes = [("ölke", "ölkə"), ("x", "<b> & \"c\"")];
        assert_eq!(text_of("a.html", source, &changes), "<p>B&amp;K &ouml;lkə &lt;1&gt; &lt;b&gt; &amp; \"c\"</p>");
        assert_eq!(text_of("a.html", "B&amp;K", &[("&", "and")]), "BandK");
    }

    #[test]
    fn a_lone_sign_does_not_begin_a_reference_or_a_tag() {
        for (source, change) in [
            ("R&x", ("x", "lt;")),
            ("1 < b", (" b", "b")),
            ("R&amXp;", ("X", "")),
            ("R&amp x", (" x", ";")),
            ("R& lt;", (" ", "")),
        ] {
            text_of("a.html", source, &[change]);
        }
    }

    #[test]
    fn all_white_space_between_joined_words_goes() {
        assert_eq!(text_of("a.html", "Naz <b> iri</b> x", &[("Naz iri", "Naziri")]), "Naz<b>iri</b> x");
        assert_eq!(text_of("a.html", "mövsü-<br>\n münün", &[("mövsü-\nmünün", "mövsümünün")]), "mövsümünün");
        assert_eq!(text_of("a.html", "2020\n <i>ci</i>", &[("2020 ci", "2020-ci")]), "2020-<i>ci</i>");
    }

    #[test]
    fn paragraphs_are_not_joined() {
        assert_eq!(obstacle("a.html", "<p>Naz</p><p>iri</p>", ("Naz\n\niri", "Naziri")), Obstacle::Bound);
    }

    #[test]
    fn markdown_keeps_its_marks() {
        let source = "# Göruş\n\n> **Naz** iri *gəl\\*di*, mövsü-\n> münün `kod` &amp; s.\n";
        let changes = [("Göruş", "Görüş"), ("Naz iri", "Naziri"), ("mövsü-\nmünün", "mövsümünün"), ("kod", "kodu")];
        let expected = "# Görüş\n\n> **Naz**iri *gəl\\*di*, mövsümünün `kodu` &amp; s.\n";
        assert_eq!(text_of("a.md", source, &changes), expected);
    }

    #[test]
    fn control_characters_are_no_text() {
        assert!(matches!(refusal("a.html", "a", ("a", "\u{1}")), RewriteError::Letter { letter: '\u{1}', .. }));
        assert!(matches!(refusal("a.txt", "a", ("a", "\0")), RewriteError::Letter { letter: '\0', .. }));
    }
}

mod docx {
    use super::*;

    type Member = (String, Vec<u8>, Option<zip::DateTime>, zip::CompressionMethod);

    fn packed(body: &str) -> Vec<u8> {
        let xml = format!("<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let day = zip::DateTime::from_date_and_time(2019, 5, 28, 10, 20, 30).unwrap();
        let packed = zip::write::SimpleFileOptions::default().last_modified_time(day);
        let stored = packed.compression_method(zip::CompressionMethod::Stored);
        let parts = [
            ("[Content_Types].xml", "<Types/>", stored),
            ("word/document.xml", &xml, packed),
            ("word/media/a.png", "no image", stored),
            ("word/styles.xml", "<w:styles/>", packed),
        ];
        for (name, text, options) in parts {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.set_comment("qeyd").unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn members(archive: &[u8]) -> Vec<Member> {
        let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        assert_eq!(zip.comment(), b"qeyd");
        let member = |index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes, entry.last_modified(), entry.compression())
        };
        (0..4).map(member).collect()
    }

    /// The body after edits; everything else must be as it was.
    fn body(body: &str, changes: &[(&str, &str)]) -> String {
        let old = packed(body);
        let (old, new) = (members(&old), members(&rewritten("a.docx", &old, changes)));
        for (old, new) in old.iter().zip(&new) {
            assert_eq!((&old.0, old.2, old.3), (&new.0, new.2, new.3));
            assert!(old.0 == "word/document.xml" || old.1 == new.1, "{}", old.0);
        }
        let text = String::from_utf8(new[1].1.clone()).unwrap();
        let (_, rest) = text.split_once("<w:body>").unwrap();
        rest.split_once("</w:body>").unwrap().0.to_owned()
    }

    #[test]
    fn split_runs_keep_their_elements() {
        let source = "<w:p><w:r><w:t>Xar</w:t></w:r><w:r><w:t>icı İşler &amp; s.</w:t></w:r></w:p>";
        assert_eq!(body(source, &[("Xarıcı", "Xarici")].map(|_| ("Xaricı", "Xarici"))), source.replace("icı", "ici"));
        assert_eq!(body(source, &[("Xaricı", "Xərüci")]), source.replace("Xar", "Xər").replace("icı", "üci"));
        assert_eq!(
            body(source, &[("Xaricı", "Xərüüci")]),
            "<w:p><w:r><w:t>Xərüüci</w:t></w:r><w:r><w:t> İşler &amp; s.</w:t></w:r></w:p>"
                .replace("<w:t> İ", "<w:t xml:space=\"preserve\"> İ")
        );
    }

    #[test]
    fn spaces_at_the_end_of_a_run_are_kept() {
        let source = "<w:p><w:r><w:t>Naz iri</w:t></w:r><w:r><w:t xml:space=\"preserve\"> o</w:t></w:r></w:p>";
        assert_eq!(body(source, &[("iri", "")]), source.replace("<w:t>Naz iri", "<w:t xml:space=\"preserve\">Naz "));
    }

    #[test]
    fn elements_that_stand_for_letters_can_go() {
        let source = "<w:p><w:r><w:t>mövsü-</w:t><w:br/><w:t>münün</w:t><w:tab/><w:t>sonu</w:t></w:r></w:p>";
        assert_eq!(
            body(source, &[("mövsü-\nmünün", "mövsümünün"), ("\t", " ")]),
            "<w:p><w:r><w:t>mövsü</w:t><w:t>münün</w:t><w:t xml:space=\"preserve\"> </w:t><w:t>sonu</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn a_character_data_section_changes_as_a_whole() {
        let source = "<w:p><w:r><w:t><![CDATA[R&D Xarıci]]></w:t></w:r></w:p>";
        assert_eq!(
            body(source, &[("R", "Q"), ("Xarıci", "Xarici")]),
            "<w:p><w:r><w:t>Q&amp;D Xarici</w:t></w:r></w:p>"
        );
    }
}

mod hocr {
    use super::*;

    const PAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\r\n<head>\
        <title>x</title></head><body>\n <div class='ocr_page' title='bbox 0 0 600 900'>\n  <p class='ocr_par'>\n   \
        <span class='ocr_line'>\n    <span class='ocrx_word' id='w1' title='bbox 10 20 40 30; x_wconf 90'>Naz</span>\n    \
        <span class='ocrx_word' id='w2' title='bbox 50 18 90 31; x_wconf 80'><em>iri</em></span>\n    \
        <span class='ocrx_word' id='w3' title='x_wconf 10; bbox 95 20 97 30'>|</span>\n    \
        <span class='ocrx_word' id='w4' title='bbox 100 20 140 30'>mövsü-</span>\n   </span>\n   \
        <span class='ocr_line'>\n    <span class='ocrx_word' title='bbox 10 40 40 50'>müniin</span>\n   </span>\n  </p>\n \
        </div></body></html>\n";

    #[test]
    fn only_words_change() {
        let result = text_of("a.hocr", PAGE, &[("iri", "ırı"), ("müniin", "mü<nün")]);
        assert_eq!(result, PAGE.replace("<em>iri", "<em>ırı").replace("müniin", "mü&lt;nün"));
    }

    #[test]
    fn joined_words_share_one_box() {
        let result = text_of("a.hocr", PAGE, &[("Naz iri", "Naziri"), ("müniin", "münün")]);
        let document = read("a.hocr", result.as_bytes());
        let pixels = PixelBox { left: 10, top: 18, right: 90, bottom: 31 };
        assert_eq!(document.words[0].bbox_px, Some(pixels));
        assert_eq!((document.words[0].id.as_deref(), document.words[1].id.as_deref()), (Some("w1"), Some("w3")));
        let second = "\n    <span class='ocrx_word' id='w2' title='bbox 50 18 90 31; x_wconf 80'><em>iri</em></span>";
        let expected = PAGE.replace(second, "").replace("müniin", "münün");
        assert_eq!(
            result,
            expected.replace("bbox 10 20 40 30; x_wconf 90'>Naz", "bbox 10 18 90 31; x_wconf 90'>Naziri")
        );
    }

    #[test]
    fn white_space_in_a_box_that_goes_stays() {
        let page = "<div class=ocr_page><i class=ocrx_word>Naz</i> <i class=ocrx_word>iri\t</i>(dır)</div>";
        let result = text_of("a.hocr", page, &[("Naz iri", "Naziri")]);
        assert_eq!(result, "<div class=ocr_page><i class=ocrx_word>Naziri</i> (dır)</div>");
    }

    #[test]
    fn a_speck_leaves_an_empty_box() {
        let document = read("a.hocr", PAGE.as_bytes());
        let edits = edits(&document, &[("| ", "")]);
        let result = rewrite(&document, PAGE.as_bytes(), &edits).unwrap();
        assert_eq!(String::from_utf8(result.clone()).unwrap(), PAGE.replace("'>|<", "'><"));
        assert_eq!(read("a.hocr", &result).text, applied(&document.text, &edits));
    }

    #[test]
    fn a_broken_word_is_mended_in_its_halves() {
        let result = text_of("a.hocr", PAGE, &[("mövsü-\nmüniin", "mövsümünün")]);
        assert_eq!(result, PAGE.replace("müniin", "münün"));
        for hyphen in ["&shy;", "¬", "\u{2010}"] {
            let page = PAGE.replace("mövsü-", &format!("<b>möv</b>su{hyphen}"));
            let document = read("a.hocr", page.as_bytes());
            let end = document.text.len();
            let edit = Edit::new(Span::new(document.text.find("möv").unwrap(), end), "mövsümünün");
            let result = rewrite(&document, page.as_bytes(), &[edit]).unwrap();
            let expected = page.replace("</b>su", "</b>sü").replace("müniin", "münün");
            assert_eq!(String::from_utf8(result).unwrap(), expected);
        }
    }

    #[test]
    fn a_misread_hyphen_is_mended() {
        let page = PAGE.replace("mövsü-", "mövsü:").replace("müniin", "münün");
        assert_eq!(text_of("a.hocr", &page, &[("mövsü:\nmünün", "mövsümünün")]), page.replace("mövsü:", "mövsü-"));
    }

    #[test]
    fn a_word_that_is_only_broken_stays() {
        let page = PAGE.replace("müniin", "münün");
        assert_eq!(text_of("a.hocr", &page, &[("mövsü-\nmünün", "mövsümünün")]), page);
    }

    #[test]
    fn lines_are_not_joined_and_other_edits_go_on() {
        assert_eq!(obstacle("a.hocr", PAGE, ("mövsü-\nmüniin", "mövsü müniin")), Obstacle::LineEnd);
        let document = read("a.hocr", PAGE.as_bytes());
        let mut rewriter = Rewriter::new(&document, PAGE.as_bytes()).unwrap();
        let [first, refused, last] = &edits(&document, &[("Naz", "naz"), ("-\nm", ""), ("n", "N")])[..] else {
            panic!()
        };
        rewriter.edit(first).unwrap();
        rewriter.edit(refused).unwrap_err();
        rewriter.edit(last).unwrap();
        let result = String::from_utf8(rewriter.finish().unwrap()).unwrap();
        assert_eq!(result, PAGE.replace("Naz", "naz").replace("müniin", "müNiin"));
    }

    #[test]
    fn lines_without_words_change_too() {
        let source =
            "<div class='ocr_page'><span class='ocr_line'>Xarıci <b>İşler</b></span> <span class='ocr_line'>x</span>";
        let result = text_of("a.hocr", source, &[("Xarıci", "Xarici"), ("İşler", "İşlər")]);
        assert_eq!(result, source.replace("Xarıci", "Xarici").replace("İşler", "İşlər"));
        assert_eq!(obstacle("a.hocr", source, ("İşler\nx", "İşler x")), Obstacle::LineEnd);
        assert_eq!(text_of("a.hocr", source, &[("İşler\nx", "İşlərx")]), source.replace("İşler", "İşlər-"));
    }
}

mod alto {
    use super::*;

    fn page(version: u32) -> String {
        let word = |id: &str, left: u32, content: &str| {
            format!(
                "<String ID=\"{id}\" HPOS=\"{left}\" VPOS=\"10\" WIDTH=\"30\" HEIGHT=\"12.5\" WC=\"0.9\" CONTENT=\"{content}\""
            )
        };
        let half = |part: u32| format!(" SUBS_TYPE=\"HypPart{part}\" SUBS_CONTENT=\"mövsümiiniin\"");
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v{version}#\">\r\n\
             <Layout><Page><PrintSpace><TextBlock><TextLine>\n\t{}/><SP WIDTH=\"5\"/>\n\t{}><Glyph/></String><SP/>\n\t{}/>\
             <SP/>{}{}/><HYP CONTENT=\"-\"/>\n</TextLine>\n<TextLine>{}{}/></TextLine></TextBlock></PrintSpace></Page>\
             </Layout></alto>\n",
            word("a", 10, "Naz"),
            word("b", 45, "iri"),
            word("c", 80, "B&amp;K"),
            word("d", 115, "mövsü"),
            half(1),
            word("e", 10, "miiniin"),
            half(2),
        )
    }

    #[test]
    fn only_contents_change() {
        for version in [2, 3, 4] {
            let source = page(version);
            let result = text_of("a.xml", &source, &[("Naz", "\"Naz\""), ("B&K", "P&K")]);
            assert_eq!(result, source.replace("\"Naz\"", "\"&quot;Naz&quot;\"").replace("B&amp;K", "P&amp;K"));
        }
    }

    #[test]
    fn both_halves_follow_a_change_of_one() {
        let source = page(3);
        let result = text_of("a.xml", &source, &[("miiniin", "münün")]);
        let expected = source.replace("CONTENT=\"miiniin\"", "CONTENT=\"münün\"");
        assert_eq!(result, expected.replace("\"mövsümiiniin\"", "\"mövsümünün\""));
    }

    #[test]
    fn the_hyphen_is_an_element_of_its_own() {
        let source = page(3);
        let result = text_of("a.xml", &source, &[("mövsü-", "movsü¬")]);
        let expected =
            source.replace("CONTENT=\"mövsü\"", "CONTENT=\"movsü\"").replace("CONTENT=\"-\"", "CONTENT=\"¬\"");
        assert_eq!(result, expected.replace("\"mövsümiiniin\"", "\"movsümiiniin\""));
        assert_eq!(obstacle("a.xml", &source, ("-", "")), Obstacle::Hyphen);
        let whole = source.replace(" SUBS_TYPE=\"HypPart1\"", "");
        let gone = text_of("a.xml", &whole, &[("-", "")]);
        assert_eq!(gone, whole.replace("<HYP CONTENT=\"-\"/>", ""));
    }

    #[test]
    fn a_hyphen_that_belongs_to_the_word_stays_in_the_whole() {
        let source = page(3).replace("\"mövsümiiniin\"", "\"mövsü-miiniin\"");
        let result = text_of("a.xml", &source, &[("miiniin", "münün")]);
        assert!(result.contains("SUBS_CONTENT=\"mövsü-münün\""), "{result}");
    }

    #[test]
    fn joined_words_share_one_box() {
        let source = page(4);
        let result = text_of("a.xml", &source, &[("Naz iri", "Naziri")]);
        let document = read("a.xml", result.as_bytes());
        assert_eq!((document.words.len(), document.words[0].id.as_deref()), (4, Some("a")));
        assert_eq!(document.words[0].bbox_px.map(|pixels| (pixels.left, pixels.right)), Some((10, 75)));
        assert!(
            result
                .contains("HPOS=\"10\" VPOS=\"10\" WIDTH=\"65\" HEIGHT=\"12.5\" WC=\"0.9\" CONTENT=\"Naziri\"/><SP/>")
        );
    }

    #[test]
    fn a_half_word_stays_when_it_joins() {
        let source = page(2);
        let result = text_of("a.xml", &source, &[("B&K mövsü", "BKmövsü")]);
        let document = read("a.xml", result.as_bytes());
        assert_eq!(document.words[2].id.as_deref(), Some("d"));
        assert_eq!(document.words[2].bbox_px.map(|pixels| (pixels.left, pixels.right)), Some((80, 145)));
        assert_eq!(result.matches("SUBS_CONTENT=\"BKmövsümiiniin\"").count(), 2);
    }

    #[test]
    fn lines_are_not_joined() {
        assert_eq!(obstacle("a.xml", &page(2), ("mövsü-\nmiiniin", "mövsü münün")), Obstacle::LineEnd);
    }

    #[test]
    fn a_broken_word_is_mended_in_its_halves() {
        for version in [2, 3, 4] {
            let source = page(version).replace("\"mövsü\"", "\"möysü\"");
            let result = text_of("a.xml", &source, &[("möysü-\nmiiniin", "mövsümünün")]);
            let expected = page(version).replace("CONTENT=\"miiniin\"", "CONTENT=\"münün\"");
            assert_eq!(result, expected.replace("\"mövsümiiniin\"", "\"mövsümünün\""));
        }
    }

    #[test]
    fn a_word_that_is_only_broken_stays_and_its_whole_is_mended() {
        let source = page(4).replace("CONTENT=\"miiniin\"", "CONTENT=\"münün,\"");
        let result = text_of("a.xml", &source, &[("mövsü-\nmünün", "mövsümünün")]);
        assert_eq!(result, source.replace("\"mövsümiiniin\"", "\"mövsümünün\""));
        let right = source.replace("\"mövsümiiniin\"", "\"mövsümünün\"");
        assert_eq!(text_of("a.xml", &right, &[("mövsü-\nmünün", "mövsümünün")]), right);
        let result = text_of("a.xml", &source, &[("mövsü-\nmünün", "mövsü-münün")]);
        assert_eq!(result, source.replace("\"mövsümiiniin\"", "\"mövsü-münün\""));
    }

    #[test]
    fn a_word_that_is_only_said_to_be_broken_is_mended() {
        let source = page(4).replace("<HYP CONTENT=\"-\"/>", "").replace("\"mövsü\"", "\"movsü\"");
        let result = text_of("a.xml", &source, &[("movsü\u{AD}\nmiiniin", "mövsümünün")]);
        let expected = source.replace("movsü", "mövsü").replace("CONTENT=\"miiniin\"", "CONTENT=\"münün\"");
        assert_eq!(result, expected.replace("\"mövsümiiniin\"", "\"mövsümünün\""));
    }

    #[test]
    fn marks_around_the_word_stay_out_of_its_whole() {
        let source = page(3).replace("CONTENT=\"miiniin\"", "CONTENT=\"miiniin,\"");
        let result = text_of("a.xml", &source, &[("mövsü-\nmiiniin,", "mövsümünün,")]);
        let expected = source.replace("miiniin,", "münün,");
        assert_eq!(result, expected.replace("\"mövsümiiniin\"", "\"mövsümünün\""));
    }

    #[test]
    fn a_hyphen_may_stand_in_the_content() {
        let source = page(4).replace("CONTENT=\"mövsü\"", "CONTENT=\"mövsu¬\"").replace("<HYP CONTENT=\"-\"/>", "");
        let source = source.replace(" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"mövsümiiniin\"", "");
        let result = text_of("a.xml", &source, &[("mövsu¬\nmiiniin", "mövsümünün")]);
        let expected = source.replace("mövsu¬", "mövsü¬").replace("CONTENT=\"miiniin\"", "CONTENT=\"münün\"");
        assert_eq!(result, expected);
    }

    #[test]
    fn other_encodings_are_kept() {
        let source = utf16(&page(2));
        assert_eq!(rewritten("a.xml", &source, &[("Naz", "Nəz")]), utf16(&page(2).replace("Naz", "Nəz")));
        let source = page(2).replace("UTF-8", "windows-1254");
        let (bytes, _, lacks) = encoding_rs::WINDOWS_1254.encode(&source);
        assert!(!lacks);
        let result = rewritten("a.xml", &bytes, &[("Naz", "Nəş")]);
        assert_eq!(result, &*encoding_rs::WINDOWS_1254.encode(&source.replace("Naz", "N&#601;ş")).0);
    }
}

#[test]
fn edits_must_be_of_the_text_and_in_order() {
    let document = read("a.txt", "şəhər".as_bytes());
    let message = |spans: &[(usize, usize)]| {
        let edits: Vec<Edit> = spans.iter().map(|&(start, end)| Edit::new(Span { start, end }, "x")).collect();
        rewrite(&document, "şəhər".as_bytes(), &edits).unwrap_err().to_string()
    };
    assert!(message(&[(1, 2)]).starts_with("a.txt: no edit can stand at bytes 1..2"));
    assert!(message(&[(0, 99)]).contains("0..99"));
    assert!(message(&[(4, 2)]).contains("4..2"));
    assert!(message(&[(2, 5), (4, 5)]).contains("sort the edits"));
}

#[test]
fn another_file_is_not_rewritten() {
    for (name, source, other) in [
        ("a.txt", "bir", "iki"),
        ("a.html", "<p>bir", "<p >bir"),
        ("a.md", "# bir", "#  bir"),
        ("a.hocr", "<p class=ocr_page>bir", "<p class='ocr_page'>bir"),
    ] {
        let document = read(name, source.as_bytes());
        assert!(rewrite(&document, source.as_bytes(), &[]).is_ok());
        let error = rewrite(&document, other.as_bytes(), &[]).unwrap_err();
        assert!(matches!(error, RewriteError::OtherSource { .. }), "{name} {error}");
    }
}
