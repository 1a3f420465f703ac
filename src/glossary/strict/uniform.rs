use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::column::Column;
use super::super::entry::Kind;
use super::super::fold::key;
use super::super::sheet::{Row, Sheet};
use super::label::Label;
use super::{Findings, approved};
use crate::report::shown;

/// Rows in which a part must recur before it has a usual translation.
const FEWEST_ROWS: usize = 8;
/// Share of these rows, from which on a translation is the usual one and the rest are exceptions.
const USUAL_SHARE: f64 = 0.85;
/// How closely a part and its translation must go together (Dice coefficient): `Service` stands for `Xidməti`, while
/// `State` beside it stands for `Dövlət`, and `of` for nothing.
const LEAST_DICE: f64 = 0.8;

type Words = BTreeSet<String>;

/// A row as the words of its two forms.
struct Pair<'s, 't> {
    file: usize,
    row: Row<'s, 't>,
    az: Words,
    en: Words,
}

/// Finds bodies and offices in which a part that recurs (`Dövlət … Xidməti`, State … Service) is translated otherwise than
/// in most others. What is usual is learnt from the rows themselves.
pub(super) fn check(sheets: &[Sheet], findings: &mut Findings) {
    for kind in [Kind::Agency, Kind::Title] {
        let pairs: Vec<Pair> = approved(sheets).filter(|(_, row)| row.kind() == kind).map(pair).collect();
        for (part, usual) in usual_translations(&pairs) {
            for pair in pairs.iter().filter(|pair| pair.az.contains(&part) && !pair.en.contains(&usual.word)) {
                if Label::Wording.of(pair.row.value(Column::Note)).is_none() {
                    report(pair, &part, &usual, findings);
                }
            }
        }
    }
}

fn pair<'s, 't>((file, row): (usize, Row<'s, 't>)) -> Pair<'s, 't> {
    // What follows a hyphen is an ending (BMT-nin) or a part that does not recur by itself (Bakı-Tbilisi).
    let first_part =
        |word: &str| if word == "&" { "and".into() } else { key(word.split(['-', '–']).next().unwrap_or(word)) };
    let words = |column| row.value(column).split_whitespace().map(first_part).filter(|word| !word.is_empty()).collect();
    Pair { file, row, az: words(Column::Az), en: words(Column::En) }
}

/// The English word that stands for a part, and in how many of the rows with the part.
struct Usual {
    word: String,
    rows: usize,
    of: usize,
}

fn report(pair: &Pair, part: &str, usual: &Usual, findings: &mut Findings) {
    let &Pair { file, row, .. } = pair;
    let (en, Usual { word, rows, of }) = (row.value(Column::En), usual);
    let written = row.value(Column::Az).split_whitespace().find(|word| key(word) == part).unwrap_or(part);
    let message = format!("\"{}\" has no \"{word}\", which {rows} of {of} rows have for \"{written}\"", shown(en));
    let help = "translate the part alike, or say in the note why not: `wording: official English name`";
    findings.warn(file, row, Column::En, ("uneven_wording", message), help.into());
}

/// The parts that nearly always have one translation, in the order of the alphabet.
fn usual_translations(pairs: &[Pair]) -> BTreeMap<String, Usual> {
    let (mut in_az, mut in_en) = (HashMap::new(), HashMap::new());
    let mut together: HashMap<(&str, &str), usize> = HashMap::new();
    for pair in pairs {
        pair.en.iter().for_each(|word| *in_en.entry(word.as_str()).or_default() += 1);
        for part in &pair.az {
            *in_az.entry(part.as_str()).or_default() += 1;
            pair.en.iter().for_each(|word| *together.entry((part, word)).or_default() += 1);
        }
    }
    let mut usual: BTreeMap<String, Usual> = BTreeMap::new();
    for ((part, word), rows) in together {
        let (of, with_word): (usize, usize) = (in_az[part], in_en[word]);
        let dice = 2.0 * rows as f64 / (of + with_word) as f64;
        let is_usual = of >= FEWEST_ROWS && rows as f64 >= USUAL_SHARE * of as f64 && dice >= LEAST_DICE;
        let best = usual.get(part).is_none_or(|best| (rows, word) > (best.rows, best.word.as_str()));
        if is_usual && best {
            usual.insert(part.into(), Usual { word: word.into(), rows, of });
        }
    }
    usual
}
