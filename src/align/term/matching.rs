use std::collections::{BTreeSet, HashMap};

use super::concept::Concept;
use super::pair::{Evidence, TermPair};
use super::rendering::{Translator, Unit, content_stems};
use super::score::compare;
use crate::glossary::Kind;
use crate::name::Prepared;

/// What pairing may do.
#[derive(Clone, Debug)]
pub struct Options {
    /// Pairs below are left out, 0..=1.
    pub min_score: f32,
    /// The bead of each mention, where the documents are sentence-aligned.
    pub beads: Option<Beads>,
}

/// The beads in which the concepts of each side stand, by the index of the concept.
#[derive(Clone, Debug, Default)]
pub struct Beads {
    /// Azerbaijani concepts.
    pub az: Vec<BTreeSet<usize>>,
    /// English concepts.
    pub en: Vec<BTreeSet<usize>>,
}

impl Beads {
    /// In how many beads both stand.
    fn shared(&self, az: usize, en: usize) -> usize {
        match (self.az.get(az), self.en.get(en)) {
            (Some(az), Some(en)) => az.intersection(en).count(),
            _ => 0,
        }
    }
}

/// Score of a pair that the glossary lists.
const LISTED: f32 = 0.98;
/// Least similarity of two spellings of one person's name (0..=1); set by hand, not tuned.
const SAME_PERSON: f32 = 0.74;
/// The same where only the capital says that a word is a name.
const SAME_NAME: f32 = 0.82;
/// Factor for such a pair.
const UNKNOWN: f32 = 0.9;
/// A pair this sure, nothing left out on either side, may share its sides with others: `Azərbaycan` is both `Azerbaijan`
/// and `Azerbaijani`.
const SURE: f32 = 0.85;
/// Factor for a pair whose sides never stand in one bead of aligned sentences.
const NEVER_TOGETHER: f32 = 0.55;

/// A pair that may hold, by the indices of its concepts.
struct Candidate {
    az: usize,
    en: usize,
    score: f32,
    evidence: Evidence,
}

/// Pairs the concepts of both sides: candidates are scored, then taken greedily from the surest, each concept once unless
/// the pair is listed or sure.
pub fn pair_concepts(translator: &Translator<'_>, az: &[Concept], en: &[Concept], options: &Options) -> Vec<TermPair> {
    let mut candidates = candidates(translator, az, en);
    if let Some(beads) = &options.beads {
        weigh_beads(&mut candidates, beads);
    }
    candidates.retain(|candidate| candidate.score >= options.min_score);
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(b.evidence.listed.cmp(&a.evidence.listed))
            .then((a.az, a.en).cmp(&(b.az, b.en)))
    });
    let mut chosen = vec![false; candidates.len()];
    if let Some(beads) = &options.beads {
        choose_in_beads(&candidates, beads, &mut chosen);
    }
    choose_freely(&candidates, az, en, &mut chosen);
    let taken = candidates.into_iter().zip(chosen).filter(|(_, chosen)| *chosen);
    taken.map(|(candidate, _)| pair(&az[candidate.az], &en[candidate.en], candidate)).collect()
}

/// Chooses greedily from the surest, bead by bead: inside a bead each concept has one partner, in another bead it may have
/// another (`Bayramov` and `C.Bayramov`, both `Bayramov`).
fn choose_in_beads(candidates: &[Candidate], beads: &Beads, chosen: &mut [bool]) {
    let mut taken: BTreeSet<(usize, bool, usize)> = BTreeSet::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let (Some(az), Some(en)) = (beads.az.get(candidate.az), beads.en.get(candidate.en)) else { continue };
        for &bead in az.intersection(en) {
            let sides = [(bead, false, candidate.az), (bead, true, candidate.en)];
            if sides.iter().all(|side| !taken.contains(side)) {
                taken.extend(sides);
                chosen[at] = true;
            }
        }
    }
}

