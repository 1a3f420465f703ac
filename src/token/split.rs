use super::abbreviation::{self, Ending, is_site};
use super::chain::is_suffix_chain;
use super::kind::{Kind, Token};
use super::paragraph::is_blank_line;
use super::segment::{Class, Segment, Segments, is_closing_quote, is_hyphen};
use crate::letters::{is_apostrophe, is_upper};
use crate::text::Span;

/// Splits `text` into tokens, lazily; their texts, joined, equal `text`. Time is linear in the text.
///
/// ```
/// use lughat::token::{Kind, tokenize};
/// let text = "E. Məmmədyarov \"Astara\"ya gəldi.";
/// assert_eq!(tokenize(text).map(|token| token.of(text)).collect::<String>(), text);
/// let kinds: Vec<Kind> = tokenize(text).map(|token| token.kind).filter(|kind| *kind != Kind::Space).collect();
/// assert_eq!(kinds, [Kind::Initial, Kind::Word, Kind::Punctuation, Kind::Word, Kind::Word, Kind::Punctuation]);
/// ```
pub fn tokenize(text: &str) -> Tokens<'_> {
    Tokens { segments: Segments::new(text), previous: None, quotes: 0, upper_run: false }
}

/// The tokens of a text, in order; made by [`tokenize`].
pub struct Tokens<'t> {
    segments: Segments<'t>,
    /// The word before, for abbreviations that need one (`və s.`).
    previous: Option<Span>,
    /// Straight double quotes seen in this paragraph: an odd number means that one is open.
    quotes: usize,
    /// Whether the last word was one of a run of words in capitals: then capitals make no acronym.
    upper_run: bool,
}

/// Longest suffix after a hyphen, an apostrophe or a quote, in bytes.
const LONGEST_SUFFIX: usize = 24;
/// Longest acronym, in letters (AZƏRTAC, UNESCO, TÜRKSOY).
const LONGEST_ACRONYM: usize = 8;
const SOFT_HYPHEN: char = '\u{AD}';
/// Longest e-mail address (RFC 5321) and how far ahead one is looked for, in bytes.
const LONGEST_EMAIL: usize = 254;

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let first = self.segments.next()?;
        let token = match first.class {
            Class::Space => self.space(first),
            Class::Mark(mark) => self.mark(first, mark),
            Class::Letters | Class::Digits => self.word(first),
            Class::Other => Token { span: first.span, kind: Kind::Symbol },
        };
        if token.kind.is_wordlike() {
            self.previous = Some(token.span);
        }
        Some(token)
    }
}

