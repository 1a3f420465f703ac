use std::fmt;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::code_page::CodePage;
use super::likelihood::is_cyrillic;
use crate::letters::in_alphabet;
use crate::table;

/// One way in which a text came to be read wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Damage {
    /// UTF-8 read in a code page: `AzÉ™rbaycan`.
    Mojibake(CodePage),
    /// An AzLat font, which draws Latin letters in the places of the Cyrillic ones of windows-1251, read in a code
    /// page: `Азярбайъан`, `Àçÿðáàéúàí`.
    AzLat(CodePage),
    /// The same with c and j in each other's place: `Азярбайжан`.
    AzLatSwapped(CodePage),
    /// An AzLat font of which only the letters that ASCII does not have were used: `Dяyiшяn`, `Azÿrbaycan`.
    Hybrid(CodePage),
    /// Text of one code page read in another: `Baþlýq`.
    CodePage {
        /// The code page in which the text was written.
        written: CodePage,
        /// The code page in which it was read.
        read: CodePage,
    },
    /// Letters of another alphabet in Latin words, because they look alike: Cyrillic `а` in `hаqq`, `ǝ` for ə.
    Lookalikes,
    /// Another letter in the place of one that was missing.
    Substitutes(Habit),
}

/// A habit of writing one letter for another that was missing.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Habit {
    /// Fonts in PDF files that name their letters wrongly: `Ģ` for ş, `ġ` for Ş, `Ġ` for İ.
    PdfFont,
    /// `ä` for ə, as in the alphabet of December 1991.
    UmlautSchwa,
    /// `∂`, `∃` and the like for ə.
    SymbolSchwa,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Mojibake(page) => write!(f, "UTF-8 read as {}", page.name()),
            Damage::AzLat(page) => write!(f, "AzLat font read as {}", page.name()),
            Damage::AzLatSwapped(page) => write!(f, "AzLat font (c and j swapped) read as {}", page.name()),
            Damage::Hybrid(page) => write!(f, "AzLat letters among ASCII ones, read as {}", page.name()),
            Damage::CodePage { written, read } => write!(f, "{} read as {}", written.name(), read.name()),
            Damage::Lookalikes => f.write_str("look-alike letters of another alphabet"),
            Damage::Substitutes(Habit::PdfFont) => f.write_str("letters wrongly named by a font in PDF"),
            Damage::Substitutes(Habit::UmlautSchwa) => f.write_str("ä for ə"),
            Damage::Substitutes(Habit::SymbolSchwa) => f.write_str("symbols for ə"),
        }
    }
}

impl Damage {
    /// The same for damages that a document cannot have side by side: fonts with c and j in different places, and the
    /// Western and Turkish code pages, which differ in six letters.
    pub(super) fn family(self) -> Damage {
        let plain = |page| if page == CodePage::Windows1254 { CodePage::Windows1252 } else { page };
        match self {
            Damage::Mojibake(page) => Damage::Mojibake(plain(page)),
            Damage::AzLat(page) | Damage::AzLatSwapped(page) => Damage::AzLat(plain(page)),
            Damage::Hybrid(page) => Damage::Hybrid(plain(page)),
            other => other,
        }
    }
}

/// What each character of a damaged text means; those that are not in it mean themselves.
pub(super) struct CharMap {
    pub(super) damage: Damage,
    always: FxHashMap<char, char>,
    /// In words that have a Latin letter besides.
    latin_words: FxHashMap<char, char>,
    /// Letters whose meaning has another sound than the Cyrillic letter has in Russian.
    telling: FxHashSet<char>,
    /// Letters that are written otherwise where the damage happened, and so should not stand there as themselves.
    replaced: FxHashSet<char>,
}

impl CharMap {
    fn new(damage: Damage, pairs: impl IntoIterator<Item = (char, char)>) -> CharMap {
        let always: FxHashMap<char, char> = pairs.into_iter().filter(|(seen, meant)| seen != meant).collect();
        let replaced =
            always.values().copied().filter(|meant| !meant.is_ascii() && !always.contains_key(meant)).collect();
        CharMap { damage, always, latin_words: FxHashMap::default(), telling: FxHashSet::default(), replaced }
    }

