//! Changes of ALTO. A word that joins the word before it goes with its `String` and the `SP` between, and the box that
//! stays grows; a word whose letters all go keeps its box with an empty `CONTENT`, since the engine saw something there.
//! The halves of a word broken over two lines keep one `SUBS_CONTENT`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::boxes::{Boxes, Outcome};
use super::broken_word::Joint;
use super::change::Change;
use super::patch::{Patch, Place};
use super::running::Original;
use crate::text::read::alto::{Length, Markup, Sides};
use crate::text::scanned::HYPHENS;
use crate::text::{Half, Span};

pub(super) fn boxes(original: &Original, markup: &[Markup]) -> Boxes {
    let words = original.document.words.iter().zip(markup);
    let extents = words.map(|(word, markup)| markup.hyphen.map_or(word.span, |hyphen| word.span.cover(hyphen.text)));
    Boxes { extents: extents.collect(), rows: markup.iter().map(|markup| Some(markup.row)).collect() }
}

pub(super) fn patches(
    original: &Original,
    boxes: &Boxes,
    markup: &[Markup],
    changes: &[Change],
    joints: &[Joint],
) -> Vec<Patch> {
    let (outcomes, loose) = boxes.outcomes(&original.document.text, changes);
    let mut page = Page::new(original, markup);
    page.patches = original.patches(&loose);
    page.joints = joints.iter().filter_map(|joint| Some((page.first_half(boxes, *joint)?, *joint))).collect();
    for outcome in outcomes {
        match outcome {
            Outcome::Apart(texts) => texts.iter().for_each(|(word, new)| page.change(*word, *word, new)),
            Outcome::Joined(words, new) => page.join(words, &new),
        }
    }
    let changed = page.contents.keys().flat_map(|&word| [word.saturating_sub(1), word]);
    let changed: BTreeSet<usize> = changed.chain(page.joints.keys().copied()).collect();
    changed.into_iter().for_each(|word| page.follow_halves(word));
    page.patches
}

/// Whether a change leaves the word in which it ends its hyphen, if the file calls that word a first half.
pub(super) fn keeps_hyphen(original: &Original, boxes: &Boxes, markup: &[Markup], change: &Change) -> bool {
    let at = boxes.extents.partition_point(|extent| extent.end < change.span.end);
    let (Some(word), Some(markup)) = (original.document.words.get(at), markup.get(at)) else { return true };
    let Some(hyphen) = markup.hyphen.filter(|_| markup.half == Some(Half::First)) else { return true };
    // A hyphen that stands nowhere in the file cannot be another one, and needs letters before it.
    let is_written = !hyphen.content.is_empty();
    match change.span.end <= hyphen.text.start {
        true => is_written || !change.replacement.is_empty() || !change.span.contains(word.span),
        false => is_written && change.replacement.ends_with(HYPHENS),
    }
}

/// Whether the file gives a broken word, whose letters stay as they are, another whole.
pub(super) fn tells_otherwise(original: &Original, boxes: &Boxes, markup: &[Markup], joint: Joint) -> bool {
    let mut page = Page::new(original, markup);
    if let Some(word) = page.first_half(boxes, joint) {
        page.joints.insert(word, joint);
        page.follow_halves(word);
    }
    !page.patches.is_empty()
}

struct Page<'p> {
    original: &'p Original<'p>,
    markup: &'p [Markup],
    /// The new texts of changed words.
    contents: BTreeMap<usize, String>,
    /// The line ends behind first halves that edits know of.
    joints: BTreeMap<usize, Joint>,
    patches: Vec<Patch>,
}

