use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Serialize;

use super::fold::key;
use super::index::{Form, Found, Index};
use super::inflected::{self, Stem};
use super::part::Part;
use super::similar::{SHORTEST, likeness, near};
use super::{Entry, Glossary, Status};
use crate::letters::{Lang, lower, normal_form, to_latin};

/// Scores of the ways to find a form; they order answers and are not probabilities.
mod score {
    /// The same letters.
    pub const SAME: f64 = 1.0;
    /// Capitals differ.
    pub const CASE: f64 = 0.99;
    /// Marks or punctuation differ: `Nazirliyi` typed as `nazirliyi` or `Bakı` as `Baki`.
    pub const MARKS: f64 = 0.95;
    /// An acronym typed without its capitals may be a common word (`it`, `ap`).
    pub const ACRONYM_CASE: f64 = 0.8;
    /// The query is the form with an ending, by the rules of the language; each letter of it costs a bit.
    pub const INFLECTED: f64 = 0.93;
    pub const ENDING_LETTER: f64 = 0.01;
    /// The best that a misspelt form can get; the likeness counts by its square, as one edit in a short word says less
    /// than two in a long one.
    pub const FUZZY: f64 = 0.9;
    /// Likeness below which a form is another word: more than three edits in ten letters.
    pub const LEAST_LIKENESS: f64 = 0.7;
}

/// Which form of an entry was found, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The query is the main form; case, marks and script may differ.
    Exact,
    /// The query is a variant.
    Variant,
    /// The query is a short form.
    Acronym,
    /// The query is a form that the entry forbids.
    Forbidden,
    /// The query is a form with an ending.
    Inflected,
    /// The query is spelt nearly like a form.
    Fuzzy,
    /// The query is some of the words of a form.
    Part,
}

impl Why {
    /// The name in output: `exact`, `variant`, `acronym`, `forbidden`, `inflected`, `fuzzy` or `part`.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Exact => "exact",
            Why::Variant => "variant",
            Why::Acronym => "acronym",
            Why::Forbidden => "forbidden",
            Why::Inflected => "inflected",
            Why::Fuzzy => "fuzzy",
            Why::Part => "part",
        }
    }
}

/// An answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'l> {
    /// The entry; made for the answer if it is one that the program carries.
    pub entry: Cow<'l, Entry>,
    /// The form of the entry that the query has met.
    pub form: &'l str,
    /// The language of that form.
    pub lang: Lang,
    /// How sure the answer is, 0..=1; not a probability.
    pub score: f64,
    /// How the form was found.
    pub why: Why,
}

/// An index over all forms of a glossary, in both languages.
///
/// Making it takes time by the number of forms, on all cores; a query that is met takes time by its own length, a
/// misspelt one or a part takes one pass over the letters of all forms.
pub struct Lookup<'g> {
    index: Index<'g>,
}

