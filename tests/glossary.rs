//! Glossary files of any content: writing is stable, nothing is lost, merging twice changes nothing, no panic.

use lughat::glossary::{Entry, Glossary, Kind, Lookup, Status, Text, merge, validate};
use lughat::report::{human, json};
use proptest::collection::vec;
use proptest::prelude::*;

/// Text of a cell, with what makes CSV difficult; without outer white space, which reading removes.
fn text() -> impl Strategy<Value = Text> {
    "[a-zəğıİşçöüА-Яа-я \",;\n\r'=|-]{0,12}".prop_map(|text| text.trim().to_string().into())
}

/// A part of a list.
fn part() -> impl Strategy<Value = Text> {
    "[a-zəğıİşçöü \",;\n-]{1,8}"
        .prop_map(|text| Text::from(text.trim().to_string()))
        .prop_filter("a part is not empty", |text| !text.is_empty())
}

fn list() -> impl Strategy<Value = Vec<Text>> {
    vec(part(), 0..3)
}

fn entry() -> impl Strategy<Value = Entry> {
    let run = (proptest::option::of(0.0..=1.0), proptest::option::of(0u64..100), list());
    let cell = || any::<String>().prop_map(Text::from);
    let words = (text(), text(), text(), cell(), cell(), text());
    let lists = (list(), list(), list(), list(), list());
    let names = ("[a-z0-9-]{0,3}", 0..Kind::ALL.len(), 0..Status::ALL.len());
    (names, words, lists, run).prop_map(|(names, words, lists, (score, count, evidence))| Entry {
        id: names.0.into(),
        kind: Kind::ALL[names.1],
        status: Status::ALL[names.2],
        az: words.0,
        en: words.1,
        domain: words.2,
        source: words.3,
        note: words.4,
        extra: [("reviewer, 2".into(), words.5)].into_iter().filter(|(_, cell)| !cell.is_empty()).collect(),
        az_variants: lists.0,
        en_variants: lists.1,
        en_forbidden: lists.2,
        az_acronym: lists.3,
        en_acronym: lists.4,
        score,
        count,
        evidence,
    })
}

fn glossary() -> impl Strategy<Value = Glossary> {
    vec(entry(), 0..8).prop_map(|entries| {
        let mut glossary = Glossary::new();
        for entry in entries {
            glossary.insert(entry);
        }
        glossary
    })
}

fn by_id(glossary: &Glossary) -> Vec<Entry> {
    let mut entries: Vec<Entry> = glossary.iter().cloned().collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(glossary in glossary()) {
        let csv = glossary.to_csv();
        let read = Glossary::read("g.csv", csv.as_bytes()).unwrap();
        prop_assert_eq!(by_id(&read), by_id(&glossary));
        prop_assert_eq!(read.to_csv(), csv);
    }

    #[test]
    fn reading_and_writing_any_table_is_stable(rows in vec(vec(text(), 4), 0..6), separator in "[,;\t]") {
        let mut writer = csv::WriterBuilder::new().delimiter(separator.as_bytes()[0]).from_writer(Vec::new());
        writer.write_record(["my column", "en", "az", "en_variants_allowed"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row.iter().map(|cell| &**cell)).unwrap());
        let bytes = writer.into_inner().unwrap();
        let glossary = Glossary::read("g.csv", &bytes).unwrap();
        prop_assert_eq!(glossary.len(), rows.len());
        let forms: Vec<_> = glossary.iter().map(|entry| (&*entry.en, &*entry.az)).collect();
        prop_assert_eq!(forms, rows.iter().map(|row| (&*row[1], &*row[2])).collect::<Vec<_>>());
        let once = glossary.to_csv();
        prop_assert_eq!(Glossary::read("g.csv", once.as_bytes()).unwrap().to_csv(), once);
    }

    #[test]
    fn merging_once_more_changes_nothing(a in glossary(), b in glossary()) {
        let once = merge([a, b]).glossary;
        prop_assert_eq!(&merge([once.clone()]).glossary, &once);
        prop_assert_eq!(merge([once.clone(), once.clone()]).glossary.to_csv(), once.to_csv());
    }

    #[test]
    fn merging_keeps_every_decision(a in glossary(), b in glossary()) {
        let merged = merge([a.clone(), b.clone()]).glossary;
        let same = |x: &Entry, y: &Entry| *x == Entry { id: x.id.clone(), ..y.clone() };
        for entry in a.iter().chain(b.iter()).filter(|entry| entry.is_curated()) {
            prop_assert!(merged.iter().any(|kept| same(kept, entry)), "{:?}", entry);
        }
    }

    #[test]
    fn no_file_makes_a_panic(bytes in any::<Vec<u8>>(), table in "(az|en|type|status|[\",;\n\r|əА= ]){0,40}") {
        for bytes in [bytes.as_slice(), table.as_bytes()] {
            let text = String::from_utf8_lossy(bytes);
            let findings = validate("g.csv", bytes);
            for finding in &findings {
                prop_assert!(!json(finding).is_empty() && !human(finding, &text, false).is_empty());
            }
            let readable = findings.iter().all(|finding| finding.severity != lughat::report::Severity::Error);
            prop_assert_eq!(Glossary::read("g.csv", bytes).is_ok(), readable);
        }
    }

    #[test]
    fn every_form_finds_its_entry(glossary in glossary(), query in any::<String>()) {
        let lookup = Lookup::new(&glossary);
        for hit in lookup.find(&query, 3) {
            prop_assert!((0.0..=1.0).contains(&hit.score));
        }
        for entry in glossary.iter().filter(|entry| entry.az.chars().any(char::is_alphanumeric)) {
            let found = lookup.find_sure(&entry.az, usize::MAX);
            prop_assert!(found.iter().any(|hit| *hit.entry == *entry && hit.score == 1.0), "{:?}", entry.az);
        }
    }
}
