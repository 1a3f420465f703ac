use std::ops::AddAssign;

use rustc_hash::FxHashMap;

use super::Knowledge;
use super::evidence::UNKNOWN_WORDS;
use crate::letters::{Lang, is_capitalised};
use crate::text::{Span, detect};
use crate::token::{Kind, Token, paragraphs, tokenize};

/// A place of a text that is probably wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<'r> {
    /// What is replaced, in bytes of the text.
    pub span: Span,
    /// What was probably meant.
    pub replacement: &'r str,
    /// The probability of that, 0..1.
    pub confidence: f32,
}

/// How much more the odds of a wrong word are than those of one that is seen to be wrong: some errors make another right word
/// or name. Fitted by eye to pages of which the right text is known, 82 by recognisers and 10 by hand.
const UNSEEN: f64 = 1.5;

/// What the words of a text speak of errors in it. The parts of a text may be looked at one by one, and added.
///
/// ```
/// use lughat::ocr::{Finding, Knowledge, Quality};
/// use lughat::text::Span;
/// use lughat::word::morphology::Builder;
/// let knowledge = Knowledge::new(Builder::default().build());
/// let found = Finding { span: Span::new(0, 4), replacement: "Bakı", confidence: 0.9 };
/// assert!(Quality::of("Baki Gəncə", &[found], &knowledge).error_rate() > 0.45);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Quality {
    words: u64,
    /// Of these, the probably wrong ones, each by its probability.
    wrong: f64,
    /// Words in lower case without a finding, and the unknown ones of them.
    small: u64,
    unknown: u64,
}