impl<'g> Lookup<'g> {
    /// Indexes a glossary.
    pub fn new(glossary: &'g Glossary) -> Lookup<'g> {
        Lookup::over([glossary])
    }

    /// Indexes several glossaries; where answers are equally good, the first glossary's come first.
    pub fn over(glossaries: impl IntoIterator<Item = &'g Glossary>) -> Lookup<'g> {
        let entries: Vec<&Entry> = glossaries.into_iter().flat_map(Glossary::iter).collect();
        Lookup { index: Index::of(&entries, false) }
    }

    /// Indexes several glossaries and, behind them, the curated one that the program carries. It is read for its forms
    /// only, which takes a fraction of the time that [`embedded`](super::embedded()) does.
    pub fn over_embedded(glossaries: impl IntoIterator<Item = &'g Glossary>) -> Lookup<'g> {
        let entries: Vec<&Entry> = glossaries.into_iter().flat_map(Glossary::iter).collect();
        Lookup { index: Index::of(&entries, true) }
    }

    /// Finds the entries that `query` may mean, the best first, at most `top`; each entry stands once.
    ///
    /// The query may be in either language, inflected, in other case, without its marks, in Cyrillic, misspelt, or a part
    /// of the form. The last two are tried only if the others give less than `top` answers.
    pub fn find(&self, query: &str, top: usize) -> Vec<Hit<'_>> {
        let mut met = Met::default();
        let stems = inflected::stems(query);
        self.meet(query, &stems, &mut met);
        if met.len() < top {
            self.near(query, &stems, &mut met);
        }
        self.ranked(met, top)
    }

    /// Finds as [`Lookup::find`] does, without misspelt forms and parts: what is found is meant.
    pub fn find_sure(&self, query: &str, top: usize) -> Vec<Hit<'_>> {
        let mut met = Met::default();
        self.meet(query, &inflected::stems(query), &mut met);
        self.ranked(met, top)
    }

    /// The forms that are the query, as it stands or without its ending.
    fn meet<'l>(&'l self, query: &str, stems: &[Stem], met: &mut Met<'l, 'g>) {
        let key = key(query);
        let keys: Vec<&str> = [key.as_str()].into_iter().chain(stems.iter().map(|stem| stem.key.as_str())).collect();
        for (at, found) in self.index.met(&keys) {
            let form = found.form;
            match at.checked_sub(1).map(|at| &stems[at]) {
                None => met.offer(found, same_score(query, form), form.role),
                Some(stem) if form.lang == stem.lang && form.role != Why::Forbidden => {
                    met.offer(found, score::INFLECTED - score::ENDING_LETTER * stem.ending as f64, Why::Inflected);
                }
                Some(_) => {}
            }
        }
    }

    /// The forms that are like the query, or of which it is a part.
    fn near<'l>(&'l self, query: &str, stems: &[Stem], met: &mut Met<'l, 'g>) {
        let key = key(query);
        let part = Part::new(&key, stems.iter().map(|stem| stem.key.as_str()));
        for number in near(&key, self.index.keys()) {
            let found = self.index.form(number);
            let likeness = if key.len() < SHORTEST { 0.0 } else { likeness(&key, found.key) };
            if likeness >= score::LEAST_LIKENESS {
                met.offer(found, score::FUZZY * likeness * likeness, Why::Fuzzy);
            }
            if let Some(score) = part.score(found.key) {
                // A form of as many words is said whole, in another order or spelling.
                let is_whole = found.key.split(' ').count() == part.words();
                met.offer(found, score, if is_whole { Why::Fuzzy } else { Why::Part });
            }
        }
    }

    fn ranked<'l>(&'l self, met: Met<'l, 'g>, top: usize) -> Vec<Hit<'l>> {
        let hit = |(owner, Best { form, score, why }): (usize, Best<'l, 'g>)| {
            let entry = self.index.entry(owner);
            (owner, Hit { entry, form: &form.text, lang: form.lang, score, why })
        };
        let mut hits: Vec<(usize, Hit)> = met.0.into_iter().map(hit).collect();
        // Approved entries first, then candidates; the rest is there to be recognised. A main form goes before a variant.
        let rank = |status: Status| match status {
            Status::Approved => 0,
            Status::Candidate => 1,
            Status::Deprecated => 2,
            Status::Rejected => 3,
        };
        hits.sort_by(|(a_owner, a), (b_owner, b)| {
            let tie = (rank(a.entry.status), a.why, a_owner).cmp(&(rank(b.entry.status), b.why, b_owner));
            b.score.total_cmp(&a.score).then(tie)
        });
        hits.into_iter().take(top).map(|(_, hit)| hit).collect()
    }
}

/// The form of an entry that fits a query best.
struct Best<'l, 'g> {
    form: &'l Form<'g>,
    score: f64,
    why: Why,
}

/// The best form of each entry that was met, by the number of the entry.
#[derive(Default)]
struct Met<'l, 'g>(IndexMap<usize, Best<'l, 'g>>);

