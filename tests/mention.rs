//! Mentions on random input: no text stops the extractor, and every span lies in the text.

use lughat::glossary::Kind;
use lughat::letters::Lang;
use lughat::mention::{Extractor, Gazetteer, NameForms};
use lughat::text::{Block, BlockKind, Document, LineIndex, Numbering, Origin, SourceMap, Span};
use proptest::prelude::*;

fn document(text: &str, lang: Lang) -> Document {
    Document {
        name: "-".to_owned(),
        text: text.to_owned(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, lang }],
        lang,
        source: SourceMap::verbatim(text.len(), 0),
        lines: LineIndex::new(text),
        numbering: Numbering::Lines,
        words: Vec::new(),
        origin: Origin::TEXT,
    }
}

fn gazetteer() -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    for (kind, az, en) in [
        (Kind::Place, "Norveç", "Norway"),
        (Kind::Agency, "Su Agentliyi", "Water Agency"),
        (Kind::Title, "nazir", "minister"),
        (Kind::Term, "sərhəd təhlükəsizliyi", "border security"),
    ] {
        let forms = |text: &str| vec![text.to_owned()];
        gazetteer.add(NameForms {
            kind,
            az: forms(az),
            en: forms(en),
            az_acronyms: Vec::new(),
            en_acronyms: Vec::new(),
        });
    }
    gazetteer
}

fn check(text: &str, lang: Lang) {
    let gazetteer = gazetteer();
    let document = document(text, lang);
    for mention in Extractor::new(&gazetteer).mentions(&document).items {
        assert!(!mention.span.is_empty() && mention.span.end <= text.len());
        assert!(text.is_char_boundary(mention.span.start) && text.is_char_boundary(mention.span.end));
        assert!(!mention.citation.is_empty(), "{text:?}: {mention:?}");
    }
}

/// Words that the English patterns read, in any order.
const WORDS: [&str; 44] = [
    "Ministry",
    "of",
    "the",
    "and",
    "Water",
    "Agency",
    "First",
    "Deputy",
    "Minister",
    "President",
    "Norway",
    "Norway's",
    "Norwegian",
    "Leyla",
    "May",
    "Qwynn",
    "head",
    "service",
    "press",
    "in",
    "to",
    "for",
    "on",
    "special",
    "assignments",
    "River",
    "city",
    "Cape",
    "rivers",
    ",",
    "\"Dalga\"",
    "Mr.",
    "U.S.",
    "LLC",
    "NRK",
    "countries",
    "protection",
    "missions",
    "ambassadors'",
    "E.",
    "bin",
    "West",
    "\u{2013}",
    ".",
];

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), english in any::<bool>()) {
        check(&text, if english { Lang::En } else { Lang::Az });
    }

    #[test]
    fn any_order_of_words_is_read(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
        let words: Vec<&str> = picks.into_iter().map(|pick| WORDS[pick]).collect();
        check(&words.join(" "), Lang::En);
    }
}
