use std::borrow::Cow;

use super::form::{Base, Case, Ending, bases};
use crate::letters::{Lang, fold_apostrophe, is_apostrophe, is_capitalised, lower, normal_form};
use crate::text::Span;
use crate::token::{self, Token};

/// A word of a sentence with what patterns ask of it.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// Bytes of the document's text; quotes around the word do not belong to it.
    pub span: Span,
    /// The text of the span.
    pub text: &'t str,
    /// The text without a suffix after a hyphen or an apostrophe that only acronyms, numbers and quoted names take, and
    /// without the English `'s`.
    pub head: &'t str,
    /// The language of its sentence.
    pub lang: Lang,
    /// What the tokenizer took it for.
    pub kind: token::Kind,
    /// The head in normal form and lower case.
    pub lower: String,
    /// The forms it may be made of, itself first.
    pub bases: Vec<Base>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is the first word of its sentence: then its capital says nothing.
    pub first: bool,
    /// Whether it carries the English possessive.
    pub genitive: bool,
    /// What stands between the word before and this one.
    pub gap: Gap,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing before: the first word of the sentence.
    Start,
    /// Nothing but white space, or nothing at all (`A.Quliyev`).
    Space,
    /// White space and a quote that opens here.
    Open,
    /// A quote that closes, and white space.
    Close,
    /// A comma and nothing else.
    Comma,
    /// A quote closes and another opens, a bracket or other punctuation.
    Break,
}

impl Gap {
    /// Whether a name may go on over the gap.
    pub fn joins(self) -> bool {
        !matches!(self, Gap::Start | Gap::Comma | Gap::Break)
    }
}

impl Word<'_> {
    /// Whether the word stands in an English sentence.
    pub fn is_english(&self) -> bool {
        self.lang == Lang::En
    }

    /// Whether some reading of the word has this case.
    pub fn may_be(&self, case: Case) -> bool {
        self.bases.iter().any(|base| base.ending.case == case)
    }

    /// Whether the word stands for a name when it is capitalised: not the first of its sentence.
    pub fn is_name_like(&self) -> bool {
        self.capital && !self.first
    }
}

/// Returns the words of a sentence. `tokens` are those of the sentence; their spans are shifted by `offset` bytes, the
/// place of the sentence's text in the document.
pub fn words<'t>(text: &'t str, tokens: &[Token], offset: usize, lang: Lang) -> Vec<Word<'t>> {
    let mut found: Vec<Word<'t>> = Vec::new();
    let mut between = String::new();
    for token in tokens {
        let kind = token.kind;
        if kind.is_wordlike() || kind == token::Kind::Url {
            let mut gap = if found.is_empty() { Gap::Start } else { gap_of(&between) };
            if lang == Lang::En
                && is_plural_genitive(&between)
                && let Some(owner) = found.last_mut().filter(|owner| owner.lower.ends_with('s'))
            {
                owner.genitive = true;
                gap = Gap::Space;
            }
            found.push(word(token.of(text), token.span.shifted(offset), kind, gap, lang));
            between.clear();
        } else {
            between.push_str(token.of(text));
        }
    }
    if let Some(first) = found.first_mut() {
        first.first = true;
    }
    found
}

/// Whether the marks after a word are the apostrophe of an English plural: the ministers' meeting.
fn is_plural_genitive(between: &str) -> bool {
    matches!(between.trim_end(), "'" | "’" | "`") && between.ends_with(char::is_whitespace)
}

fn gap_of(between: &str) -> Gap {
    let marks = between.trim();
    match marks {
        "" => Gap::Space,
        "," => Gap::Comma,
        "«" | "„" => Gap::Open,
        "»" | "”" => Gap::Close,
        "\"" | "“" | "'" | "‘" | "’" if between.starts_with(char::is_whitespace) => Gap::Open,
        "\"" | "“" | "'" | "‘" | "’" => Gap::Close,
        _ => Gap::Break,
    }
}