impl<'t> Tokens<'t> {
    fn text(&self) -> &'t str {
        self.segments.text
    }

    fn space(&mut self, first: Segment) -> Token {
        let mut span = first.span;
        while let Some(next) = self.segments.peek(0).filter(|next| next.class == Class::Space) {
            self.segments.next();
            span = span.cover(next.span);
        }
        let token = Token { span, kind: Kind::Space };
        if token.parts_paragraphs(self.text()) {
            self.quotes = 0;
        }
        token
    }

    fn mark(&mut self, first: Segment, mark: char) -> Token {
        let mut span = first.span;
        if mark == '"' {
            self.quotes += 1;
        } else {
            while let Some(next) = self.segments.peek(0).filter(|next| next.class == Class::Mark(mark)) {
                self.segments.next();
                span = span.cover(next.span);
            }
        }
        Token { span, kind: Kind::Punctuation }
    }

    /// A token that begins with a letter or a digit.
    fn word(&mut self, first: Segment) -> Token {
        if let Some((end, kind)) = self.address(first.span.start) {
            self.segments.skip_to(end);
            return Token { span: Span::new(first.span.start, end), kind };
        }
        let mut span = first.span;
        while let Some(end) = self.joined_end(first, span) {
            self.segments.skip_to(end);
            span.end = end;
        }
        let kind = self.kind_of(span);
        self.with_point(Token { span, kind })
    }

    /// Where a web or e-mail address that starts at `start` ends.
    fn address(&self, start: usize) -> Option<(usize, Kind)> {
        let rest = &self.text()[start..];
        let scheme = ["http://", "https://", "ftp://", "www."]
            .iter()
            .any(|s| rest.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s)));
        if scheme {
            let whole = rest.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'));
            let url = whole.into_iter().next()?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'']);
            return (url.len() > 7).then_some((start + url.len(), Kind::Url));
        }
        let local = address_part(rest);
        let domain = rest[local..].strip_prefix('@')?;
        let length = domain[..address_part(domain)].trim_end_matches('.').len();
        let valid = local > 0 && domain[..length].contains('.');
        valid.then_some((start + local + 1 + length, Kind::Email))
    }

    /// Where the word that has come to `span` goes on to, if it goes on.
    fn joined_end(&mut self, first: Segment, span: Span) -> Option<usize> {
        let joint = self.segments.peek(0)?;
        let text = self.text();
        let mark = match joint.class {
            Class::Mark(mark) => mark,
            Class::Other if joint.span.of(text) == "¬" => '¬',
            // A soft hyphen is of one piece with the letters before it.
            Class::Space if span.of(text).ends_with(SOFT_HYPHEN) => {
                return self.broken_end(span, SOFT_HYPHEN, joint.span, 1);
            }
            _ => return None,
        };
        let next = self.segments.peek(1)?;
        match next.class {
            Class::Letters | Class::Digits if is_hyphen(mark) => {
                let dash_between_words = mark == '–' && (first.class != Class::Digits || next.class != Class::Digits);
                (!dash_between_words || next.class == first.class || is_suffix_chain(next.span.of(text), false))
                    .then_some(next.span.end)
            }
            Class::Letters if is_apostrophe(mark) && next.span.len() <= LONGEST_SUFFIX => Some(next.span.end),
            Class::Digits if mark == ':' && first.class == Class::Digits => Some(next.span.end),
            Class::Letters if is_closing_quote(mark) => self.quoted_suffix_end(mark, next.span),
            Class::Space if is_hyphen(mark) && mark != '–' || matches!(mark, ':' | '¬') => {
                self.broken_end(span, mark, next.span, 2)
            }
            _ => None,
        }
    }

    /// The end of the suffix that follows a closing quote: `"Astara"ya`, `“Qarabağ”ın`.
    fn quoted_suffix_end(&mut self, mark: char, suffix: Span) -> Option<usize> {
        let open = mark != '"' || self.quotes % 2 == 1;
        let end = (open && is_suffix_chain(suffix.of(self.text()), false)).then_some(suffix.end)?;
        self.quotes += usize::from(mark == '"');
        Some(end)
    }

    /// The end of a word that a line break divides, whose rest stands `ahead` segments ahead: after a hyphen (which some
    /// recognisers write as `¬`), or after a colon that OCR read for one, where what follows is only suffixes.
    fn broken_end(&mut self, span: Span, mark: char, space: Span, ahead: usize) -> Option<usize> {
        let next = self.segments.peek(ahead).filter(|next| next.class == Class::Letters)?;
        let text = self.text();
        let one_line_end = space.of(text).matches('\n').count() == 1;
        let rest = next.span.of(text);
        let lower = rest.chars().next().is_some_and(char::is_lowercase);
        let letters_before = span.of(text).trim_end_matches(SOFT_HYPHEN).ends_with(char::is_alphanumeric);
        let goes_on = mark != ':' || rest.chars().count() > 3 && is_suffix_chain(rest, true);
        (one_line_end && lower && letters_before && goes_on).then_some(next.span.end)
    }

    fn kind_of(&mut self, span: Span) -> Kind {
        let text = span.of(self.text());
        let (head, suffix) = match text.char_indices().find(|&(_, c)| is_hyphen(c) || is_apostrophe(c)) {
            Some((at, c)) => (&text[..at], &text[at + c.len_utf8()..]),
            None => (text, ""),
        };
        let was_upper_run = std::mem::replace(&mut self.upper_run, is_upper(head) && letters(head) > LONGEST_ACRONYM);
        if is_site(head) {
            Kind::Url
        } else if head.starts_with(char::is_numeric) {
            self.upper_run = was_upper_run;
            number_kind(text, head, suffix)
        } else if is_roman(head) && (suffix.is_empty() || !suffix.starts_with(char::is_uppercase)) {
            Kind::Number
        } else if is_acronym(head) && !(was_upper_run && suffix.is_empty()) && !suffix.starts_with(char::is_uppercase) {
            Kind::Acronym
        } else {
            Kind::Word
        }
    }

    /// Adds the point that belongs to an abbreviation or an initial.
    fn with_point(&mut self, token: Token) -> Token {
        let Some(point) = self.segments.peek(0).filter(|next| next.class == Class::Mark('.')) else { return token };
        let text = token.of(self.text());
        let two_points = self.segments.peek(1).is_some_and(|next| next.class == Class::Mark('.'));
        let before = self.previous.map_or("", |span| span.of(self.text()));
        let kind = if two_points {
            return token;
        } else if is_initial(text) {
            // `və S. Lavrov` is no `və s.`: a single capital before a name is an initial first.
            if !self.name_follows() {
                return token;
            }
            Kind::Initial
        } else if abbreviation::lookup(text, before).is_some() {
            Kind::Abbreviation
        } else {
            return token;
        };
        self.segments.next();
        Token { span: token.span.cover(point.span), kind }
    }

    /// Whether a capitalised word follows the point that comes next: `E. Məmmədyarov`, `A.K.Quliyev`.
    fn name_follows(&mut self) -> bool {
        let mut place = 1;
        if let Some(space) = self.segments.peek(place).filter(|next| next.class == Class::Space) {
            if is_blank_line(space.span.of(self.text())) {
                return false;
            }
            place += 1;
        }
        let next = self.segments.peek(place).filter(|next| next.class == Class::Letters);
        next.is_some_and(|next| next.span.of(self.text()).starts_with(char::is_uppercase))
    }
}

