use super::decisions::Decisions;
use super::encoding;
use crate::ocr::{Cleaner, Finding, Knowledge, Quality, Tier};
use crate::text::{Document, Edit, ReadOptions, RewriteError, Rewriter, Span, read_bytes};

/// A file, what is wrong in it and what it is without.
pub(super) struct Cleaning {
    pub document: Document,
    /// The bytes of the file.
    pub source: Vec<u8>,
    /// The bytes of the file with the sure proposals.
    pub cleaned: Vec<u8>,
    /// What was found, in the order of the text.
    pub proposals: Vec<Proposal>,
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
    /// Cleans the bytes of a file as people have decided; `legacy` repairs a broken encoding first.
    ///
    /// # Errors
    ///
    /// When the bytes cannot be read as a document.
    pub fn new(
        name: &str,
        source: Vec<u8>,
        options: &ReadOptions,
        legacy: bool,
        cleaner: &Cleaner<'_>,
        decisions: &Decisions,
    ) -> anyhow::Result<Cleaning> {
        let document = read_bytes(name, source.clone(), options)?;
        let conversion = legacy.then(|| encoding::conversion(&document.text)).flatten();
        let mut proposals = match &conversion {
            Some(meant) => encoding::composed(meant, proposals(&meant.text, cleaner)),
            None => proposals(&document.text, cleaner),
        };
        decisions.apply(&document.text, &mut proposals);
        let cleaned = rewritten(&document, &source, &mut proposals)?;
        Ok(Cleaning { document, source, cleaned, proposals })
    }

    /// The text of the document with the changes that the cleaned file has.
    pub fn text(&self) -> String {
        let old = &self.document.text;
        let mut text = String::with_capacity(old.len());
        let mut at = 0;
        for proposal in self.proposals.iter().filter(|proposal| proposal.is_applied()) {
            text.push_str(&old[at..proposal.span.start]);
            text.push_str(&proposal.replacement);
            at = proposal.span.end;
        }
        text + &old[at..]
    }

    /// How many changes the cleaned file has.
    pub fn applied(&self) -> usize {
        self.proposals.iter().filter(|proposal| proposal.is_applied()).count()
    }

    /// How many changes are sure, but have no place in the format of the file.
    pub fn refused(&self) -> usize {
        self.proposals.iter().filter(|proposal| proposal.is_refused).count()
    }

    /// How many changes are for a person to judge.
    pub fn suggested(&self) -> usize {
        self.proposals.iter().filter(|proposal| proposal.tier == Tier::Suggest).count()
    }

    /// What the file as it was speaks of errors in it.
    pub fn quality(&self, knowledge: &Knowledge) -> Quality {
        let shown = self.proposals.iter().filter(|proposal| proposal.tier != Tier::Leave);
        let findings: Vec<Finding<'_>> = shown
            .map(|Proposal { span, replacement, confidence, .. }| Finding {
                span: *span,
                replacement,
                confidence: *confidence,
            })
            .collect();
        Quality::of(&self.document.text, &findings, knowledge)
    }
}

/// What a cleaner finds in a text.
fn proposals(text: &str, cleaner: &Cleaner<'_>) -> Vec<Proposal> {
    let repairs = cleaner.repairs(text).into_iter();
    let proposals = repairs.map(|repair| Proposal {
        span: repair.span,
        rule: repair.rule.as_str(),
        confidence: repair.confidence,
        tier: repair.tier(),
        replacement: repair.replacement,
        is_refused: false,
    });
    proposals.collect()
}

/// The file with the sure proposals; those for which its format has no place are marked.
fn rewritten(document: &Document, source: &[u8], proposals: &mut [Proposal]) -> Result<Vec<u8>, RewriteError> {
    let mut rewriter = Rewriter::new(document, source)?;
    for proposal in proposals.iter_mut().filter(|proposal| proposal.tier == Tier::Fix) {
        match rewriter.edit(&Edit::new(proposal.span, proposal.replacement.as_str())) {
            Err(RewriteError::Unsupported { .. } | RewriteError::Letter { .. }) => proposal.is_refused = true,
            done => done?,
        }
    }
    rewriter.finish()
}
