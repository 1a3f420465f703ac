//! The command line: one file per subcommand, each with its arguments and a `run`. Only this layer prints, reads the
//! environment and decides the exit status.

mod align;
mod align_sentences;
mod analyze;
mod clean;
mod extract;
mod glossary;
mod input;
mod knowledge;
mod known_names;
mod lemma;
mod lines;
mod match_names;
mod output;
mod romanize;
mod sentences;
mod table;
mod tokenize;
mod undo;
mod words;

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};

pub use known_names::each_name_word;
pub use output::Output;

/// How a run ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, nothing found: exit status 0.
    Clean,
    /// Done, and there are findings: exit status 1.
    Findings,
}

/// More threads than this only cost memory.
const MOST_THREADS: usize = 256;

/// Exit status of a usage, input or I/O error.
const EXIT_ERROR: u8 = 2;

/// Bilingual Azerbaijani–English terminology: glossaries, names and aligned texts.
#[derive(Debug, Parser)]
#[command(
    name = "lughat",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "EXAMPLES\n  lughat align --az az/*.docx --en en/*.docx -o glossary.csv\n  lughat extract article.html\n  \
                  lughat glossary lookup 'Xarici İşlər Nazirliyindən'\n  echo 'Elçin Quliyev' | lughat romanize"
)]
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
    Align(align::AlignArgs),
    /// Pair the sentences of an Azerbaijani text with those of its English translation
    AlignSentences(align_sentences::AlignSentencesArgs),
    Extract(extract::ExtractArgs),
    Glossary(glossary::GlossaryArgs),
    Tokenize(tokenize::TokenizeArgs),
    Sentences(sentences::SentencesArgs),
    /// Give the citation form of each word or phrase
    #[command(
        long_about = "Gives the citation form of each line, a word or phrase: the suffixes that the sentence put on it are \
                      gone, those inside it stay. One line out for each line in: the input, a tab, the citation form.",
        after_help = "EXAMPLES\n  echo 'Xarici İşlər Nazirliyinin' | lughat lemma\n  lughat lemma names.txt > citations.tsv\n  \
                      lughat lemma --lang en titles.txt"
    )]
    Lemma(lemma::LemmaArgs),
    Analyze(analyze::AnalyzeArgs),
    Clean(clean::CleanArgs),
    Undo(undo::UndoArgs),
    /// Give the English form of Azerbaijani names
    #[command(
        long_about = "Gives the English form of each line, a name in Azerbaijani Latin or Cyrillic letters. One line out for \
                      each line in: the input, a tab, the English form. Names must be in their citation form; `lughat \
                      lemma` gives it.",
        after_help = "EXAMPLES\n  echo 'Elçin Quliyev' | lughat romanize\n  lughat romanize --scheme icao names.txt"
    )]
    Romanize(romanize::RomanizeArgs),
    /// Find the spellings of one name in two lists
    #[command(
        long_about = "Finds for each name of one list the most similar names of another. The names may be written in \
                      Azerbaijani Latin or Cyrillic letters, without marks, in English, Russian-mediated or Turkish \
                      spelling. One line out for each candidate: query, rank, candidate and score, parted by tabs. The \
                      score lies between 0 and 1; from about 0.86 on two forms mostly name the same.",
        after_help = "EXAMPLES\n  lughat match az.txt en.txt --top 3\n  lughat match --pairs pairs.tsv --explain\n  \
                      printf 'Cəfərov\\tDzhafarov\\n' | lughat match --pairs - --format jsonl --explain"
    )]
    Match(match_names::MatchArgs),
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
                Err(io) if io.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(EXIT_ERROR),
                _ => ExitCode::from(status),
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
    start_threads(cli.global.jobs)?;
    match cli.command {
        Command::Align(args) => return align::run(&args, &cli.global, out),
        Command::AlignSentences(args) => return align_sentences::run(&args, &cli.global, out),
        Command::Extract(args) => return extract::run(&args, &cli.global, out),
        Command::Glossary(args) => return glossary::run(&args, &cli.global, out),
        Command::Tokenize(args) => return tokenize::run(&args, &cli.global, out),
        Command::Sentences(args) => return sentences::run(&args, &cli.global, out),
        Command::Romanize(args) => return romanize::run(&args, &cli.global, out),
        Command::Match(args) => return match_names::run(&args, &cli.global, out),
        Command::Clean(args) => return clean::run(&args, &cli.global, out),
        Command::Undo(args) => return undo::run(&args, &cli.global, out),
        Command::Analyze(args) => return analyze::run(&args, &cli.global, out),
        Command::Lemma(args) => return lemma::run(&args, &cli.global, out),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "lughat", &mut script);
            out.write_all(&script)?;
        }
        Command::Man { folder } => clap_mangen::generate_to(Cli::command(), &folder)
            .with_context(|| format!("{}: cannot write the man pages", folder.display()))?,
    }
    Ok(Outcome::Clean)
}

/// Sets the number of threads of all parallel work; 0 = one per core.
fn start_threads(jobs: usize) -> anyhow::Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(jobs.min(MOST_THREADS)).build_global().context("threads")
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
            || matches!(cause.downcast_ref::<csv::Error>().map(csv::Error::kind),
                        Some(csv::ErrorKind::Io(io)) if io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
