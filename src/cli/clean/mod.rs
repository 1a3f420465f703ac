//! `lughat clean`: files in, the same files without the noise out.

mod cleaning;
mod name;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use self::cleaning::Cleaning;
use self::name::{ChannelName, FormatName};
use super::analyze::analyser_of;
use super::input::{bytes_of, or_standard_input, read_verbatim};
use super::{Global, Outcome, Output};
use crate::ocr::{Channel, Cleaner, Knowledge, train};
use crate::text::ReadOptions;

/// Mend OCR noise in Azerbaijani text, and touch nothing else
///
/// Reads and writes plain text, Markdown, HTML, hOCR, ALTO and DOCX; the format and the encoding stay, and every byte
/// outside a repair. Only what is sure is mended.
#[derive(Debug, Args)]
#[command(after_help = "\
EXAMPLES
  lughat clean scan.txt > clean.txt
  lughat clean page.hocr > page.clean.hocr
  lughat clean --from alto - < page.xml
  echo 'Azerbaycan Respublikasi' | lughat clean --restore-diacritics")]
pub struct CleanArgs {
    /// Texts; `-` or none = standard input
    files: Vec<PathBuf>,
    /// Give text that was typed without Azerbaijani letters its letters back
    #[arg(long)]
    restore_diacritics: bool,
    /// Write the repairs with their confidence instead of the text
    #[arg(long)]
    list: bool,
    /// Fit a table of confusions on pairs of files, noisy and right, and write it
    #[arg(long, num_args = 2.., value_names = ["NOISY", "RIGHT"])]
    train: Vec<PathBuf>,
    /// How the text was read or typed [default: judged by each text]
    #[arg(long, value_enum)]
    channel: Option<ChannelName>,
    /// What the files are [default: by suffix and content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<FormatName>,
}

impl CleanArgs {
    fn channel(&self) -> Option<Channel> {
        if self.restore_diacritics { Some(Channel::Typed) } else { self.channel.map(Channel::from) }
    }
}

/// Runs `lughat clean`.
///
/// # Errors
///
/// When a text cannot be read, or the output cannot be written.
pub fn run(args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    if !args.train.is_empty() {
        return write_confusions(args, global, out);
    }
    let knowledge = Knowledge::new(analyser_of()?);
    let cleaner = Cleaner::new(&knowledge, args.channel());
    let options = ReadOptions { encoding: global.encoding.clone(), format: args.from.map(Into::into) };
    for file in or_standard_input(&args.files) {
        let cleaning = Cleaning::new(&file.display().to_string(), bytes_of(&file)?, &options, &cleaner)?;
        note_refused(&file, &cleaning, out);
        if args.list {
            list(&cleaning, out)?;
        } else {
            out.write_all(&cleaning.cleaned)?;
        }
    }
    Ok(Outcome::Clean)
}

/// Writes what a recogniser confuses, as pairs of texts show it.
fn write_confusions(args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let channel = args.channel().unwrap_or(Channel::Azerbaijani);
    let texts = args.train.iter().map(|file| read_verbatim(file, global)).collect::<anyhow::Result<Vec<_>>>()?;
    let rows = train(texts.chunks_exact(2).map(|pair| (pair[0].as_str(), pair[1].as_str())));
    for (seen, meant, count, cost) in rows {
        writeln!(out, "{},{seen},{meant},{cost:.2},{count}", channel.as_str())?;
    }
    Ok(Outcome::Clean)
}

/// Writes the proposals, one a line.
fn list(cleaning: &Cleaning, out: &mut impl Write) -> std::io::Result<()> {
    let text = &cleaning.document.text;
    cleaning.proposals.iter().try_for_each(|found| {
        let (seen, meant) = (found.span.of(text), &found.replacement);
        writeln!(out, "{:.3}\t{}\t{seen:?}\t{meant:?}", found.confidence, found.rule)
    })
}

fn note_refused(file: &Path, cleaning: &Cleaning, out: &mut Output) {
    let (refused, format) = (cleaning.refused(), cleaning.document.origin.format.label());
    if refused > 0 {
        out.note(format_args!("{}: {refused} repairs left out, for which {format} has no place", file.display()));
    }
}
