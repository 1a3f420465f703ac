//! Tables and glossaries in the repository are in order: they parse, name their sources and have one form.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use lughat::glossary::{Glossary, validate};
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

#[test]
fn the_glossaries_are_valid_and_canonical() {
    for file in tables(&root().join("glossaries")) {
        let name = file.display().to_string();
        let bytes = fs::read(&file).unwrap();
        let findings = validate(&name, &bytes);
        assert!(findings.is_empty(), "{findings:#?}");
        assert_eq!(
            Glossary::read(&name, &bytes).unwrap().to_csv().as_bytes(),
            bytes,
            "run: lughat glossary fmt {name}"
        );
    }
}
