//! Which files a run is to clean.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use rustc_hash::FxHashSet;

use super::task::{Task, Walk};
use crate::cli::input::{STANDARD_INPUT, bytes_of};

/// Signs that make a name a pattern.
const SIGNS: [char; 3] = ['*', '?', '['];
/// Least likeness (Jaro–Winkler, 0..1) of a name that is there to one that is not to be proposed; `scan` to `scans` is 0.96,
/// names that only share their suffix are below 0.8.
const LEAST_LIKENESS: f64 = 0.85;

/// The files that are named, those in the folders that are named, those that the patterns match, and those of a list; in this
/// order, the ones of a folder or pattern by name, none twice. The folder of the outputs is passed over.
///
/// # Errors
///
/// When a folder cannot be read, or a pattern matches nothing.
pub(super) fn selected(named: &[PathBuf], listed: &[PathBuf], output: Option<&Path>) -> anyhow::Result<Vec<Task>> {
    let mut walk = Walk::new(output);
    for file in named {
        if file.is_dir() {
            walk.folder(file, Path::new(""))?;
        } else if is_pattern(file) {
            matches(file, &mut walk)?;
        } else {
            let below = file.file_name().map_or_else(|| file.clone(), PathBuf::from);
            walk.found.push(Task { input: file.clone(), below });
        }
    }
    for file in listed {
        let below = file.components().filter(|part| matches!(part, Component::Normal(_))).collect::<PathBuf>();
        if file.is_dir() {
            walk.folder(file, &below)?;
        } else {
            walk.found.push(Task { input: file.clone(), below });
        }
    }
    let mut seen = FxHashSet::default();
    walk.found.retain(|task| fs::canonicalize(&task.input).map_or(true, |file| seen.insert(file)));
    Ok(walk.found)
}

/// Whether a name is a pattern that the shell has left: there is no file of that name.
fn is_pattern(file: &Path) -> bool {
    file.to_string_lossy().contains(SIGNS) && fs::symlink_metadata(file).is_err()
}

/// Adds what a pattern matches; its place among the outputs is the one below the part of the pattern without signs.
fn matches(pattern: &Path, walk: &mut Walk) -> anyhow::Result<()> {
    let name = pattern.display().to_string();
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let found = glob::glob_with(&name, options).with_context(|| format!("{name}: is no pattern"))?;
    let fixed = pattern.components().take_while(|part| !part.as_os_str().to_string_lossy().contains(SIGNS));
    let fixed: PathBuf = fixed.collect();
    let before = walk.found.len();
    for file in found {
        let file = file.with_context(|| format!("{name}: cannot read all of the folder"))?;
        let below = file.strip_prefix(&fixed).unwrap_or(&file).to_path_buf();
        if !file.is_dir() {
            walk.file(Task { input: file, below });
        } else if !name.contains("**") {
            walk.folder(&file, &below)?;
        }
    }
    if walk.found.len() == before {
        bail!("{name}: no file is called so{}", suggestion(pattern).unwrap_or_default());
    }
    Ok(())
}

/// The name of a file or folder that is there and much like one that is not, as a question.
pub(super) fn suggestion(missing: &Path) -> Option<String> {
    let mut folder = PathBuf::new();
    let mut parts = missing.components();
    let wrong = parts.by_ref().find_map(|part| {
        let there = folder.join(part);
        if fs::symlink_metadata(&there).is_err() {
            return Some(part.as_os_str().to_string_lossy().into_owned());
        }
        folder = there;
        None
    });
    let wrong = wrong.filter(|wrong| !wrong.contains(SIGNS))?;
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let names = fs::read_dir(place).ok()?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let likeness = |name: &String| strsim::jaro_winkler(name, &wrong);
    let best = names.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a)))?;
    let path = folder.join(&best).join(parts.as_path());
    (likeness(&best) >= LEAST_LIKENESS).then(|| format!("; did you mean {}?", path.display()))
}

/// The files of a list: one a line, or parted by NUL.
///
/// # Errors
///
/// When the list cannot be read.
pub(super) fn listed(list: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let bytes = bytes_of(list)?;
    let separator = if bytes.contains(&0) { b'\0' } else { b'\n' };
    let names = bytes.split(|&byte| byte == separator);
    let names = names.map(|name| if separator == b'\n' { name.strip_suffix(b"\r").unwrap_or(name) } else { name });
    let files = names.filter(|name| !name.is_empty()).map(path_of);
    // In a list, it is a file of that name.
    Ok(files.map(|file| if file == Path::new(STANDARD_INPUT) { Path::new(".").join(file) } else { file }).collect())
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with files of these names.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x").unwrap();
        }
        folder
    }

    fn below(tasks: &[Task]) -> Vec<&str> {
        tasks.iter().map(|task| task.below.to_str().unwrap()).collect()
    }

    #[test]
    fn a_pattern_is_matched_below_its_first_sign() {
        let folder = folder(&["scans/b/2.txt", "scans/a/1.txt", "scans/a/1.png", "scans/.x/3.txt"]);
        let pattern = folder.path().join("scans/**/*.txt");
        let tasks = selected(&[pattern, folder.path().join("scans/a/1.txt")], &[], None).unwrap();
        assert_eq!(below(&tasks), ["a/1.txt", "b/2.txt"]);
    }

    #[test]
    fn a_pattern_without_a_match_brings_the_nearest_name() {
        let folder = folder(&["scans/1.txt"]);
        let error = selected(&[folder.path().join("scan/*.txt")], &[], None).unwrap_err().to_string();
        assert!(error.contains("no file is called so; did you mean ") && error.ends_with("/scans/*.txt?"), "{error}");
        let error = selected(&[folder.path().join("scans/*.md")], &[], None).unwrap_err().to_string();
        assert!(error.ends_with("no file is called so"), "{error}");
    }

    #[test]
    fn a_list_keeps_its_folders() {
        let folder = folder(&["a/1.txt", "b/1.txt"]);
        let list = folder.path().join("list");
        let name = |file: &str| folder.path().join(file).display().to_string();
        for text in [format!("{}\r\n\n{}", name("a/1.txt"), name("b")), format!("{}\0{}\0", name("a/1.txt"), name("b"))]
        {
            fs::write(&list, text).unwrap();
            let tasks = selected(&[], &listed(&list).unwrap(), None).unwrap();
            assert!(tasks[0].below.ends_with("a/1.txt") && tasks[1].below.ends_with("b/1.txt"), "{tasks:?}");
        }
        fs::write(&list, "-").unwrap();
        assert_eq!(listed(&list).unwrap(), [Path::new("./-")]);
    }

    #[test]
    fn the_folder_of_the_outputs_is_no_input() {
        let folder = folder(&["scans/1.txt", "scans/clean/1.txt"]);
        let (scans, clean) = (folder.path().join("scans"), folder.path().join("scans/clean"));
        assert_eq!(below(&selected(std::slice::from_ref(&scans), &[], Some(&clean)).unwrap()), ["1.txt"]);
        let pattern = folder.path().join("scans/**/*.txt");
        assert_eq!(below(&selected(&[pattern], &[], Some(&clean)).unwrap()), ["1.txt"]);
        assert_eq!(selected(&[scans], &[], None).unwrap().len(), 2);
    }
}