    /// What is seen and what is meant by it, in every word.
    #[cfg(test)]
    pub(super) fn pairs(&self) -> impl Iterator<Item = (char, char)> + '_ {
        self.always.iter().map(|(&seen, &meant)| (seen, meant))
    }

    /// Whether `c` says more than that a text was spelt in Russian letters.
    pub(super) fn is_telling(&self, c: char) -> bool {
        self.telling.contains(&c)
    }

    /// Whether `c` contradicts the damage by standing as itself.
    pub(super) fn is_contradiction(&self, c: char) -> bool {
        !c.is_ascii() && self.replaced.contains(&c)
    }

    /// Whether `c` may mean something else than it is.
    pub(super) fn has(&self, c: char) -> bool {
        !c.is_ascii() && (self.always.contains_key(&c) || self.latin_words.contains_key(&c))
    }

    /// The map of a word.
    pub(super) fn for_word(&self, word: &str) -> WordMap<'_> {
        let mixed = !self.latin_words.is_empty() && word.chars().any(is_latin) && word.chars().any(is_cyrillic);
        WordMap { map: self, mixed }
    }

    /// Whether `c` is a letter here: `×` is one if it means Ç.
    pub(super) fn is_letter(&self, c: char) -> bool {
        match c {
            'a'..='z' | 'A'..='Z' | 'А'..='я' => true,
            _ => !c.is_ascii() && (self.always.contains_key(&c) || c.is_alphabetic()),
        }
    }

    /// Whether words of one letter of another script and one of ASCII are not expected: who has the whole alphabet in
    /// one font does not change between fonts within a word.
    pub(super) fn is_whole_alphabet(&self) -> bool {
        matches!(self.damage, Damage::AzLat(_) | Damage::AzLatSwapped(_))
    }

    /// Whether `c`, which the map leaves as it is, ought to mean something in a text with this damage.
    pub(super) fn is_unmapped(&self, c: char) -> bool {
        match self.damage {
            _ if c.is_ascii() || self.always.contains_key(&c) => false,
            Damage::AzLat(page) | Damage::AzLatSwapped(page) | Damage::Hybrid(page) => {
                if page == CodePage::Windows1251 { is_cyrillic(c) } else { c.is_alphabetic() && !in_alphabet(c) }
            }
            Damage::Lookalikes => false,
            _ => c == char::REPLACEMENT_CHARACTER,
        }
    }
}

/// A [`CharMap`] for one word.
pub(super) struct WordMap<'a> {
    map: &'a CharMap,
    mixed: bool,
}

impl WordMap<'_> {
    /// What `c` means in the word, if not itself.
    pub(super) fn meaning(&self, c: char) -> Option<char> {
        if c.is_ascii() {
            return None;
        }
        let latin = if self.mixed { self.map.latin_words.get(&c) } else { None };
        latin.or_else(|| self.map.always.get(&c)).copied()
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='\u{24F}' | 'ə')
}

#[derive(Deserialize)]
struct AzLatRow {
    seen: char,
    latin: char,
    swapped: char,
    hybrid: bool,
    telling: bool,
}

#[derive(Deserialize)]
struct SubstituteRow {
    habit: Habit,
    seen: char,
    meant: char,
}

#[derive(Deserialize)]
struct LookalikeRow {
    seen: String,
    meant: String,
    when: String,
}

/// The code pages in which texts in AzLat fonts are met.
const AZLAT_PAGES: [CodePage; 3] = [CodePage::Windows1251, CodePage::Windows1252, CodePage::Windows1254];

/// Pairs of code pages (written, read) of which the first has Azerbaijani letters in places where the second has
/// others.
const MISTAKEN_PAGES: [(CodePage, CodePage); 4] = [
    (CodePage::Windows1254, CodePage::Windows1252),
    (CodePage::Windows1254, CodePage::Windows1251),
    (CodePage::Windows1254, CodePage::Windows1250),
    (CodePage::Windows1250, CodePage::Windows1252),
];

