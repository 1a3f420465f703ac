//! Facts of Azerbaijani names, in sentences of our own.

use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::probe::Probe;

fn probe() -> Probe {
    let places = ["Bakı", "Azərbaycan", "Azərbaycan Respublikası", "Gürcüstan", "Türkiyə", "Xəzər", "Xəzər dənizi"];
    let mut names: Vec<(Kind, &str)> = places.into_iter().map(|place| (Kind::Place, place)).collect();
    names.extend([(Kind::Title, "polkovnik"), (Kind::Term, "nümayəndə heyəti")]);
    Probe::new(Lang::Az, super::chunks, &names)
}

#[track_caller]
fn has(text: &str, kind: Kind, citations: &[&str]) {
    probe().has(text, kind, citations);
}

#[track_caller]
fn lacks(text: &str, kind: Kind, citations: &[&str]) {
    probe().lacks(text, kind, citations);
}

#[test]
fn a_body_is_cited_with_its_possessive_and_without_its_case() {
    has("Bu görüş Meşə Təsərrüfatı Nazirliyində keçirilib.", Kind::Agency, &["Meşə Təsərrüfatı Nazirliyi"]);
    has("Həmin sənəd Dağ Turizmi Agentliyinə verilib.", Kind::Agency, &["Dağ Turizmi Agentliyi"]);
}

#[test]
fn the_owner_of_a_body_makes_a_longer_name() {
    let text = "Azərbaycan Respublikasının Meşə Təsərrüfatı Nazirliyindən bildirilib.";
    has(text, Kind::Agency, &["Meşə Təsərrüfatı Nazirliyi", "Azərbaycan Respublikasının Meşə Təsərrüfatı Nazirliyi"]);
}

#[test]
fn the_word_that_opens_a_sentence_is_no_part_of_a_name() {
    let text = "Nümayəndələr Türk Meşə Təşkilatının binasına baxıblar.";
    has(text, Kind::Agency, &["Türk Meşə Təşkilatı"]);
    lacks(text, Kind::Agency, &["Nümayəndələr Türk Meşə Təşkilatı"]);
}

#[test]
fn a_person_before_a_body_does_not_join_it() {
    let text = "Görüşdə Kamran Vəliyevin və Gürcüstan Dağ Xidmətinin əməkdaşları olub.";
    lacks(text, Kind::Agency, &["Kamran Vəliyevin və Gürcüstan Dağ Xidməti"]);
}

#[test]
fn offices_are_read_with_and_without_their_country() {
    let text = "Tədbirdə Gürcüstanın xarici işlər naziri çıxış edib.";
    has(text, Kind::Title, &["xarici işlər naziri", "Gürcüstanın xarici işlər naziri"]);
}

#[test]
fn an_envoy_is_of_one_country_in_another() {
    let text = "Gürcüstanın Türkiyədəki səfiri gəlib.";
    has(text, Kind::Title, &["Gürcüstanın Türkiyədəki səfiri"]);
    lacks(text, Kind::Title, &["Türkiyədəki səfiri"]);
}

#[test]
fn the_office_of_a_body_takes_the_genitive() {
    let text = "Dağ Turizmi Agentliyinin sədri polkovnik Kamran Vəliyevlə görüşüb.";
    has(text, Kind::Title, &["Dağ Turizmi Agentliyinin sədri", "polkovnik"]);
    has(text, Kind::Person, &["Kamran Vəliyev"]);
}

#[test]
fn a_deputy_is_the_deputy_of_an_office() {
    has("Səhiyyə nazirinin birinci müavini iştirak edib.", Kind::Title, &["Səhiyyə nazirinin birinci müavini"]);
}

#[test]
fn plural_offices_are_cited_in_the_singular() {
    has("Bu gün nazirlər sənədi imzalayıblar.", Kind::Title, &["nazir"]);
}

#[test]
fn places_are_names_with_a_generic_noun() {
    has("Yağış Göyəm çayının sahilində yağıb.", Kind::Place, &["Göyəm çayı"]);
    has("Yol \"Sarıdağ\" buraxılış məntəqəsində bitir.", Kind::Place, &["\"Sarıdağ\" buraxılış məntəqəsi"]);
    has("Sel Gülovçayda müşahidə olunub.", Kind::Place, &["Gülovçay"]);
}

#[test]
fn a_listed_place_is_not_built_of_its_parts() {
    let text = "Gəmi Xəzər dənizində üzür.";
    has(text, Kind::Place, &["Xəzər dənizi"]);
    lacks(text, Kind::Place, &["Xəzər"]);
}

#[test]
fn the_people_of_a_country_and_pairs_of_countries_are_places() {
    has("Görüşdə gürcüstanlı mütəxəssislər olub.", Kind::Place, &["gürcüstanlı"]);
    has("Gürcüstan-Türkiyə əlaqələri genişlənir.", Kind::Place, &["Gürcüstan-Türkiyə"]);
    has("Bu yol Xəzəryanı ölkələri birləşdirir.", Kind::Place, &["Xəzəryanı"]);
}

#[test]
fn people_keep_their_endings_that_are_no_case() {
    has("Tədbirdə Aygün Vəliyevanın əsəri oxunub.", Kind::Person, &["Aygün Vəliyeva"]);
    has("Bunu K. Vəliyev və A.Əhmədzadə bildirib.", Kind::Person, &["K. Vəliyev", "A.Əhmədzadə"]);
}

#[test]
fn words_that_only_end_like_surnames_are_no_people() {
    lacks("Bu yol Xəzəryanı ölkələri birləşdirir.", Kind::Person, &["Xəzəryan", "Xəzəryanı"]);
}

#[test]
fn acronyms_lose_their_suffix() {
    has("Məlumat XİN-dən və ATƏT-in ofisindən alınıb.", Kind::Acronym, &["XİN", "ATƏT"]);
}

#[test]
fn terms_are_found_in_any_form_and_not_the_office_inside_them() {
    let text = "Nazir nümayəndə heyətlərini qəbul edib.";
    has(text, Kind::Term, &["nümayəndə heyəti"]);
    lacks(text, Kind::Title, &["nümayəndə"]);
}
