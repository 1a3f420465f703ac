use super::pair::Evidence;
use super::rendering::{Role, Sense, Translator, Unit, english_words, is_en_function};
use crate::glossary::Kind;
use crate::letters::is_capitalised;
use crate::name;
use crate::word::en;

/// How well an Azerbaijani and an English citation form say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0..=1.
    pub score: f32,
    /// Why.
    pub evidence: Evidence,
}

/// A content word of the English side.
struct EnglishWord {
    text: String,
    stem: String,
    capital: bool,
    /// The preposition before it, if one stands there.
    after: Option<String>,
    taken: bool,
}

/// Least similarity of two spellings of one name inside a longer name (0..=1); set by hand, not tuned.
const RESPELT: f32 = 0.80;
/// What a rendering that is not the usual one counts.
const UNUSUAL: f32 = 0.92;
/// What another name of the same country counts where the place itself is to be translated.
const OTHER_NAME: f32 = 0.72;
/// Factor for each content word that one side says and the other leaves out.
const LEFT_OUT: f32 = 0.45;
/// The same for the generic noun of a place: `Kişçay`, `Kishchay River`.
const GENERIC_LEFT_OUT: f32 = 0.65;
/// The same for a country, which one side often leaves out as known.
const COUNTRY_LEFT_OUT: f32 = 0.48;
/// Most that a pair can reach that no table lists as a whole.
const BEST: f32 = 0.97;
/// Most that a pair can reach when each side says something that the other does not.
const CONTRADICTION: f32 = 0.30;

/// Compares the parts of two names: each Azerbaijani part must be rendered in the English name, and nothing may be left.
///
/// A part that only one side has makes the pair doubtful, parts that differ on both sides speak against it
/// (`Dövlət Sərhəd Xidməti`, `State Security Service`).
pub fn compare(translator: &Translator<'_>, units: &[Unit], english: &str, kind: Kind) -> Comparison {
    let mut words = content_words(english);
    let mut evidence = Evidence::default();
    let mut matched = vec![0.0_f32; units.len()];
    let mut host_clash = false;
    // Longest renderings first, so that `Republic of Azerbaijan` is taken before `Azerbaijan`.
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(units[at].renderings.iter().map(|r| r.stems.len()).max().unwrap_or(0)));
    for at in order {
        let unit = &units[at];
        let Some((start, count, sense)) = rendered(unit, &words) else { continue };
        let taken: Vec<&str> = words[start..start + count].iter().map(|w| w.text.as_str()).collect();
        evidence.translated.push((unit.text.clone(), taken.join(" ")));
        host_clash |= unit.is_place && kind == Kind::Title && clashes(unit.role, words[start].after.as_deref());
        words[start..start + count].iter_mut().for_each(|word| word.taken = true);
        matched[at] = match sense {
            Sense::Usual => 1.0,
            Sense::OtherName if kind == Kind::Place => OTHER_NAME,
            _ => UNUSUAL,
        };
    }
    respell(units, &mut words, &mut matched, &mut evidence);
    let score = if host_clash { 0.0 } else { total(translator, units, &matched, &words, kind, &mut evidence) };
    Comparison { score, evidence }
}

fn content_words(english: &str) -> Vec<EnglishWord> {
    let mut found: Vec<EnglishWord> = Vec::new();
    let mut before: Option<String> = None;
    for (surface, word) in english_words(english) {
        if is_en_function(&word) {
            if word != "the" {
                before = Some(word);
            }
            continue;
        }
        let stem = en::stem(&word).into_owned();
        found.push(EnglishWord {
            text: word,
            stem,
            capital: is_capitalised(surface),
            after: before.take(),
            taken: false,
        });
    }
    found
}

/// Where the longest rendering of the unit stands among the words that are free: start, count, and its sense.
fn rendered(unit: &Unit, words: &[EnglishWord]) -> Option<(usize, usize, Sense)> {
    let mut best: Option<(usize, usize, Sense)> = None;
    for rendering in &unit.renderings {
        let count = rendering.stems.len();
        let found = words.windows(count).position(|window| {
            window.iter().zip(&rendering.stems).all(|(word, stem)| !word.taken && word.stem == *stem)
        });
        if let Some(start) = found
            && best.is_none_or(|(_, longest, sense)| (count, rendering.sense) > (longest, sense))
        {
            best = Some((start, count, rendering.sense));
        }
    }
    best
}

/// Whether the English preposition says the opposite of the role: `of Russia` for `Rusiyadakı`.
fn clashes(role: Role, preposition: Option<&str>) -> bool {
    matches!((role, preposition), (Role::Host, Some("of") | None) | (Role::Owner, Some("to")))
}

/// Pairs what is left as spellings of one name.
fn respell(units: &[Unit], words: &mut [EnglishWord], matched: &mut [f32], evidence: &mut Evidence) {
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_name) {
        if matched[at] > 0.0 {
            continue;
        }
        let scored = words
            .iter()
            .enumerate()
            .filter(|(_, word)| !word.taken && word.capital)
            .map(|(place, word)| (name::similarity(&unit.text, &word.text).value(), place));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((similarity, place)) = best.filter(|(similarity, _)| *similarity >= RESPELT) {
            evidence.respelt.push((unit.text.clone(), words[place].text.clone()));
            words[place].taken = true;
            matched[at] = similarity;
        }
    }
}

/// The score from what is matched and what is left on either side.
fn total(
    translator: &Translator<'_>,
    units: &[Unit],
    matched: &[f32],
    words: &[EnglishWord],
    kind: Kind,
    evidence: &mut Evidence,
) -> f32 {
    let mut score = 1.0_f32;
    let hits: Vec<f32> = matched.iter().copied().filter(|&value| value > 0.0).collect();
    if hits.is_empty() {
        return 0.0;
    }
    score *= BEST * hits.iter().sum::<f32>() / hits.len() as f32;
    for (unit, _) in units.iter().zip(matched).filter(|(_, value)| **value == 0.0) {
        score *= match unit.is_place {
            true => COUNTRY_LEFT_OUT,
            false if kind == Kind::Place && unit.is_place_head => GENERIC_LEFT_OUT,
            false => LEFT_OUT,
        };
        evidence.missing_az.push(unit.text.clone());
    }
    let mut countries = 0;
    for word in words.iter().filter(|word| !word.taken) {
        let country = translator.is_country_word(&word.text);
        // A country of several words counts once.
        if kind == Kind::Place && translator.is_place_head(&word.text) {
            score *= GENERIC_LEFT_OUT;
        } else if !country || countries == 0 {
            score *= if country { COUNTRY_LEFT_OUT } else { LEFT_OUT };
        }
        countries += usize::from(country);
        evidence.missing_en.push(word.text.clone());
    }
    let head_missing = matched.last().is_some_and(|&value| value == 0.0);
    let contradiction = !evidence.missing_az.is_empty() && !evidence.missing_en.is_empty();
    if head_missing || contradiction { score.min(CONTRADICTION) } else { score }
}