/// The maps of all damages that are one to one, the likelier ones first: of equals the first is taken.
pub(super) static CHAR_MAPS: LazyLock<Vec<CharMap>> = LazyLock::new(|| {
    let rows: Vec<AzLatRow> = table::rows("letters/azlat", include_str!("../data/azlat.csv"));
    let mut maps = Vec::new();
    maps.push(lookalikes());
    for page in AZLAT_PAGES {
        let plain = rows.iter().map(|row| (seen_in(page, row.seen), row.latin));
        let swapped = rows.iter().map(|row| (seen_in(page, row.seen), row.swapped));
        let telling = || rows.iter().filter(|row| row.telling).map(|row| seen_in(page, row.seen)).collect();
        maps.push(CharMap { telling: telling(), ..CharMap::new(Damage::AzLat(page), plain) });
        maps.push(CharMap::new(Damage::Hybrid(page), hybrid(page, &rows)));
        maps.push(CharMap { telling: telling(), ..CharMap::new(Damage::AzLatSwapped(page), swapped) });
    }
    for (written, read) in MISTAKEN_PAGES {
        let pairs = (0x80..=0xFF).map(|byte| (read.char_of(byte), written.char_of(byte)));
        maps.push(CharMap::new(Damage::CodePage { written, read }, pairs.filter(|&(_, meant)| in_alphabet(meant))));
    }
    let substitutes: Vec<SubstituteRow> = table::rows("letters/substitutes", include_str!("../data/substitutes.csv"));
    for habit in [Habit::PdfFont, Habit::UmlautSchwa, Habit::SymbolSchwa] {
        let pairs = substitutes.iter().filter(|row| row.habit == habit).map(|row| (row.seen, row.meant));
        maps.push(CharMap::new(Damage::Substitutes(habit), pairs));
    }
    maps
});

/// How the slot of a letter of windows-1251 looks in another code page.
fn seen_in(page: CodePage, slot: char) -> char {
    CodePage::Windows1251.byte_of(slot).map_or(slot, |byte| page.char_of(byte))
}

/// The special letters. Among Latin letters any Cyrillic one comes from the font, in the other pages any accented
/// letter may be a letter of its own.
fn hybrid(page: CodePage, rows: &[AzLatRow]) -> impl Iterator<Item = (char, char)> {
    rows.iter()
        .filter(move |row| row.hybrid || page == CodePage::Windows1251)
        .map(move |row| (seen_in(page, row.seen), row.latin))
}

fn lookalikes() -> CharMap {
    let mut map = CharMap::new(Damage::Lookalikes, []);
    for row in table::rows::<LookalikeRow>("letters/lookalikes", include_str!("../data/lookalikes.csv")) {
        let (mut seen, mut meant) = (row.seen.chars(), row.meant.chars());
        if let (Some(seen), Some(meant), None) = (seen.next(), meant.next(), meant.next())
            && seen.is_alphabetic()
            && meant.is_alphabetic()
        {
            let rows = if row.when == "latin_word" { &mut map.latin_words } else { &mut map.always };
            rows.insert(seen, meant);
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(damage: Damage, text: &str) -> String {
        let map = CHAR_MAPS.iter().find(|map| map.damage == damage).unwrap();
        let word = map.for_word(text);
        text.chars().map(|c| word.meaning(c).unwrap_or(c)).collect()
    }

    #[test]
    fn one_font_looks_different_in_each_code_page() {
        assert_eq!(read(Damage::AzLat(CodePage::Windows1251), "Азярбайъан"), "Azərbaycan");
        assert_eq!(read(Damage::AzLat(CodePage::Windows1252), "Àçÿðáàéúàí"), "Azərbaycan");
        assert_eq!(read(Damage::AzLat(CodePage::Windows1254), "Àçÿğáàéúàí"), "Azərbaycan");
        assert_eq!(read(Damage::AzLatSwapped(CodePage::Windows1251), "Азярбайжан"), "Azərbaycan");
        assert_eq!(read(Damage::Hybrid(CodePage::Windows1252), "AXØAMÛ"), "AXŞAMI");
    }

    #[test]
    fn thorn_is_one_letter_in_turkish_code_pages_and_another_in_fonts() {
        let turkish = Damage::CodePage { written: CodePage::Windows1254, read: CodePage::Windows1252 };
        assert_eq!(read(turkish, "baþlýq"), "başlıq");
        assert_eq!(read(Damage::AzLat(CodePage::Windows1252), "þíäÿ"), "öndə");
    }

    #[test]
    fn lookalikes_mean_latin_letters_in_latin_words_alone() {
        assert_eq!(read(Damage::Lookalikes, "hаqqındа"), "haqqında");
        assert_eq!(read(Damage::Lookalikes, "Баку"), "Баку");
    }

    #[test]
    fn each_map_but_the_lookalikes_is_one_to_one() {
        for map in CHAR_MAPS.iter().filter(|map| map.damage != Damage::Lookalikes) {
            let mut meant: Vec<char> = map.always.values().copied().collect();
            meant.sort_unstable();
            meant.dedup();
            let doubled = if map.damage == Damage::Substitutes(Habit::SymbolSchwa) { 2 } else { 0 };
            assert_eq!(meant.len() + doubled, map.always.len(), "{}", map.damage);
        }
    }
}
