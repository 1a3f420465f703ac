use rustc_hash::FxHashMap;

use super::evidence::NOISY;
use super::quotes::misread_quotes;
use super::repair::{Repair, Rule};
use crate::text::Span;
use crate::token::{Kind, Token};

/// The share of wrong words from which the marks of a page are doubted where the words on both sides speak against them; on
/// noisy pages they are doubted wherever they stand badly.
const DOUBTFUL: f32 = 0.015;
/// Share of a page's lines that end in a colon, from which the colons are dirt at the margin.
const COLONS: f32 = 0.04;
/// Colons within sentences from which they are dirt.
const MANY_COLONS: usize = 2;
/// How sure the repair of a mark is.
const SURE: f32 = 0.95;

/// The marks of a page: which of them nobody wrote.
pub(super) struct Marks<'t> {
    text: &'t str,
    tokens: &'t [Token],
    is_noisy: bool,
    /// Whether colons at line ends, and within sentences, are dirt.
    has_dirty_margin: bool,
    has_dirty_colons: bool,
    /// What belongs in the place of misread quotation marks, by the byte at which they start.
    quotes: FxHashMap<usize, &'static str>,
}

/// What is known of the words beside a mark.
pub(super) trait Words {
    /// Whether a word ends a sentence as its predicate.
    fn is_predicate(&self, word: &str) -> bool;
    /// Whether a word is right, in lower case.
    fn is_common(&self, word: &str) -> bool;
}

impl<'t> Marks<'t> {
    /// The marks of a page; none where it has too little noise to doubt them.
    pub fn of(text: &'t str, tokens: &'t [Token], error_rate: f32) -> Option<Marks<'t>> {
        if error_rate < DOUBTFUL {
            return None;
        }
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let (mut all, mut colons) = (0, 0);
        lines.for_each(|line| {
            all += 1;
            colons += usize::from(line.trim_end().ends_with(':'));
        });
        let has_dirty_margin = colons > 2 && colons as f32 >= COLONS * all as f32;
        let is_noisy = error_rate >= NOISY;
        let quotes = if is_noisy { misread_quotes(text, tokens) } else { FxHashMap::default() };
        let mut marks = Marks { text, tokens, is_noisy, has_dirty_margin, has_dirty_colons: false, quotes };
        let within = (0..tokens.len()).filter(|&at| tokens[at].of(text) == ":" && marks.goes_on(at)).count();
        marks.has_dirty_colons = is_noisy || within >= MANY_COLONS;
        Some(marks)
    }

    /// The repair of the mark at a token.
    pub fn repair(&self, at: usize, words: &impl Words) -> Option<Repair> {
        let mark = self.tokens.get(at).filter(|token| token.kind == Kind::Punctuation)?;
        if let Some(quote) = self.quotes.get(&mark.span.start) {
            return Some(repair(mark.span, quote));
        }
        let before = self.tokens.get(at.checked_sub(1)?)?;
        let next = self.tokens.get(at + 1);
        if next.is_some_and(|next| next.kind != Kind::Space) {
            return None;
        }
        if before.kind == Kind::Space {
            return self.lone(before, mark, next?);
        }
        let mark_text = mark.of(self.text);
        match before.kind {
            Kind::Word | Kind::Acronym | Kind::Ordinal => {}
            // A point behind a figure makes an ordinal, or numbers a list.
            Kind::Number if mark_text == ":" => {}
            _ => return None,
        }
        let replacement = self.instead_of(mark_text, at, before.of(self.text), words)?;
        Some(repair(mark.span, replacement))
    }

    /// What belongs in the place of a mark behind a word.
    fn instead_of(&self, mark: &str, at: usize, word: &str, words: &impl Words) -> Option<&'static str> {
        let ends_line = self.tokens.get(at + 1).is_none_or(|next| self.is_line_end(next));
        let ends_paragraph = self.tokens[at + 1..].iter().take(2).all(|token| token.kind == Kind::Space)
            || self.tokens.get(at + 1).is_some_and(|next| next.parts_paragraphs(self.text));
        let follower = self.tokens.get(at + 2).map_or("", |token| token.of(self.text));
        let begins = follower.starts_with(char::is_uppercase) && words.is_common(follower);
        let is_predicate = words.is_predicate(word);
        match mark {
            "," | ":" if ends_paragraph && is_predicate => Some("."),
            "," | ":" if begins && is_predicate => Some("."),
            ":" if self.goes_on(at) && (ends_line || self.has_dirty_colons) => Some(""),
            "-" if self.goes_on(at) && ends_line && self.is_noisy => Some(""),
            "." if self.goes_on(at) && is_predicate && self.is_noisy => Some(","),
            "." if self.goes_on(at) && self.is_noisy && (ends_line || words.is_common(word)) => Some(""),
            ":" if self.has_dirty_margin && ends_line && !is_predicate => Some(""),
            _ => None,
        }
    }

    /// Whether the text goes on behind a mark in lower case.
    fn goes_on(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Space)
            && self.tokens.get(at + 2).is_some_and(|next| next.of(self.text).starts_with(char::is_lowercase))
    }

    /// A mark between two spaces: dirt at either end of a line, a dash read as a hyphen within it.
    fn lone(&self, before: &Token, mark: &Token, next: &Token) -> Option<Repair> {
        let (starts, ends) = (self.is_line_end(before), self.is_line_end(next));
        match mark.of(self.text) {
            _ if !self.is_noisy => None,
            "-" if !starts && !ends => Some(repair(mark.span, "–")),
            ":" | "." | "-" | "”" | "\"" if starts && !ends => {
                Some(repair(Span::new(mark.span.start, next.span.end), ""))
            }
            ":" | "." | "-" | "”" | "\"" if ends && !starts => {
                Some(repair(Span::new(before.span.start, mark.span.end), ""))
            }
            _ => None,
        }
    }

    fn is_line_end(&self, token: &Token) -> bool {
        token.of(self.text).contains('\n')
    }
}

