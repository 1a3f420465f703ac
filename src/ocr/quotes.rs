use rustc_hash::FxHashMap;

use crate::token::{Kind, Token};

/// Pairs of quotation marks of one style from which a page has that style, and how many times as many as of the other.
const LEAST_PAIRS: usize = 3;
const MAJORITY: usize = 2;

/// The quotation marks of a noisy page that are misread or dirt: by the byte at which they start, what belongs there.
pub(super) fn misread_quotes(text: &str, tokens: &[Token]) -> FxHashMap<usize, &'static str> {
    let dirt = without_partner(text, tokens).into_iter().map(|at| (tokens[at].span.start, ""));
    in_another_style(text, tokens).into_iter().chain(dirt).collect()
}

fn is_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”")
}

/// The marks of pairs in two styles, `"so”` or `“so"`, where nearly all other pairs have one.
fn in_another_style(text: &str, tokens: &[Token]) -> Vec<(usize, &'static str)> {
    let quotes: Vec<(usize, bool)> = (0..tokens.len())
        .filter(|&at| is_quote(tokens[at].of(text)))
        .map(|at| (at, tokens.get(at + 1).is_some_and(|next| next.kind != Kind::Space)))
        .collect();
    let pairs = quotes.windows(2).filter(|pair| pair[0].1 && !pair[1].1).map(|pair| [pair[0].0, pair[1].0]);
    let pairs: Vec<[usize; 2]> = pairs.collect();
    let straight = |at: usize| tokens[at].of(text) == "\"";
    let count = |style: bool| pairs.iter().filter(|pair| pair.iter().all(|&at| straight(at) == style)).count();
    let (all_straight, all_curly) = (count(true), count(false));
    let meant = match (all_straight, all_curly) {
        (most, least) if most >= LEAST_PAIRS && most >= MAJORITY * least => ["\"", "\""],
        (least, most) if most >= LEAST_PAIRS && most >= MAJORITY * least => ["“", "”"],
        _ => return Vec::new(),
    };
    let mixed = pairs.iter().filter(|pair| straight(pair[0]) != straight(pair[1]));
    let edits = mixed.flat_map(|pair| pair.iter().zip(meant)).filter(|(at, meant)| tokens[**at].of(text) != *meant);
    edits.map(|(&at, meant)| (tokens[at].span.start, meant)).collect()
}

/// The marks within sentences that open a quotation which nothing closes, or close one which nothing opened. What is quoted
/// in earnest begins with a capital, or its partner is there; behind a quotation stands another mark.
fn without_partner(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = None;
    let begins_low = |at: usize| tokens.get(at).is_some_and(|next| next.of(text).starts_with(char::is_lowercase));
    let is_dirt = |open: &usize| begins_low(open + 1);
    for (at, token) in tokens.iter().enumerate() {
        if is_quote(token.of(text)) {
            let is_behind_word = at > 0 && tokens[at - 1].kind != Kind::Space;
            if is_behind_word {
                let goes_on = tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Space) && begins_low(at + 2);
                let is_bare = tokens[at - 1].kind.is_wordlike() && goes_on;
                found.extend(open.take().is_none().then_some(at).filter(|_| is_bare));
            } else if tokens.get(at + 1).is_some_and(|next| next.kind.is_wordlike()) {
                found.extend(open.replace(at).filter(is_dirt));
            }
        } else if token.parts_paragraphs(text) {
            found.extend(open.take().filter(is_dirt));
        } else if token.kind == Kind::Word && token.of(text).contains(['"', '”', '“']) {
            // The end of a quotation with a suffix: "Astara"ya.
            open = None;
        }
    }
    found.extend(open.filter(is_dirt));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    fn mended(text: &str) -> String {
        let tokens: Vec<Token> = tokenize(text).collect();
        let quotes = misread_quotes(text, &tokens);
        let meant = |token: &Token| quotes.get(&token.span.start).copied().unwrap_or(token.of(text));
        tokens.iter().map(meant).collect()
    }

    #[test]
    fn pairs_of_a_page_agree() {
        assert_eq!(mended("\"a\" \"b\" \"c\" \"d”"), "\"a\" \"b\" \"c\" \"d\"");
        assert_eq!(mended("\"a\" “b” \"c”"), "\"a\" “b” \"c”");
    }

    #[test]
    fn a_mark_without_a_partner_is_dirt_within_a_sentence() {
        assert_eq!(mended("ildönümü qeyd “etmək üçün"), "ildönümü qeyd etmək üçün");
        assert_eq!(mended("komitə sisteminin” strukturu"), "komitə sisteminin strukturu");
        assert_eq!(mended("yol “açacaq. “Biz gəldik”, dedi"), "yol açacaq. “Biz gəldik”, dedi");
    }

    #[test]
    fn a_quotation_that_goes_on_keeps_its_mark() {
        for text in
            ["O dedi: “Biz gəldik.\n\n“Getdik”.", "gəldik”, dedi", "“ad” sözü", "\"Astara\"ya gəldi", "var”. Onlar"]
        {
            assert_eq!(mended(text), text);
        }
    }
}