impl<'l, 'g> Met<'l, 'g> {
    fn offer(&mut self, found: Found<'l, 'g>, score: f64, why: Why) {
        let form = found.form;
        let best = self.0.entry(found.owner).or_insert(Best { form, score, why });
        if score > best.score {
            *best = Best { form, score, why };
        }
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

/// The score of a form whose key is that of the query.
fn same_score(query: &str, form: &Form) -> f64 {
    let (query, text) = (latin(query), latin(&form.text));
    if query == text {
        score::SAME
    } else if form.role == Why::Acronym && lower(&query, form.lang) == query {
        score::ACRONYM_CASE
    } else if lower(&query, form.lang) == lower(&text, form.lang) {
        score::CASE
    } else {
        score::MARKS
    }
}

fn latin(text: &str) -> String {
    to_latin(&normal_form(text.trim())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let text = "az,en,az_variants,en_forbidden,az_acronym,status\n\
            Xarici İşlər Nazirliyi,Ministry of Foreign Affairs,,,XİN,approved\n\
            sərhəd zastavası,border outpost,,border post,,approved\n\
            nazirlik,ministry,,,,approved\n\
            Elmar Məmmədyarov,Elmar Mammadyarov,,,,approved\n\
            Bakı,Baku,,,,rejected\n\
            baki,tracker,,,,candidate\n";
        Glossary::read("g.csv", text.as_bytes()).unwrap()
    }

    /// The English form of the best answer, how it was found, and its score.
    fn best(query: &str) -> (String, &'static str, f64) {
        let glossary = glossary();
        let lookup = Lookup::new(&glossary);
        let hits = lookup.find(query, 1);
        hits.first().map_or((String::new(), "", 0.0), |hit| (hit.entry.en.to_string(), hit.why.as_str(), hit.score))
    }

    #[test]
    fn the_main_form_scores_one() {
        assert_eq!(best("Elmar Məmmədyarov"), ("Elmar Mammadyarov".into(), "exact", 1.0));
        assert_eq!(best("Елмар Мәммәдјаров"), ("Elmar Mammadyarov".into(), "exact", 1.0));
        assert_eq!(best("SƏRHƏD ZASTAVASI"), ("border outpost".into(), "exact", 0.99));
        assert_eq!(best("serhed zastavasi"), ("border outpost".into(), "exact", 0.95));
    }

    #[test]
    fn english_leads_back() {
        assert_eq!(best("ministry of foreign affairs").1, "exact");
        assert_eq!(best("Border outposts"), ("border outpost".into(), "inflected", 0.92));
        assert_eq!(best("border post").1, "forbidden");
    }

    #[test]
    fn inflected_forms_lose_their_ending() {
        for query in ["Xarici İşlər Nazirliyinin", "Xarici Isler Nazirliyinden", "XİN-in", "XİN"] {
            assert_eq!(best(query).0, "Ministry of Foreign Affairs", "{query}");
        }
        assert_eq!(best("Elmar Məmmədyarovla").1, "inflected");
        assert_eq!(best("nazirliyi"), ("ministry".into(), "inflected", 0.92)); // k → y
    }

    #[test]
    fn misspelt_forms_and_parts_are_found() {
        assert_eq!(best("Elmar Mamedyarov").1, "fuzzy");
        assert_eq!(best("Mamedyarov Elmar").1, "fuzzy");
        assert_eq!(best("zastava"), ("border outpost".into(), "part", 0.4 + 0.25 * 7.0 / 16.0));
        assert_eq!(best("outpost"), ("border outpost".into(), "part", 0.6 + 0.25 * 7.0 / 14.0));
        assert_eq!(best("tamamilə başqa söz").1, "");
    }

    #[test]
    fn short_forms_are_not_guessed() {
        assert_eq!(best("XİM").1, "");
        assert_eq!(best("xin"), ("Ministry of Foreign Affairs".into(), "acronym", 0.8));
    }

    #[test]
    fn of_equal_answers_the_approved_comes_first() {
        let glossary = glossary();
        let lookup = Lookup::new(&glossary);
        let hits = lookup.find("BAKI", 9);
        assert_eq!(hits[0].entry.en, "Baku");
        assert_eq!(hits.len(), 2);
        assert!(Lookup::new(&glossary).find("", 9).is_empty());
    }

    #[test]
    fn sure_answers_are_no_guesses() {
        let glossary = glossary();
        let lookup = Lookup::new(&glossary);
        assert!(lookup.find_sure("Elmar Mamedyarov", 9).is_empty());
        assert_eq!(lookup.find_sure("Elmar Məmmədyarovun", 9).len(), 1);
    }
}
