//! The whole way, on the bundled corpus: documents in, candidate glossary out, compared with the pairs and beads that an
//! editor wrote down (`tests/cases/corpus/`). The floors lie a little below the figures of the day they were set.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lughat::align::SeedLexicon;
use lughat::align::sentence::align_sentences;
use lughat::glossary::{Glossary, Status, embedded};
use lughat::letters::{Lang, lower};
use lughat::mention::Gazetteer;
use lughat::pipeline::{AlignOptions, align, candidates, gazetteer, propose};
use lughat::text::{Document, ReadOptions, read_path};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("tests/cases/corpus"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".terms.csv").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 30, "{names:?}");
    names
}

fn document(name: &str, lang: Lang) -> Document {
    let path = root().join("corpus").join(format!("{name}.{lang}.txt"));
    let mut document = read_path(&path, &ReadOptions::default()).unwrap();
    document.assume(lang);
    document
}

fn known() -> Gazetteer {
    gazetteer([embedded()])
}

fn glossary_of(name: &str, known: &Gazetteer, options: &AlignOptions) -> Glossary {
    let (az, en) = (vec![document(name, Lang::Az)], vec![document(name, Lang::En)]);
    candidates(&align(&az, &en, known, options), &az, &en)
}

/// The pairs of names that the editor lists, in lower case.
fn gold(path: &Path) -> BTreeSet<(String, String)> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|row| row.unwrap()).filter(|row| &row[2] != "term");
    rows.map(|row| (lower(&row[0], Lang::Az), row[1].to_lowercase())).collect()
}

#[test]
fn most_names_of_the_corpus_are_paired_and_few_pairs_are_wrong() {
    let known = known();
    let (mut wanted, mut found, mut made, mut right) = (0, 0, 0, 0);
    for name in names() {
        let gold = gold(&root().join("tests/cases/corpus").join(format!("{name}.terms.csv")));
        let glossary = glossary_of(&name, &known, &AlignOptions::default());
        let pairs: BTreeSet<(String, String)> = glossary
            .iter()
            .filter(|entry| entry.kind.as_str() != "term")
            .map(|entry| (lower(&entry.az, Lang::Az), entry.en.to_lowercase()))
            .collect();
        wanted += gold.len();
        found += gold.intersection(&pairs).count();
        // A shorter name inside a listed one is right too.
        let inside =
            |pair: &&(String, String)| gold.iter().any(|(az, en)| az.contains(&pair.0) && en.contains(&pair.1));
        made += pairs.len();
        right += pairs.iter().filter(inside).count();
    }
    let (recall, precision) = (found as f64 / wanted as f64, right as f64 / made as f64);
    assert!(recall >= 0.70, "recall {recall:.3}: {found} of {wanted}");
    assert!(precision >= 0.80, "precision {precision:.3}: {right} of {made}");
}

#[test]
fn sentences_of_the_parallel_texts_find_their_translations() {
    let (mut wanted, mut found) = (0, 0);
    for name in names() {
        let path = |end: &str| root().join("tests/cases/corpus").join(format!("{name}.{end}"));
        let Ok(beads) = fs::read_to_string(path("beads")) else { continue };
        let (az, en) = (fs::read_to_string(path("az")).unwrap(), fs::read_to_string(path("en")).unwrap());
        let (az, en): (Vec<&str>, Vec<&str>) = (az.lines().collect(), en.lines().collect());
        let indices = |range: std::ops::Range<usize>| range.map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        let made: BTreeSet<String> = align_sentences(&az, &en, SeedLexicon::embedded())
            .into_iter()
            .map(|bead| format!("{}\t{}", indices(bead.source), indices(bead.target)))
            .collect();
        wanted += beads.lines().count();
        found += beads.lines().filter(|line| made.contains(*line)).count();
    }
    assert!(wanted >= 70 && found as f64 >= 0.9 * wanted as f64, "{found} of {wanted} beads");
}

#[test]
fn running_twice_changes_nothing_and_decisions_stay() {
    let known = known();
    let run = || glossary_of("01-foreign-talks", &known, &AlignOptions::default());
    let first = propose(Glossary::new(), run());
    assert_eq!(propose(first.clone(), run()).to_csv(), first.to_csv());
    let decided = |mut entry: lughat::glossary::Entry| {
        entry.status = Status::Rejected;
        entry.note = "not a term".into();
        entry
    };
    let mut reviewed = Glossary::new();
    let chosen = first.iter().next().unwrap().id.clone();
    for entry in first.into_entries() {
        reviewed.insert(if entry.id == chosen { decided(entry) } else { entry });
    }
    let again = propose(reviewed.clone(), run());
    assert_eq!(again.get(&chosen).unwrap().status, Status::Rejected);
    assert_eq!(again.to_csv(), reviewed.to_csv());
}
