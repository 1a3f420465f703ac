use std::collections::HashMap;

use super::{Entry, Glossary, Kind, Text};
use crate::letters::normal_form;

/// Places that a candidate names as evidence, at most.
const EVIDENCE_PLACES: usize = 3;

/// What merging gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// All entries.
    pub glossary: Glossary,
    /// Decisions that contradict each other; both rows are kept.
    pub conflicts: Vec<Conflict>,
}

/// Two curated rows on one pair that do not say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Id of the row that came first.
    pub first: String,
    /// Id of the later row in the merged glossary.
    pub second: String,
}

/// A row is on a pair: type, Azerbaijani form, English form.
type Pair = (Kind, String, String);

/// Merges glossaries; the first come first.
///
/// Curated rows win: each is kept as it is, and a candidate on the same pair (type, `az`, `en`) goes. A curated row that
/// repeats another word for word is kept once; one that differs is kept beside it and reported as a conflict. Candidates
/// on one pair become one: lists are joined, the higher score is taken, counts are added unless the evidence of one is
/// all in the other (then it is the same run once more). An id that two pairs have gets `-2`, `-3` … at the later one.
///
/// ```
/// use lughat::glossary::{Glossary, merge};
/// let curated = Glossary::read("a.csv", "az,en,note\nnazir,minister,checked\n".as_bytes())?;
/// let run = Glossary::read("b.csv", "az,en,status\nnazir,minister,candidate\nsəfir,envoy,candidate\n".as_bytes())?;
/// let merged = merge([curated, run]).glossary;
/// assert_eq!(merged.len(), 2);
/// assert_eq!(merged.get("term-nazir").unwrap().note, "checked");
/// # Ok::<(), lughat::glossary::Error>(())
/// ```
pub fn merge(glossaries: impl IntoIterator<Item = Glossary>) -> Merged {
    let mut merged = Merged::default();
    let mut curated: HashMap<Pair, Vec<String>> = HashMap::new();
    let mut candidates = Vec::new();
    for glossary in glossaries {
        merged.glossary.add_columns(glossary.extra_columns());
        for entry in glossary.into_entries() {
            if entry.is_curated() {
                keep_curated(&mut merged, &mut curated, entry);
            } else {
                candidates.push(entry);
            }
        }
    }
    candidates.retain(|entry| !curated.contains_key(&pair(entry)));
    for entry in join_candidates(candidates) {
        merged.glossary.insert(entry);
    }
    merged
}

fn pair(entry: &Entry) -> Pair {
    (entry.kind, normal_form(&entry.az).into_owned(), normal_form(&entry.en).into_owned())
}

fn keep_curated(merged: &mut Merged, seen: &mut HashMap<Pair, Vec<String>>, entry: Entry) {
    let same = seen.entry(pair(&entry)).or_default();
    let repeats = |id: &String| merged.glossary.get(id).is_some_and(|other| says_the_same(other, &entry));
    if same.iter().any(repeats) {
        return;
    }
    let id = merged.glossary.insert(entry);
    if let Some(first) = same.first() {
        merged.conflicts.push(Conflict { first: first.clone(), second: id.clone() });
    }
    same.push(id);
}

/// Whether two rows are equal but for their ids.
fn says_the_same(a: &Entry, b: &Entry) -> bool {
    *a == Entry { id: a.id.clone(), ..b.clone() }
}

fn join_candidates(candidates: Vec<Entry>) -> Vec<Entry> {
    let mut joined: Vec<Entry> = Vec::new();
    let mut places: HashMap<Pair, usize> = HashMap::new();
    for entry in candidates {
        match places.get(&pair(&entry)) {
            Some(&place) => join(&mut joined[place], entry),
            None => {
                places.insert(pair(&entry), joined.len());
                joined.push(entry);
            }
        }
    }
    joined
}

fn join(into: &mut Entry, from: Entry) {
    into.count = joined_count(into, &from);
    into.score = match (into.score, from.score) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    };
    join_list(&mut into.az_variants, from.az_variants);
    join_list(&mut into.en_variants, from.en_variants);
    join_list(&mut into.en_forbidden, from.en_forbidden);
    join_list(&mut into.az_acronym, from.az_acronym);
    join_list(&mut into.en_acronym, from.en_acronym);
    join_list(&mut into.evidence, from.evidence);
    into.evidence.truncate(EVIDENCE_PLACES);
    join_text(&mut into.domain, from.domain);
    join_text(&mut into.source, from.source);
    join_text(&mut into.note, from.note);
    for (column, cell) in from.extra {
        join_text(into.extra.entry(column).or_default(), cell);
    }
}

fn joined_count(a: &Entry, b: &Entry) -> Option<u64> {
    let within = |a: &Entry, b: &Entry| a.evidence.iter().all(|place| b.evidence.contains(place));
    match (a.count, b.count) {
        (Some(x), Some(y)) if within(a, b) || within(b, a) => Some(x.max(y)),
        (Some(x), Some(y)) => Some(x.saturating_add(y)),
        (x, y) => x.or(y),
    }
}

fn join_list(into: &mut Vec<Text>, from: Vec<Text>) {
    for part in from {
        if !into.contains(&part) {
            into.push(part);
        }
    }
}

fn join_text(into: &mut Text, from: Text) {
    if into.is_empty() {
        *into = from;
    } else if !from.is_empty() && *into != from && !into.split("; ").any(|part| part == from) {
        *into += "; ";
        into.to_mut().push_str(&from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Glossary {
        Glossary::read("g.csv", text.as_bytes()).unwrap()
    }

    #[test]
    fn a_run_changes_no_decision() {
        let curated = read("az,en,status,note\nnazir,minister,rejected,no\n");
        let run = read("az,en,status,count\nnazir,minister,candidate,7\n");
        assert_eq!(merge([run.clone(), curated.clone()]).glossary, merge([curated.clone(), run]).glossary);
        assert_eq!(merge([curated.clone()]).glossary, curated);
    }

    #[test]
    fn candidates_on_one_pair_become_one() {
        let header = "az,en,en_variants,status,score,count,evidence";
        let a = read(&format!("{header}\nnazir,minister,x,candidate,0.5,2,a:1|a:9\n"));
        let b = read(&format!("{header}\nnazir,minister,x|y,candidate,0.7,3,b:1|b:2\n"));
        let merged = merge([a.clone(), b]).glossary;
        let entry = merged.get("term-nazir").unwrap();
        assert_eq!((entry.score, entry.count, entry.en_variants.join("|").as_str()), (Some(0.7), Some(5), "x|y"));
        assert_eq!(entry.evidence, ["a:1", "a:9", "b:1"]);
        assert_eq!(merge([a.clone(), a.clone()]).glossary, a, "the same run once more adds nothing");
    }

    #[test]
    fn decisions_that_differ_are_both_kept() {
        let a = read("id,az,en,note\nx,nazir,minister,a\n");
        let b = read("id,az,en,note\nx,nazir,minister,b\n");
        let merged = merge([a.clone(), b]);
        assert_eq!(merged.conflicts, [Conflict { first: "x".into(), second: "x-2".into() }]);
        assert_eq!(merged.glossary.len(), 2);
        assert_eq!(merge([a.clone(), a]).conflicts, []);
    }

    #[test]
    fn one_id_for_two_pairs_gets_a_number() {
        let merged = merge([read("id,az,en\nx,a,b\n"), read("id,az,en\nx,c,d\n")]).glossary;
        assert_eq!(merged.get("x-2").unwrap().az, "c");
    }
}
