//! Decisions as a table for people: `before,after,decision,scope,instead`.
//!
//! The rows stand in order and have no dates, so that the same decisions give the same bytes.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use super::decisions::{Decisions, Subject, Verdict};
use super::letter_change::LetterChange;
use super::restoration::Hash;
use crate::cli::Global;
use crate::cli::input::read_text;
use crate::cli::output::replace_file;

/// A row of the table.
#[derive(Serialize, Deserialize)]
struct Row {
    /// The word, or the letters, as they stand.
    before: String,
    /// What is proposed.
    after: String,
    decision: Decision,
    #[serde(default)]
    scope: Scope,
    /// What is meant, where the decision is to replace.
    #[serde(default)]
    instead: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Decision {
    Accept,
    Reject,
    Replace,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Scope {
    /// This word and this proposal.
    #[default]
    Word,
    /// All suggestions that change only these letters.
    Letters,
}

/// Signs with which a spreadsheet begins a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What is put before them, as spreadsheets do it.
const TEXT_MARK: char = '\'';

/// Reads decisions.
///
/// # Errors
///
/// When the file cannot be read, or is no table of decisions; the message names the line.
pub(super) fn read(path: &Path, global: &Global) -> anyhow::Result<Decisions> {
    parse(&path.display().to_string(), &read_text(path, global)?)
}

/// Writes decisions in one step; the folder is made if need be.
///
/// # Errors
///
/// When the file cannot be written.
pub(super) fn write(path: &Path, decisions: &Decisions) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot make the folder", folder.display()))?;
    replace_file(path, &table(decisions)?)
}

/// The hash of what was decided: no decisions have the same, be there a file or none.
///
/// # Errors
///
/// None that a table of this program has.
pub(super) fn digits(decisions: &Decisions) -> anyhow::Result<String> {
    let mut hash = Hash::default();
    hash.write_all(&table(decisions)?)?;
    Ok(hash.digits())
}

fn parse(name: &str, text: &str) -> anyhow::Result<Decisions> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    let separator = if header.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let mut decisions = Decisions::default();
    let headers = reader.headers().with_context(|| format!("{name}:1: cannot read"))?.clone();
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let is_row = reader.read_record(&mut record).with_context(|| format!("{name}:{line}: cannot read"))?;
        if !is_row {
            return Ok(decisions);
        }
        let row: Row = record.deserialize(Some(&headers)).with_context(|| {
            format!("{name}:{line}: is no decision; the columns are before,after,decision,scope,instead")
        })?;
        let (subject, verdict) = row.into_decision();
        if decisions.set(subject, Some(verdict.clone())).is_some_and(|other| other != verdict) {
            bail!("{name}:{line}: another row decides the same otherwise; keep one of them");
        }
    }
}

fn table(decisions: &Decisions) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(["before", "after", "decision", "scope", "instead"])?;
    for (subject, verdict) in decisions.iter() {
        writer.serialize(Row::of(subject, verdict))?;
    }
    Ok(writer.into_inner()?)
}

impl Row {
    fn of(subject: &Subject, verdict: &Verdict) -> Row {
        let (before, after, scope) = match subject {
            Subject::Letters(change) => (&change.seen, &change.meant, Scope::Letters),
            Subject::Word { before, after } => (before, after, Scope::Word),
        };
        let (decision, instead) = match verdict {
            Verdict::Accept => (Decision::Accept, ""),
            Verdict::Reject => (Decision::Reject, ""),
            Verdict::Replace(meant) => (Decision::Replace, meant.as_str()),
        };
        Row { before: guarded(before), after: guarded(after), decision, scope, instead: guarded(instead) }
    }

    fn into_decision(self) -> (Subject, Verdict) {
        let [before, after, instead] = [self.before, self.after, self.instead].map(unguarded);
        let subject = match self.scope {
            Scope::Letters => Subject::Letters(LetterChange { seen: before, meant: after }),
            Scope::Word => Subject::Word { before, after },
        };
        let verdict = match self.decision {
            Decision::Accept => Verdict::Accept,
            Decision::Reject => Verdict::Reject,
            Decision::Replace => Verdict::Replace(instead),
        };
        (subject, verdict)
    }
}

/// Whether a cell, marks before it or not, begins like a formula.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches(TEXT_MARK).starts_with(FORMULA)
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    if is_formula(cell) { format!("{TEXT_MARK}{cell}") } else { cell.to_string() }
}

fn unguarded(cell: String) -> String {
    match cell.strip_prefix(TEXT_MARK) {
        Some(inner) if is_formula(&cell) => inner.to_string(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(rows: &[(Subject, Verdict)]) -> Decisions {
        let mut decisions = Decisions::default();
        rows.iter().cloned().for_each(|(subject, verdict)| drop(decisions.set(subject, Some(verdict))));
        decisions
    }

    fn written(decisions: &Decisions) -> String {
        String::from_utf8(table(decisions).unwrap()).unwrap()
    }

    #[test]
    fn rows_stand_in_order_and_formulas_are_text() {
        let decisions = of(&[
            (Subject::word("elde", "eldə"), Verdict::Accept),
            (Subject::word("=1+1", "-"), Verdict::Reject),
            (Subject::word("Tuvp", "Turp"), Verdict::Replace("Twp".into())),
            (Subject::Letters(LetterChange { seen: "e".into(), meant: "ə".into() }), Verdict::Accept),
        ]);
        let expected = "before,after,decision,scope,instead\ne,ə,accept,letters,\n'=1+1,'-,reject,word,\n\
                        Tuvp,Turp,replace,word,Twp\nelde,eldə,accept,word,\n";
        assert_eq!(written(&decisions), expected);
    }

    #[test]
    fn what_a_person_has_written_is_read() {
        let found = parse("d.csv", "\u{FEFF}before;after;decision;note\r\nelde;eldə;accept;sure\r\n").unwrap();
        assert_eq!(found, of(&[(Subject::word("elde", "eldə"), Verdict::Accept)]));
        assert_eq!(parse("d.csv", "").unwrap(), Decisions::default());
    }

    #[test]
    fn a_row_that_says_nothing_is_named_with_its_line() {
        let error = |text: &str| format!("{:#}", parse("d.csv", text).unwrap_err());
        assert!(error("before,after,decision\na,b,accept\nc,d,perhaps\n").starts_with("d.csv:3: "));
        assert!(error("before,after,decision\na,b,accept\na,b,reject\n").starts_with("d.csv:3: another row"));
        assert!(error("az,en\na,b\n").starts_with("d.csv:2: is no decision"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            rows in prop::collection::vec(("['=+@,;\"\na-]{0,4}", "['=\t\r\na]{0,4}", "['=-]{0,3}", 0..6), 0..6)
        ) {
            let decisions = of(&rows.into_iter().map(|(before, after, instead, kind)| {
                let verdict = match kind % 3 {
                    0 => Verdict::Accept,
                    1 => Verdict::Reject,
                    _ => Verdict::Replace(instead),
                };
                let letters = || Subject::Letters(LetterChange { seen: before.clone(), meant: after.clone() });
                (if kind < 3 { letters() } else { Subject::word(&before, &after) }, verdict)
            }).collect::<Vec<_>>());
            prop_assert_eq!(parse("d.csv", &written(&decisions)).unwrap(), decisions);
        }
    }
}
