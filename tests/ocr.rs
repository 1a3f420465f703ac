//! The OCR layer: noise is mended, right words stay, and cleaning twice is cleaning once.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use lughat::cli::each_name_word;
use lughat::ocr::{Channel, Cleaner, Knowledge, Tier};
use lughat::word::morphology::Builder;
use proptest::prelude::*;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.add_lexicon();
    each_name_word(|word| builder.add_name(&word));
    Knowledge::new(builder.build())
});

/// The text with the repairs of the first tier.
fn cleaned(text: &str, channel: Option<Channel>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for repair in Cleaner::new(&KNOWLEDGE, channel).repairs(text) {
        assert!(at <= repair.span.start && text.is_char_boundary(repair.span.end), "{repair:?}");
        if repair.tier() == Tier::Fix {
            out.push_str(&text[at..repair.span.start]);
            out.push_str(&repair.replacement);
            at = repair.span.end;
        }
    }
    out + &text[at..]
}

fn corpus(suffix: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let wanted = files.into_iter().filter(|file| file.to_string_lossy().ends_with(suffix));
    wanted.map(|file| (file.display().to_string(), fs::read_to_string(&file).unwrap())).collect()
}

#[test]
fn errors_of_typists_and_scanners_are_mended() {
    for (wrong, right) in [
        ("Nazirliyin qarşıında görüş keçirilib.", "Nazirliyin qarşısında görüş keçirilib."),
        ("Tərəflər əməkdaşllıq barədə danışıblar.", "Tərəflər əməkdaşlıq barədə danışıblar."),
        ("Ölkənin iqtisadiyatı inkişaf edir.", "Ölkənin iqtisadiyyatı inkişaf edir."),
        ("Komissiyanın iclası keçi-\nrilib və qərar", "Komissiyanın iclası keçirilib\nvə qərar"),
    ] {
        assert_eq!(cleaned(wrong, None), right);
    }
}

#[test]
fn letters_that_a_keyboard_has_not_are_restored() {
    for (typed, right) in [
        ("Xarici Isler Nazirliyi melumat yayib.", "Xarici İşlər Nazirliyi məlumat yayıb."),
        ("Gorus 2016-ci ilde kecirilib ve ugurlu olub.", "Görüş 2016-cı ildə keçirilib və uğurlu olub."),
    ] {
        assert_eq!(cleaned(typed, Some(Channel::Typed)), right);
    }
}

#[test]
fn what_is_no_azerbaijani_word_stays() {
    for text in [
        "The ministers met in the capital and signed an agreement on trade.",
        "Ətraflı: https://www.example.az/xeber?id=12, redaksiya@example.az",
        "Kod: fn main() { let x = vec![1, 2]; }",
        "",
        "   \r\n\t",
    ] {
        assert_eq!(cleaned(text, None), text);
    }
}

#[test]
fn clean_texts_keep_all_but_a_few_of_their_words() {
    let (mut words, mut changed) = (0, Vec::new());
    for (file, text) in corpus(".az.txt").into_iter().filter(|(file, _)| !file.contains("noisy")) {
        words += text.split_whitespace().count();
        let repairs = Cleaner::new(&KNOWLEDGE, None).repairs(&text).into_iter().filter(|r| r.tier() == Tier::Fix);
        changed.extend(repairs.map(|repair| format!("{file}: {} -> {}", repair.span.of(&text), repair.replacement)));
    }
    assert!(changed.len() * 1000 <= words, "{} of {words}: {changed:#?}", changed.len());
}

#[test]
fn cleaning_twice_changes_nothing_more() {
    for (file, text) in corpus(".az.noisy.txt") {
        let once = cleaned(&text, None);
        assert_ne!(once, text, "{file}");
        assert_eq!(cleaned(&once, Some(Channel::Azerbaijani)), once, "{file}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_cleaned(text in "[a-zA-ZəğışçöüƏĞIİŞÇÖÜ \n.,:\"“”0-9é-]{0,120}") {
        cleaned(&text, None);
        cleaned(&text, Some(Channel::Typed));
        cleaned(&text, Some(Channel::English));
    }
}
