use std::path::Path;

use clap::Args;
use rayon::prelude::*;
use serde_json::Value;

use crate::cli::input::read_text;
use crate::cli::knowledge::KnowledgeArgs;
use crate::cli::table::{Format, write_rows};
use crate::cli::{Global, Outcome, Output};
use crate::glossary::{Hit, Lookup};

const HEADER: [&str; 10] = ["query", "rank", "score", "why", "type", "az", "en", "status", "id", "form"];

/// Find entries by any of their forms
///
/// A query may be Azerbaijani or English, inflected (`Nazirliyinin`), without its letters (`Nazirliyi` as `nazirliyi`),
/// in Cyrillic, misspelt, or only some of the words. `why` says how the entry was found: exact, variant, acronym,
/// forbidden, inflected, fuzzy or part; `form` is the form that was met.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat glossary lookup 'Xarici İşlər Nazirliyinin'
  lughat glossary lookup ceasefire atəşkəs --top 3
  lughat glossary lookup --glossary mine.csv --format jsonl < queries.txt")]
pub struct LookupArgs {
    /// What to look for; quote a query of several words. None = one query a line from standard input
    #[arg(value_name = "QUERY")]
    queries: Vec<String>,
    /// Most answers to a query
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Only what is certain: no misspelt forms and no parts
    #[arg(long)]
    sure: bool,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
    /// How to write the answers [default: table on a terminal, csv in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
}

/// Runs `lughat glossary lookup`.
///
/// # Errors
///
/// When a glossary or standard input cannot be read, or the output cannot be written.
pub fn run(args: &LookupArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let own = args.knowledge.own()?;
    let lookup = if args.knowledge.has_builtin() { Lookup::over_embedded(&own) } else { Lookup::over(&own) };
    let queries = if args.queries.is_empty() { standard_input(global)? } else { args.queries.clone() };
    let find =
        |query: &String| if args.sure { lookup.find_sure(query, args.top) } else { lookup.find(query, args.top) };
    let found: Vec<Vec<Hit>> = queries.par_iter().map(find).collect();
    for (query, _) in queries.iter().zip(&found).filter(|(_, hits)| hits.is_empty()) {
        out.note(format_args!("nothing found for {}", crate::report::shown(query)));
    }
    let rows =
        queries.iter().zip(&found).flat_map(|(query, hits)| (1..).zip(hits).map(move |(r, hit)| row(query, r, hit)));
    write_rows(out, args.format, &HEADER, rows)?;
    Ok(Outcome::Clean)
}

/// The lines of standard input that are not blank.
fn standard_input(global: &Global) -> anyhow::Result<Vec<String>> {
    let text = read_text(Path::new("-"), global)?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(String::from).collect())
}

fn row(query: &str, rank: usize, hit: &Hit) -> Vec<Value> {
    let Hit { entry, form, score, why, .. } = hit;
    vec![
        query.into(),
        rank.into(),
        ((score * 1000.0).round() / 1000.0).into(),
        why.as_str().into(),
        entry.kind.as_str().into(),
        (&*entry.az).into(),
        (&*entry.en).into(),
        entry.status.as_str().into(),
        (&*entry.id).into(),
        (*form).into(),
    ]
}
