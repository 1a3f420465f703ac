use std::borrow::Cow;

use super::conversion::Conversions;
use super::decisions::Decisions;
use super::restoration::{Piece, pieces, pieces_of_changes};
use crate::ocr::{Cleaner, Finding, Knowledge, Quality, Repair, Tier};
use crate::text::{Block, Document, Edit, ReadOptions, RewriteError, Rewriter, Span, TextBlock, from_text, read_bytes};

/// What is done to every text.
pub(super) struct Treatment<'k> {
    /// Comes first.
    pub conversions: Conversions,
    pub cleaner: Cleaner<'k>,
    /// What people have decided about what is found.
    pub decisions: Decisions,
}

/// A file, or a block of a plain text, what is wrong in it and what it is without.
pub(super) struct Cleaning {
    pub document: Document,
    /// The bytes of the file or block.
    pub source: Vec<u8>,
    /// The bytes of the file or block with the sure proposals.
    pub cleaned: Vec<u8>,
    /// What was found, in the order of the text.
    pub proposals: Vec<Proposal>,
    /// Where a block starts in its file, in bytes; 0 for a whole file.
    pub offset: usize,
    /// The line of the file in which a block starts, from 0.
    line: usize,
    /// Whether the document is a block of a plain text.
    is_block: bool,
}

/// A change that is proposed, and what became of it.
pub(super) struct Proposal {
    /// Bytes of the document's text.
    pub span: Span,
    pub replacement: String,
    /// The name of the rule, as it stands in reports.
    pub rule: &'static str,
    /// The probability that the replacement is what was meant, 0..1.
    pub confidence: f32,
    pub tier: Tier,
    /// Whether the format of the file has no place for the change.
    pub is_refused: bool,
}

impl Proposal {
    /// Whether the change is in the cleaned file.
    pub fn is_applied(&self) -> bool {
        self.tier == Tier::Fix && !self.is_refused
    }
}

impl Cleaning {
    /// Cleans the bytes of a file.
    ///
    /// # Errors
    ///
    /// When the bytes cannot be read as a document.
    pub fn new(
        name: &str,
        source: Vec<u8>,
        options: &ReadOptions,
        treatment: &Treatment<'_>,
    ) -> anyhow::Result<Cleaning> {
        let document = read_bytes(name, source.clone(), options)?;
        let (proposals, cleaned) = rewritten(&document, &source, treatment.proposals(&document))?;
        Ok(Cleaning { document, source, cleaned, proposals, offset: 0, line: 0, is_block: false })
    }

    /// Cleans a block of a plain text.
    pub fn of_block(block: TextBlock, treatment: &Treatment<'_>) -> Cleaning {
        let TextBlock { document, source, offset, line, .. } = block;
        let proposals = treatment.proposals(&document);
        let mark = source.len() - document.text.len();
        let mut cleaning = Cleaning { document, source, cleaned: Vec::new(), proposals, offset, line, is_block: true };
        cleaning.cleaned = [&cleaning.source[..mark], cleaning.text().as_bytes()].concat();
        cleaning
    }

    /// The text of the document with the changes that the cleaned file has.
    pub fn text(&self) -> String {
        let old = &self.document.text;
        let mut text = String::with_capacity(old.len() + old.len() / 16);
        let mut at = 0;
        for proposal in self.changes() {
            text.push_str(&old[at..proposal.span.start]);
            text.push_str(&proposal.replacement);
            at = proposal.span.end;
        }
        text + &old[at..]
    }

    /// The changes that the cleaned file has, in the order of the text.
    pub fn changes(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(|proposal| proposal.is_applied())
    }

    /// The changes as those of the bytes, where the text stands in the file as it is.
    pub fn plain_changes(&self) -> Option<impl Iterator<Item = &Proposal>> {
        self.is_block.then(|| self.changes())
    }

