use std::collections::HashMap;

use super::model::Model;
use super::skeleton::{skeleton, with_deletions};
use super::vocabulary::{Class, Form, FormId, Side};
use crate::align::SeedLexicon;
use crate::letters::Lang;
use crate::token::is_suffix_chain;

/// Which forms of the other side may answer a form, and how surely one does in a translation.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    /// Forms of the other side.
    pub forms: Vec<FormId>,
    /// Probability that one of them stands in the translation of a sentence; 0 = nothing is known.
    pub rate: f64,
}

/// The answers of every form of both sides.
#[derive(Debug)]
pub(super) struct Links {
    pub source: Vec<Answers>,
    pub target: Vec<Answers>,
}

/// Fewest letters of a name, and of another word, that is compared by its skeleton.
const SHORTEST_NAME: usize = 3;
const SHORTEST_COGNATE: usize = 5;
/// Fewest classes of a skeleton in which one may differ.
const SHORTEST_NEAR: usize = 4;
/// Least Jaro–Winkler similarity of the letters of a name and of another word whose skeletons agree.
const LIKE_NAME: f64 = 0.70;
const LIKE_COGNATE: f64 = 0.80;
const LIKE_NEAR: f64 = 0.80;

impl Links {
    /// Links the forms of both sides by number, spelling and lexicon.
    pub fn new(source: &Side, target: &Side, lexicon: &SeedLexicon, model: &Model) -> Links {
        let index = Index::new(target);
        let mut links = Links {
            source: source.forms.iter().map(|form| index.answers(form, model)).collect(),
            target: target.forms.iter().map(|form| unanswered(form, lexicon, model)).collect(),
        };
        for (id, answers) in links.source.iter().enumerate() {
            for &form in &answers.forms {
                let back = &mut links.target[form as usize];
                back.forms.push(id as FormId);
                back.rate = back.rate.max(answers.rate);
            }
        }
        links
    }
}

/// What is expected of a target form before any link to it is known.
fn unanswered(form: &Form, lexicon: &SeedLexicon, model: &Model) -> Answers {
    let rate = match form.class {
        Class::Number => model.number,
        _ if form.english.iter().any(|stem| lexicon.knows_english(stem)) => model.lexicon,
        _ => 0.0,
    };
    Answers { forms: Vec::new(), rate }
}

/// The forms of the English side, by all that an Azerbaijani form can be looked up by.
struct Index<'t> {
    forms: &'t [Form],
    by_text: HashMap<&'t str, FormId>,
    by_stem: HashMap<&'t str, Vec<FormId>>,
    by_skeleton: HashMap<String, Vec<FormId>>,
    by_near_skeleton: HashMap<String, Vec<FormId>>,
    skeletons: Vec<String>,
}

