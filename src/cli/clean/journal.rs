//! What a batch has done, so that the next run goes on where one was ended.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::destination::Destination;
use super::restoration::hash_of_file;
use super::task::Task;

/// The folder of the journal and of the files that are being written: in the folder of the outputs; in place, in the folder
/// that all files share.
const FOLDER: &str = ".lughat";
const NAME: &str = "clean.jsonl";

/// The first line of a journal.
#[derive(PartialEq, Serialize, Deserialize)]
struct Header {
    schema: u32,
    /// The version of the program and all options that decide what becomes of a file.
    options: String,
}

/// A file that is done.
#[derive(Serialize, Deserialize)]
struct Record {
    input_sha256: String,
    output_sha256: String,
}

/// The journal of a batch. It is locked: two runs do not work in one folder.
pub(super) struct Journal {
    folder: PathBuf,
    file: File,
    done: FxHashSet<(String, String)>,
    outputs: FxHashSet<String>,
}

impl Journal {
    /// Opens the journal of a batch, if there is a place for one; what was done with other options does not count.
    ///
    /// # Errors
    ///
    /// When another run is at work in the folder.
    pub fn open(to: Destination<'_>, tasks: &[Task], options: &str) -> anyhow::Result<Option<Journal>> {
        let root = match to {
            Destination::Folder(folder) => Some(folder.to_path_buf()),
            Destination::InPlace { .. } => shared_folder(tasks),
            Destination::Output | Destination::Nowhere => None,
        };
        let Some(root) = root.filter(|_| tasks.len() > 1) else { return Ok(None) };
        let folder = root.join(FOLDER);
        // Where no journal can be kept, every run does everything.
        let opened = fs::create_dir_all(&folder).and_then(|()| {
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(folder.join(NAME))
        });
        let Ok(file) = opened else { return Ok(None) };
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            bail!("{}: another lughat clean is at work there; wait for it", root.display());
        }
        let mut journal = Journal { folder, file, done: FxHashSet::default(), outputs: FxHashSet::default() };
        journal.read(options).with_context(|| format!("{}: cannot be read or written", journal.name()))?;
        journal.sweep();
        Ok(Some(journal))
    }

    fn name(&self) -> String {
        self.folder.join(NAME).display().to_string()
    }

    /// Reads what is done, and makes the journal ready for more.
    fn read(&mut self, options: &str) -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes)?;
        // Of a run that was ended, the last line may lack its end.
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = bytes[..whole].split(|&byte| byte == b'\n');
        let header = Header { schema: 1, options: options.to_owned() };
        let found: Option<Header> = lines.next().and_then(|line| serde_json::from_slice(line).ok());
        let is_same = found.is_some_and(|found| found == header);
        self.file.set_len(if is_same { whole as u64 } else { 0 })?;
        self.file.seek(SeekFrom::End(0))?;
        if !is_same {
            return self.write(&header);
        }
        for Record { input_sha256, output_sha256 } in lines.filter_map(|line| serde_json::from_slice(line).ok()) {
            self.outputs.insert(output_sha256.clone());
            self.done.insert((input_sha256, output_sha256));
        }
        Ok(())
    }

    /// Removes the files that a run was writing when it was ended.
    fn sweep(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        // What cannot be removed does no harm.
        entries.filter(|entry| entry.file_name() != NAME).for_each(|entry| drop(fs::remove_file(entry.path())));
    }

    fn write(&mut self, line: &impl Serialize) -> anyhow::Result<()> {
        Ok(self.file.write_all((serde_json::to_string(line)? + "\n").as_bytes())?)
    }

    /// Where files are written before they are put in their places.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Forgets what is done.
    pub fn forget(&mut self) {
        self.done.clear();
        self.outputs.clear();
    }

    /// Whether a file is done: it is, and became, what the journal says. It gives the hash of what it became.
    pub fn done(&self, to: Destination<'_>, task: &Task) -> Option<String> {
        let output = hash_of_file(&to.file_of(task)?).ok().filter(|hash| self.outputs.contains(hash))?;
        match to {
            Destination::InPlace { .. } => Some(output),
            _ => {
                let pair = (hash_of_file(&task.input).ok()?, output);
                self.done.contains(&pair).then_some(pair.1)
            }
        }
    }

    /// Says that a file is done. It is said before the file is in its place: whether it got there, its bytes tell.
    ///
    /// # Errors
    ///
    /// When there is no room.
    pub fn add(&mut self, input_sha256: &str, output_sha256: &str) -> anyhow::Result<()> {
        let record = Record { input_sha256: input_sha256.to_owned(), output_sha256: output_sha256.to_owned() };
        self.write(&record).with_context(|| format!("{}: cannot write", self.name()))
    }
}

/// The innermost folder in which all files are.
fn shared_folder(tasks: &[Task]) -> Option<PathBuf> {
    let folders = tasks.iter().map(|task| Some(fs::canonicalize(&task.input).ok()?.parent()?.to_path_buf()));
    let mut folders = folders.flatten();
    let first = folders.next()?;
    let shared = folders.fold(first, |shared, folder| {
        let parts = shared.components().zip(folder.components()).take_while(|(a, b)| a == b);
        parts.map(|(part, _)| part).collect()
    });
    // A journal at the root of the system is nobody's.
    shared.parent().is_some().then_some(shared)
}

/// The version of the program for a journal: another build may have other tables.
pub(super) fn version() -> String {
    let metadata = std::env::current_exe().and_then(fs::metadata).ok();
    let build = metadata.map(|metadata| (metadata.len(), metadata.modified().ok()));
    format!("{} {build:?}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(input: PathBuf) -> Task {
        Task { below: input.file_name().unwrap().into(), input }
    }

    #[test]
    fn a_file_is_done_while_it_is_what_it_became() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&a, "new").unwrap();
        fs::write(&b, "old").unwrap();
        let tasks = [task(a.clone()), task(b)];
        let to = Destination::InPlace { backup: None };
        let mut journal = Journal::open(to, &tasks, "x").unwrap().unwrap();
        journal.add(&hash_of_file(&tasks[1].input).unwrap(), &hash_of_file(&a).unwrap()).unwrap();
        journal.file.write_all(b"{\"input").unwrap();
        assert!(Journal::open(to, &tasks, "x").is_err(), "it is locked");
        drop(journal);
        let done = |options: &str| {
            let journal = Journal::open(to, &tasks, options).unwrap().unwrap();
            tasks.each_ref().map(|task| journal.done(to, task).is_some())
        };
        assert_eq!(done("x"), [true, false]);
        fs::write(&a, "newer").unwrap();
        assert_eq!(done("x"), [false, false]);
        fs::write(&a, "new").unwrap();
        assert_eq!(done("y"), [false, false]);
        assert_eq!(done("x"), [false, false], "other options began a new journal");
    }
}