/// Whether the sentence may end after this abbreviation (`və s.`), unlike after `Dr.`.
pub(super) fn may_end_sentence(abbreviation: &str, before: &str) -> bool {
    abbreviation::lookup(abbreviation.trim_end_matches('.'), before) == Some(Ending::MayEnd)
}

/// The length in bytes of the characters at the start of `text` that an e-mail address may have on one side of its `@`.
fn address_part(text: &str) -> usize {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    text.bytes().take(LONGEST_EMAIL).take_while(|&b| allowed(b)).count()
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

fn number_kind(text: &str, head: &str, suffix: &str) -> Kind {
    let last = text.rsplit(is_hyphen).next().unwrap_or_default();
    let azerbaijani = !suffix.is_empty() && is_ordinal_suffix(last);
    let digits = head.trim_end_matches(char::is_alphabetic);
    let english = matches!(&head[digits.len()..], "st" | "nd" | "rd" | "th");
    if azerbaijani || english { Kind::Ordinal } else { Kind::Number }
}

/// The short ordinal suffix after digits, with what may follow it: `2020-ci`, `6-cıdan`.
fn is_ordinal_suffix(suffix: &str) -> bool {
    ["cı", "ci", "cu", "cü"]
        .iter()
        .any(|ordinal| suffix.strip_prefix(ordinal).is_some_and(|rest| rest.is_empty() || is_suffix_chain(rest, false)))
}

fn is_roman(head: &str) -> bool {
    head.len() > 1 && head.len() < 9 && head.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

fn is_acronym(head: &str) -> bool {
    let body = head.strip_suffix('s').filter(|body| body.len() > 1).unwrap_or(head);
    is_upper(body) && (2..=LONGEST_ACRONYM).contains(&letters(body))
}

fn is_initial(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, Kind)> {
        tokenize(text).filter(|t| t.kind != Kind::Space).map(|t| (t.of(text), t.kind)).collect()
    }

    fn one(text: &str) -> Kind {
        let found = words(text);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].1
    }

    #[test]
    fn suffixes_after_a_hyphen_belong_to_the_word() {
        assert_eq!(one("2020-ci"), Kind::Ordinal);
        assert_eq!(one("6-cıdan"), Kind::Ordinal);
        assert_eq!(one("19-da"), Kind::Number);
        assert_eq!(one("XİN-dən"), Kind::Acronym);
        assert_eq!(one("ATƏT-in"), Kind::Acronym);
        assert_eq!(one("Metbuat.az-a"), Kind::Url);
        assert_eq!(one("2024–2025-ci"), Kind::Ordinal);
    }

    #[test]
    fn compounds_are_one_word() {
        for word in
            ["əmin-amanlıq", "general-polkovnik", "Azərbaycan-Rusiya", "Azərbaycan`s", "Azerbaijan's", "d’Artanyan"]
        {
            assert_eq!(one(word), Kind::Word, "{word}");
        }
    }

    #[test]
    fn noise_inside_a_word_does_not_split_it() {
        for word in ["qarşıında", "keçidiñin", "tek-milləşdirilməsi", "tek-\nmilləşdirilməsi", "dəyişdi:\nrilməsini"]
        {
            assert_eq!(one(word), Kind::Word, "{word:?}");
        }
    }

    #[test]
    fn any_hyphen_at_a_line_end_divides_a_word() {
        for word in ["mövsü\u{AD}\nmünün", "mövsü¬\nmünün", "mövsü\u{2010}\r\nmünün"] {
            assert_eq!(one(word), Kind::Word, "{word:?}");
        }
        assert_eq!(words("mövsü\u{AD}\n\nmünün").len(), 2);
        assert_eq!(words("a ¬\nb").len(), 3);
        assert_eq!(words("mövsü¬ münün").len(), 3);
    }

    #[test]
    fn a_colon_before_a_list_splits() {
        assert_eq!(words("qərara alındı:\nbirinci").len(), 4);
        assert_eq!(words("iclasda\nmüzakirə").len(), 2);
    }

    #[test]
    fn the_suffix_after_a_quote_belongs_to_the_quoted_word() {
        let quoted = words("\"Astara\"ya, “Qarabağ”ın");
        assert_eq!(quoted[1], ("Astara\"ya", Kind::Word));
        assert_eq!(quoted[4], ("Qarabağ”ın", Kind::Word));
        assert_eq!(words("dedi \"ya\" sözü").iter().filter(|w| w.0 == "ya").count(), 1);
    }

    #[test]
    fn initials_stand_alone() {
        let found = words("A.K.Quliyev və S. Lavrov");
        assert_eq!(found.iter().map(|w| w.0).collect::<Vec<_>>(), ["A.", "K.", "Quliyev", "və", "S.", "Lavrov"]);
        assert_eq!(found.iter().filter(|w| w.1 == Kind::Initial).count(), 3);
    }

    #[test]
    fn abbreviations_keep_their_point() {
        assert_eq!(words("təhsil və s. istiqamətlər")[2], ("s.", Kind::Abbreviation));
        assert_eq!(words("Dr. Smith")[0], ("Dr.", Kind::Abbreviation));
        assert_eq!(words("e.g. this")[0], ("e.g.", Kind::Abbreviation));
        assert_eq!(words("bu s.").len(), 3, "s. is an abbreviation only after və");
    }

    #[test]
    fn a_missing_space_after_a_point_does_not_glue_sentences() {
        assert_eq!(words("keçirilib.Tərəflər").iter().map(|w| w.0).collect::<Vec<_>>(), ["keçirilib", ".", "Tərəflər"]);
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(words("https://mfa.gov.az/az, bax")[0], ("https://mfa.gov.az/az", Kind::Url));
        assert_eq!(words("info.desk@mfa.gov.az.")[0], ("info.desk@mfa.gov.az", Kind::Email));
    }

    #[test]
    fn headlines_in_capitals_are_words() {
        let kinds: Vec<Kind> = words("PREZİDENTİN SƏRƏNCAMI").into_iter().map(|w| w.1).collect();
        assert_eq!(kinds, [Kind::Word, Kind::Word]);
        assert_eq!(one("XX"), Kind::Number);
        assert_eq!(one("11:33"), Kind::Number);
        assert_eq!(one("20-25"), Kind::Number);
    }

    #[test]
    fn long_input_without_bounds_is_linear() {
        let text = "a.".repeat(200_000);
        assert_eq!(tokenize(&text).map(|t| t.span.len()).sum::<usize>(), text.len());
    }
}
