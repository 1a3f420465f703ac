use std::path::PathBuf;

use clap::Args;

use super::input::read_documents;
use super::knowledge::KnowledgeArgs;
use super::table::{Format, write_rows};
use super::{Global, Outcome, Output};
use crate::pipeline;

/// Find titles, agencies, places, people, acronyms and terms in documents
///
/// Reads plain text, Markdown, HTML and DOCX, in Azerbaijani and English. `start` and `end` are bytes of the file (of
/// word/document.xml for DOCX); names inside names are listed too.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat extract corpus/01-foreign-talks.az.txt
  lughat extract news/*.html --format csv > mentions.csv
  pandoc -t plain report.odt | lughat extract --format jsonl")]
pub struct ExtractArgs {
    /// Documents; `-` or none = standard input
    files: Vec<PathBuf>,
    #[command(flatten)]
    glossary: KnowledgeArgs,
    /// How to write the mentions [default: table on a terminal, csv in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
}

/// Runs `lughat extract`.
///
/// # Errors
///
/// When a document or a glossary cannot be read, or the output cannot be written.
pub fn run(args: &ExtractArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let documents = read_documents(&args.files, global, out)?;
    let gazetteer = args.glossary.gazetteer()?;
    let found = pipeline::mentions(&documents, &gazetteer);
    let rows = documents.iter().zip(&found).flat_map(|(document, mentions)| {
        mentions.items.iter().map(move |mention| {
            let place = document.source_span(mention.span);
            vec![
                document.name.as_str().into(),
                place.start.into(),
                place.end.into(),
                mention.span.of(&document.text).into(),
                mention.citation.as_str().into(),
                mention.kind.as_str().into(),
                mention.lang.code().into(),
            ]
        })
    });
    write_rows(out, args.format, &["file", "start", "end", "surface", "citation", "type", "lang"], rows)?;
    Ok(Outcome::Clean)
}
