use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use anyhow::Context;

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
    let named = || format!("{}: cannot write", path.display());
    let existing = std::fs::metadata(path).ok();
    if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return std::fs::write(path, bytes).with_context(named);
    }
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = new_file_in(folder).with_context(named)?;
    temporary.write_all(bytes).with_context(named)?;
    temporary.as_file().sync_all().with_context(named)?;
    if let Some(metadata) = existing {
        temporary.as_file().set_permissions(metadata.permissions()).with_context(named)?;
    }
    temporary.persist(&target).map_err(|failed| failed.error).with_context(named)?;
    Ok(())
}

/// A temporary file with the permissions that a new file of the user would have.
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
