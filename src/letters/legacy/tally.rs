//! Weighing a part of a text: is it likelier as it stands, or as what a damage would have made it of?

use std::ops::Range;

use super::code_page::CodePage;
use super::conversion::Rewrite;
use super::damage::{CHAR_MAPS, CharMap, Damage, Habit};
use super::likelihood::{AZERBAIJANI, Pairs, WITHOUT_SCHWA, is_cyrillic, symbol, word_of_any_language};
use super::mojibake;
use crate::letters::{is_azerbaijani_cyrillic, to_latin};

/// Cost of changing from a letter of the font to one of ASCII within a word, where the font has the whole alphabet.
const COST_OF_CHANGING_FONTS: f32 = 3.0;
/// How many letters of plain ASCII words stand beside one letter of a font that has the whole alphabet, at most. In
/// Italian, where `è` would make a fine word, there are many more.
const ASCII_LETTERS_PER_LETTER: usize = 3;
/// How many letters there are to one of я ъ щ ц э ю ь, at most, where they mean ə c h ü g ö ğ: six in Azerbaijani. In
/// Russian there are eighteen, and names of Azerbaijanis in Russian texts look much like AzLat without them.
const LETTERS_PER_TELLING_ONE: usize = 12;
/// Share of special letters in the words that have some, at most, where the others are ASCII; in `corpus/` it is a
/// quarter.
const MOST_SPECIAL_LETTERS: f32 = 0.7;
/// Nats against a damage for each letter that it should have changed.
const COST_OF_CONTRADICTION: f32 = 6.0;
/// How many of a substitute stand beside one letter that is written as it should be, at most. In running text ı, ğ and
/// ş together are nearly as frequent as ə.
const SUBSTITUTES_PER_WITNESS: usize = 4;

/// Most nats a letter, and a text besides, that Azerbaijani costs: 2.5 to 3.3 in titles of documents, more in single words
/// and names.
const MOST_COST_OF_LETTER: f32 = 3.2;
const MOST_COST_OF_TEXT: f32 = 4.0;

/// What speaks for a damage in a part of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Characters of the words that have more than ASCII letters.
    pub(super) letters: usize,
    /// Characters that mean something else than they are.
    pub(super) changed: usize,
    /// Characters that ought to mean something else, and nobody knows what.
    pub(super) unmapped: usize,
    /// Cost in nats of the text as it was meant.
    pub(super) meant: f32,
    /// Nats by which the text is likelier as it was meant than as it was read.
    pub(super) gain: f32,
    /// Whether the text, as it was meant, is what the damage happens to: Azerbaijani, above all.
    pub(super) is_believable: bool,
}

impl Tally {
    /// What two layers of damage explain together.
    pub(super) fn followed_by(self, inner: Tally) -> Tally {
        Tally {
            letters: self.letters.max(inner.letters),
            changed: self.changed.max(inner.changed),
            gain: self.gain + inner.gain,
            ..inner
        }
    }

    /// Whether the letters, as they were meant, cost no more than Azerbaijani ones do.
    fn is_azerbaijani(&self) -> bool {
        self.meant <= MOST_COST_OF_LETTER * self.letters as f32 + MOST_COST_OF_TEXT
    }
}

/// What each damage that changes the text at all would explain, in the order of preference.
pub(super) fn trials(text: &str) -> impl Iterator<Item = (Damage, Tally)> {
    let mojibake = CodePage::ALL.into_iter().map(Damage::Mojibake);
    let damages = mojibake.chain(CHAR_MAPS.iter().map(|map| map.damage));
    let damages = if text.is_ascii() { None } else { Some(damages) };
    damages.into_iter().flatten().filter_map(|damage| Some((damage, trial(text, damage)?)))
}

/// What a damage would explain, if it changes the text at all.
pub(super) fn trial(text: &str, damage: Damage) -> Option<Tally> {
    match damage {
        Damage::Mojibake(page) => trial_of_mojibake(text, page),
        _ => trial_of_map(text, char_map(damage)?),
    }
}

fn char_map(damage: Damage) -> Option<&'static CharMap> {
    CHAR_MAPS.iter().find(|map| map.damage == damage)
}

