use crate::text::Span;

/// Why something is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A letter was misread, or mistyped.
    Letters,
    /// The page was read or typed without the Azerbaijani letters.
    MissingLetters,
    /// A word was broken at the end of a line.
    LineBreak,
    /// A mark is noise, or was misread.
    LineEnd,
    /// A space was lost between two words, or stands within one.
    Spaces,
    /// A letter of another alphabet that looks like the right one.
    LookAlike,
}

impl Rule {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Letters => "letters",
            Rule::MissingLetters => "missing_letters",
            Rule::LineBreak => "line_break",
            Rule::LineEnd => "line_end",
            Rule::Spaces => "spaces",
            Rule::LookAlike => "look_alike",
        }
    }
}

/// What is to be done with a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Shown on demand.
    Leave,
    /// For a person to judge.
    Suggest,
    /// Applied unasked.
    Fix,
}

impl Tier {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Tier::Leave => "leave",
            Tier::Suggest => "suggest",
            Tier::Fix => "fix",
        }
    }

    /// The tier of a repair by its confidence, 0..1.
    pub(super) fn of(confidence: f32, rule: Rule) -> Tier {
        // Where letters are missing everywhere, a word that stays as it is is wrong as well.
        let fix = if rule == Rule::MissingLetters { MISSING } else { FIX };
        match confidence {
            _ if confidence >= fix => Tier::Fix,
            _ if confidence >= SUGGEST => Tier::Suggest,
            _ => Tier::Leave,
        }
    }
}

/// A change that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What is replaced, in bytes of the text.
    pub span: Span,
    /// What is put there.
    pub replacement: String,
    /// Why.
    pub rule: Rule,
    /// The probability that the replacement is what was meant, 0..1, as far as the model knows.
    pub confidence: f32,
}

impl Repair {
    /// What is to be done with it.
    pub fn tier(&self) -> Tier {
        Tier::of(self.confidence, self.rule)
    }
}

/// Confidence from which a repair is applied unasked, and from which it is suggested.
pub(super) const FIX: f32 = 0.9;
pub(super) const MISSING: f32 = 0.55;
const SUGGEST: f32 = 0.4;
