use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::cleaning::Cleaning;
use super::task::Task;
use crate::cli::output::replace_file;

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

    /// Writes a cleaned file in one step. In place, a file without a change is not touched.
    ///
    /// # Errors
    ///
    /// When a file cannot be written, or the name of the backup is taken.
    pub fn write(self, task: &Task, cleaning: &Cleaning) -> anyhow::Result<()> {
        let Some(file) = self.file_of(task) else { return Ok(()) };
        match self {
            Destination::InPlace { .. } if cleaning.source == cleaning.cleaned => return Ok(()),
            Destination::InPlace { backup: Some(suffix) } => keep(&task.input, suffix, &cleaning.source)?,
            _ => {
                let folder = file.parent().unwrap_or(Path::new(""));
                fs::create_dir_all(folder).with_context(|| format!("{}: cannot make the folder", folder.display()))?;
            }
        }
        replace_file(&file, &cleaning.cleaned)
    }
}

/// Writes what a file holds beside it. What an earlier run kept there is older, so it is not written over.
fn keep(file: &Path, suffix: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    let copy = PathBuf::from(name);
    if fs::symlink_metadata(&copy).is_ok() {
        bail!("{}: exists; move it away or give another suffix to --backup", copy.display());
    }
    replace_file(&copy, bytes)?;
    let permissions = fs::metadata(file).with_context(|| format!("{}: cannot read", file.display()))?.permissions();
    fs::set_permissions(&copy, permissions).with_context(|| format!("{}: cannot write", copy.display()))
}
