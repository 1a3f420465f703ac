//! Each damage is done to sound text and undone again.

use std::collections::HashMap;

use proptest::prelude::*;

use super::damage::CHAR_MAPS;
use super::*;

const NEWS: &str = "Xarici işlər naziri Gəncədə qonaqları qəbul edib. Görüşdə ölkələr arasında əməkdaşlıq, \
                    təhsil və mədəniyyət məsələləri müzakirə olunub.";

/// The text as it looks after the damage.
fn damaged(text: &str, damage: Damage) -> String {
    if let Damage::Mojibake(page) = damage {
        let mut bytes = [0; 4];
        let mut out = String::new();
        for c in text.chars() {
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| page.char_of(byte)));
        }
        return out;
    }
    let map = CHAR_MAPS.iter().find(|map| map.damage == damage).unwrap();
    let seen: HashMap<char, char> = map.pairs().map(|(seen, meant)| (meant, seen)).collect();
    text.chars().map(|c| seen.get(&c).copied().unwrap_or(c)).collect()
}

fn repaired(read: &str) -> String {
    diagnose(read).unwrap_or_else(|| panic!("nothing found in {read}")).repair(read).text
}

fn damages() -> Vec<Damage> {
    let fonts = [CodePage::Windows1251, CodePage::Windows1252, CodePage::Windows1254]
        .into_iter()
        .flat_map(|page| [Damage::AzLat(page), Damage::AzLatSwapped(page), Damage::Hybrid(page)]);
    let turkish = [CodePage::Windows1252, CodePage::Windows1251, CodePage::Windows1250]
        .into_iter()
        .map(|read| Damage::CodePage { written: CodePage::Windows1254, read });
    let habits = [Habit::PdfFont, Habit::UmlautSchwa].into_iter().map(Damage::Substitutes);
    fonts.chain(turkish).chain(habits).chain(CodePage::ALL.into_iter().map(Damage::Mojibake)).collect()
}

#[test]
fn every_damage_is_undone() {
    for damage in damages() {
        let read = damaged(NEWS, damage);
        assert_ne!(read, NEWS, "{damage}");
        assert_eq!(repaired(&read), NEWS, "{damage}: {read}");
    }
}

#[test]
fn azlat_looks_different_in_each_code_page() {
    assert_eq!(repaired("Азярбайъан Республикасынын Али Мящкямяси"), "Azərbaycan Respublikasının Ali Məhkəməsi");
    assert_eq!(repaired("Àëè Ìÿùêÿìÿñè"), "Ali Məhkəməsi");
    assert_eq!(repaired("Dюvlяt mцstяqilliyi gцnц"), "Dövlət müstəqilliyi günü");
}

#[test]
fn capitals_come_back_as_capitals() {
    let shouted = "İÇƏRİŞƏHƏR QORUĞU, IŞIQ ÜZÜMÇÜLÜYÜ VƏ CÜDO ÖLÇÜSÜ";
    for damage in [Damage::AzLat(CodePage::Windows1251), Damage::AzLat(CodePage::Windows1252)] {
        assert_eq!(repaired(&damaged(shouted, damage)), shouted);
    }
}

#[test]
fn layers_are_undone_one_after_the_other() {
    let western = Damage::Mojibake(CodePage::Windows1252);
    let twice = damaged(&damaged(NEWS, western), western);
    assert_eq!(diagnose(&twice).unwrap().findings[0].damages, [western, western]);
    assert_eq!(repaired(&twice), NEWS);
    let font = Damage::AzLat(CodePage::Windows1251);
    let read = damaged(&damaged(NEWS, font), western);
    assert_eq!(diagnose(&read).unwrap().findings[0].damages, [western, font]);
    assert_eq!(repaired(&read), NEWS);
}

#[test]
fn mojibake_is_read_back_in_any_language() {
    assert_eq!(repaired("The cafÃ© isnâ€™t open"), "The café isn’t open");
    assert_eq!(repaired("AzÉ™rbaycan"), "Azərbaycan");
    assert_eq!(repaired("ÅŸ"), "ş");
    assert_eq!(repaired("ÐœÐ¾ÑÐºÐ²Ð°".replace("Ñ", "Ñ\u{81}").as_str()), "Москва");
}

#[test]
fn turkish_letters_come_back_where_the_schwa_was_typed_as_e() {
    assert_eq!(
        repaired("Baþ nazirin müavini þeherin hazýrlýðý ile tanýþ olub."),
        "Baş nazirin müavini şeherin hazırlığı ile tanış olub."
    );
}

#[test]
fn lookalikes_are_replaced_in_latin_words_alone() {
    let read = "Sәhiyyә nаzirliyi bildirib ki, хәstәхаnаlаr hаzırdır. Москва";
    assert_eq!(repaired(read), "Səhiyyə nazirliyi bildirib ki, xəstəxanalar hazırdır. Москва");
    assert_eq!(repaired("Sǝhiyyǝ vǝ tǝhsil"), "Səhiyyə və təhsil");
    assert_eq!(repaired("S∂hiyy∂ v∂ t∂hsil"), "Səhiyyə və təhsil");
}

