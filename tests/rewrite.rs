//! Edits put into files: the same format out, the words changed, every other byte as it was.

use std::io::{Cursor, Read, Write};

use crate::edits::{edits, obstacle, read, refusal, rewritten, text_of, utf16};
use lughat::text::{Edit, Obstacle, ReadOptions, RewriteError, Span, read_bytes, rewrite};

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
