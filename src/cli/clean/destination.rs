use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::restoration::hash_of_file;
use super::task::Task;
use crate::cli::output::{Replacement, is_special, replace_file};

/// Where the cleaned files go.
#[derive(Clone, Copy)]
pub(super) enum Destination<'a> {
    /// Standard output.
    Output,
    /// A folder, which is made if need be.
    Folder(&'a Path),
    /// The place of the input, which is kept under its name with a suffix if there is one.
    InPlace { backup: Option<&'a str> },
    /// Nowhere: the files are only looked at.
    Nowhere,
}

impl Destination<'_> {
    /// The file that a task is written to, if it is one.
    pub fn file_of(self, task: &Task) -> Option<PathBuf> {
        match self {
            Destination::Folder(folder) => Some(folder.join(&task.below)),
            Destination::InPlace { .. } => Some(task.input.clone()),
            Destination::Output | Destination::Nowhere => None,
        }
    }

    /// Whether a file without a change is left as it is.
    pub fn leaves_unchanged(self) -> bool {
        matches!(self, Destination::InPlace { .. })
    }

    /// Begins the file that a task is written to, if it is one; until it is put in its place, it is in `until_put` if that is
    /// given.
    ///
    /// # Errors
    ///
    /// When its folder cannot be made or written.
    pub fn open(self, task: &Task, until_put: Option<&Path>) -> anyhow::Result<Option<Replacement>> {
        let Some(file) = self.file_of(task) else { return Ok(None) };
        if is_special(&file) {
            bail!("{}: is no regular file; it cannot be replaced", file.display());
        }
        let folder = file.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).with_context(|| format!("{}: cannot make the folder", folder.display()))?;
        Replacement::written_in(until_put, &file).map(Some)
    }

    /// Puts the file of a task in its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or the name of the backup is taken.
    pub fn put(self, task: &Task, file: Replacement) -> anyhow::Result<()> {
        if let Destination::InPlace { backup: Some(suffix) } = self {
            keep(&task.input, suffix)?;
        }
        file.commit()
    }
}

/// Keeps a file under its name with a suffix. What an earlier run kept there is older, so it is not written over.
fn keep(file: &Path, suffix: &str) -> anyhow::Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    let copy = PathBuf::from(name);
    if fs::symlink_metadata(&copy).is_ok() {
        // A run that was ended between the backup and the file has left the same bytes.
        if hash_of_file(&copy).ok() == Some(hash_of_file(file)?) {
            return Ok(());
        }
        bail!("{}: exists; move it away or give another suffix to --backup", copy.display());
    }
    // The file is about to be replaced: its bytes stay under a second name. Not every file system can do that.
    let old = fs::canonicalize(file).with_context(|| format!("{}: cannot read", file.display()))?;
    if fs::hard_link(&old, &copy).is_ok() {
        return Ok(());
    }
    let bytes = fs::read(&old).with_context(|| format!("{}: cannot read", file.display()))?;
    replace_file(&copy, &bytes)?;
    let permissions = fs::metadata(&old).with_context(|| format!("{}: cannot read", file.display()))?.permissions();
    fs::set_permissions(&copy, permissions).with_context(|| format!("{}: cannot write", copy.display()))
}
