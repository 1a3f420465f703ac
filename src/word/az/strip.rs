use super::harmony::{Harmony, is_vowel};
use super::suffix::{Allomorph, Class, Needs, Row, SUFFIXES};
use crate::letters::{Lang, lower};

/// A suffix of a word, as it is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suffix {
    /// Name of its function: `PL`, `P3`, `GEN`, `LOC`, `PERF`, … (column `tag` of `noun_suffixes.csv`, `verb_endings.csv`).
    pub tag: &'static str,
    /// The letters that stand in the word, in lower case.
    pub surface: String,
}

/// One way to take a word apart: a stem and the suffixes after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The stem, in lower case, with the changes before a vowel undone where they are regular (`nazirliy` → `nazirlik`).
    pub stem: String,
    /// Whether the stem is a verb's.
    pub verb: bool,
    /// The suffixes from left to right; none for the bare word.
    pub suffixes: Vec<Suffix>,
    /// How unlikely the reading is, in nats; 0 is the best, figures of different words do not compare.
    pub cost: f32,
}

/// Cost, in nats, of a stem that the lexicon does not know.
const UNKNOWN_STEM: f32 = 12.0;
/// Cost, in nats, of a vowel that breaks the rounding harmony (`Trampun`): frequent in names only.
const ROUNDING: f32 = 2.0;
/// More suffixes than this no word has; it bounds the work on hostile input.
const DEEPEST: usize = 7;
/// Words longer than this, in bytes, are not taken apart.
const LONGEST: usize = 96;
/// Slot above all suffixes.
const TOP: i8 = 10;

/// Returns every reading of `word` as a stem and suffixes in their order, best first; the bare word is among them.
///
/// Harmony, buffer letters and the n after the possessive are checked, the stem only by its cost: a stem of the
/// [`Lexicon`](crate::word::Lexicon) is cheaper. Quotes, hyphens and capitals need [`citation()`](super::citation()).
///
/// ```
/// let best = &lughat::word::az::strip("nazirliyinin")[0];
/// let tags: Vec<_> = best.suffixes.iter().map(|suffix| suffix.tag).collect();
/// assert_eq!((best.stem.as_str(), tags.as_slice()), ("nazirlik", ["P3", "GEN"].as_slice()));
/// ```
pub fn strip(word: &str) -> Vec<Analysis> {
    let lowered = lower(word, Lang::Az);
    let mut found = Vec::new();
    visit(&lowered, false, &mut |reading| {
        for stem in super::lemma::stem_forms(&reading) {
            let known = super::lemma::lemma_of(&stem, reading.verb).is_some();
            let cost =
                reading.cost + if known { 0.0 } else { UNKNOWN_STEM + if stem == reading.stem { 0.0 } else { 1.0 } };
            found.push(Analysis { stem, verb: reading.verb, suffixes: reading.suffixes(), cost });
        }
    });
    found.sort_by(|a: &Analysis, b| a.cost.total_cmp(&b.cost));
    found
}

/// A reading while the walk is at it; nothing in it is allocated.
pub(super) struct Reading<'a> {
    /// The letters before the suffixes, as they are written.
    pub stem: &'a str,
    /// The letters from the stem's end to the word's end.
    pub rest: &'a str,
    pub verb: bool,
    pub cost: f32,
    chain: &'a [Link],
}

/// A suffix of the chain: its row and where it begins in the word.
#[derive(Clone, Copy)]
struct Link {
    row: usize,
    start: usize,
    end: usize,
}

impl Reading<'_> {
    /// The rows of the suffixes from left to right, each with the byte offset in the word at which it begins.
    pub fn links(&self) -> impl DoubleEndedIterator<Item = (&'static Row, usize)> {
        self.chain.iter().rev().filter_map(|link| Some((SUFFIXES.rows.get(link.row)?, link.start)))
    }

    fn suffixes(&self) -> Vec<Suffix> {
        let base = self.stem.len();
        let surface = |link: &Link| self.rest.get(link.start - base..link.end - base).unwrap_or_default().to_owned();
        let links = self.chain.iter().rev();
        links.map(|link| Suffix { tag: &SUFFIXES.rows[link.row].tag, surface: surface(link) }).collect()
    }
}

/// Where the walk stands: what may come next on the left.
#[derive(Clone, Copy)]
struct State {
    end: usize,
    limit: i8,
    /// What the suffix on the right asks of this one.
    needs: Option<Needs>,
    /// A suffix that only nouns have stands on the right.
    nominal: bool,
    verb: bool,
    cost: f32,
}

/// Calls `sink` for each reading of `word` (lower case). With `loose`, rounding harmony may be broken, at a cost.
pub(super) fn visit(word: &str, loose: bool, sink: &mut dyn FnMut(Reading<'_>)) {
    let state = State { end: word.len(), limit: TOP, needs: None, nominal: false, verb: false, cost: 0.0 };
    let mut walk = Walk { word, loose, chain: Vec::with_capacity(DEEPEST), sink };
    walk.descend(state);
}

struct Walk<'a> {
    word: &'a str,
    loose: bool,
    chain: Vec<Link>,
    sink: &'a mut dyn FnMut(Reading<'_>),
}

