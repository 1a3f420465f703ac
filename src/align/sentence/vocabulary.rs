use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::numbers;
use crate::align::SeedLexicon;
use crate::letters::{Lang, is_capitalised, lower, normal_form};
use crate::token::{Kind, Token, tokenize};
use crate::word::en;

/// What a word of a text is, for the purpose of finding its answer in the other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Digits without separators, or a word that names a number.
    Number,
    /// A word of capitals, a web or e-mail address.
    Code,
    /// A word that is written with a capital wherever it stands.
    Name,
    /// Any other word.
    Common,
    /// A phrase of the lexicon.
    Phrase,
}

/// A word form of one side.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Small letters, normal form; without a suffix after a hyphen or an apostrophe.
    pub text: String,
    pub class: Class,
    /// In how many sentences it stands.
    pub sentences: u32,
    /// English stems: of the word itself on the English side, of its translations on the Azerbaijani side.
    pub english: Vec<String>,
}

/// Index of a [`Form`].
pub(super) type FormId = u32;

/// The sentences of one side as sets of word forms.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// All forms of the text, also of one of which this is a part.
    pub forms: Arc<Vec<Form>>,
    /// How many sentences the whole text has.
    pub total: usize,
    /// For each sentence its distinct forms, in order of appearance; at most [`LONGEST_SENTENCE`].
    pub sentences: Vec<Vec<FormId>>,
    /// For each sentence its length in characters, white space not counted.
    pub lengths: Vec<usize>,
}

/// Distinct forms of a sentence that are looked at: as many as a mask has bits.
pub(super) const LONGEST_SENTENCE: usize = 128;
/// Bytes of a sentence that are looked at; the rest counts only for its length.
const LONGEST_TEXT: usize = 16 << 10;

/// Collects forms while sentences are read.
struct Reader<'l> {
    lang: Lang,
    lexicon: &'l SeedLexicon,
    ids: IndexMap<String, Form>,
}

impl Side {
    /// Reads the sentences of one language.
    pub fn read(texts: &[&str], lang: Lang, lexicon: &SeedLexicon) -> Side {
        let mut reader = Reader { lang, lexicon, ids: IndexMap::new() };
        let sentences = texts.iter().map(|text| reader.sentence(text)).collect();
        let lengths = texts.iter().map(|text| text.chars().filter(|c| !c.is_whitespace()).count()).collect();
        Side { total: texts.len(), forms: Arc::new(reader.ids.into_values().collect()), sentences, lengths }
    }

    /// Some of the sentences, with the forms of all.
    pub fn part(&self, range: Range<usize>) -> Side {
        Side {
            total: self.total,
            forms: Arc::clone(&self.forms),
            sentences: self.sentences[range.clone()].to_vec(),
            lengths: self.lengths[range].to_vec(),
        }
    }

    /// The sentences in which each form stands.
    pub fn postings(&self) -> Vec<Vec<u32>> {
        let mut postings = vec![Vec::new(); self.forms.len()];
        for (n, sentence) in self.sentences.iter().enumerate() {
            for &form in sentence {
                postings[form as usize].push(n as u32);
            }
        }
        postings
    }
}

/// A word of a sentence before it becomes a form.
struct Word {
    text: String,
    class: Class,
}

