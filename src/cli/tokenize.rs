use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::input::{or_standard_input, read_verbatim};
use super::{Global, Outcome, Output};
use crate::token::tokenize;

/// Split text into tokens
///
/// The texts of the tokens, joined in order, are the input. `start` and `end` are bytes of the text in UTF-8.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  echo 'XİN-dən 2020-ci ildə' | lughat tokenize
  lughat tokenize article.txt --format jsonl | jq -r 'select(.kind == \"acronym\").text'")]
pub struct TokenizeArgs {
    /// Texts; `-` or none = standard input
    files: Vec<PathBuf>,
    /// How to write the tokens [default: text on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<TokenFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TokenFormat {
    /// `kind<TAB>text`, a token a line
    Text,
    /// One JSON object a line
    Jsonl,
}

/// Runs `lughat tokenize`.
///
/// # Errors
///
/// When a text cannot be read, or the output cannot be written.
pub fn run(args: &TokenizeArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let default = if out.is_terminal() { TokenFormat::Text } else { TokenFormat::Jsonl };
    let format = args.format.unwrap_or(default);
    for file in or_standard_input(&args.files) {
        let text = read_verbatim(&file, global)?;
        for token in tokenize(&text) {
            let (span, piece, kind) = (token.span, token.of(&text), token.kind);
            match format {
                TokenFormat::Jsonl => {
                    let object =
                        json!({"schema": 1, "start": span.start, "end": span.end, "text": piece, "kind": kind});
                    writeln!(out, "{object}")
                }
                TokenFormat::Text => {
                    writeln!(out, "{}\t{}", json!(kind).as_str().unwrap_or_default(), piece.escape_debug())
                }
            }
            .context("standard output")?;
        }
    }
    Ok(Outcome::Clean)
}
