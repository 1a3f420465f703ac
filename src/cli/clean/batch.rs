//! Files through the cleaner: in parallel, their parts in order, and only so much of them at a time.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::anyhow;
use indicatif::ProgressBar;

use super::cleaning::{Cleaning, Treatment};
use super::job::{Content, Extent, Job, Jobs};
use super::ordered::in_order;
use super::selection::suggestion;
use super::task::Task;
use crate::cli::Output;
use crate::cli::input::progress_in_bytes;
use crate::text::{Error, ReadOptions};

/// Blocks that are at hand at a time, for each thread.
const BLOCKS_A_THREAD: usize = 2;

/// Files, and how they are read.
pub(super) struct Batch<'a> {
    pub tasks: &'a [Task],
    pub options: ReadOptions,
    /// Bytes of a plain text that are cleaned in one go, at most.
    pub block_bytes: usize,
}

impl Batch<'_> {
    /// Cleans files, given by their places in the list. Each part of a file is looked at by `look`, in parallel; what that
    /// finds, or what was wrong with the file, is taken in order.
    ///
    /// # Errors
    ///
    /// When `take` fails: then nothing more is begun.
    pub fn each<R: Send>(
        &self,
        files: impl Iterator<Item = usize>,
        treatment: &Treatment<'_>,
        look: impl Fn(&Task, Cleaning, Extent) -> anyhow::Result<R> + Sync,
        mut take: impl FnMut(usize, anyhow::Result<R>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let work = |job: Job| {
            let Job { task: index, content, extent } = job;
            let task = &self.tasks[index];
            let cleaned = content.map_err(|error| explained(error, &task.input));
            let cleaned = cleaned.and_then(|content| self.clean(task, content, treatment));
            (index, cleaned.and_then(|cleaning| look(task, cleaning, extent)))
        };
        self.each_job(files, work, |(index, found)| take(index, found))
    }

    /// Calls `work` with each file, given by its place in the list, or block of one, in parallel; what it finds is taken in
    /// order.
    ///
    /// # Errors
    ///
    /// When `take` fails: then nothing more is begun.
    pub fn each_job<R: Send, E: Send>(
        &self,
        files: impl Iterator<Item = usize>,
        work: impl Fn(Job) -> R + Sync,
        take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let jobs = Jobs::new(files.map(|index| (index, &self.tasks[index])), &self.options, self.block_bytes);
        let most = BLOCKS_A_THREAD * rayon::current_num_threads() * self.block_bytes;
        in_order(jobs, Job::weight, most, work, take)
    }

    fn clean(&self, task: &Task, content: Content, treatment: &Treatment<'_>) -> anyhow::Result<Cleaning> {
        match content {
            Content::Block(block) => Ok(Cleaning::of_block(*block, treatment)),
            Content::Whole(bytes) => Cleaning::new(&task.input.display().to_string(), bytes, &self.options, treatment),
        }
    }

    /// A bar for the bytes of files, given by their places in the list.
    pub fn progress(&self, files: impl Iterator<Item = usize>, out: &Output) -> ProgressBar {
        let bytes = files.filter_map(|index| Some(fs::metadata(&self.tasks[index].input).ok()?.len()));
        progress_in_bytes(bytes.sum(), out)
    }
}

/// Why a file cannot be read; for one that is not there, with the name of one that is.
fn explained(error: Error, file: &Path) -> anyhow::Error {
    match &error {
        Error::Io { source, .. } if source.kind() == ErrorKind::NotFound => match suggestion(file) {
            Some(other) => anyhow!("{}: there is no such file{other}", file.display()),
            None => error.into(),
        },
        _ => error.into(),
    }
}