impl Reader<'_> {
    fn sentence(&mut self, text: &str) -> Vec<FormId> {
        let text = &text[..text.floor_char_boundary(LONGEST_TEXT)];
        let words = self.words(text);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let mut phrases = Vec::new();
        if self.lang == Lang::Az {
            for start in 0..texts.len() {
                for (length, english) in self.lexicon.phrases_at(&texts[start..]) {
                    phrases.push((texts[start..start + length].join(" "), english.to_vec()));
                }
            }
        }
        let mut ids = Vec::new();
        for word in &words {
            let id = self.form(word);
            push_new(&mut ids, id);
        }
        for (text, english) in phrases {
            let id = self.add(text, Class::Phrase, || english);
            push_new(&mut ids, id);
        }
        for &id in &ids {
            self.ids[id as usize].sentences += 1;
        }
        ids
    }

    fn words(&self, text: &str) -> Vec<Word> {
        let tokens: Vec<Token> = tokenize(text).collect();
        let mut words: Vec<Word> = Vec::new();
        for (n, token) in tokens.iter().enumerate() {
            let piece = token.of(text);
            match token.kind {
                Kind::Number | Kind::Ordinal => {
                    let grouped = n >= 2 && continues_number(text, &tokens[n - 2..=n]);
                    match words.last_mut().filter(|last| grouped && last.class == Class::Number) {
                        Some(last) => last.text.push_str(&numbers::digits(piece).concat()),
                        None => words
                            .extend(numbers::digits(piece).into_iter().map(|text| Word { text, class: Class::Number })),
                    }
                }
                Kind::Url | Kind::Email => words.push(Word { text: lower(piece, Lang::En), class: Class::Code }),
                Kind::Acronym => words.push(Word { text: lower(base(piece), self.lang), class: Class::Code }),
                Kind::Word | Kind::Abbreviation => self.parts(piece, &mut words),
                _ => {}
            }
        }
        words.retain(|word| !word.text.is_empty() && word.text.len() <= 96);
        words
    }

    /// A word, or the parts of one with hyphens.
    fn parts(&self, piece: &str, words: &mut Vec<Word>) {
        let normal = normal_form(piece);
        for part in normal.split(['-', '–', '/']) {
            let class = if is_capitalised(part) { Class::Name } else { Class::Common };
            let text = lower(base(part), self.lang);
            let text = text.trim_matches(|c: char| !c.is_alphanumeric());
            match numbers::value(text, self.lang) {
                Some(value) => words.push(Word { text: value.to_owned(), class: Class::Number }),
                None => words.push(Word { text: text.to_owned(), class }),
            }
        }
    }

    fn form(&mut self, word: &Word) -> FormId {
        let lang = self.lang;
        let lexicon = self.lexicon;
        let id = self.add(word.text.clone(), word.class, || match lang {
            _ if word.class == Class::Number => Vec::new(),
            Lang::Az => lexicon.translations(&word.text).into_iter().map(str::to_owned).collect(),
            _ => vec![en::stem(&word.text).into_owned()],
        });
        let form = &mut self.ids[id as usize];
        if form.class == Class::Name && word.class == Class::Common {
            form.class = Class::Common;
        }
        id
    }

    fn add(&mut self, text: String, class: Class, english: impl FnOnce() -> Vec<String>) -> FormId {
        if let Some(index) = self.ids.get_index_of(&text) {
            return index as FormId;
        }
        let english = english();
        let form = Form { text: text.clone(), class, sentences: 0, english };
        self.ids.insert_full(text, form).0 as FormId
    }
}

/// The word without what follows a quote, an apostrophe or the hyphen of an acronym.
fn base(piece: &str) -> &str {
    let piece = piece.trim_start_matches(['"', '“', '«', '\'', '’']);
    piece.split(['"', '”', '“', '»', '\'', '’', '-']).next().unwrap_or(piece)
}

/// Whether the last of three tokens goes on with the number that the first began: `10 000`.
fn continues_number(text: &str, tokens: &[Token]) -> bool {
    let [before, space, number] = tokens else { return false };
    let digits = number.of(text);
    matches!(before.kind, Kind::Number)
        && space.kind == Kind::Space
        && space.of(text) != "\n"
        && digits.len() >= 3
        && digits.bytes().take(3).all(|b| b.is_ascii_digit())
        && !digits.as_bytes().get(3).is_some_and(u8::is_ascii_digit)
}

fn push_new(ids: &mut Vec<FormId>, id: FormId) {
    if ids.len() < LONGEST_SENTENCE && !ids.contains(&id) {
        ids.push(id);
    }
}
