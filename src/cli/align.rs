use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::input::{read_documents, read_text};
use super::knowledge::{KnowledgeArgs, read_glossary};
use super::output::{refuse_input, replace_file};
use super::table::{Format, write_rows};
use super::{Global, Outcome, Output};
use crate::glossary::Glossary;
use crate::letters::Lang;
use crate::pipeline::{self, AlignOptions, Alignment, Mode};
use crate::text::{Document, SourceMap};

/// Pair what Azerbaijani and English documents name, and write a candidate glossary
///
/// The documents may be translations of each other, given in the same order on both sides, or only speak of the same
/// things. Each row has a score (0..1), a count and the places where it stands. Rows of an existing output file that a
/// person has decided on stay as they are.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat align --az corpus/*.az.txt --en corpus/*.en.txt -o glossary.csv
  lughat align --az az.docx --en en.html --explain
  lughat align --lines --az text.az --en text.en -o glossary.csv --occurrences places.csv")]
pub struct AlignArgs {
    /// Azerbaijani documents
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    az: Vec<PathBuf>,
    /// English documents
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    en: Vec<PathBuf>,
    /// Write the glossary here; without it to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// One file on each side: line i translates line i
    #[arg(long, conflicts_with = "mode")]
    lines: bool,
    /// With --lines: write each place of each pair, `line,az_surface,az,en_surface,en,type,score`, line from 0
    #[arg(long, value_name = "FILE", requires = "lines")]
    occurrences: Option<PathBuf>,
    /// How the documents belong together
    #[arg(long, value_enum, value_name = "MODE", default_value = "auto")]
    mode: ModeArg,
    /// Leave out pairs with a lower score (0..1)
    #[arg(long, value_name = "SCORE", default_value_t = 0.5, value_parser = score)]
    min_score: f32,
    /// Propose no noun phrases that the tables do not list
    #[arg(long)]
    no_phrases: bool,
    /// Print why each pair was made
    #[arg(long)]
    explain: bool,
    /// How to write to standard output [default: table on a terminal, csv in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "output")]
    format: Option<Format>,
    #[command(flatten)]
    glossary: KnowledgeArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ModeArg {
    /// Look whether the documents translate each other
    Auto,
    /// Sentence by sentence
    Parallel,
    /// All documents of one side against all of the other
    Comparable,
}

fn score(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(score) if (0.0..=1.0).contains(&score) => Ok(score),
        _ => Err("a number from 0 to 1 is wanted".to_owned()),
    }
}

/// Runs `lughat align`.
///
/// # Errors
///
/// When a document or glossary cannot be read, the line counts differ with `--lines`, or the output cannot be written.
pub fn run(args: &AlignArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    refuse_overwriting(args)?;
    let (az, en) = read_sides(args, global, out)?;
    let existing = existing(args.output.as_deref())?;
    let gazetteer = args.glossary.gazetteer()?;
    let options = AlignOptions { mode: mode(args), min_score: args.min_score, phrases: !args.no_phrases };
    let alignment = pipeline::align(&az, &en, &gazetteer, &options);
    if let Some(file) = &args.occurrences {
        replace_file(file, &occurrences_csv(&alignment, &az, &en)?)?;
    }
    let glossary = pipeline::propose(existing, pipeline::candidates(&alignment, &az, &en));
    match &args.output {
        Some(file) => replace_file(file, glossary.to_csv().as_bytes())?,
        None if args.explain => {}
        None => show(&glossary, args.format, out)?,
    }
    if args.explain {
        explain(&alignment, out)?;
    } else if args.output.is_some() {
        out.note(format_args!("{} pairs from {} and {} documents", alignment.pairs.len(), az.len(), en.len()));
    }
    Ok(Outcome::Clean)
}

/// Refuses outputs that are inputs, or one and the same file.
fn refuse_overwriting(args: &AlignArgs) -> anyhow::Result<()> {
    let inputs: Vec<&Path> = args.az.iter().chain(&args.en).map(PathBuf::as_path).collect();
    for output in args.output.iter().chain(&args.occurrences) {
        refuse_input(output, &inputs)?;
    }
    if args.output.is_some() && args.output == args.occurrences {
        bail!("-o and --occurrences name the same file");
    }
    Ok(())
}

