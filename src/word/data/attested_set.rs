//! Makes `src/word/data/attested.fst` of a list of forms: throws out what is likely misread or misspelt.
//!
//! ```sh
//! python3 src/word/data/attested.py > forms.txt
//! cargo run --release --example attested_set -- forms.txt src/word/data/attested.fst
//! ```
//!
//! The list was collected from the web and from scanned books, so about half of what the analyser does not know in it
//! is noise. A form that the analyser knows stays. Of the others go:
//!
//! - forms in capitals only: mostly `I` for `İ`;
//! - known words without their marks, or with `s` or `e` for `ə`: `tedbir`, `tsrsfin`;
//! - forms one letter from a known word, unless they were found in two cases and a stem that they may have stands in
//!   [`SIBLINGS`] such forms: a misreading is seldom repeated with other suffixes.
//!
//! A form that was found only with a capital keeps it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::BufWriter;

use anyhow::Context;
use lughat::cli::each_name_word;
use lughat::letters::{Lang, capitalise, is_capitalised, is_upper, lower};
use lughat::word::morphology::{Analyser, Builder};
use rayon::prelude::*;

/// Forms that a stem has at least, for a form of it to be more than the misspelling of a known word. Tuned on misreadings
/// in Tesseract's output for pages of news, and on the unknown words of such text that are right: with these rules the
/// set has 3 % of the misreadings and 16 % of the words, without them 24 % and 29 %.
const SIBLINGS: u32 = 3;
const ALPHABET: &str = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz";

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || arguments.next().context("usage: attested_set FORMS.txt OUT.fst");
    let (forms, set) = (argument()?, argument()?);
    let forms = fs::read_to_string(&forms).context(forms)?;
    let kept = kept(&analyser(), &cases(&forms));
    let out = BufWriter::new(File::create(&set).context(set)?);
    let mut set = fst::SetBuilder::new(out)?;
    set.extend_iter(kept)?;
    Ok(set.finish()?)
}

fn analyser() -> Analyser {
    let mut builder = Builder::default();
    builder.add_lexicon();
    each_name_word(|word| builder.add_name(&word));
    builder.build()
}

/// The cases in which a form was found.
#[derive(Clone, Copy, Default)]
struct Cases {
    lower: bool,
    capitalised: bool,
    upper: bool,
}

impl Cases {
    fn are_several(self) -> bool {
        [self.lower, self.capitalised, self.upper].into_iter().filter(|&found| found).count() > 1
    }
}

/// The forms in lower case.
fn cases(forms: &str) -> BTreeMap<String, Cases> {
    let mut found: BTreeMap<String, Cases> = BTreeMap::new();
    for form in forms.lines() {
        let cases = found.entry(lower(form, Lang::Az)).or_default();
        cases.upper |= is_upper(form);
        cases.capitalised |= is_capitalised(form) && !is_upper(form);
        cases.lower |= !is_capitalised(form);
    }
    found
}

/// The forms that stay, in their case.
fn kept(analyser: &Analyser, forms: &BTreeMap<String, Cases>) -> BTreeSet<String> {
    let capital = |form: &str| capitalise(form, Lang::Az);
    let (words, others): (Vec<_>, Vec<_>) = forms.iter().partition(|(form, _)| analyser.is_word(form));
    let (names, unknown): (Vec<_>, Vec<_>) = others.into_iter().partition(|(form, _)| analyser.is_word(&capital(form)));
    let skeletons: HashSet<String> = words.iter().chain(&names).map(|(form, _)| skeleton(form)).collect();
    let unknown: Vec<_> = unknown.into_iter().filter(|(form, _)| !skeletons.contains(&skeleton(form))).collect();
    let stems: Vec<HashSet<String>> = unknown.par_iter().map(|(form, _)| stems(analyser, form)).collect();
    let mut siblings: HashMap<&str, u32> = HashMap::new();
    stems.iter().flatten().for_each(|stem| *siblings.entry(stem).or_default() += 1);
    let stays = |&((form, cases), stems): &((&String, &Cases), &HashSet<String>)| {
        let has_siblings = || stems.iter().any(|stem| siblings[stem.as_str()] >= SIBLINGS);
        (cases.lower || cases.capitalised) && (cases.are_several() && has_siblings() || !is_near_a_word(analyser, form))
    };
    let attested: Vec<_> = unknown.into_par_iter().zip(&stems).filter(stays).map(|(form, _)| form).collect();
    let in_case = |(form, cases): (&String, &Cases)| if cases.lower { form.clone() } else { capital(form) };
    let words = words.into_iter().map(|(form, _)| form.clone());
    words.chain(names.into_iter().map(|(form, _)| capital(form))).chain(attested.into_iter().map(in_case)).collect()
}

/// What is left of a form when its marks are lost, and ə, as often, misread as s.
fn skeleton(form: &str) -> String {
    let plain = |c| match c {
        'ə' | 'e' | 'ş' => 's',
        'ı' => 'i',
        'ç' => 'c',
        'ğ' => 'g',
        'ö' => 'o',
        'ü' => 'u',
        other => other,
    };
    form.chars().map(plain).collect()
}

/// The stems that a form may have by its suffixes.
fn stems(analyser: &Analyser, form: &str) -> HashSet<String> {
    analyser.guess(form).into_iter().map(|reading| reading.lemma.into_owned()).collect()
}

/// Whether a form with one letter more, less or another is known.
fn is_near_a_word(analyser: &Analyser, form: &str) -> bool {
    form.char_indices().map(|(at, c)| (at, c.len_utf8())).chain([(form.len(), 0)]).any(|(at, length)| {
        let (head, tail, rest) = (&form[..at], &form[at..], &form[at + length..]);
        let knows = |word: String| analyser.is_word(&word);
        knows([head, rest].concat())
            || ALPHABET
                .chars()
                .any(|letter| knows(format!("{head}{letter}{tail}")) || knows(format!("{head}{letter}{rest}")))
    })
}