impl<'p> Page<'p> {
    fn new(original: &'p Original<'p>, markup: &'p [Markup]) -> Page<'p> {
        Page { original, markup, contents: BTreeMap::new(), joints: BTreeMap::new(), patches: Vec::new() }
    }

    /// The word that ends at a joint.
    fn first_half(&self, boxes: &Boxes, joint: Joint) -> Option<usize> {
        let word = boxes.extents.partition_point(|extent| extent.end < joint.at);
        boxes.extents.get(word).is_some_and(|extent| extent.end == joint.at).then_some(word)
    }

    /// Gives a word a new text; it ends with the hyphen of `last`, if that has one.
    fn change(&mut self, word: usize, last: usize, new: &str) {
        let text = &self.original.document.text;
        let content = match self.markup[last].hyphen {
            None => new,
            Some(hyphen) => match (new.strip_suffix(hyphen.text.of(text)), new.strip_suffix(HYPHENS)) {
                (Some(letters), _) => letters,
                (None, Some(letters)) => {
                    self.patches.push(Patch::new(hyphen.content, Place::Attribute.escape(&new[letters.len()..])));
                    letters
                }
                (None, None) => {
                    self.patches.push(Patch::delete(hyphen.element));
                    new
                }
            },
        };
        let change = Change::between(text, self.original.document.words[word].span, content);
        self.patches.extend(self.original.patches(change.as_slice()));
        self.contents.insert(word, content.to_owned());
    }

    /// Makes several words of a line one. A half of a broken word stays, since the other half tells of it.
    fn join(&mut self, words: Range<usize>, new: &str) {
        let markup = &self.markup[words.clone()];
        let stays = words.start + markup.iter().position(|word| word.half.is_some()).unwrap_or(0);
        let kept = &self.markup[stays];
        if let [first, .., last] = markup {
            let before = Span::new(first.element.start, kept.element.start.max(first.element.start));
            let after = Span::new(kept.element.end, last.element.end.max(kept.element.end));
            self.patches.extend([before, after].into_iter().filter(|span| !span.is_empty()).map(Patch::delete));
        }
        let whole = markup.iter().map(|word| word.sides).reduce(|a, b| a.zip(b).map(|(a, b)| cover(a, b))).flatten();
        if let (Some(old), Some(whole)) = (kept.sides, whole) {
            let sides = |sides: Sides| [sides.left, sides.top, sides.width, sides.height];
            for (old, new) in sides(old).into_iter().zip(sides(whole)).filter(|(old, new)| old.value != new.value) {
                self.patches.push(Patch::new(old.span, number(new.value)));
            }
        }
        self.change(stays, words.end - 1, new);
    }

    /// Writes what the halves of a broken word make together into both, if the word at `first` is a half.
    fn follow_halves(&mut self, first: usize) {
        let Some([before, after]) = self.markup.get(first..first + 2) else { return };
        let Some((_, old)) = before.whole.as_ref().or(after.whole.as_ref()) else { return };
        if (before.half, after.half) != (Some(Half::First), Some(Half::Second)) {
            return;
        }
        let whole = self.whole(first, old);
        for (span, text) in [&before.whole, &after.whole].into_iter().flatten() {
            if *text != whole {
                self.patches.push(Patch::new(*span, Place::Attribute.escape(&whole)));
            }
        }
    }

    /// The whole of the word whose first half is `at`, put together as `old` was: with the marks around it, or without.
    fn whole(&self, at: usize, old: &str) -> String {
        let document = &self.original.document;
        let before = |word: usize| document.words[word].span.of(&document.text);
        let after = |word: usize| self.contents.get(&word).map_or(before(word), String::as_str);
        let (first, second) = (before(at), before(at + 1));
        let (mut new_first, mut new_second) = (after(at), after(at + 1));
        let is_mark = |c: char| !c.is_alphanumeric();
        if !old.starts_with(is_mark) {
            new_first = new_first.trim_start_matches(is_mark);
        }
        if !old.ends_with(is_mark) {
            new_second = new_second.trim_end_matches(is_mark);
        }
        let hyphen = match self.joints.get(&at) {
            Some(joint) => {
                if joint.is_compound {
                    "-"
                } else {
                    ""
                }
            }
            None => own_hyphen(first, second, old),
        };
        format!("{}{hyphen}{new_second}", new_first.trim_end_matches(HYPHENS))
    }
}

/// The hyphen of a whole that its halves have at the line end: one of the word's own (`Bakı-Tbilisi`), or none.
fn own_hyphen<'w>(first: &str, second: &str, whole: &'w str) -> &'w str {
    let is_mark = |c: char| !c.is_alphanumeric();
    let between = whole
        .trim_matches(is_mark)
        .strip_prefix(first.trim_end_matches(HYPHENS).trim_start_matches(is_mark))
        .and_then(|rest| rest.strip_suffix(second.trim_end_matches(is_mark)));
    between.filter(|between| between.chars().all(|c| HYPHENS.contains(&c))).unwrap_or_default()
}

/// The smallest box that holds both.
fn cover(a: Sides, b: Sides) -> Sides {
    let least = |a: Length, b: Length| Length { value: a.value.min(b.value), ..a };
    let (left, top) = (least(a.left, b.left), least(a.top, b.top));
    let end = |start: fn(&Sides) -> Length, size: fn(&Sides) -> Length| {
        let end = |sides: &Sides| start(sides).value + size(sides).value;
        end(&a).max(end(&b))
    };
    let right = end(|sides| sides.left, |sides| sides.width);
    let bottom = end(|sides| sides.top, |sides| sides.height);
    let width = Length { value: right - left.value, ..a.width };
    let height = Length { value: bottom - top.value, ..a.height };
    Sides { left, top, width, height }
}

/// A length as ALTO writes it; lengths that are no whole numbers keep three places.
fn number(value: f64) -> String {
    let written = format!("{value:.3}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}
