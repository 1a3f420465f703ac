use super::Token;
use crate::text::Span;

/// Whether white space has an empty line in it, whatever its line ends.
pub(super) fn is_blank_line(space: &str) -> bool {
    space.matches('\n').count() > 1 || space.matches('\r').count() > 1 && !space.contains('\n')
}

/// The paragraphs of a text, each with its tokens and the empty line behind it, in order.
///
/// ```
/// use lughat::token::{Token, paragraphs, tokenize};
/// let text = "Bir abzas.\r\n\r\nO biri.";
/// let tokens: Vec<Token> = tokenize(text).collect();
/// let found: Vec<&str> = paragraphs(text, &tokens).map(|(span, _)| span.of(text)).collect();
/// assert_eq!(found, ["Bir abzas.\r\n\r\n", "O biri."]);
/// ```
pub fn paragraphs<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = (Span, &'t [Token])> {
    let all = tokens.split_inclusive(move |token| token.parts_paragraphs(text));
    all.map(|paragraph| (paragraph[0].span.cover(paragraph[paragraph.len() - 1].span), paragraph))
}
