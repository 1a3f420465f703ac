use std::borrow::Cow;

use crate::table::{each_record, list};
use crate::word::az::{Gender, Names};

const GIVEN_NAMES: &str = include_str!("../name/data/given_names.csv");
const SURNAMES: &str = include_str!("../name/data/surnames.csv");
const FOREIGN_NAMES: &str = include_str!("../name/data/foreign_names.csv");
const BRANDS: &str = include_str!("../name/data/brands.csv");
const PLACE_NAMES: &str = include_str!("../word/data/place_names.csv");
const PLACES: &str = include_str!("../../glossaries/place.csv");
const WORLD: &str = include_str!("../../glossaries/world.csv");
const PERSONS: &str = include_str!("../../glossaries/person.csv");
const AGENCIES: &str = include_str!("../../glossaries/agency.csv");
const ORGANISATIONS: &str = include_str!("../../glossaries/organisation.csv");

/// Returns the names of all embedded tables, of one word or several: given names with their gender, foreign names, and what
/// the glossaries name.
pub(super) fn known_names() -> Names {
    let mut names = Names::default();
    names.add_places();
    each_record(GIVEN_NAMES, ["az", "gender"], |[name, gender]| {
        let gender = match gender {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        };
        names.add_given(name, gender);
    });
    for text in [FOREIGN_NAMES, PLACES, WORLD, PERSONS] {
        each_record(text, ["az"], |[name]| names.add(name));
    }
    each_record(PERSONS, ["az"], |[name]| names.add(name.rsplit(' ').next().unwrap_or(name)));
    for text in [AGENCIES, ORGANISATIONS] {
        each_record(text, ["az"], |[name]| names.add_phrase(name));
    }
    names
}

/// Visits the words of names, as they are written with a capital: given names and surnames with their feminine forms,
/// foreign names and brands, places and persons of the glossaries, acronyms.
pub fn each_name_word(mut visit: impl FnMut(Cow<'static, str>)) {
    let mut visit_text = |word| visit(Cow::Borrowed(word));
    for text in [GIVEN_NAMES, FOREIGN_NAMES, BRANDS, PLACE_NAMES, PLACES, WORLD, PERSONS] {
        each_record(text, ["az"], |[name]| name.split([' ', '-']).for_each(&mut visit_text));
    }
    for text in [AGENCIES, ORGANISATIONS] {
        each_record(text, ["az_acronym", "en_acronym"], |cells| {
            cells.into_iter().flat_map(list).for_each(&mut visit_text);
        });
    }
    each_record(SURNAMES, ["az"], |[name]| {
        visit(Cow::Borrowed(name));
        if name.ends_with("ov") || name.ends_with("ev") {
            visit(Cow::Owned(format!("{name}a")));
        }
    });
}
