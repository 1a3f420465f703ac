//! The OCR layer: noise is mended, right words stay, and cleaning twice is cleaning once.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use lughat::cli::each_name_word;
use lughat::ocr::{Alternative, Channel, Cleaner, Knowledge, Memory, Tier};
use lughat::word::Attested;
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
fn one_error_in_a_clean_text_is_mended() {
    let (_, clean) = corpus(".az.txt").swap_remove(0);
    let mended = cleaned(&format!("{clean}\nTərəflərin vasitəşilik səyləri davam edir."), None);
    assert!(mended.ends_with("Tərəflərin vasitəçilik səyləri davam edir."), "{mended}");
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
        "Nazirliyə e-məktub göndərilib, e-pasportdan danışılıb.",
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

#[test]
fn spaces_are_put_where_they_belong() {
    for (wrong, right) in [
        ("Nazir iclasda çıxışedib və məlumatverib.", "Nazir iclasda çıxış edib və məlumat verib."),
        ("Bu barədə mə lumat yayılıb.", "Bu barədə məlumat yayılıb."),
        ("Ölkənin prezi- denti qərar qəbul edib.", "Ölkənin prezidenti qərar qəbul edib."),
        ("Bu hazır-kı vəziyyətdir.", "Bu hazırkı vəziyyətdir."),
    ] {
        assert_eq!(cleaned(wrong, None), right);
    }
}

#[test]
fn letters_of_other_alphabets_become_latin() {
    // Cyrillic е and ә.
    assert_eq!(cleaned("H\u{435}n\u{4d9}ri müraciət edib.", None), "Henəri müraciət edib.");
    assert_eq!(cleaned("Mərk\u{435}zin\u{4d9} müraciət edilib.", None), "Mərkəzinə müraciət edilib.");
    assert_eq!(cleaned("Хәбәр азәрбајҹанҹадыр.", None), "Хәбәр азәрбајҹанҹадыр.");
}

#[test]
fn a_letter_that_is_misread_once_in_a_word_is_misread_again() {
    let among_the_best = |word: &str, meant: &str| {
        let candidates = Cleaner::new(&KNOWLEDGE, None).explain(word, word).candidates;
        candidates.iter().take(3).any(|candidate| candidate.word == meant)
    };
    assert!(among_the_best("sizdirilmişdi", "sızdırılmışdı"));
    assert!(among_the_best("mohkomoyo", "məhkəməyə"));
}

#[test]
fn a_colon_at_a_line_end_is_a_hyphen_or_dirt() {
    let text = "Layihanin müzakirasi zamanı adın dəyişdi:\nrilməsini bir neça həftə:\niçində təqdim ediblar. Üzvlar \
                qanun barada mülahiza söylədilar, sonra isa yeni təkliflər verildi va saslar sayıldı. Qərar qabul \
                edildi, iclas sona çatdı. Növbəti görüş gələn ilin yanvar ayında keçiriləcək və orada bu məsələyə \
                yenidən baxılacaq.";
    let mended = cleaned(text, Some(Channel::Azerbaijani));
    assert!(mended.contains("dəyişdirilməsini") && mended.contains("həftə\niçində"), "{mended}");
}

#[test]
fn behind_a_figure_the_suffix_follows_the_numeral() {
    let text = "Seckiler 2018-da kecirilib, 7-dan 9-a qeder davam edib.";
    assert_eq!(cleaned(text, Some(Channel::English)), "Seçkilər 2018-də keçirilib, 7-dən 9-a qədər davam edib.");
}

#[test]
fn a_backtick_between_letters_is_an_apostrophe_in_any_language() {
    let text = "They looked into the reopening of the country`s embassy in the capital, and the minister`s visit.";
    assert_eq!(cleaned(text, None), text.replace('`', "'"));
    assert_eq!(cleaned("Azərbaycan`ın `kod` adı.", None), "Azərbaycan'ın `kod` adı.");
}

#[test]
fn neighbours_decide_between_words_that_are_typed_alike() {
    for (typed, right) in [
        ("Bir nece il evvel sehere kocub.", "Bir neçə il əvvəl şəhərə köçüb."),
        ("Simali Koreya ile danisiqlar kecirilib.", "Şimali Koreya ilə danışıqlar keçirilib."),
    ] {
        assert_eq!(cleaned(typed, Some(Channel::Typed)), right);
    }
}

#[test]
fn the_names_of_a_batch_correct_each_other() {
    let mut memory = Memory::default();
    (0..10).for_each(|_| memory.add("Qrunvald gəlib.", &KNOWLEDGE));
    let text = "Görüşdə Qrunvaidın iştirak edib.";
    let alone = Cleaner::new(&KNOWLEDGE, None).explain("Qrunvaidın", text);
    let together = Cleaner::new(&KNOWLEDGE, None).with_memory(&memory).explain("Qrunvaidın", text);
    let found = |candidates: &[Alternative]| candidates.iter().any(|candidate| candidate.word == "Qrunvaldın");
    assert!(!found(&alone.candidates) && found(&together.candidates), "{together:#?}");
}

#[test]
fn an_explanation_tells_costs_and_tiers() {
    let explanation = Cleaner::new(&KNOWLEDGE, None).explain("iqtisadiyatı", "iqtisadiyatı");
    let best = &explanation.candidates[0];
    assert!(!explanation.is_known && best.word == "iqtisadiyyatı" && best.tier == Tier::Fix, "{explanation:#?}");
    assert!(best.cost_nats < explanation.keep_cost_nats.unwrap());
    assert!(Cleaner::new(&KNOWLEDGE, None).explain("nazirlik", "nazirlik").keep_cost_nats.is_none());
}

#[test]
fn endless_words_take_no_time() {
    let text = "azərbaycanlılaşdırılmışlardan".repeat(20_000);
    assert_eq!(cleaned(&text, None), text);
    assert_eq!(cleaned(&text, Some(Channel::Typed)), text);
}

#[test]
fn frequent_forms_are_words() {
    let capital = |form: &str| {
        form.chars().next().map_or(String::new(), |c| if c == 'i' { "İ".into() } else { c.to_uppercase().to_string() })
            + &form.chars().skip(1).collect::<String>()
    };
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/word/data/frequent.csv")).unwrap();
    let forms = text.lines().skip(1).map(|line| line.split(',').next().unwrap());
    let unknown: Vec<&str> = forms
        .filter(|form| {
            !KNOWLEDGE.knows(form) && !KNOWLEDGE.knows(&capital(form)) && !KNOWLEDGE.knows(&form.to_uppercase())
        })
        .filter(|form| !Attested::embedded().contains(form) && !Attested::embedded().contains(&capital(form)))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