impl<'t> Index<'t> {
    fn new(side: &'t Side) -> Index<'t> {
        let skeletons: Vec<String> = side.forms.iter().map(|form| skeleton(&form.text, Lang::En)).collect();
        let mut index = Index {
            forms: &side.forms,
            by_text: HashMap::new(),
            by_stem: HashMap::new(),
            by_skeleton: HashMap::new(),
            by_near_skeleton: HashMap::new(),
            skeletons: Vec::new(),
        };
        for (id, (form, key)) in side.forms.iter().zip(&skeletons).enumerate() {
            let id = id as FormId;
            index.by_text.insert(&form.text, id);
            for stem in &form.english {
                index.by_stem.entry(stem).or_default().push(id);
            }
            if !matches!(form.class, Class::Name | Class::Common) || key.len() < 2 {
                continue;
            }
            index.by_skeleton.entry(key.clone()).or_default().push(id);
            if form.class == Class::Name && key.len() >= SHORTEST_NEAR {
                for near in with_deletions(key) {
                    index.by_near_skeleton.entry(near).or_default().push(id);
                }
            }
        }
        index.skeletons = skeletons;
        index
    }

    fn answers(&self, form: &Form, model: &Model) -> Answers {
        let mut answers = Answers::default();
        let mut add = |forms: &[FormId], rate: f64| {
            answers.forms.extend_from_slice(forms);
            answers.rate = answers.rate.max(rate);
        };
        if form.class == Class::Number {
            add(self.by_text.get(form.text.as_str()).as_slice_of_ids(), model.number);
            return answers;
        }
        if !form.english.is_empty() {
            add(&[], model.lexicon);
        }
        for stem in &form.english {
            add(self.by_stem.get(stem.as_str()).map_or(&[], Vec::as_slice), model.lexicon);
        }
        if form.class != Class::Phrase {
            let (alike, rate) = self.alike(form, model);
            if !alike.is_empty() {
                add(&alike, rate);
            }
        }
        answers.forms.sort_unstable();
        answers.forms.dedup();
        answers
    }

    /// The forms that `form` is spelt like, and the rate that goes with the likeness.
    fn alike(&self, form: &Form, model: &Model) -> (Vec<FormId>, f64) {
        let mut found = Vec::new();
        let mut rate: f64 = 0.0;
        for stem in stems(&form.text) {
            if let Some(&id) = self.by_text.get(stem)
                && (form.class == Class::Code || stem.chars().count() >= SHORTEST_NAME)
                && form.class != Class::Common
            {
                found.push(id);
                rate = rate.max(model.identical);
            }
            if form.class == Class::Code {
                continue;
            }
            let before = found.len();
            self.sounding_alike(stem, form.class, &mut found);
            if found.len() > before {
                rate = rate.max(if form.class == Class::Name { model.name } else { model.cognate });
            }
        }
        (found, rate)
    }

    fn sounding_alike(&self, stem: &str, class: Class, found: &mut Vec<FormId>) {
        let letters = stem.chars().count();
        let name = class == Class::Name;
        let key = skeleton(stem, Lang::Az);
        if key.len() < 2 || letters < if name { SHORTEST_NAME } else { SHORTEST_COGNATE } {
            return;
        }
        let plain = plain(stem);
        let fits = |id: FormId, least: f64| {
            let form = &self.forms[id as usize];
            let least = if name && form.class == Class::Name { least } else { least.max(LIKE_COGNATE) };
            strsim::jaro_winkler(&plain, &form.text) >= least
        };
        for &id in self.by_skeleton.get(&key).into_iter().flatten() {
            if fits(id, LIKE_NAME) {
                found.push(id);
            }
        }
        if !name || key.len() < SHORTEST_NEAR {
            return;
        }
        for near in with_deletions(&key) {
            for &id in self.by_near_skeleton.get(&near).into_iter().flatten() {
                if self.skeletons[id as usize] != key && fits(id, LIKE_NEAR) {
                    found.push(id);
                }
            }
        }
    }
}

/// An id that may be missing, as a slice.
trait AsSliceOfIds {
    fn as_slice_of_ids(&self) -> &[FormId];
}

impl AsSliceOfIds for Option<&FormId> {
    fn as_slice_of_ids(&self) -> &[FormId] {
        self.map_or(&[], std::slice::from_ref)
    }
}

/// The word and all that is left of it before a chain of case suffixes.
fn stems(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, _)| at).skip(SHORTEST_NAME).take(32);
    let cut = ends.filter(move |&at| is_suffix_chain(&word[at..], false)).map(move |at| &word[..at]);
    std::iter::once(word).chain(cut)
}

/// The word in the letters that English most likely has for it.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ə' => out.push('a'),
            'ı' => out.push('i'),
            'ö' => out.push('o'),
            'ü' => out.push('u'),
            'ğ' => out.push('g'),
            'q' => out.push('g'),
            'ş' => out.push_str("sh"),
            'ç' => out.push_str("ch"),
            'c' => out.push('j'),
            'x' => out.push_str("kh"),
            _ => out.push(c),
        }
    }
    out
}