fn word(text: &str, span: Span, kind: token::Kind, gap: Gap, lang: Lang) -> Word<'_> {
    let (head, genitive) = split_head(text, kind, lang);
    let lower = lower(&normal_form(head), lang);
    let mut forms = match lang {
        Lang::En => english_bases(&lower),
        _ if kind == token::Kind::Word && !head.is_empty() => bases(&lower),
        _ => vec![Base { text: lower.clone(), ending: Ending::default() }],
    };
    if head.len() < text.len() && lang != Lang::En {
        // What the suffix after the hyphen says: -in, -ın the genitive and so on.
        for form in &mut forms {
            form.ending.case = suffix_case(text, head).unwrap_or(form.ending.case);
        }
    }
    Word {
        span,
        text,
        head,
        lang,
        kind,
        lower,
        bases: forms,
        capital: is_capitalised(text),
        first: false,
        genitive,
        gap,
    }
}

/// Parts a word from the suffix after its hyphen, apostrophe or quote.
fn split_head(text: &str, kind: token::Kind, lang: Lang) -> (&str, bool) {
    let cut = |found: Option<(usize, char)>| found.map(|(at, _)| &text[..at]).filter(|head| !head.is_empty());
    let quote = cut(text.char_indices().find(|&(_, c)| matches!(c, '"' | '”' | '“' | '»')));
    if let Some(head) = quote {
        return (head, false);
    }
    let apostrophe = text.char_indices().rev().find(|&(_, c)| is_apostrophe(c));
    if lang == Lang::En {
        let possessive = apostrophe.is_some_and(|(at, _)| {
            let rest: String = text[at..].chars().map(fold_apostrophe).collect();
            rest == "'s" || rest == "'S"
        });
        return if possessive { (cut(apostrophe).unwrap_or(text), true) } else { (text, false) };
    }
    let suffixed = matches!(kind, token::Kind::Acronym | token::Kind::Url | token::Kind::Number | token::Kind::Ordinal);
    let hyphen = text.char_indices().rev().find(|&(_, c)| matches!(c, '-' | '\u{2011}'));
    let after = |found: Option<(usize, char)>| {
        found.is_some_and(|(at, c)| token::is_suffix_chain(&text[at + c.len_utf8()..], false))
    };
    if after(apostrophe) {
        (cut(apostrophe).unwrap_or(text), false)
    } else if suffixed && after(hyphen) {
        (cut(hyphen).unwrap_or(text), false)
    } else {
        (text, false)
    }
}

/// The case of the suffix that stands after the head and a mark; acronyms take any harmony, so only the consonants count.
fn suffix_case(text: &str, head: &str) -> Option<Case> {
    let suffix = text[head.len()..].chars().skip(1).collect::<String>();
    let stem = if suffix.contains(['a', 'ı', 'o', 'u']) { "ka" } else { "ke" };
    let endings = [stem.to_owned() + &suffix, format!("{stem}k{suffix}")];
    endings.iter().find_map(|word| {
        let wanted = [stem.to_owned(), format!("{stem}k")];
        bases(word)
            .into_iter()
            .find(|base| wanted.contains(&base.text) && !base.ending.is_none())
            .map(|b| b.ending.case)
    })
}

/// The forms of an English word: itself, and without the plural.
fn english_bases(lower: &str) -> Vec<Base> {
    let mut found = vec![Base { text: lower.to_owned(), ending: Ending::default() }];
    if let Some(singular) = english_singular(lower) {
        found.push(Base { text: singular.into_owned(), ending: Ending { plural: true, ..Ending::default() } });
    }
    found
}

fn english_singular(word: &str) -> Option<Cow<'_, str>> {
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(Cow::Owned(format!("{stem}y")));
    }
    ["ches", "shes", "sses", "xes"]
        .iter()
        .find(|end| word.ends_with(*end))
        .map(|_| &word[..word.len() - 2])
        .or_else(|| word.strip_suffix('s'))
        .map(Cow::Borrowed)
}
