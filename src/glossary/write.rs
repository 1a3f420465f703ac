use std::borrow::Cow;

use super::column::Column;
use super::{Entry, Glossary, Text};
use crate::letters::collation_key;

/// Writes a glossary in canonical form.
pub(super) fn csv(glossary: &Glossary) -> String {
    let mut columns = Column::CURATED.to_vec();
    if glossary.iter().any(|entry| entry.score.is_some() || entry.count.is_some() || !entry.evidence.is_empty()) {
        columns.extend(Column::OF_CANDIDATES);
    }
    let extra: Vec<&str> = glossary.extra_columns().collect();
    let mut out = String::new();
    record(&mut out, columns.iter().map(|column| Cow::Borrowed(column.name())).chain(extra.iter().map(|&n| n.into())));
    for entry in sorted(glossary) {
        let known = columns.iter().map(|&column| cell(entry, column));
        let other = extra.iter().map(|&name| Cow::Borrowed(entry.extra.get(name).map_or("", |cell| cell)));
        record(&mut out, known.chain(other));
    }
    out
}

/// The entries by type, Azerbaijani form, English form and id.
fn sorted(glossary: &Glossary) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = glossary.iter().collect();
    entries.sort_by_cached_key(|entry| (entry.kind.as_str(), collation_key(&entry.az), &entry.en, &entry.id));
    entries
}

fn cell(entry: &Entry, column: Column) -> Cow<'_, str> {
    match column {
        Column::Id => (&*entry.id).into(),
        Column::Kind => entry.kind.as_str().into(),
        Column::Az => (&*entry.az).into(),
        Column::En => (&*entry.en).into(),
        Column::AzVariants => list(&entry.az_variants),
        Column::EnVariants => list(&entry.en_variants),
        Column::EnForbidden => list(&entry.en_forbidden),
        Column::AzAcronym => list(&entry.az_acronym),
        Column::EnAcronym => list(&entry.en_acronym),
        Column::Status => entry.status.as_str().into(),
        Column::Domain => (&*entry.domain).into(),
        Column::Source => (&*entry.source).into(),
        Column::Note => (&*entry.note).into(),
        Column::Score => entry.score.map(|score| score.to_string()).unwrap_or_default().into(),
        Column::Count => entry.count.map(|count| count.to_string()).unwrap_or_default().into(),
        Column::Evidence => list(&entry.evidence),
    }
}

fn list(parts: &[Text]) -> Cow<'_, str> {
    match parts {
        [] => "".into(),
        [one] => (&**one).into(),
        _ => parts.join("|").into(),
    }
}

fn record<'c>(out: &mut String, cells: impl Iterator<Item = Cow<'c, str>>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_follow_the_azerbaijani_alphabet() {
        let text = "az,en,type\nıq,x,term\niq,x,term\nxan,x,term\nhal,x,term\nz,x,agency\n";
        let csv = Glossary::read("g.csv", text.as_bytes()).unwrap().to_csv();
        let words: Vec<_> = csv.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
        assert_eq!(words, ["z", "hal", "xan", "ıq", "iq"]);
    }

    #[test]
    fn unknown_columns_and_quotes_come_back() {
        let text = "id,my,az,en,score\nx,\"1\n2\"\"\",\"a,b\",c,0.50\n";
        let csv = Glossary::read("g.csv", text.as_bytes()).unwrap().to_csv();
        let expected = "id,type,az,en,az_variants,en_variants,en_forbidden,az_acronym,en_acronym,status,domain,source,note,\
                        score,count,evidence,my\nx,term,\"a,b\",c,,,,,,approved,,,,0.5,,,\"1\n2\"\"\"\n";
        assert_eq!(csv, expected);
        assert_eq!(Glossary::read("g.csv", csv.as_bytes()).unwrap().to_csv(), csv);
    }
}
