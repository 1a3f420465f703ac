use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::letters::Lang;
use crate::table;

/// What competes, in the order of the table's columns: Azerbaijani as it is written, Azerbaijani typed without its own
/// letters, English, Turkish, Russian; the last stands for all other languages.
const LANGS: [Lang; 6] = [Lang::Az, Lang::Az, Lang::En, Lang::Tr, Lang::Ru, Lang::Unknown];

/// Evidence for each of [`LANGS`], in half nats or so: sums decide, the unit does not matter.
pub(super) type Weights = [i32; LANGS.len()];

/// Longest mark inside a word, in characters, word edges included.
const LONGEST_PART: usize = 5;
/// How much of a text is looked at, in words: a paragraph tells the language as well as a book.
const SAMPLE_WORDS: usize = 80;
/// Longest word that is looked at, in characters; what is longer is no word.
const LONGEST_WORD: usize = 40;
/// Least evidence for a language, and least lead over the next one, in the unit of the weights. Five words of running
/// text bring 5 to 20; a foreign name or two bring 0 to 3 (looked at in the headlines of `corpus/`).
const LEAST_EVIDENCE: i32 = 3;
const LEAST_LEAD: i32 = 2;
/// Lead at which the rest of a text cannot change the answer in practice, ten times what a headline brings.
const ENOUGH_LEAD: i32 = 30;
/// What the language of the whole text adds for each of its parts: as much as one good function word.
const BONUS_OF_WHOLE: i32 = 4;

#[derive(Deserialize)]
struct Mark {
    kind: MarkKind,
    mark: String,
    az: i32,
    az_plain: i32,
    en: i32,
    tr: i32,
    ru: i32,
    other: i32,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum MarkKind {
    /// A whole word.
    Word,
    /// Letters anywhere in a word; `_` is the edge of a word.
    Part,
}

/// The table, ready to be looked up. Words and parts are written without the difference of ı and i where capitals hide it.
struct Marks {
    words: FxHashMap<String, Weights>,
    /// The parts, and what they begin with: with no weight if that is no part itself.
    parts: HashMap<u64, Weights, BuildHasherDefault<PartHasher>>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut marks = Marks { words: FxHashMap::default(), parts: HashMap::default() };
    for row in table::rows::<Mark>("text/language_marks", include_str!("data/language_marks.csv")) {
        let weights = [row.az, row.az_plain, row.en, row.tr, row.ru, row.other];
        match row.kind {
            MarkKind::Word => {
                marks.words.insert(row.mark, weights);
            }
            MarkKind::Part => {
                let mut part = 0;
                for c in row.mark.chars() {
                    part = longer(part, c);
                    marks.parts.entry(part).or_insert([0; LANGS.len()]);
                }
                marks.parts.insert(part, weights);
            }
        }
    }
    marks
});

/// The key of a part that goes on with `c`: 12 bits a letter, enough for Latin and Cyrillic; other letters share a key
/// that no mark has.
fn longer(key: u64, c: char) -> u64 {
    key << 12 | u64::from(u32::from(c)).min(0xFFF)
}

/// Mixes a key of 60 bits (Fibonacci hashing, Knuth, The Art of Computer Programming 3, 6.4). The keys of the table are
/// known, so nobody can choose them to collide, and this is what most of the time of [`detect`] goes into.
#[derive(Default)]
struct PartHasher(u64);

impl Hasher for PartHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }
}

/// Names the language of a text: Azerbaijani (Latin or Cyrillic), English, Turkish or Russian, else unknown.
///
/// The method is a sum of weights of function words, letters and letter groups at word edges, as in the table
/// `language_marks.csv`; so three words of a headline often suffice, and Azerbaijani typed without its letters is still
/// told from Turkish. Only as many words are looked at as it takes, 80 at most.
///
/// ```
/// use lughat::letters::Lang;
/// use lughat::text::detect;
/// assert_eq!(detect("Müdafiə nazirinin görüşü"), Lang::Az);
/// assert_eq!(detect("Bakanlık bu konuda bilgi verdi"), Lang::Tr);
/// assert_eq!(detect("2020"), Lang::Unknown);
/// ```
pub fn detect(text: &str) -> Lang {
    decide(evidence(text))
}

/// The language of most of a text and that of each of its parts, given their evidence and their lengths.
///
/// A part that is too short to tell takes the language of the whole, and a little evidence does not make it differ.
pub(super) fn detect_parts(parts: &[(Weights, usize)]) -> (Lang, Vec<Lang>) {
    let mut lengths = [0_usize; LANGS.len()];
    let mut sums = [0; LANGS.len()];
    for (weights, length) in parts {
        let lang = decide(*weights);
        if let Some(at) = LANGS.iter().position(|&known| known == lang) {
            lengths[at] += length;
        }
        add(&mut sums, weights);
    }
    let known = (0..LANGS.len()).filter(|&at| LANGS[at] != Lang::Unknown && lengths[at] > 0);
    let whole = match known.max_by_key(|&at| (lengths[at], std::cmp::Reverse(at))) {
        Some(at) => LANGS[at],
        None => decide(sums),
    };
    let within = |(weights, _): &(Weights, usize)| {
        let raised = std::array::from_fn(|at| weights[at] + if LANGS[at] == whole { BONUS_OF_WHOLE } else { 0 });
        match decide(raised) {
            Lang::Unknown => whole,
            lang => lang,
        }
    };
    (whole, parts.iter().map(within).collect())
}

fn decide(sums: Weights) -> Lang {
    let (best, lead) = leader(sums);
    if sums[best] >= LEAST_EVIDENCE && lead >= LEAST_LEAD { LANGS[best] } else { Lang::Unknown }
}

