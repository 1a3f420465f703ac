use super::chunk::{Chunk, Context};
use super::gazetteer::Gazetteer;
use super::head::Tables;
use super::record::Mention;
use super::repeat::{self, Reading};
use super::word::{Word, words};
use super::{azerbaijani, english, unknown};
use crate::letters::Lang;
use crate::text::{Block, Document, Span};
use crate::token::{Token, sentences, tokenize};

/// Finds the mentions of documents; it borrows what is known and holds no state between documents.
#[derive(Clone, Copy)]
pub struct Extractor<'g> {
    context: Context<'g>,
}

/// The mentions of one document, in order of their place; a longer one before those inside it.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The mentions.
    pub items: Vec<Mention>,
}

impl<'g> Extractor<'g> {
    /// An extractor that knows the names of a gazetteer.
    pub fn new(gazetteer: &'g Gazetteer) -> Extractor<'g> {
        Extractor { context: Context { gazetteer, tables: Tables::get() } }
    }

    /// The mentions of a document.
    pub fn mentions(&self, document: &Document) -> Mentions {
        sorted(self.readings(document))
    }

    /// The mentions of a document, and beside them the capitalised words that nothing explains
    /// ([`Evidence::Phrase`](super::Evidence::Phrase)), which only a counterpart in another document can prove.
    pub fn candidates(&self, document: &Document) -> Mentions {
        let mut readings = self.readings(document);
        unknown::unknown_names(&mut readings);
        sorted(readings)
    }

    fn readings<'t>(&self, document: &'t Document) -> Vec<Reading<'t>> {
        let mut readings: Vec<Reading<'_>> = Vec::new();
        for block in &document.blocks {
            self.read(document, block, &mut readings);
        }
        repeat::repeated_names(&mut readings);
        readings
    }

    fn read<'t>(&self, document: &'t Document, block: &Block, readings: &mut Vec<Reading<'t>>) {
        let text = document.block_text(block);
        let lang = if block.lang == Lang::Unknown { document.lang } else { block.lang };
        let tokens: Vec<Token> = tokenize(text).collect();
        for sentence in sentences(text, &tokens) {
            let words = words(text, &tokens[sentence.tokens.clone()], block.span.start, lang);
            let chunks = self.chunks(&words, lang);
            let found = chunks.into_iter().map(|chunk| mention(chunk, &words, lang, &document.text)).collect();
            readings.push(Reading { words, lang, found });
        }
    }
}

/// A sentence is looked at in pieces of so many words: the cost of a piece grows with the square of its names, and no
/// real sentence of the press is half as long.
const MAX_WORDS: usize = 300;

impl Extractor<'_> {
    /// The chunks of a sentence, piece by piece.
    fn chunks(&self, words: &[Word<'_>], lang: Lang) -> Vec<Chunk> {
        let grammar = match lang {
            Lang::Az => azerbaijani::chunks,
            Lang::En => english::chunks,
            _ => return Vec::new(),
        };
        let pieces = words.chunks(MAX_WORDS).enumerate();
        let found = pieces.flat_map(|(piece, words)| {
            let offset = piece * MAX_WORDS;
            let shifted =
                move |chunk: Chunk| Chunk { words: chunk.words.start + offset..chunk.words.end + offset, ..chunk };
            grammar(words, self.context).into_iter().map(shifted)
        });
        found.collect()
    }
}

fn sorted(readings: Vec<Reading<'_>>) -> Mentions {
    let mut items: Vec<Mention> = readings.into_iter().flat_map(|reading| reading.found).collect();
    items.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind.as_str()));
    Mentions { items }
}

fn mention(chunk: Chunk, words: &[Word<'_>], lang: Lang, text: &str) -> Mention {
    let inside = &words[chunk.words.clone()];
    let span = inside.iter().fold(inside[0].span, |span, word| span.cover(word.span));
    Mention {
        span: with_quotes(span, text),
        kind: chunk.kind,
        lang,
        citation: chunk.citation,
        evidence: chunk.evidence,
    }
}

/// Widens a span over a quote that opens just before it and closes inside or just after it.
fn with_quotes(span: Span, text: &str) -> Span {
    let before = text[..span.start].chars().next_back().filter(|c| matches!(c, '"' | '“' | '„' | '«'));
    let after = text[span.end..].chars().next().filter(|c| matches!(c, '"' | '”' | '“' | '»'));
    let closes_inside = span.of(text).contains(['"', '”', '»']);
    match (before, after) {
        (Some(open), _) if closes_inside => Span::new(span.start - open.len_utf8(), span.end),
        (Some(open), Some(close)) => Span::new(span.start - open.len_utf8(), span.end + close.len_utf8()),
        _ => span,
    }
}
