use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::lines::Lines;
use super::{Global, Outcome, Output};
use crate::name::{CandidateIndex, Comparison, LETTER, Method, PartPair, Prepared, compare, plain_similarity};

/// Lines that are compared before they are written: bounds the memory, keeps the order for any number of threads.
const CHUNK: usize = 4096;

/// Arguments of `lughat match`.
#[derive(Debug, Args)]
pub struct MatchArgs {
    /// Names to look for, one a line; - = standard input
    #[arg(value_name = "QUERIES", required_unless_present = "pairs")]
    queries: Option<PathBuf>,
    /// Names to choose from, one a line
    #[arg(value_name = "CANDIDATES", required_unless_present = "pairs")]
    candidates: Option<PathBuf>,
    /// Compare the two names of each line, parted by a tab, instead
    #[arg(long, value_name = "FILE", conflicts_with_all = ["queries", "candidates", "top"])]
    pairs: Option<PathBuf>,
    /// How many candidates to give for each query
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// How spellings are compared
    #[arg(long, value_enum, value_name = "METHOD", default_value_t = MethodName::Weighted)]
    method: MethodName,
    /// Add the words and letters that stand opposite each other, with what they cost
    #[arg(long)]
    explain: bool,
    /// How the result is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = MatchFormat::Tsv)]
    format: MatchFormat,
}

/// A method as it is named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MethodName {
    /// By what letter groups can stand for in the alphabets and habits that names are written in
    Weighted,
    /// By edit distance after marks are folded away
    Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MatchFormat {
    /// Tab-separated columns
    Tsv,
    /// One JSON object a line
    Jsonl,
}

/// Runs `lughat match`.
///
/// # Errors
///
/// When a file cannot be read as UTF-8, a line of `--pairs` does not have two columns, or the output cannot be written.
pub fn run(args: &MatchArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    match (&args.pairs, &args.queries, &args.candidates) {
        (Some(pairs), _, _) => match_pairs(args, pairs, global, out),
        (None, Some(queries), Some(candidates)) => match_lists(args, queries, candidates, global, out),
        _ => bail!("two lists of names or --pairs are needed"),
    }?;
    Ok(Outcome::Clean)
}

fn match_lists(
    args: &MatchArgs,
    queries: &Path,
    candidates: &Path,
    global: &Global,
    out: &mut Output,
) -> anyhow::Result<()> {
    if queries == candidates && queries == Path::new("-") {
        bail!("only one of the two lists can be standard input");
    }
    let (queries, candidates) = (Lines::read(queries, global)?, Lines::read(candidates, global)?);
    let method = match args.method {
        MethodName::Weighted => Method::Weighted,
        MethodName::Plain => Method::Plain,
    };
    let index = CandidateIndex::new(candidates.filled(), method);
    let queries: Vec<&str> = queries.filled().collect();
    for chunk in queries.chunks(CHUNK) {
        let results: Vec<String> = chunk.par_iter().map(|query| matches_of(args, &index, query)).collect();
        for lines in results {
            out.write_all(lines.as_bytes()).context("standard output")?;
        }
    }
    Ok(())
}

/// The lines for one query.
fn matches_of(args: &MatchArgs, index: &CandidateIndex, query: &str) -> String {
    let mut lines = String::new();
    for (rank, found) in (1..).zip(index.search(query, args.top)) {
        let candidate = index.candidate(found.candidate).unwrap_or_default();
        let score = score_text(found.similarity.value());
        let explained = args.explain.then(|| compare(query, candidate));
        lines += &match args.format {
            MatchFormat::Tsv => row(&[query, &format!("{rank}"), candidate, &score], explained.as_ref()),
            MatchFormat::Jsonl => {
                let fields = json!({"schema": 1, "query": query, "rank": rank, "candidate": candidate});
                object(fields, found.similarity.value(), explained.as_ref())
            }
        };
        lines.push('\n');
    }
    lines
}

