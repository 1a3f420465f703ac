use super::conversion::Conversions;
use crate::ocr::{Cleaner, Tier};
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
    /// Cleans the bytes of a file; the conversions come first.
    ///
    /// # Errors
    ///
    /// When the bytes cannot be read as a document.
    pub fn new(
        name: &str,
        source: Vec<u8>,
        options: &ReadOptions,
        conversions: Conversions,
        cleaner: &Cleaner<'_>,
    ) -> anyhow::Result<Cleaning> {
        let document = read_bytes(name, source.clone(), options)?;
        let conversions = conversions.of(&document);
        let text = conversions.first().map_or(&document.text, |last| &last.text);
        let found = proposals(text, cleaner);
        let found = conversions.iter().fold(found, |found, conversion| conversion.composed(found));
        let (proposals, cleaned) = rewritten(&document, &source, found)?;
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