/// What is put in the place of a mark.
pub(super) fn repair(span: Span, replacement: &str) -> Repair {
    Repair { span, replacement: replacement.to_string(), rule: Rule::LineEnd, confidence: SURE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    /// Words that end in -dir or -di are predicates, and all are common.
    struct Endings;

    impl Words for Endings {
        fn is_predicate(&self, word: &str) -> bool {
            word.ends_with("dir") || word.ends_with("di")
        }

        fn is_common(&self, _: &str) -> bool {
            true
        }
    }

    fn mended(text: &str, error_rate: f32) -> String {
        let tokens: Vec<Token> = tokenize(text).collect();
        let Some(marks) = Marks::of(text, &tokens, error_rate) else { return text.to_owned() };
        let mut out = text.to_owned();
        let repairs: Vec<Repair> = (0..tokens.len()).filter_map(|at| marks.repair(at, &Endings)).collect();
        for repair in repairs.iter().rev() {
            out.replace_range(repair.span.start..repair.span.end, &repair.replacement);
        }
        out
    }

    #[test]
    fn a_sentence_ends_behind_its_predicate() {
        assert_eq!(mended("Nazir gəldi, Görüş keçirildi:", 0.1), "Nazir gəldi. Görüş keçirildi.");
        assert_eq!(mended("Nazir gəldi. lakin getdi.", 0.1), "Nazir gəldi, lakin getdi.");
    }

    #[test]
    fn a_mark_within_a_sentence_is_dirt() {
        assert_eq!(mended("bir neçə həftə: içində: qərar. verildi.", 0.1), "bir neçə həftə içində qərar verildi.");
    }

    #[test]
    fn the_marks_of_a_clean_page_stay() {
        let text = "bir neçə həftə: içində. \"a” gəldi, Görüş";
        assert_eq!(mended(text, 0.002), text);
    }
}
