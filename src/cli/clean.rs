use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::analyze::analyser_of;
use super::input::{or_standard_input, read_verbatim};
use super::{Global, Outcome, Output};
use crate::ocr::{Channel, Cleaner, Knowledge, Repair, Tier, train};

/// Mend OCR noise in Azerbaijani text, and touch nothing else
#[derive(Debug, Args)]
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
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ChannelName {
    /// By a recogniser that knows the Azerbaijani letters
    Aze,
    /// By a recogniser with a Turkish model
    Tur,
    /// By a recogniser with an English model
    Eng,
}

impl From<ChannelName> for Channel {
    fn from(name: ChannelName) -> Channel {
        match name {
            ChannelName::Aze => Channel::Azerbaijani,
            ChannelName::Tur => Channel::Turkish,
            ChannelName::Eng => Channel::English,
        }
    }
}

/// Runs `lughat clean`.
///
/// # Errors
///
/// When a text cannot be read, or the output cannot be written.
pub fn run(args: &CleanArgs, global: &Global, out: &mut Output) -> anyhow::Result<Outcome> {
    let channel = if args.restore_diacritics { Some(Channel::Typed) } else { args.channel.map(Channel::from) };
    if !args.train.is_empty() {
        let texts = args.train.iter().map(|file| read_verbatim(file, global)).collect::<anyhow::Result<Vec<_>>>()?;
        let rows = train(texts.chunks_exact(2).map(|pair| (pair[0].as_str(), pair[1].as_str())));
        for (seen, meant, count, cost) in rows {
            writeln!(out, "{},{seen},{meant},{cost:.2},{count}", channel.unwrap_or(Channel::Azerbaijani).as_str())?;
        }
        return Ok(Outcome::Clean);
    }
    let knowledge = Knowledge::new(analyser_of()?);
    let cleaner = Cleaner::new(&knowledge, channel);
    for file in or_standard_input(&args.files) {
        let text = read_verbatim(&file, global)?;
        let repairs = cleaner.repairs(&text);
        if args.list {
            for repair in &repairs {
                writeln!(
                    out,
                    "{:.3}\t{}\t{:?}\t{:?}",
                    repair.confidence,
                    repair.rule.as_str(),
                    repair.span.of(&text),
                    repair.replacement
                )?;
            }
        } else {
            out.write_all(applied(&text, &repairs).as_bytes())?;
        }
    }
    Ok(Outcome::Clean)
}

/// The text with the repairs that are sure.
fn applied(text: &str, repairs: &[Repair]) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut at = 0;
    for repair in repairs.iter().filter(|repair| repair.tier() == Tier::Fix) {
        cleaned.push_str(&text[at..repair.span.start]);
        cleaned.push_str(&repair.replacement);
        at = repair.span.end;
    }
    cleaned.push_str(&text[at..]);
    cleaned
}
