//! What a run knows before it looks at a file.

use std::convert::Infallible;
use std::path::Path;

use clap::Args;

use super::batch::Batch;
use super::job::{Content, Job};
use super::restoration::hash_of_file;
use crate::cli::Global;
use crate::cli::input::STANDARD_INPUT;
use crate::cli::knowledge::KnowledgeArgs;
use crate::cli::words::{WordArgs, add_glossary, forms};
use crate::glossary::embedded_files;
use crate::ocr::{Knowledge, Memory};
use crate::table::each_record;
use crate::text::{ReadOptions, read_bytes};

/// What the user tells of right words.
#[derive(Clone, Debug, Args)]
pub(super) struct EvidenceArgs {
    #[command(flatten)]
    words: WordArgs,
    #[command(flatten)]
    glossaries: KnowledgeArgs,
    /// Clean each file by itself: the names of the others do not correct those of it; so it is always with --in-place
    #[arg(long)]
    each_alone: bool,
}

impl EvidenceArgs {
    /// The right words: those of the program, and those of the user's lists and glossaries.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn knowledge(&self, global: &Global) -> anyhow::Result<Knowledge> {
        let mut builder = self.words.builder(global)?;
        let own = self.glossaries.own()?;
        own.iter().for_each(|glossary| add_glossary(&mut builder, glossary));
        let has_builtin = self.glossaries.has_builtin();
        Ok(Knowledge::new(builder.build()).with_phrases(move |visit| {
            own.iter().flat_map(|glossary| glossary.iter()).flat_map(forms).for_each(&mut *visit);
            for (_, text) in embedded_files().filter(|_| has_builtin) {
                each_record(text, ["az"], |[name]| visit(name));
            }
        }))
    }

    /// What the files of a batch say of their names; nothing if each is to be cleaned by itself, or one comes from standard
    /// input and cannot be read twice.
    pub fn memory(&self, batch: &Batch<'_>, knowledge: &Knowledge) -> Memory {
        let mut memory = Memory::default();
        let has_input = batch.tasks.iter().any(|task| task.input == Path::new(STANDARD_INPUT));
        if self.each_alone || has_input || batch.tasks.len() < 2 {
            return memory;
        }
        let merge = |names| {
            memory.merge(names);
            Ok::<(), Infallible>(())
        };
        let Ok(()) = batch.each_job(0..batch.tasks.len(), |job| names(job, &batch.options, knowledge), merge);
        memory
    }

    /// The hashes of the user's lists and glossaries.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn digits(&self) -> anyhow::Result<Vec<String>> {
        self.words.files().chain(self.glossaries.files()).map(hash_of_file).collect()
    }
}

/// The names of a file or block; one that cannot be read says nothing.
fn names(job: Job, options: &ReadOptions, knowledge: &Knowledge) -> Memory {
    let mut names = Memory::default();
    match job.content {
        Ok(Content::Block(block)) => names.add(&block.document.text, knowledge),
        Ok(Content::Whole(bytes)) => {
            if let Ok(document) = read_bytes("", bytes, options) {
                names.add(&document.text, knowledge);
            }
        }
        Err(_) => {}
    }
    names
}
