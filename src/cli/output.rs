use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use anyhow::Context;
use tempfile::NamedTempFile;

use super::Global;

/// Where a run writes: results to standard output, messages to standard error.
pub struct Output {
    out: BufWriter<AutoStream<io::Stdout>>,
    color: anstream::ColorChoice,
    quiet: bool,
}

impl Output {
    /// Opens standard output and standard error with the colours that the options and the terminal allow.
    pub fn new(global: &Global) -> Output {
        let color = match global.color {
            clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
            clap::ColorChoice::Always => anstream::ColorChoice::Always,
            clap::ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let out = BufWriter::with_capacity(1 << 16, AutoStream::new(io::stdout(), color));
        Output { out, color, quiet: global.quiet }
    }

    /// Whether standard output is a terminal: then tables are drawn for people.
    pub fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Whether progress may be shown: standard error is a terminal and nobody asked for quiet.
    pub fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Writes a message for people to standard error, unless quiet was asked for.
    pub fn note(&mut self, message: impl std::fmt::Display) {
        if !self.quiet {
            let mut err = AutoStream::new(io::stderr(), self.color);
            // A message that cannot be written cannot be reported either.
            let _ = writeln!(err, "{message}");
        }
    }

    /// Writes an error and its causes to standard error.
    pub fn error(&mut self, error: &anyhow::Error) {
        let red: Style = AnsiColor::Red.on_default().bold();
        let mut err = AutoStream::new(io::stderr(), self.color);
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        let _ = writeln!(err, "{red}error:{red:#} {}", causes.join(": "));
    }

    /// Writes bytes of a file as they are: what looks like a colour in them is theirs.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn write_file(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.flush()?;
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()
    }

    /// Flushes standard output.
    ///
    /// # Errors
    ///
    /// When the last bytes cannot be written.
    pub fn finish(&mut self) -> anyhow::Result<()> {
        self.out.flush().context("standard output")
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Refuses an output that is one of the inputs: what was read would be lost.
///
/// # Errors
///
/// When `output` and one of `inputs` are the same file.
pub fn refuse_input(output: &Path, inputs: &[&Path]) -> anyhow::Result<()> {
    let Ok(target) = std::fs::canonicalize(output) else { return Ok(()) };
    match inputs.iter().find(|input| std::fs::canonicalize(input).is_ok_and(|input| input == target)) {
        Some(input) => anyhow::bail!("{}: is an input; name another file for the output", input.display()),
        None => Ok(()),
    }
}

/// Replaces `path` with `bytes` in one step: after a crash the old or the new file is there, never a part.
///
/// A path that is no regular file (a device, a pipe) is written to as it is.
///
/// # Errors
///
/// When the folder of `path` cannot be written, or `path` is a folder.
pub fn replace_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if is_special(path) {
        return std::fs::write(path, bytes).with_context(|| format!("{}: cannot write", path.display()));
    }
    let mut replacement = Replacement::new(path)?;
    replacement.write_all(bytes).with_context(|| format!("{}: cannot write", path.display()))?;
    replacement.commit()
}

/// Whether a path is there and no regular file.
pub fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

/// A file that takes the place of another one in one step, when it has been written.
pub struct Replacement {
    /// The file as it is named in messages.
    path: PathBuf,
    /// The file that is replaced: what a link leads to.
    target: PathBuf,
    temporary: NamedTempFile,
    is_synced: bool,
}

impl Replacement {
    /// Begins to replace `path`, which need not be there; its permissions stay.
    ///
    /// # Errors
    ///
    /// When the folder of `path` cannot be written.
    pub fn new(path: &Path) -> anyhow::Result<Replacement> {
        Replacement::written_in(None, path)
    }

    /// Begins to replace `path` by a file that is written in another folder, if a file can be moved from there.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn written_in(folder: Option<&Path>, path: &Path) -> anyhow::Result<Replacement> {
        let named = || format!("{}: cannot write", path.display());
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let own = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary =
            new_file_in(folder.filter(|folder| is_one_device(folder, own)).unwrap_or(own)).with_context(named)?;
        if let Ok(metadata) = std::fs::metadata(path) {
            temporary.as_file().set_permissions(metadata.permissions()).with_context(named)?;
        }
        Ok(Replacement { path: path.to_path_buf(), target, temporary, is_synced: false })
    }

    /// Makes sure that what was written stays, whatever happens to the machine.
    ///
    /// # Errors
    ///
    /// When the disk fails.
    pub fn sync(&mut self) -> anyhow::Result<()> {
        if !self.is_synced {
            let synced = self.temporary.as_file().sync_all();
            synced.with_context(|| format!("{}: cannot write", self.path.display()))?;
        }
        self.is_synced = true;
        Ok(())
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// When the disk fails, or a folder stands in that place.
    pub fn commit(mut self) -> anyhow::Result<()> {
        self.sync()?;
        let failed = self.temporary.persist(&self.target).map_err(|failed| failed.error);
        failed.map(drop).with_context(|| format!("{}: cannot write", self.path.display()))
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_synced = false;
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

/// Whether a file can be moved from one folder to another one without being copied.
fn is_one_device(from: &Path, to: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |folder: &Path| std::fs::metadata(folder).map(|metadata| metadata.dev()).ok();
        device(from).is_some() && device(from) == device(to)
    }
    #[cfg(not(unix))]
    {
        from == to
    }
}

/// A temporary file with the permissions that a new file of the user would have.
fn new_file_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
