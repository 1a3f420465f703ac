use std::path::Path;

use super::Global;
use super::input::read_text;

/// The lines of a file, and the name that messages call it by.
pub(super) struct Lines {
    /// The path, or `<stdin>`.
    pub(super) name: String,
    text: String,
}

impl Lines {
    /// Reads a file; `-` is standard input. A byte order mark is passed over.
    pub(super) fn read(path: &Path, global: &Global) -> anyhow::Result<Lines> {
        let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
        Ok(Lines { name, text: read_text(path, global)? })
    }

    /// The lines in order, without their ends.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// The lines that are not blank.
    pub(super) fn filled(&self) -> impl Iterator<Item = &str> {
        self.iter().filter(|line| !line.trim().is_empty())
    }
}