/// Chooses greedily from the surest among the concepts that have no partner yet; a listed or sure pair may share a side.
fn choose_freely(candidates: &[Candidate], az: &[Concept], en: &[Concept], chosen: &mut [bool]) {
    let mut az_taken = vec![false; az.len()];
    let mut en_taken = vec![false; en.len()];
    for (candidate, _) in candidates.iter().zip(chosen.iter()).filter(|(_, chosen)| **chosen) {
        az_taken[candidate.az] = true;
        en_taken[candidate.en] = true;
    }
    for (at, candidate) in candidates.iter().enumerate() {
        let free = (!az_taken[candidate.az], !en_taken[candidate.en]);
        let complete = candidate.evidence.missing_az.is_empty() && candidate.evidence.missing_en.is_empty();
        let sure =
            candidate.evidence.listed || candidate.score >= SURE && complete && az[candidate.az].kind != Kind::Person;
        if !chosen[at] && (free == (true, true) || sure && (free.0 || free.1)) {
            az_taken[candidate.az] = true;
            en_taken[candidate.en] = true;
            chosen[at] = true;
        }
    }
}

fn pair(az: &Concept, en: &Concept, candidate: Candidate) -> TermPair {
    let kind = if az.kind == Kind::Acronym || az.unknown { en.kind } else { az.kind };
    TermPair { az: az.clone(), en: en.clone(), kind, score: candidate.score, evidence: candidate.evidence }
}

/// Counts the beads that both sides share; in sentence-aligned texts what never stands together is no pair.
fn weigh_beads(candidates: &mut [Candidate], beads: &Beads) {
    for candidate in candidates {
        let shared = beads.shared(candidate.az, candidate.en);
        candidate.evidence.shared_beads = shared;
        if shared == 0 && !candidate.evidence.listed {
            candidate.score *= NEVER_TOGETHER;
        } else if shared > 0 {
            // Each bead in common takes a part of the doubt away.
            candidate.score = 1.0 - (1.0 - candidate.score) * 0.8_f32.powi(shared.min(5) as i32);
        }
    }
}

/// All pairs of comparable kinds that share an entry, a translated word or the letters of a name.
fn candidates(translator: &Translator<'_>, az: &[Concept], en: &[Concept]) -> Vec<Candidate> {
    let index = Index::new(en);
    let people = prepared(en, |concept| concept.kind == Kind::Person || concept.unknown);
    let names =
        prepared(en, |concept| matches!(concept.kind, Kind::Person | Kind::Place | Kind::Agency) || concept.unknown);
    let strangers = prepared(en, |concept| concept.unknown);
    let mut found = Vec::new();
    for (a, concept) in az.iter().enumerate() {
        let expansion = expansion(concept, az);
        let named = expansion.unwrap_or(concept);
        for &entry in &named.entries {
            for &e in index.entries.get(&entry).into_iter().flatten().filter(|&&e| comparable(concept, &en[e])) {
                found.push(listed(a, e, expansion));
            }
        }
        if concept.unknown {
            found.extend(same_names(a, concept, &names, SAME_NAME).into_iter().map(doubted));
            continue;
        }
        if matches!(concept.kind, Kind::Place | Kind::Agency) && concept.entries.is_empty() {
            found.extend(same_names(a, concept, &strangers, SAME_NAME).into_iter().map(doubted));
        }
        if concept.kind == Kind::Person {
            found.extend(same_names(a, concept, &people, SAME_PERSON));
        } else if concept.kind != Kind::Acronym || expansion.is_some() {
            let units = translator.units(&named.citation);
            found.extend(
                index
                    .sharing(&units, named, en)
                    .into_iter()
                    .filter_map(|e| scored(translator, a, e, named, &units, &en[e], expansion)),
            );
        }
    }
    best_of_each(found)
}

fn listed(az: usize, en: usize, expansion: Option<&Concept>) -> Candidate {
    let expansion = expansion.map(|concept| concept.citation.clone());
    Candidate { az, en, score: LISTED, evidence: Evidence { listed: true, expansion, ..Evidence::default() } }
}

