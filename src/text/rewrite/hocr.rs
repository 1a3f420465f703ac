//! Changes of hOCR. A word that joins the word before it goes with its element, and the box of the first grows; a word
//! whose letters all go keeps its empty element, since the engine saw something there.

use super::boxes::{Boxes, Outcome};
use super::change::Change;
use super::patch::Patch;
use super::running::Original;
use crate::text::read::hocr::Markup;
use crate::text::{PixelBox, Span};

pub(super) fn boxes(original: &Original, markup: &[Markup]) -> Boxes {
    Boxes { extents: original.document.words.iter().map(|word| word.span).collect(), rows: rows(original, markup) }
}

/// The rows of the words: elements with nothing but white space between them. One that has no end tag cannot go alone.
fn rows(original: &Original, markup: &[Markup]) -> Vec<Option<usize>> {
    let source = &original.source.decoded.text;
    let mut row = 0;
    let mut end = 0;
    let rows = markup.iter().map(|markup| {
        let element = markup.element?;
        row += usize::from(!source.get(end..element.start).is_some_and(|between| between.trim_ascii().is_empty()));
        end = element.end;
        Some(row)
    });
    rows.collect()
}

pub(super) fn patches(original: &Original, boxes: &Boxes, markup: &[Markup], changes: &[Change]) -> Vec<Patch> {
    let text = &original.document.text;
    let words = &original.document.words;
    let (outcomes, loose) = boxes.outcomes(text, changes);
    let mut patches = original.patches(&loose);
    for outcome in outcomes {
        let texts = match outcome {
            Outcome::Apart(texts) => texts,
            Outcome::Joined(joined, new) => {
                let whole = words[joined.clone()].iter().map(|word| word.bbox_px);
                let whole = whole.reduce(|a, b| a.zip(b).map(|(a, b)| a.cover(b))).flatten();
                patches
                    .extend(whole.zip(markup[joined.start].numbers).map(|(whole, at)| Patch::new(at, numbers(whole))));
                for gone in joined.clone().skip(1) {
                    let Some(element) = markup[gone].element else { continue };
                    let space =
                        if gone + 1 == joined.end { space_within(original, words[gone].span, element) } else { "" };
                    patches.push(Patch::new(with_space_before(&original.source.decoded.text, element), space));
                }
                vec![(joined.start, new)]
            }
        };
        for (word, new) in texts {
            let change = Change::between(text, words[word].span, &new);
            patches.extend(original.patches(change.as_slice()));
        }
    }
    patches
}

fn numbers(pixels: PixelBox) -> String {
    format!("{} {} {} {}", pixels.left, pixels.top, pixels.right, pixels.bottom)
}

fn with_space_before(source: &str, element: Span) -> Span {
    Span::new(source[..element.start].trim_ascii_end().len(), element.end)
}

/// The space behind a word if its element holds it: it is not to go with it.
fn space_within(original: &Original, word: Span, element: Span) -> &'static str {
    let behind = original.letter(word.end, false);
    let is_space = |text: Span| text.of(&original.document.text) == " ";
    if behind.is_some_and(|behind| is_space(behind.text) && element.contains(behind.source)) { " " } else { "" }
}