/// Writes the glossary to standard output: as its file would be, or the columns that people look at.
fn show(glossary: &Glossary, format: Option<Format>, out: &mut Output) -> anyhow::Result<()> {
    let format = format.unwrap_or(if out.is_terminal() { Format::Table } else { Format::Csv });
    if format == Format::Csv {
        return out.write_all(glossary.to_csv().as_bytes()).context("standard output");
    }
    let rows = glossary.iter().map(|entry| {
        let (score, count) = (entry.score.unwrap_or_default(), entry.count.unwrap_or_default());
        vec![
            entry.kind.as_str().into(),
            (&*entry.az).into(),
            (&*entry.en).into(),
            score.into(),
            count.into(),
            entry.evidence.join("|").into(),
        ]
    });
    write_rows(out, Some(format), &["type", "az", "en", "score", "count", "evidence"], rows)
}

fn mode(args: &AlignArgs) -> Mode {
    match args.mode {
        _ if args.lines => Mode::Lines,
        ModeArg::Auto => Mode::Auto,
        ModeArg::Parallel => Mode::Parallel,
        ModeArg::Comparable => Mode::Comparable,
    }
}

fn read_sides(args: &AlignArgs, global: &Global, out: &Output) -> anyhow::Result<(Vec<Document>, Vec<Document>)> {
    if !args.lines {
        let (mut az, mut en) = (read_documents(&args.az, global, out)?, read_documents(&args.en, global, out)?);
        az.iter_mut().for_each(|document| document.assume(Lang::Az));
        en.iter_mut().for_each(|document| document.assume(Lang::En));
        if args.mode == ModeArg::Parallel && az.len() != en.len() {
            bail!("--mode parallel wants as many documents on both sides; there are {} and {}", az.len(), en.len());
        }
        return Ok((az, en));
    }
    let ([az], [en]) = (args.az.as_slice(), args.en.as_slice()) else {
        bail!("--lines takes one file on each side");
    };
    let read = |file: &Path, lang: Lang| -> anyhow::Result<Document> {
        let text = read_text(file, global)?;
        let source = SourceMap::verbatim(text.len(), 0);
        Ok(Document::of_lines(&file.display().to_string(), text, source, lang))
    };
    let (az, en) = (read(az, Lang::Az)?, read(en, Lang::En)?);
    if az.blocks.len() != en.blocks.len() {
        bail!("--lines: {} has {} lines, {} has {}", az.name, az.blocks.len(), en.name, en.blocks.len());
    }
    Ok((vec![az], vec![en]))
}

/// What stands in the output file already.
fn existing(output: Option<&Path>) -> anyhow::Result<Glossary> {
    match output {
        Some(file) if file.is_file() && std::fs::metadata(file)?.len() > 0 => {
            read_glossary(file).context("the output file exists and is no glossary; name another file, or move it away")
        }
        _ => Ok(Glossary::new()),
    }
}

fn occurrences_csv(alignment: &Alignment, az: &[Document], en: &[Document]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["line", "az_surface", "az", "en_surface", "en", "type", "score"])?;
    for found in pipeline::occurrences(alignment) {
        let (Some(az), Some(en)) = (az.first(), en.first()) else { continue };
        writer.write_record([
            &found.segment.to_string(),
            found.az.of(&az.text),
            &found.pair.az.citation,
            found.en.of(&en.text),
            &found.pair.en.citation,
            found.pair.kind.as_str(),
            &format!("{:.3}", found.pair.score),
        ])?;
    }
    writer.into_inner().context("occurrences")
}

fn explain(alignment: &Alignment, out: &mut Output) -> anyhow::Result<()> {
    for pair in &alignment.pairs {
        let (az, en) = (&pair.az.citation, &pair.en.citation);
        writeln!(out, "{:.2}  {az}  =  {en}  ({})\n      {}", pair.score, pair.kind, pair.evidence.explain())
            .context("standard output")?;
    }
    Ok(())
}
