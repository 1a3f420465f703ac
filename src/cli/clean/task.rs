use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::Format;

/// Folders in folders, at most.
const DEEPEST: usize = 64;
/// How much of an XML file is looked at for its root element, in bytes.
const HEAD_BYTES: u64 = 4096;

/// A file to be cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// The file as it was named, or as it was found in a folder that was named.
    pub input: PathBuf,
    /// Its place below the folder of the outputs.
    pub below: PathBuf,
}

/// Looks for files in folders.
pub(super) struct Walk {
    /// What was found.
    pub found: Vec<Task>,
    /// The folder of the outputs, which is passed over.
    output: Option<PathBuf>,
}

impl Walk {
    /// A walk that passes over the folder of the outputs, if there is one.
    pub fn new(output: Option<&Path>) -> Walk {
        Walk { found: Vec::new(), output: output.and_then(|output| fs::canonicalize(output).ok()) }
    }

    /// Adds the readable files of a folder that was named, in the order of their names; `below` is its place among the
    /// outputs. Hidden entries are passed over, and links to folders, which may lead in circles.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub fn folder(&mut self, folder: &Path, below: &Path) -> anyhow::Result<()> {
        self.walk(folder, below, DEEPEST)
    }

    /// Adds a file, unless it is an output.
    pub fn file(&mut self, task: Task) {
        let is_below = |output: &PathBuf| fs::canonicalize(&task.input).is_ok_and(|input| input.starts_with(output));
        if !self.output.as_ref().is_some_and(is_below) {
            self.found.push(task);
        }
    }

    fn walk(&mut self, folder: &Path, below: &Path, depth: usize) -> anyhow::Result<()> {
        let named = || format!("{}: cannot read the folder", folder.display());
        if depth == 0 {
            bail!("{}: is more than {DEEPEST} folders deep; name the inner folder", folder.display());
        }
        let entries = fs::read_dir(folder).with_context(named)?.collect::<Result<Vec<_>, _>>().with_context(named)?;
        let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).collect();
        names.sort();
        for name in names.iter().filter(|name| !name.as_encoded_bytes().starts_with(b".")) {
            let (input, below) = (folder.join(name), below.join(name));
            if fs::symlink_metadata(&input).is_ok_and(|metadata| metadata.is_dir()) {
                let is_output = |output: &PathBuf| fs::canonicalize(&input).is_ok_and(|input| input == *output);
                if !self.output.as_ref().is_some_and(is_output) {
                    self.walk(&input, &below, depth - 1)?;
                }
            } else if input.is_file() && is_readable(&input) {
                self.found.push(Task { input, below });
            }
        }
        Ok(())
    }
}

/// Whether the name of a file, or the root of an XML file, says that it is a text.
fn is_readable(file: &Path) -> bool {
    let is_xml = file.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("xml"));
    let mut head = Vec::new();
    let read = |head: &mut Vec<u8>| File::open(file).and_then(|file| file.take(HEAD_BYTES).read_to_end(head));
    let is_alto = |head: &[u8]| head.windows(5).any(|part| matches!(part, b"<alto" | b":alto"));
    Format::of_name(&file.to_string_lossy()).is_some() || is_xml && read(&mut head).is_ok() && is_alto(&head)
}

/// Makes sure that no two files are written to one place, and that no input is written to.
///
/// # Errors
///
/// When an output is an input, or the output of two inputs.
pub(super) fn refuse_collisions(tasks: &[Task], folder: &Path) -> anyhow::Result<()> {
    let inputs: FxHashSet<PathBuf> = tasks.iter().filter_map(|task| fs::canonicalize(&task.input).ok()).collect();
    let mut outputs: FxHashMap<&Path, &Path> = FxHashMap::default();
    for task in tasks {
        let output = folder.join(&task.below);
        if fs::canonicalize(&output).is_ok_and(|output| inputs.contains(&output)) {
            bail!("{}: is an input; name another folder, or give --in-place", output.display());
        }
        if let Some(other) = outputs.insert(&task.below, &task.input) {
            let (other, input) = (other.display(), task.input.display());
            bail!("{}: is the output of both {other} and {input}; name their folder instead", output.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("b/c")).unwrap();
        fs::create_dir(path(".git")).unwrap();
        for name in ["z.txt", "b/c/d.md", "a.html", "image.png", ".git/x.txt", "data.xml"] {
            fs::write(path(name), "x").unwrap();
        }
        fs::write(path("page.xml"), "<?xml version='1.0'?><alto/>").unwrap();
        let mut walk = Walk::new(None);
        walk.folder(folder.path(), Path::new("")).unwrap();
        let below: Vec<&str> = walk.found.iter().map(|task| task.below.to_str().unwrap()).collect();
        assert_eq!(below, ["a.html", "b/c/d.md", "page.xml", "z.txt"]);
    }

    #[test]
    fn an_input_is_no_output() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "x").unwrap();
        let tasks = [Task { input: file, below: "a.txt".into() }];
        assert!(refuse_collisions(&tasks, folder.path()).unwrap_err().to_string().contains("is an input"));
        let both = [tasks[0].clone(), Task { input: "b/a.txt".into(), below: "a.txt".into() }];
        let error = refuse_collisions(&both, Path::new("out")).unwrap_err().to_string();
        assert!(error.contains("is the output of both"), "{error}");
    }
}
