use std::collections::HashMap;

use super::super::column::Column;
use super::super::entry::Kind;
use super::super::sheet::Sheet;
use super::{Findings, approved};
use crate::letters::{Lang, lower, normal_form};
use crate::report::shown;

/// Finds approved rows of a type whose Azerbaijani form an earlier one has: a reader of the text could not tell which of
/// the two is meant. Pairs that are the same in both languages have a rule of their own.
pub(super) fn check(sheets: &[Sheet], findings: &mut Findings) {
    let folded = |text: &str, lang| lower(&normal_form(text), lang);
    let mut seen: HashMap<(Kind, String), &str> = HashMap::new();
    for (file, row) in approved(sheets) {
        let kind = row.kind();
        let (az, en) = (row.value(Column::Az), row.value(Column::En));
        if az.is_empty() {
            continue;
        }
        let first = *seen.entry((kind, folded(az, Lang::Az))).or_insert(en);
        if !std::ptr::eq(first, en) && folded(first, Lang::En) != folded(en, Lang::En) {
            let message = format!("an earlier {kind} \"{}\" is \"{}\" in English", shown(az), shown(first));
            let help = "make one row of the two with variants, or tell the Azerbaijani forms apart (Əlcəzair, Əlcəzair şəhəri)";
            findings.warn(file, row, Column::Az, ("same_form", message), help.into());
        }
    }
}