    /// What leads from the cleaned bytes back.
    pub fn undo(&self) -> Vec<Piece> {
        let Some(changes) = self.plain_changes() else { return pieces(&self.source, &self.cleaned) };
        let mark = self.source.len() - self.document.text.len();
        let changes = changes.map(|change| {
            let span = change.span.shifted(mark);
            (span.start..span.end, change.replacement.len())
        });
        pieces_of_changes(&self.source, &self.cleaned, changes)
    }

    /// How many changes the cleaned file has.
    pub fn applied(&self) -> usize {
        self.changes().count()
    }

    /// How many changes are sure, but have no place in the format of the file.
    pub fn refused(&self) -> usize {
        self.proposals.iter().filter(|proposal| proposal.is_refused).count()
    }

    /// How many changes are for a person to judge.
    pub fn suggested(&self) -> usize {
        self.proposals.iter().filter(|proposal| proposal.tier == Tier::Suggest).count()
    }

    /// What was found and is to be shown, in the order of the text.
    pub fn shown(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(|proposal| proposal.tier != Tier::Leave)
    }

    /// The number of the line of the file, or of its paragraph, in which a span starts, from 1.
    pub fn line_of(&self, span: Span) -> usize {
        self.line + self.document.line_of(span)
    }

    /// The paragraphs of the text. A block of a plain text is in lines: its paragraphs are looked for now.
    pub fn paragraphs(&self) -> Cow<'_, [Block]> {
        let Document { name, text, blocks, .. } = &self.document;
        if self.is_block { from_text(name, text.clone()).blocks.into() } else { blocks.into() }
    }

    /// What the text as it was speaks of errors in it.
    pub fn quality(&self, knowledge: &Knowledge) -> Quality {
        let findings = self.shown().map(|Proposal { span, replacement, confidence, .. }| Finding {
            span: *span,
            replacement,
            confidence: *confidence,
        });
        Quality::of(&self.document.text, &findings.collect::<Vec<_>>(), knowledge)
    }
}

impl Treatment<'_> {
    /// What is found in a document, with what its conversions change, as people have decided.
    fn proposals(&self, document: &Document) -> Vec<Proposal> {
        let conversions = self.conversions.of(document);
        let repairs = match conversions.first() {
            Some(last) => self.cleaner.repairs(&last.text),
            None => self.cleaner.repairs_in(document),
        };
        let mut proposals = conversions.iter().fold(found(repairs), |found, conversion| conversion.composed(found));
        self.decisions.apply(&document.text, &mut proposals);
        proposals
    }
}

/// What a cleaner has found.
fn found(repairs: Vec<Repair>) -> Vec<Proposal> {
    let proposals = repairs.into_iter().map(|repair| Proposal {
        span: repair.span,
        rule: repair.rule.as_str(),
        confidence: repair.confidence,
        tier: repair.tier(),
        replacement: repair.replacement,
        is_refused: false,
    });
    proposals.collect()
}

/// The file with the sure proposals, and all proposals as they are there: those for which its format has no place are
/// marked, and those that change nothing there are left out (words that are only broken by the lines of a scanned page).
fn rewritten(
    document: &Document,
    source: &[u8],
    found: Vec<Proposal>,
) -> Result<(Vec<Proposal>, Vec<u8>), RewriteError> {
    let mut rewriter = Rewriter::new(document, source)?;
    let mut proposals = Vec::with_capacity(found.len());
    for mut proposal in found {
        if proposal.tier == Tier::Fix {
            match rewriter.edit(&Edit::new(proposal.span, proposal.replacement.as_str())) {
                Ok(Some(there)) => proposal.replacement = there.into_owned(),
                Ok(None) => continue,
                Err(RewriteError::Unsupported { .. } | RewriteError::Letter { .. }) => proposal.is_refused = true,
                Err(error) => return Err(error),
            }
        }
        proposals.push(proposal);
    }
    Ok((proposals, rewriter.finish()?))
}