/// The text without the damage.
pub(super) fn rewrite(text: &str, damage: Damage) -> Rewrite {
    match (damage, char_map(damage)) {
        (Damage::Mojibake(page), _) => mojibake::decode(text, page),
        (_, Some(map)) => rewrite_by_map(text, map),
        (_, None) => {
            let mut same = Rewrite::default();
            same.keep(text);
            same
        }
    }
}

/// Whether `c`, which stands in a text with the damage, should have a meaning and has none.
pub(super) fn is_unmapped(c: char, damage: Damage) -> bool {
    match damage {
        Damage::Mojibake(_) => mojibake::is_unmapped(c),
        _ => char_map(damage).is_some_and(|map| map.is_unmapped(c)),
    }
}

fn rewrite_by_map(text: &str, map: &CharMap) -> Rewrite {
    let mut out = Rewrite::default();
    let mut at = 0;
    for range in words(text, map) {
        out.keep(&text[at..range.start]);
        let word = &text[range.clone()];
        let meanings = map.for_word(word);
        let mut letter = [0; 4];
        for c in word.chars() {
            let read = c.encode_utf8(&mut letter);
            match meanings.meaning(c) {
                Some(meant) => out.replace(read, meant),
                None => out.keep(read),
            }
        }
        at = range.end;
    }
    out.keep(&text[at..]);
    out
}

/// The words that have a letter; a sign after digits is none, even if it may mean a letter: 2×3, 20º.
fn words<'a>(text: &'a str, map: &'a CharMap) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|c| map.is_letter(c))?;
            let end = text[start..].find(|c| !map.is_letter(c)).map_or(text.len(), |length| start + length);
            at = end;
            if text[start..end].contains(|c: char| c.is_alphabetic() && !matches!(c, 'ª' | 'º')) {
                return Some(start..end);
            }
        }
    })
}

/// Costs of a text as it stands: in any language, as Azerbaijani, as Azerbaijani Cyrillic.
#[derive(Default)]
struct AsRead {
    in_any_language: f32,
    in_latin: f32,
    /// If a letter comes up that only Azerbaijani Cyrillic has; every fifth letter is one.
    in_cyrillic: Option<f32>,
}

impl AsRead {
    fn new(text: &str) -> AsRead {
        // Most Cyrillic letters are Russian, and those are passed quickly.
        let beyond_russian = text.chars().any(|c| is_cyrillic(c) && !matches!(c, 'А'..='я'));
        let in_cyrillic = (beyond_russian && is_azerbaijani_cyrillic(text)).then_some(0.0);
        AsRead { in_cyrillic, ..AsRead::default() }
    }

    fn add(&mut self, word: &str, letters: &[char]) {
        self.in_any_language += word_of_any_language(letters);
        let in_latin = AZERBAIJANI.word(letters.iter().copied());
        self.in_latin += in_latin;
        if let Some(sum) = &mut self.in_cyrillic {
            let cyrillic = letters.iter().all(|&c| is_cyrillic(c));
            *sum += if cyrillic { AZERBAIJANI.word(to_latin(word).chars()) } else { in_latin };
        }
    }

    fn least(&self) -> f32 {
        let least = self.in_any_language.min(self.in_latin);
        self.in_cyrillic.map_or(least, |sum| least.min(sum))
    }
}

fn trial_of_map(text: &str, map: &CharMap) -> Option<Tally> {
    if !text.chars().any(|c| map.has(c)) {
        return None;
    }
    let pairs: &Pairs = if matches!(map.damage, Damage::CodePage { .. }) { &WITHOUT_SCHWA } else { &AZERBAIJANI };
    let (mut tally, mut read, mut signs) = (Tally::default(), AsRead::new(text), Signs::default());
    let (mut as_azerbaijani, mut as_any) = (0.0, 0.0);
    let (mut letters, mut meant) = (Vec::new(), Vec::new());
    for range in words(text, map) {
        let word = &text[range];
        if word.is_ascii() {
            signs.ascii_letters += word.len();
            continue;
        }
        let meanings = map.for_word(word);
        letters.clear();
        letters.extend(word.chars());
        meant.clear();
        meant.extend(letters.iter().map(|&c| meanings.meaning(c).unwrap_or(c)));
        tally.letters += letters.len();
        tally.changed += letters.iter().zip(&meant).filter(|(read, meant)| read != meant).count();
        tally.unmapped += letters.iter().filter(|&&c| map.is_unmapped(c)).count();
        signs.count(&letters, map);
        read.add(word, &letters);
        as_azerbaijani += pairs.word(meant.iter().copied()) + changes_of_font(&letters, map);
        as_any += word_of_any_language(&meant);
    }
    tally.meant = if map.damage == Damage::Lookalikes { as_any.min(as_azerbaijani) } else { as_azerbaijani };
    tally.gain = read.least() - tally.meant - COST_OF_CONTRADICTION * signs.contradictions as f32;
    tally.is_believable = signs.bear_out(map.damage, &tally);
    (tally.changed > 0).then_some(tally)
}

