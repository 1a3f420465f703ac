//! Tables and glossaries in the repository are in order: they parse, name their sources and have one form.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use lughat::glossary::{Entry, Glossary, Status, embedded_files, validate_strict};
use unicode_normalization::is_nfc;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The CSV files below a folder, sorted.
fn tables(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "csv") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What is wrong with a table of the program.
fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    match reader.headers() {
        Ok(header) if header.iter().any(|name| name == "source") => {}
        _ => faults.push("no column \"source\"".to_string()),
    }
    let mut seen = HashSet::new();
    for row in reader.records() {
        match row {
            Ok(row) if !seen.insert(row.iter().map(String::from).collect::<Vec<_>>()) => {
                faults.push(format!("a row stands twice: {row:?}"));
            }
            Ok(_) => {}
            Err(error) => faults.push(error.to_string()),
        }
    }
    if text.contains('\r') || !text.ends_with('\n') {
        faults.push("lines do not end in LF".to_string());
    }
    if !is_nfc(text) {
        faults.push("the text is not in Unicode NFC".to_string());
    }
    faults
}

#[test]
fn each_table_parses_and_names_its_sources() {
    let files = tables(&root().join("src"));
    assert!(files.len() > 5);
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        wrong.extend(faults(&text).into_iter().map(|fault| format!("{}: {fault}", file.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The curated files, by name.
fn curated() -> Vec<(String, Vec<u8>)> {
    let files = tables(&root().join("glossaries")).into_iter();
    files.map(|file| (file.file_stem().unwrap().to_str().unwrap().to_string(), fs::read(&file).unwrap())).collect()
}

#[test]
fn the_glossaries_are_canonical_and_keep_to_the_house_rules() {
    let files = curated();
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let findings: Vec<_> = validate_strict(&named).into_iter().flatten().collect();
    assert!(findings.is_empty(), "{findings:#?}");
    for (name, bytes) in named {
        let canonical = Glossary::read(name, bytes).unwrap().to_csv();
        assert!(canonical.as_bytes() == bytes, "run: lughat glossary fmt glossaries/{name}.csv");
    }
}

#[test]
fn the_program_carries_every_glossary() {
    let embedded: Vec<(String, Vec<u8>)> = embedded_files().map(|(name, text)| (name.into(), text.into())).collect();
    assert_eq!(embedded, curated());
}

/// What a newsroom may count on; fewer rows would be a loss.
#[test]
fn the_glossaries_cover_their_fields() {
    let approved = |name: &str, domains: &[&str]| {
        let (_, bytes) = curated().into_iter().find(|(file, _)| file == name).unwrap();
        let glossary = Glossary::read(name, &bytes).unwrap();
        let counts = |entry: &&Entry| domains.is_empty() || domains.contains(&&*entry.domain);
        glossary.iter().filter(|entry| entry.status == Status::Approved).filter(counts).count()
    };
    let fields = [
        ("agency", 180),
        ("organisation", 150),
        ("title", 200),
        ("rank", 90),
        ("place", 350),
        ("people", 200),
        ("person", 250),
        ("event", 80),
        ("term", 400),
    ];
    for (name, least) in fields {
        assert!(approved(name, &[]) >= least, "{name}: {}", approved(name, &[]));
    }
    assert!(approved("world", &["country", "territory"]) >= 240);
    assert!(approved("world", &["capital"]) >= 190);
}

#[test]
fn every_source_of_the_glossaries_is_whole() {
    for (name, bytes) in curated() {
        for entry in Glossary::read(&name, &bytes).unwrap().iter() {
            let balanced = entry.source.matches('(').count() == entry.source.matches(')').count();
            assert!(balanced && !entry.source.is_empty(), "{}: {:?}", entry.id, entry.source);
        }
    }
}
