//! The command line: one file per subcommand, each with its arguments and a `run`. Only this layer prints, reads the
//! environment and decides the exit status.

mod input;
mod known_names;
mod lemma;
mod output;

use std::io::Write;
use std::process::ExitCode;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};

pub use output::Output;

/// How a run ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, nothing found: exit status 0.
    Clean,
    /// Done, and there are findings: exit status 1.
    Findings,
}

/// Exit status of a usage, input or I/O error.
const EXIT_ERROR: u8 = 2;

/// Bilingual Azerbaijani–English terminology: glossaries, names and aligned texts.
#[derive(Debug, Parser)]
#[command(name = "lughat", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every subcommand.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Number of threads; 0 = one per core. The output does not depend on it
    #[arg(short = 'j', long = "jobs", global = true, default_value_t = 0, value_name = "N")]
    jobs: usize,
    /// Print no progress and no warnings, only errors
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: clap::ColorChoice,
    /// Encoding of the input files, if not UTF-8 or UTF-16 with a byte order mark (windows-1254, windows-1251 …)
    #[arg(long, global = true, value_name = "NAME")]
    encoding: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Give the citation form of each word or phrase
    #[command(
        long_about = "Gives the citation form of each line, a word or phrase: the suffixes that the sentence put on it are \
                      gone, those inside it stay. One line out for each line in: the input, a tab, the citation form.",
        after_help = "EXAMPLES:\n  echo 'Xarici İşlər Nazirliyinin' | lughat lemma\n  lughat lemma names.txt > citations.tsv\n  \
                      lughat lemma --lang en titles.txt"
    )]
    Lemma(lemma::LemmaArgs),
    /// Write shell completions to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the man pages into a folder
    Man {
        /// The folder, which must exist
        folder: std::path::PathBuf,
    },
}

/// Runs the command line of this process and returns its exit status.
///
/// A closed output pipe is no error: the reader has seen enough.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let status = if error.use_stderr() { EXIT_ERROR } else { 0 };
            return match error.print() {
                Ok(()) => ExitCode::from(status),
                Err(_) => ExitCode::from(EXIT_ERROR),
            };
        }
    };
    let mut out = Output::new(&cli.global);
    let result = run(cli, &mut out).and_then(|outcome| out.finish().map(|()| outcome));
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            out.error(&error);
            ExitCode::from(EXIT_ERROR)
        }
    }
}

fn run(cli: Cli, out: &mut Output) -> anyhow::Result<Outcome> {
    match cli.command {
        Command::Lemma(args) => return lemma::run(args, &cli.global, out),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "lughat", &mut script);
            out.write_all(&script)?;
        }
        Command::Man { folder } => clap_mangen::generate_to(Cli::command(), folder)?,
    }
    Ok(Outcome::Clean)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
            || matches!(cause.downcast_ref::<csv::Error>().map(csv::Error::kind),
                        Some(csv::ErrorKind::Io(io)) if io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
