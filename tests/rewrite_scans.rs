//! Edits put into scanned pages: words keep their boxes, lines stay.

use crate::edits::{applied, edits, obstacle, read, rewritten, text_of, utf16};
use lughat::text::{Edit, Obstacle, PixelBox, Rewriter, Span, rewrite};

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