impl Walk<'_> {
    fn descend(&mut self, state: State) {
        let (stem, rest) = self.word.split_at(state.end);
        if state.needs.is_none_or(|needs| needs == Needs::NotPoss3) {
            (self.sink)(Reading { stem, rest, verb: state.verb, cost: state.cost, chain: &self.chain });
        }
        if self.chain.len() >= DEEPEST || self.word.len() > LONGEST {
            return;
        }
        let Some(last) = stem.chars().next_back() else { return };
        for allomorph in SUFFIXES.ending_in(last) {
            if let Some(next) = self.step(state, allomorph) {
                self.chain.push(Link { row: allomorph.row, start: next.end, end: state.end });
                self.descend(next);
                self.chain.pop();
            }
        }
    }

    /// The state left of `allomorph`, where it can stand at the end of what is left of the word.
    fn step(&self, state: State, allomorph: &Allomorph) -> Option<State> {
        let row = &SUFFIXES.rows[allomorph.row];
        if row.slot >= state.limit || !serves(row, state) {
            return None;
        }
        let stem = self.word[..state.end].strip_suffix(allomorph.surface.as_str())?;
        let next_vowel = self.word[state.end..].chars().next().is_some_and(is_vowel);
        if allomorph.before_vowel.is_some_and(|wanted| wanted != next_vowel) {
            return None;
        }
        let end_vowel = stem.chars().next_back().map(is_vowel)?;
        if allomorph.after_vowel.is_some_and(|wanted| wanted != end_vowel) || !fits(row.needs, stem, end_vowel) {
            return None;
        }
        let harmony_cost = self.harmony_cost(allomorph, stem)?;
        let asks = matches!(row.needs, Some(Needs::Poss3 | Needs::NotPoss3 | Needs::Past | Needs::Dative));
        Some(State {
            end: stem.len(),
            limit: row.next,
            needs: if asks { row.needs } else { None },
            nominal: state.nominal || row.class == Class::Derivation || (2..=6).contains(&row.slot) && row.tag != "PL",
            verb: state.verb || matches!(row.class, Class::Nominal | Class::Finite),
            cost: state.cost + row.cost + harmony_cost,
        })
    }

    fn harmony_cost(&self, allomorph: &Allomorph, stem: &str) -> Option<f32> {
        let harmony = Harmony::after(stem)?;
        if allomorph.harmony & (1 << harmony.index()) != 0 {
            return Some(0.0);
        }
        let other = Harmony { rounded: !harmony.rounded, ..harmony };
        (self.loose && allomorph.harmony & (1 << other.index()) != 0).then_some(ROUNDING)
    }
}

/// Whether a suffix may stand left of what has been stripped already.
fn serves(row: &Row, state: State) -> bool {
    let verbal = row.slot <= 0;
    if verbal && !state.verb || row.class == Class::Finite && state.nominal {
        return false;
    }
    match state.needs {
        Some(Needs::Poss3) => row.tag == "P3" || row.tag.ends_with("REL"),
        Some(Needs::NotPoss3) => row.tag != "P3",
        Some(Needs::Past) => row.tag == "PAST" || row.tag == "COND",
        Some(Needs::Dative) => row.tag == "DAT",
        _ => true,
    }
}

/// Whether the letters before a suffix are those that it needs.
fn fits(needs: Option<Needs>, stem: &str, end_vowel: bool) -> bool {
    match needs {
        Some(Needs::Vowel) => end_vowel,
        Some(Needs::Consonant) => !end_vowel,
        Some(Needs::ConsonantNotL) => !end_vowel && !stem.ends_with('l'),
        Some(Needs::AfterL) => stem.ends_with('l'),
        Some(Needs::VowelLR) => end_vowel || stem.ends_with(['l', 'r']),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(word: &str) -> String {
        let readings = strip(word);
        let tags: Vec<_> = readings[0].suffixes.iter().map(|suffix| suffix.tag).collect();
        format!("{} {}", readings[0].stem, tags.join("-")).trim().to_owned()
    }

    #[test]
    fn nouns_are_taken_apart_in_slot_order() {
        for (word, reading) in [
            ("nazirlərin", "nazir PL-GEN"),
            ("ölkəsinin", "ölkə P3-GEN"),
            ("sərhədində", "sərhəd P3-LOC"),
            ("şəhərdəki", "şəhər REL"),
            ("otağa", "otaq DAT"),
            ("fikrini", "fikir P3-ACC"),
            ("sözünə", "söz P3-DAT"),
            ("şəhərimizə", "şəhər P1PL-DAT"),
        ] {
            assert_eq!(best(word), reading, "{word}");
        }
    }

    #[test]
    fn verbs_are_taken_apart_to_a_stem_of_the_lexicon() {
        for (word, reading) in [
            ("bildirib", "bildir PERF2"),
            ("keçirilmişdir", "keçiril PERF-COP"),
            ("olduğunu", "ol FACT-P3-ACC"),
            ("edilməsinin", "edil VN-P3-GEN"),
            ("etməyəcək", "et NEG-FUT"),
            ("imzaladılar", "imzala PAST-PL"),
        ] {
            assert_eq!(best(word), reading, "{word}");
        }
    }

    #[test]
    fn suffixes_that_break_harmony_are_none() {
        assert!(strip("kitabdə").iter().all(|reading| reading.suffixes.is_empty()));
    }

    #[test]
    fn hostile_words_are_bounded() {
        assert!(strip(&"ların".repeat(40)).len() < 100_000);
    }
}
