//! Each module of `lib.rs` may use only the modules declared before it: the tree reads top to bottom.

use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The first path segments after each `crate::`, groups in braces included.
fn used_modules(source: &str) -> Vec<&str> {
    source
        .split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{').and_then(|group| group.split_once("};")) {
            Some((group, _)) => group.split(',').collect(),
            None => vec![rest],
        })
        .filter_map(|path| path.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect()
}

#[test]
fn modules_use_only_earlier_modules() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = fs::read_to_string(src.join("lib.rs")).unwrap();
    let layers: Vec<&str> = lib.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(layers.len() >= 10, "lib.rs lists the layers");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let first = file.strip_prefix(&src).unwrap().components().next().unwrap();
        let own = Path::new(first.as_os_str()).file_stem().unwrap().to_str().unwrap();
        let Some(rank) = layers.iter().position(|l| *l == own) else { continue };
        let source = fs::read_to_string(&file).unwrap();
        for used in used_modules(&source) {
            if layers.iter().position(|l| *l == used).is_some_and(|r| r > rank) {
                wrong.push(format!("{} uses crate::{used}, a later layer", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