impl Quality {
    /// Looks at a text. The `findings` stand in its order.
    ///
    /// A word counts by the confidence of the findings in it that change a letter. A word in lower case without a finding counts
    /// if it is unknown. Paragraphs in English and Russian are passed over.
    pub fn of(text: &str, findings: &[Finding<'_>], knowledge: &Knowledge) -> Quality {
        let mut quality = Quality::default();
        let mut known: FxHashMap<&str, bool> = FxHashMap::default();
        let tokens: Vec<Token> = tokenize(text).collect();
        for (span, paragraph) in paragraphs(text, &tokens) {
            let is_foreign = matches!(detect(span.of(text)), Lang::En | Lang::Ru);
            for token in paragraph.iter().filter(|token| !is_foreign && is_word(token)) {
                let word = token.of(text);
                quality.words += 1;
                if let Some(doubt) = doubt(findings, token.span, text) {
                    quality.wrong += f64::from(doubt);
                } else if token.kind == Kind::Word && !is_capitalised(word) {
                    let is_known = *known.entry(word).or_insert_with(|| knowledge.knows(word));
                    quality.small += 1;
                    quality.unknown += u64::from(!is_known);
                }
            }
        }
        quality
    }

    /// Estimates the share of the words that are wrong, 0..1, without knowing what they should be.
    ///
    /// Unknown words count less the share of right words that are unknown. Errors that made another right word, or another name,
    /// are not seen; the estimate allows for as many as pages mostly have. It is meant for telling which of two pages is the
    /// worse.
    pub fn error_rate(&self) -> f32 {
        let unknown = (self.unknown as f64 - f64::from(UNKNOWN_WORDS) * self.small as f64).max(0.0);
        let seen = (self.wrong + unknown) / self.words.max(1) as f64;
        (seen * UNSEEN / (1.0 - seen + seen * UNSEEN)) as f32
    }
}

impl AddAssign for Quality {
    fn add_assign(&mut self, other: Quality) {
        self.words += other.words;
        self.wrong += other.wrong;
        self.small += other.small;
        self.unknown += other.unknown;
    }
}

/// Whether a token has letters.
fn is_word(token: &Token) -> bool {
    token.kind.is_wordlike() && !matches!(token.kind, Kind::Number)
}

/// How probably the findings in a span say that a letter is wrong, if there is one: a joined word or another mark is no wrong
/// letter.
fn doubt(findings: &[Finding<'_>], span: Span, text: &str) -> Option<f32> {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| c.is_alphanumeric())
    }
    let first = findings.partition_point(|finding| finding.span.end <= span.start);
    let within = findings[first..].iter().take_while(|finding| finding.span.start < span.end);
    let doubts = within.map(|finding| {
        let is_same = letters(finding.span.of(text)).eq(letters(finding.replacement));
        if is_same { 0.0 } else { finding.confidence.clamp(0.0, 1.0) }
    });
    doubts.reduce(f32::max)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::word::morphology::Builder;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
        let mut builder = Builder::default();
        builder.add_lexicon();
        Knowledge::new(builder.build())
    });

    fn rate(text: &str, findings: &[(&str, &str, f32)]) -> f32 {
        let place = |seen: &str| text.find(seen).map(|start| Span::new(start, start + seen.len())).unwrap();
        let findings = findings.iter().map(|(seen, replacement, confidence)| Finding {
            span: place(seen),
            replacement,
            confidence: *confidence,
        });
        Quality::of(text, &findings.collect::<Vec<_>>(), &KNOWLEDGE).error_rate()
    }

    #[test]
    fn right_words_are_no_errors() {
        assert_eq!(rate("nazir məktəbdə şagirdlərlə görüşüb", &[]), 0.0);
        assert_eq!(rate("", &[]), 0.0);
        assert_eq!(rate("2020, 15", &[]), 0.0);
    }

    #[test]
    fn a_repair_counts_by_its_confidence() {
        let of = |confidence| rate("nazlr məktəbdə", &[("nazlr", "nazir", confidence)]);
        assert!(0.0 < of(0.4) && of(0.4) < of(0.9) && of(0.9) < 0.6);
    }

    #[test]
    fn an_unknown_word_counts_in_lower_case_only() {
        assert!(rate("nazir xqrtzv", &[]) > 0.4);
        assert_eq!(rate("nazir Xqrtzv", &[]), 0.0);
    }

    #[test]
    fn a_word_in_one_piece_is_as_right_as_in_two() {
        assert_eq!(rate("müəl-\nlimlər gəlib", &[("müəl-\nlimlər ", "müəllimlər\n", 1.0)]), 0.0);
    }

    #[test]
    fn a_repair_over_two_words_counts_for_both() {
        assert_eq!(rate("müəl llmlər", &[("müəl llmlər", "müəllimlər", 1.0)]), 1.0);
    }

    #[test]
    fn english_paragraphs_are_passed_over() {
        let english = "The minister of foreign affairs has met the ambassador of the republic in the city.\n\n";
        assert_eq!(rate(&format!("{english}nazir məktəbdə"), &[]), 0.0);
    }

    #[test]
    fn the_parts_of_a_text_are_added() {
        let (good, bad) = ("nazir məktəbdə", "xqrtzv qwrtz nazir");
        let mut sum = Quality::of(good, &[], &KNOWLEDGE);
        sum += Quality::of(bad, &[], &KNOWLEDGE);
        assert_eq!(sum.error_rate(), rate(&format!("{good}\n{bad}"), &[]));
    }

    proptest! {
        #[test]
        fn any_text_has_a_rate(text in "[a-zəıIİ.\\-\n ]{0,60}", ends in prop::collection::vec(0_usize..60, 0..6)) {
            let mut ends: Vec<usize> = ends.into_iter().filter(|&end| text.is_char_boundary(end)).collect();
            ends.sort_unstable();
            let spans = ends.as_chunks::<2>().0.iter().map(|&[start, end]| Span::new(start, end));
            let findings: Vec<_> = spans.map(|span| Finding { span, replacement: "ə", confidence: 1.0 }).collect();
            let rate = Quality::of(&text, &findings, &KNOWLEDGE).error_rate();
            prop_assert!((0.0..=1.0).contains(&rate));
        }
    }
}
