use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::column::Column;
use super::super::sheet::Row;
use super::Findings;
use super::label::Label;
use crate::report::shown;
use crate::table;

/// A name without the abbreviations of CLDR: `St. Kitts & Nevis` is Saint Kitts and Nevis.
fn written_out(name: &str) -> String {
    let name = name.replace('&', "and").replace("St.", "Saint").replace("U.S.", "United States").replace('’', "'");
    name.replace(" the ", " ")
}

/// The names of a country or territory in CLDR; the alternatives are CLDR's short and variant forms.
#[derive(Deserialize)]
struct Territory {
    code: String,
    az: String,
    en: String,
    az_alt: String,
    en_alt: String,
}

/// By code of ISO 3166-1.
static TERRITORIES: LazyLock<HashMap<String, Territory>> = LazyLock::new(|| {
    let rows: Vec<Territory> = table::rows("glossary/territory", include_str!("../data/territory.csv"));
    rows.into_iter().map(|row| (row.code.clone(), row)).collect()
});

/// Finds countries that are named otherwise than in the Unicode Common Locale Data Repository, while the note does not
/// say why. A row is a country if its note has the code: `ISO: GE`.
pub(super) fn check(file: usize, row: Row, findings: &mut Findings) {
    let note = row.value(Column::Note);
    let Some(code) = Label::Iso.of(note) else { return };
    let Some(territory) = TERRITORIES.get(code) else {
        let message = format!("\"{}\" is no code of ISO 3166-1", shown(code));
        return findings.warn(
            file,
            row,
            Column::Note,
            ("country_name", message),
            "two capital letters: `ISO: AZ`".into(),
        );
    };
    if Label::Cldr.of(note).is_some() {
        return;
    }
    let names = [(Column::Az, &territory.az, &territory.az_alt), (Column::En, &territory.en, &territory.en_alt)];
    for (column, name, alternatives) in names {
        let form = row.value(column);
        let names = table::list(alternatives).chain([name.as_str()]);
        if !names.map(written_out).any(|name| name == written_out(form)) {
            let message = format!("\"{}\" is \"{}\" in CLDR", shown(form), shown(name));
            let help =
                format!("write that name, or say why not in the note: `CLDR: has {name}, the press writes {form}`");
            findings.warn(file, row, column, ("country_name", message), help);
        }
    }
}
