use serde::Serialize;

use crate::cli::clean::cleaning::{Cleaning, Proposal};
use crate::cli::clean::scan_place::ScanPlace;
use crate::cli::clean::visible::{visible, visible_lines};
use crate::ocr::Tier;
use crate::text::{Block, Document, Numbering, Span};

/// Bytes of text that are shown on either side of a finding, at most.
const CONTEXT: usize = 400;

/// A paragraph with findings.
#[derive(Serialize)]
pub(in crate::cli::clean) struct Passage {
    /// Paragraphs without a finding before it.
    pub skipped: usize,
    /// The number of its first finding's line, or paragraph, from 1.
    pub line: usize,
    /// What the number counts.
    unit: &'static str,
    /// The page and the box of its first finding, if it was scanned.
    scan: Option<String>,
    lang: &'static str,
    runs: Vec<Run>,
}

/// A piece of a paragraph.
#[derive(Serialize)]
struct Run {
    kind: RunKind,
    /// What stands there.
    before: String,
    /// What is meant, if that is something else.
    after: String,
    /// Why, and how sure that is.
    title: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum RunKind {
    Text,
    Repair,
    Suggestion,
    Refused,
}

impl Run {
    fn text(text: String) -> Run {
        Run { kind: RunKind::Text, before: text, after: String::new(), title: String::new() }
    }
}

impl Passage {
    pub fn bytes(&self) -> usize {
        // What a run costs in markup.
        const MARKUP: usize = 64;
        self.runs.iter().map(|run| MARKUP + run.before.len() + run.after.len() + run.title.len()).sum()
    }

    /// How many findings it has.
    pub fn findings(&self) -> usize {
        self.runs.iter().filter(|run| run.kind != RunKind::Text).count()
    }
}

/// The paragraphs of a file that have findings, and how many have none behind the last of them.
pub(super) fn passages(cleaning: &Cleaning) -> (Vec<Passage>, usize) {
    let document = &cleaning.document;
    let mut findings = cleaning.shown().peekable();
    let paragraphs = cleaning.paragraphs();
    let mut blocks = paragraphs.iter().filter(|block| !document.block_text(block).trim().is_empty()).peekable();
    let (mut passages, mut skipped) = (Vec::new(), 0);
    while let Some(block) = blocks.next() {
        let is_last = blocks.peek().is_none();
        let (mut span, mut within) = (block.span, Vec::new());
        while let Some(finding) = findings.next_if(|finding| finding.span.start < span.end || is_last) {
            span = span.cover(finding.span);
            // A finding may reach into the next paragraph.
            while let Some(next) = blocks.next_if(|next| next.span.start < span.end) {
                span = span.cover(next.span);
            }
            within.push(finding);
        }
        match within.first() {
            None => skipped += 1,
            Some(first) => {
                let skipped = std::mem::take(&mut skipped);
                passages.push(passage(cleaning, block, first, skipped, runs(document, span, &within)));
            }
        }
    }
    (passages, skipped)
}

fn passage(cleaning: &Cleaning, block: &Block, first: &Proposal, skipped: usize, runs: Vec<Run>) -> Passage {
    let document = &cleaning.document;
    let unit = match document.numbering {
        Numbering::Lines => "line",
        Numbering::Paragraphs => "paragraph",
    };
    let scan = ScanPlace::of(document, first.span).map(shown);
    Passage { skipped, line: cleaning.line_of(first.span), unit, scan, lang: block.lang.code(), runs }
}

fn shown(place: ScanPlace) -> String {
    let page = place.page;
    match place.area {
        Some(area) => format!("page {page}, {}–{} × {}–{} px", area.left, area.right, area.top, area.bottom),
        None => format!("page {page}"),
    }
}

/// The pieces of a span of the text.
fn runs(document: &Document, span: Span, findings: &[&Proposal]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = span.start;
    for finding in findings {
        runs.extend(text(&document.text[at..finding.span.start], at > span.start, true));
        runs.push(run(document, finding));
        // A word in one piece takes the line end behind it.
        runs.extend(finding.replacement.ends_with('\n').then(|| Run::text("\n".into())));
        at = finding.span.end;
    }
    runs.extend(text(&document.text[at..span.end], true, false));
    runs
}

/// A piece of text between findings; a long one is cut where no finding is near.
fn text(piece: &str, follows: bool, precedes: bool) -> Option<Run> {
    let (head, tail) = (if follows { CONTEXT } else { 0 }, if precedes { CONTEXT } else { 0 });
    let shown = if piece.len() <= head + tail + CONTEXT {
        visible_lines(piece).into_owned()
    } else {
        let (head, tail) = (piece.floor_char_boundary(head), piece.ceil_char_boundary(piece.len() - tail));
        format!("{} … {}", visible_lines(&piece[..head]), visible_lines(&piece[tail..]))
    };
    (!piece.is_empty()).then(|| Run::text(shown))
}

fn run(document: &Document, finding: &Proposal) -> Run {
    let before = visible(finding.span.of(&document.text).trim_end()).into_owned();
    let after = visible(finding.replacement.trim_end()).into_owned();
    let sure = format!("{:.0} %", finding.confidence * 100.0);
    let scan = ScanPlace::of(document, finding.span).map(|place| format!(", {}", shown(place))).unwrap_or_default();
    let (kind, title) = match finding.tier {
        Tier::Fix if finding.is_refused => {
            (RunKind::Refused, format!("sure, but {} has no place for it", document.origin.format.label()))
        }
        Tier::Fix => (RunKind::Repair, format!("{}, {sure}", finding.rule)),
        _ => (RunKind::Suggestion, format!("perhaps “{after}”, {sure}")),
    };
    Run { kind, before, after, title: title + &scan }
}