/// The place of the best sum, and how far it leads over the best of another language (or over no evidence).
fn leader(sums: Weights) -> (usize, i32) {
    let best = (0..LANGS.len()).max_by_key(|&at| (sums[at], std::cmp::Reverse(at))).unwrap_or(LANGS.len() - 1);
    let others = (0..LANGS.len()).filter(|&at| LANGS[at] != LANGS[best]).map(|at| sums[at]);
    (best, sums[best] - others.max().unwrap_or(0).max(0))
}

/// The evidence of a text for each language.
pub(super) fn evidence(text: &str) -> Weights {
    let mut sums = [0; LANGS.len()];
    let mut letters: Vec<char> = Vec::new();
    let mut buffer = String::new();
    let mut words = 0;
    for c in text.chars().chain([' ']) {
        if c.is_alphabetic() {
            if letters.len() <= LONGEST_WORD {
                letters.push(lower_letter(c));
            }
        } else if !letters.is_empty() && c != '\u{307}' {
            if letters.len() <= LONGEST_WORD {
                weigh_word(&letters, &mut buffer, &mut sums);
                words += 1;
            }
            letters.clear();
            if words == SAMPLE_WORDS || leader(sums).1 >= ENOUGH_LEAD {
                break;
            }
        }
    }
    sums
}

/// The small letter, by rules that no language of the table contradicts: `I` gives `i`.
fn lower_letter(c: char) -> char {
    if c == 'İ' { 'i' } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Adds the weights of a word; `buffer` is room for it.
fn weigh_word(letters: &[char], buffer: &mut String, sums: &mut Weights) {
    let marks = &*MARKS;
    buffer.clear();
    buffer.extend(letters.iter().map(|&c| if c == 'ı' { 'i' } else { c }));
    if let Some(weights) = marks.words.get(buffer.as_str()) {
        add(sums, weights);
    }
    let edged = |at: usize| at.checked_sub(1).and_then(|at| letters.get(at).copied()).unwrap_or('_');
    let end = letters.len() + 2;
    for start in 0..end {
        let mut part = 0;
        for at in start..end.min(start + LONGEST_PART) {
            part = longer(part, edged(at));
            // What no part begins with, no longer one does.
            let Some(weights) = marks.parts.get(&part) else { break };
            add(sums, weights);
        }
    }
}

fn add(sums: &mut Weights, weights: &Weights) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight;
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    fn all(lang: Lang, texts: &[&str]) {
        for text in texts {
            assert_eq!(detect(text), lang, "{text}: {:?}", evidence(text));
        }
    }

    #[test]
    fn azerbaijani() {
        all(
            Lang::Az,
            &[
                "Sərhəd məsələləri müzakirə edilib",
                "MÜDAFİƏ NAZİRİ BAKIDA",
                "Energetika Nazirliyi",
                "Yığıncaq sabah saat onda başlayacaq və iki gün davam edəcəkdir.",
            ],
        );
    }

    #[test]
    fn azerbaijani_typed_without_its_letters() {
        all(
            Lang::Az,
            &[
                "Xarici Isler Nazirliyi bununla bagli melumat yayib",
                "Toplantidan sonra nazir jurnalistlerin suallarini cavablandirib, qonaqlar ise yola dusub.",
            ],
        );
    }

    #[test]
    fn azerbaijani_in_cyrillic() {
        all(Lang::Az, &["Милли Мәҹлисин сәдри Бакыја гајыдыб", "Ики өлкә арасында"]);
    }

    #[test]
    fn turkish() {
        all(
            Lang::Tr,
            &[
                "Dışişleri Bakanı bugün Ankara'ya geldi",
                "Toplantıda ticaret ve enerji konuları ele alınıyor, anlaşma için çalışılıyor.",
                "Sinir guvenligi icin yeni bir karar alindi, ancak henuz uygulanmiyor.",
                "Heyet, iki ülke arasındaki ilişkilerin geliştirilmesi gerektiğini belirtti.",
            ],
        );
    }

    #[test]
    fn english_and_russian() {
        all(
            Lang::En,
            &["Foreign Minister visits Baku", "Naghiyev meets Liluashvili", "The talks went on for two days."],
        );
        all(Lang::Ru, &["Министр иностранных дел прибыл в Баку", "Стороны обсудили вопросы сотрудничества"]);
    }

    #[test]
    fn other_languages_and_mere_names_are_unknown() {
        all(
            Lang::Unknown,
            &[
                "",
                "19.01.2020",
                "Der Minister ist nicht nach Baku gereist",
                "Le ministre est arrivé dans la ville",
                "NATO",
            ],
        );
    }

    #[test]
    fn a_part_follows_the_whole_unless_it_speaks_clearly() {
        let part = |text: &str| (evidence(text), text.len());
        let az = "Nazirlər sərhəd məsələlərini müzakirə ediblər və sənəd imzalayıblar.";
        let (whole, parts) = detect_parts(&[part("SOCAR"), part(az), part("The ministers signed the agreement.")]);
        assert_eq!(whole, Lang::Az);
        assert_eq!(parts, [Lang::Az, Lang::Az, Lang::En]);
    }

    #[test]
    fn the_table_names_each_mark_once_and_in_small_letters() {
        let rows: Vec<Mark> = table::rows("text/language_marks", include_str!("data/language_marks.csv"));
        let names: FxHashSet<(bool, &str)> = rows.iter().map(|row| (row.kind == MarkKind::Word, &*row.mark)).collect();
        assert_eq!(names.len(), rows.len());
        for row in &rows {
            let word = row.kind == MarkKind::Word;
            assert!(!row.mark.contains(char::is_uppercase), "{}", row.mark);
            assert!(!word || !row.mark.contains('ı'), "{}", row.mark);
            assert!(word || row.mark.chars().count() <= LONGEST_PART, "{}", row.mark);
        }
    }
}
