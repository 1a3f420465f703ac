use std::path::Path;

use serde_json::{Value, json};

use super::cleaning::{Cleaning, Proposal};
use super::restoration::{FileRecord, Header, hash, pieces};
use super::scan_place::ScanPlace;
use crate::cli::output::replace_file;
use crate::ocr::Tier;

/// What a report says of one file.
pub(super) struct Record {
    file: FileRecord,
    /// An object an edit, one a line.
    edits: String,
}

impl Record {
    pub fn new(file: &Path, output: Option<&Path>, cleaning: &Cleaning, error_rate: f32) -> Record {
        let file = file.display().to_string();
        let shown = cleaning.proposals.iter().filter(|proposal| proposal.tier != Tier::Leave);
        let edits = shown.map(|proposal| format!("{}\n", edit(&file, proposal, cleaning))).collect();
        let file = FileRecord {
            file,
            output: output.map(|output| output.display().to_string()),
            input_sha256: hash(&cleaning.source),
            output_sha256: hash(&cleaning.cleaned),
            repairs: cleaning.applied(),
            suggestions: cleaning.suggested(),
            refused: cleaning.refused(),
            error_rate: thousandths(error_rate),
            undo: pieces(&cleaning.source, &cleaning.cleaned),
        };
        Record { file, edits }
    }
}

/// Writes a report in one step: a header with the files, then an object an edit.
///
/// # Errors
///
/// When the file cannot be written.
pub(super) fn write(path: &Path, records: Vec<Record>) -> anyhow::Result<()> {
    let (files, edits): (Vec<FileRecord>, Vec<String>) =
        records.into_iter().map(|record| (record.file, record.edits)).unzip();
    let header = serde_json::to_string(&Header { schema: 1, files })?;
    replace_file(path, format!("{header}\n{}", edits.concat()).as_bytes())
}

/// A share as it stands in reports.
fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

fn edit(file: &str, proposal: &Proposal, cleaning: &Cleaning) -> Value {
    let document = &cleaning.document;
    let place = document.source_span(proposal.span);
    let mut object = json!({
        "file": file,
        "start": place.start,
        "end": place.end,
        "before": proposal.span.of(&document.text),
        "after": proposal.replacement,
        "rule": proposal.rule,
        "confidence": thousandths(proposal.confidence),
        "tier": if proposal.tier == Tier::Fix { "fix" } else { "suggest" },
        "applied": proposal.is_applied(),
    });
    if let (Some(scan), Value::Object(fields)) = (ScanPlace::of(document, proposal.span), &mut object) {
        fields.insert("page".into(), scan.page.into());
        let area = scan.area.map(|area| json!([area.left, area.top, area.right, area.bottom]));
        fields.extend(area.map(|area| ("box".into(), area)));
    }
    object
}