/// What speaks for or against a damage besides the likelihood of the letters.
#[derive(Default)]
struct Signs {
    /// Letters of words that have only ASCII letters.
    ascii_letters: usize,
    /// Letters that only Azerbaijani and Turkish have, as themselves.
    witnesses: usize,
    /// Letters that the damage should have changed, as themselves.
    contradictions: usize,
    telling: usize,
    /// The first letter that the damage has changed, and whether it has changed another one too: Swedish with ö alone
    /// may look like Azerbaijani with ü by chance.
    first_kind: Option<char>,
    has_several_kinds: bool,
}

impl Signs {
    fn count(&mut self, letters: &[char], map: &CharMap) {
        self.witnesses += letters.iter().filter(|&&c| matches!(c, 'ə' | 'ğ' | 'ı' | 'ş')).count();
        self.contradictions += letters.iter().filter(|&&c| map.is_contradiction(c)).count();
        self.telling += letters.iter().filter(|&&c| map.is_telling(c)).count();
        if self.has_several_kinds {
            return;
        }
        for kind in letters.iter().filter(|&&c| map.has(c)).flat_map(|c| c.to_lowercase()) {
            self.has_several_kinds |= *self.first_kind.get_or_insert(kind) != kind;
        }
    }

    fn bear_out(&self, damage: Damage, tally: &Tally) -> bool {
        match damage {
            Damage::Lookalikes => true,
            Damage::AzLat(CodePage::Windows1251) | Damage::AzLatSwapped(CodePage::Windows1251) => {
                LETTERS_PER_TELLING_ONE * self.telling >= tally.changed
            }
            Damage::AzLat(_) | Damage::AzLatSwapped(_) => {
                self.ascii_letters <= ASCII_LETTERS_PER_LETTER * tally.letters
            }
            Damage::Hybrid(_) => {
                self.has_several_kinds && tally.changed as f32 <= MOST_SPECIAL_LETTERS * tally.letters as f32
            }
            Damage::Substitutes(Habit::PdfFont | Habit::UmlautSchwa) => {
                tally.is_azerbaijani() && tally.changed <= SUBSTITUTES_PER_WITNESS * self.witnesses
            }
            _ => true,
        }
    }
}

fn changes_of_font(letters: &[char], map: &CharMap) -> f32 {
    if !map.is_whole_alphabet() {
        return 0.0;
    }
    let changes = letters.windows(2).filter(|pair| pair[0].is_ascii() != pair[1].is_ascii()).count();
    changes as f32 * COST_OF_CHANGING_FONTS
}

/// UTF-8 is read back for any language.
fn trial_of_mojibake(text: &str, page: CodePage) -> Option<Tally> {
    let decoded = mojibake::decode(text, page);
    if decoded.steps.is_empty() {
        return None;
    }
    let mut tally = Tally { meant: cost_of_text(&decoded.text), is_believable: true, ..Tally::default() };
    tally.gain = cost_of_text(text) - tally.meant;
    tally.letters = text.chars().filter(|c| !c.is_ascii()).count();
    tally.unmapped = decoded.kept().map(|kept| text[kept].chars().filter(|&c| mojibake::is_unmapped(c)).count()).sum();
    tally.changed = tally.letters.saturating_sub(decoded.text.chars().filter(|c| !c.is_ascii()).count());
    Some(tally)
}

fn cost_of_text(text: &str) -> f32 {
    let mut words = AsRead::new(text);
    let mut symbols = 0.0;
    let mut letters = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() {
            letters.push(c);
            continue;
        }
        if !letters.is_empty() {
            words.add(&text[start..at], &letters);
            letters.clear();
        }
        symbols += symbol(c);
        start = at + c.len_utf8();
    }
    words.least() + symbols
}