#[test]
fn the_document_decides_for_its_short_lines() {
    let font = Damage::AzLat(CodePage::Windows1251);
    let text = format!("{NEWS}\nBakı\n{NEWS}\n");
    assert_eq!(diagnose("Бакы"), None);
    assert_eq!(repaired(&damaged(&text, font)), text);
}

#[test]
fn russian_paragraphs_stay_beside_azlat_ones() {
    let russian = "Министр иностранных дел принял гостей. На встрече обсуждались вопросы сотрудничества между \
                   странами, образования и культуры, а также открытие новых школ, больниц и дорог в приграничных районах.";
    let read = format!("{russian}\n{}\n{russian}\n", damaged(NEWS, Damage::AzLat(CodePage::Windows1251)));
    assert_eq!(repaired(&read), format!("{russian}\n{NEWS}\n{russian}\n"));
}

#[test]
fn parts_with_different_damages_are_repaired_in_their_own_ways() {
    let damages = [
        Damage::AzLat(CodePage::Windows1252),
        Damage::Mojibake(CodePage::Windows1254),
        Damage::Hybrid(CodePage::Windows1251),
    ];
    let paragraph = [NEWS; 3].join(" ");
    let read: String = damages.iter().map(|&damage| damaged(&paragraph, damage) + "\n").collect();
    let diagnosis = diagnose(&read).unwrap();
    assert_eq!(diagnosis.findings.len(), 3);
    assert_eq!(diagnosis.repair(&read).text, format!("{paragraph}\n").repeat(3));
}

#[test]
fn genuine_azerbaijani_cyrillic_stays() {
    assert_eq!(diagnose("Милли Мәҹлисин сәдри Бакыја гајыдыб, ҝөрүш кечирилиб."), None);
}

#[test]
fn signs_stay_signs_between_digits() {
    let read = damaged(NEWS, Damage::AzLat(CodePage::Windows1252)) + " 2×3";
    assert_eq!(repaired(&read), format!("{NEWS} 2×3"));
}

#[test]
fn what_has_no_meaning_is_listed() {
    let read = damaged(NEWS, Damage::AzLat(CodePage::Windows1251)) + " ёлка, ё";
    let conversion = diagnose(&read).unwrap().repair(&read);
    let unmapped = conversion.unmapped[&'ё'];
    assert_eq!((unmapped.count, unmapped.first), (2, read.find('ё').unwrap()));
    assert_eq!(conversion.unmapped.len(), 1);
}

#[test]
fn edits_are_runs_of_letters_that_lead_back() {
    let read = "Бакыда, Gəncədə эюрцшляр кечирилиб вя ъаваблар верилиб";
    let conversion = diagnose(read).unwrap().repair(read);
    assert_eq!(conversion.text, "Bakıda, Gəncədə görüşlər keçirilib və cavablar verilib");
    let edit = &conversion.edits[1];
    assert_eq!((&read[edit.source.clone()], &conversion.text[edit.target.clone()]), ("эюрцшляр", "görüşlər"));
    let place = conversion.text.find("şlər").unwrap();
    assert!(read[conversion.to_source(read, place)..].starts_with("шляр"));
}

#[test]
fn a_stream_is_repaired_line_by_line_as_a_whole_text() {
    let read = damaged(&format!("{NEWS}\nBakı\n{NEWS}\n"), Damage::Hybrid(CodePage::Windows1252));
    let diagnosis = diagnose(&read).unwrap();
    let lines: String = read.split_inclusive('\n').map(|line| diagnosis.repair(line).text).collect();
    assert_eq!(lines, diagnosis.repair(&read).text);
}

/// Sentences that have every special letter.
const SENTENCES: [&str; 6] = [
    "Kənd təsərrüfatı naziri bağların suvarılması üçün yeni çənlərin alınacağını söyləyib.",
    "Şuşada açılan sərgidə gənc rəssamların əsərləri göstərilir, giriş hər gün açıqdır.",
    "İclasın sonunda çıxış edən sədr müavini büdcənin icrası barədə məlumat verib.",
    "Yağışlı hava dağ yollarında hərəkəti çətinləşdirib, sürücülər ehtiyatlı olmalıdırlar.",
    "Universitetin tələbələri Gəncə çayının sahilində ağac əkiblər, işə yüz nəfər qoşulub.",
    "Əhalinin ödənişləri üzrə güzəştlər gələn ilin axırına qədər uzadılacaq.",
];

proptest! {
    #[test]
    fn a_damage_done_and_undone_gives_the_text(
        damage in proptest::sample::select(damages()),
        sentences in proptest::collection::vec(proptest::sample::select(SENTENCES.to_vec()), 3..30),
        separator in proptest::sample::select(vec![" ", "\n", "\t", "\n\n"]),
    ) {
        let text = sentences.join(separator);
        prop_assert_eq!(repaired(&damaged(&text, damage)), text, "{}", damage);
    }
}
