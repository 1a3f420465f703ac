//! Wrong neighbours do not pair: names that share a frame, a country or their letters, and name different things.

use lughat::glossary::embedded;
use lughat::letters::Lang;
use lughat::pipeline::{AlignOptions, Mode, align, gazetteer};
use lughat::text::{Document, SourceMap};

/// The pairs that comparable texts give, a sentence a line.
fn pairs(az: &str, en: &str) -> Vec<(String, String)> {
    let document = |name: &str, text: &str, lang| {
        Document::of_lines(name, text.to_owned(), SourceMap::verbatim(text.len(), 0), lang)
    };
    let (az, en) = ([document("az", az, Lang::Az)], [document("en", en, Lang::En)]);
    let options = AlignOptions { mode: Mode::Comparable, ..AlignOptions::default() };
    let found = align(&az, &en, &gazetteer([embedded()]), &options).pairs;
    found.into_iter().map(|pair| (pair.az.citation, pair.en.citation)).collect()
}

#[track_caller]
fn has(az: &str, en: &str, pair: (&str, &str)) {
    let found = pairs(az, en);
    assert!(found.iter().any(|(a, e)| (a.as_str(), e.as_str()) == pair), "{pair:?} is not among {found:#?}");
}

#[track_caller]
fn lacks(az: &str, en: &str, pair: (&str, &str)) {
    let found = pairs(az, en);
    assert!(!found.iter().any(|(a, e)| (a.as_str(), e.as_str()) == pair), "{pair:?} is among {found:#?}");
}

#[test]
fn two_services_of_one_state_are_two() {
    let az = "Bu gün Dövlət Sərhəd Xidmətinin rəisi bağçaya gəlib.";
    lacks(
        az,
        "A tree was planted by the State Security Service today.",
        ("Dövlət Sərhəd Xidməti", "State Security Service"),
    );
    has(az, "A tree was planted by the State Border Service today.", ("Dövlət Sərhəd Xidməti", "State Border Service"));
}

#[test]
fn acronyms_pair_by_what_they_stand_for() {
    let az = "Sərgi barədə XİN-dən məlumat verilib.";
    lacks(az, "The exhibition was opened by the MIA yesterday.", ("XİN", "MIA"));
    has(az, "The exhibition was opened by the Ministry of Foreign Affairs.", ("XİN", "Ministry of Foreign Affairs"));
}

#[test]
fn the_envoy_of_one_country_is_not_that_of_the_other() {
    let az = "Konsertdə Azərbaycanın Norveçdəki səfiri də olub.";
    let reversed = "The Ambassador of Norway was also at the concert.";
    lacks(az, reversed, ("Azərbaycanın Norveçdəki səfiri", "Ambassador of Norway"));
    let right = "The Ambassador of Azerbaijan to Norway was also at the concert.";
    has(az, right, ("Azərbaycanın Norveçdəki səfiri", "Ambassador of Azerbaijan to Norway"));
}

#[test]
fn fields_of_ministers_are_told_apart() {
    let az = "Yarışı xarici işlər naziri açıb.";
    lacks(az, "The race was opened by the Interior Minister.", ("xarici işlər naziri", "Interior Minister"));
    has(az, "The race was opened by the Foreign Minister.", ("xarici işlər naziri", "Foreign Minister"));
}

#[test]
fn people_are_told_apart_by_all_parts_of_their_names() {
    let az = "Kitabı Nigar Əliyeva yazıb.";
    lacks(az, "The book is by Nigar Aliyev, they say.", ("Nigar Əliyeva", "Nigar Aliyev"));
    has(az, "The book is by Nigar Aliyeva, they say.", ("Nigar Əliyeva", "Nigar Aliyeva"));
}

#[test]
fn coordinated_modifiers_share_their_noun() {
    let az = "Tərəflər nəqliyyat layihələrini müzakirə ediblər.";
    let en = "The sides discussed transport, cultural as well as energy projects.";
    has(az, en, ("nəqliyyat layihələri", "transport projects"));
}