fn scored(
    translator: &Translator<'_>,
    az: usize,
    en: usize,
    concept: &Concept,
    units: &[Unit],
    other: &Concept,
    expansion: Option<&Concept>,
) -> Option<Candidate> {
    let mut comparison = compare(translator, units, &other.citation, concept.kind);
    comparison.evidence.expansion = expansion.map(|concept| concept.citation.clone());
    (comparison.score > 0.2).then_some(Candidate { az, en, score: comparison.score, evidence: comparison.evidence })
}

/// Whether two concepts can name the same thing by their kinds.
fn comparable(az: &Concept, en: &Concept) -> bool {
    az.kind == en.kind || az.kind == Kind::Acronym || en.kind == Kind::Acronym || az.unknown || en.unknown
}

fn prepared(concepts: &[Concept], wanted: impl Fn(&Concept) -> bool) -> Vec<(usize, Prepared)> {
    let chosen = concepts.iter().enumerate().filter(|(_, concept)| wanted(concept));
    chosen.map(|(at, concept)| (at, Prepared::new(&concept.citation))).collect()
}

fn same_names(az: usize, concept: &Concept, names: &[(usize, Prepared)], least: f32) -> Vec<Candidate> {
    let name = Prepared::new(&concept.citation);
    let alike = names.iter().map(|(en, other)| (*en, name.similarity(other).value(), other));
    alike
        .filter(|(_, similarity, _)| *similarity >= least)
        .map(|(en, score, other)| {
            let respelt = vec![(concept.citation.clone(), other.surface().to_owned())];
            Candidate { az, en, score, evidence: Evidence { respelt, ..Evidence::default() } }
        })
        .collect()
}

/// A pair of which one side is only a capitalised word: anything else that is known comes first.
fn doubted(candidate: Candidate) -> Candidate {
    Candidate { score: candidate.score * UNKNOWN, ..candidate }
}

/// The name of which an acronym has the initials, among the concepts of its own documents: `QH`, `Qoşulmama Hərəkatı`.
fn expansion<'c>(acronym: &Concept, concepts: &'c [Concept]) -> Option<&'c Concept> {
    if acronym.kind != Kind::Acronym || !acronym.entries.is_empty() {
        return None;
    }
    let fits = |concept: &&Concept| {
        matches!(concept.kind, Kind::Agency | Kind::Place) && initials(&concept.citation) == acronym.citation
    };
    concepts.iter().find(fits)
}

/// The capitals at the start of the words of a name.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// Keeps the surest of the candidates for the same two concepts, in the order of the concepts.
fn best_of_each(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by(|a, b| {
        (a.az, a.en)
            .cmp(&(b.az, b.en))
            .then(b.evidence.listed.cmp(&a.evidence.listed))
            .then(b.score.total_cmp(&a.score))
    });
    found.dedup_by_key(|candidate| (candidate.az, candidate.en));
    found
}

/// The English concepts by what they share with others.
struct Index {
    entries: HashMap<usize, Vec<usize>>,
    stems: HashMap<String, Vec<usize>>,
}

/// A stem that more concepts have than this says little, and costs much.
const COMMON_STEM: usize = 400;

impl Index {
    fn new(concepts: &[Concept]) -> Index {
        let mut index = Index { entries: HashMap::new(), stems: HashMap::new() };
        for (at, concept) in concepts.iter().enumerate() {
            for &entry in &concept.entries {
                index.entries.entry(entry).or_default().push(at);
            }
            for stem in content_stems(&concept.citation) {
                let list = index.stems.entry(stem).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        index
    }

    /// The concepts of the same kind that have a stem of some rendering; for a name that nothing renders, all of its kind.
    fn sharing(&self, units: &[Unit], az: &Concept, en: &[Concept]) -> BTreeSet<usize> {
        let stems = units.iter().flat_map(|unit| &unit.renderings).flat_map(|rendering| &rendering.stems);
        let lists = stems.filter_map(|stem| self.stems.get(stem)).filter(|list| list.len() <= COMMON_STEM);
        let mut found: BTreeSet<usize> = lists.flatten().copied().filter(|&e| comparable(az, &en[e])).collect();
        if units.iter().any(|unit| unit.is_name) && units.len() <= 2 {
            found.extend((0..en.len()).filter(|&e| en[e].kind == az.kind));
        }
        found
    }
}
