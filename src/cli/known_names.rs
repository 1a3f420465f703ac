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
