use serde::Deserialize;

use crate::table;
use crate::word::az::{Gender, Names};

#[derive(Deserialize)]
struct Given {
    az: String,
    gender: String,
}

#[derive(Deserialize)]
struct Named {
    az: String,
}

/// Returns the names of all embedded tables: given names, foreign names, and the places and persons
/// of the glossaries.
pub(super) fn known_names() -> Names {
    let mut names = Names::default();
    names.add_places();
    for row in table::rows::<Given>("name/given_names", include_str!("../name/data/given_names.csv")) {
        let gender = match row.gender.as_str() {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        };
        names.add_given(&row.az, gender);
    }
    let foreign = table::rows::<Named>("name/foreign_names", include_str!("../name/data/foreign_names.csv"));
    let places = table::rows::<Named>("glossaries/place", include_str!("../../glossaries/place.csv"));
    let world = table::rows::<Named>("glossaries/world", include_str!("../../glossaries/world.csv"));
    let persons = table::rows::<Named>("glossaries/person", include_str!("../../glossaries/person.csv"));
    for row in foreign.iter().chain(&places).chain(&world).chain(&persons) {
        names.add(&row.az);
    }
    for surname in persons.iter().filter_map(|row| row.az.rsplit(' ').next()) {
        names.add(surname);
    }
    names
}

/// Visits the words of names, as they are written with a capital: given names and surnames with their feminine forms,
/// foreign names and brands, places and persons of the glossaries, acronyms.
pub fn each_name_word(mut visit: impl FnMut(&str)) {
    let tables = [
        include_str!("../name/data/given_names.csv"),
        include_str!("../name/data/foreign_names.csv"),
        include_str!("../name/data/brands.csv"),
        include_str!("../word/data/place_names.csv"),
        include_str!("../../glossaries/place.csv"),
        include_str!("../../glossaries/world.csv"),
        include_str!("../../glossaries/person.csv"),
    ];
    for text in tables {
        table::each_record(text, ["az"], |[name]| name.split([' ', '-']).for_each(&mut visit));
    }
    table::each_record(include_str!("../name/data/surnames.csv"), ["az"], |[name]| {
        visit(name);
        if name.ends_with("ov") || name.ends_with("ev") {
            visit(&format!("{name}a"));
        }
    });
    for text in [include_str!("../../glossaries/agency.csv"), include_str!("../../glossaries/organisation.csv")] {
        table::each_record(text, ["az_acronym", "en_acronym"], |cells| {
            cells.into_iter().flat_map(table::list).for_each(&mut visit);
        });
    }
}
