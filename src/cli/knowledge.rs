use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use crate::glossary::{Glossary, embedded};
use crate::mention::Gazetteer;
use crate::pipeline;

/// Which glossaries a run knows.
#[derive(Clone, Debug, Args)]
pub struct KnowledgeArgs {
    /// A glossary to use beside the one that is built in; may be given more than once
    #[arg(long = "glossary", value_name = "FILE")]
    glossaries: Vec<PathBuf>,
    /// Do not use the glossary that is built in
    #[arg(long)]
    no_builtin: bool,
}

impl KnowledgeArgs {
    /// The names of the chosen glossaries, ready to be found in texts.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or is no glossary.
    pub fn gazetteer(&self) -> anyhow::Result<Gazetteer> {
        Ok(pipeline::gazetteer(self.own()?.iter().chain(self.builtin())))
    }

    /// The glossary files of the user.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.glossaries.iter().map(PathBuf::as_path)
    }

    /// The glossaries of the user, in the order of the options.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or is no glossary.
    pub fn own(&self) -> anyhow::Result<Vec<Glossary>> {
        self.glossaries.iter().map(|file| read_glossary(file)).collect()
    }

    /// Whether the glossary that is built in is to be used.
    pub fn has_builtin(&self) -> bool {
        !self.no_builtin
    }

    /// The glossary that is built in, unless the user does without it.
    pub fn builtin(&self) -> Option<&'static Glossary> {
        (!self.no_builtin).then(embedded)
    }
}

/// Reads a glossary file.
///
/// # Errors
///
/// When the file cannot be read or is no glossary; the message names file, line and column.
pub fn read_glossary(file: &Path) -> anyhow::Result<Glossary> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).with_context(|| format!("{name}: cannot read the glossary"))?;
    Ok(Glossary::read(&name, &bytes)?)
}
