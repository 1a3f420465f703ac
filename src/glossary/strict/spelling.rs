use super::super::column::Column;
use super::super::entry::Kind;
use super::super::fold::key;
use super::super::sheet::Row;
use super::Findings;
use super::label::Label;
use crate::letters::is_capitalised;
use crate::name::{Scheme, romanise};
use crate::report::shown;
use crate::word::az::lemmas;

/// Finds people and places whose English name is not the Azerbaijani one in press romanisation, while the note names no
/// tradition.
pub(super) fn check(file: usize, row: Row, findings: &mut Findings) {
    let kind = row.kind();
    let (az, en) = (row.value(Column::Az), row.value(Column::En));
    let is_name = matches!(kind, Kind::Person | Kind::Place) && !az.is_empty() && !en.is_empty();
    if !is_name || Label::Spelling.of(row.value(Column::Note)).is_some() {
        return;
    }
    let words: Vec<String> = words(en).collect();
    if let Some((name, expected)) = unexpected(az, &words, kind == Kind::Place) {
        let message = format!("\"{}\" has no \"{}\" for \"{}\"", shown(en), shown(&expected), shown(&name));
        let help = "write the press romanisation, or name the tradition in the note: `spelling: traditional`, \
                    `spelling: English usage`";
        findings.warn(file, row, Column::En, ("spelling_tradition", message), help.into());
    }
}

/// The first name in `az` whose romanisation is no word of the English form, and that romanisation. Common words of
/// places are translated: `Göygöl gölü`, Lake Goygol.
fn unexpected(az: &str, english: &[String], is_place: bool) -> Option<(String, String)> {
    let translated = |word: &str| is_place && (!is_capitalised(word) || is_common(word));
    az.split([' ', '-', '–']).filter(|word| !word.is_empty()).find_map(|word| {
        let romanised = romanise(word, Scheme::Press);
        let is_written = words(&romanised).all(|part| english.contains(&part));
        (!is_written && !translated(word)).then(|| (word.to_string(), romanised))
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split([' ', '-', '–']).map(key).filter(|word| !word.is_empty())
}

/// Whether a capitalised word is a common one: `Milli Parkı`, `Hava Limanı`.
fn is_common(word: &str) -> bool {
    !lemmas(word).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(az: &str, en: &str) -> Option<String> {
        unexpected(az, &words(en).collect::<Vec<_>>(), true).map(|(_, expected)| expected)
    }

    #[test]
    fn names_are_romanised_and_common_words_translated() {
        assert_eq!(expected("Göygöl gölü", "Lake Goygol"), None);
        assert_eq!(expected("Hirkan Milli Parkı", "Hirkan National Park"), None);
        assert_eq!(expected("Quba-Xaçmaz iqtisadi rayonu", "Guba-Khachmaz economic region"), None);
    }

    #[test]
    fn traditional_spellings_are_found() {
        assert_eq!(expected("Şəki", "Sheki"), Some("Shaki".into()));
        assert_eq!(expected("Bakı", "Baku"), Some("Baki".into()));
    }
}