fn match_pairs(args: &MatchArgs, path: &Path, global: &Global, out: &mut Output) -> anyhow::Result<()> {
    let lines = Lines::read(path, global)?;
    let mut pairs = Vec::new();
    for (number, line) in (1..).zip(lines.iter()) {
        match line.split('\t').collect::<Vec<_>>()[..] {
            [a, b] => pairs.push((a, b)),
            ref columns => bail!("{}:{number}: two columns expected, {} found", lines.name, columns.len()),
        }
    }
    for chunk in pairs.chunks(CHUNK) {
        // A file of pairs repeats its names: each is read once a chunk.
        let names: BTreeSet<&str> = chunk.iter().flat_map(|&(a, b)| [a, b]).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let prepared: Vec<Prepared> = names.par_iter().map(|name| Prepared::new(name)).collect();
        let prepared: BTreeMap<&str, Prepared> = names.into_iter().zip(prepared).collect();
        let results: Vec<String> =
            chunk.par_iter().map(|&(a, b)| pair_line(args, &prepared[a], &prepared[b])).collect();
        for line in results {
            writeln!(out, "{line}").context("standard output")?;
        }
    }
    Ok(())
}

fn pair_line(args: &MatchArgs, left: &Prepared, right: &Prepared) -> String {
    let (a, b) = (left.surface(), right.surface());
    let found = match args.method {
        MethodName::Weighted => left.similarity(right),
        MethodName::Plain => plain_similarity(a, b),
    };
    let explained = args.explain.then(|| left.compare(right));
    match args.format {
        MatchFormat::Tsv => row(&[a, b, &score_text(found.value())], explained.as_ref()),
        MatchFormat::Jsonl => object(json!({"schema": 1, "a": a, "b": b}), found.value(), explained.as_ref()),
    }
}

fn score_text(value: f32) -> String {
    format!("{value:.4}")
}

fn row(columns: &[&str], explained: Option<&Comparison>) -> String {
    let mut line = columns.join("\t");
    if let Some(comparison) = explained {
        line.push('\t');
        line += &comparison.parts.iter().map(part_text).collect::<Vec<_>>().join("; ");
    }
    line
}

/// `Cəfər ~ Dzhafar 0.05: ə ~ a 0.05`: two words, what they cost in letters, and the letters that cost something.
fn part_text(part: &PartPair) -> String {
    let side = |word: &Option<String>| word.clone().unwrap_or_else(|| "∅".to_owned());
    let mut text = format!("{} ~ {} {:.2}", side(&part.left), side(&part.right), letters(part.cost));
    if let Some(contrast) = part.contrast {
        text += &format!(" ({contrast})");
    }
    let costly = part.steps.iter().filter(|step| step.cost > 0);
    let steps: Vec<String> =
        costly.map(|step| format!("{} ~ {} {:.2}", dash(&step.left), dash(&step.right), letters(step.cost))).collect();
    if !steps.is_empty() {
        text += &format!(": {}", steps.join(", "));
    }
    text
}

fn dash(text: &str) -> &str {
    if text.is_empty() { "∅" } else { text }
}

fn letters(cost: u32) -> f64 {
    f64::from(cost) / f64::from(LETTER)
}

fn object(mut fields: Value, score: f32, explained: Option<&Comparison>) -> String {
    fields["score"] = json!((f64::from(score) * 10_000.0).round() / 10_000.0);
    if let Some(comparison) = explained {
        fields["parts"] = comparison.parts.iter().map(part_object).collect();
    }
    fields.to_string()
}

fn part_object(part: &PartPair) -> Value {
    let steps: Vec<Value> = part
        .steps
        .iter()
        .map(|step| {
            json!({
                "left": step.left, "right": step.right,
                "left_reading": step.left_reading, "right_reading": step.right_reading,
                "cost": letters(step.cost),
            })
        })
        .collect();
    let contrast = part.contrast.map(|contrast| contrast.to_string());
    json!({"left": part.left, "right": part.right, "cost": letters(part.cost), "contrast": contrast, "steps": steps})
}
