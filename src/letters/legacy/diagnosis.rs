use super::conversion::{Conversion, Rewrite};
use super::damage::Damage;
use super::part::{parts, sample};
use super::tally::{Tally, is_unmapped, rewrite, trial, trials};

/// How far a part must be likelier as it was meant, in nats, before a damage is believed: e⁸ is 3,000 to one. Set on
/// `tests/cases/letters/sound_texts.csv` and on the messages of GNU programs, of which two of 20,000 Russian lines,
/// each taken as a document, pass for AzLat; one of 11 single lines of news in AzLat is missed.
const SURE_GAIN: f32 = 8.0;
/// The same for mojibake. Two or three signs that happen to be one character of UTF-8 are proof by themselves.
const SURE_GAIN_OF_MOJIBAKE: f32 = 4.0;
/// The same for each letter that is to be changed: titles in AzLat bring 0.6 to 0.9, lines of
/// Kyrgyz 0.1.
const LEAST_GAIN_OF_LETTER: f32 = 0.3;
/// Least number of letters that a damage must explain, unless they are mojibake.
const LEAST_CHANGED: usize = 2;
/// Length of the parts on which a diagnosis is made, in bytes; lines that are shorter are taken together.
const SAMPLE_PART: usize = 160;
/// Most layers of damage on each other that are looked for.
const MOST_LAYERS: usize = 4;
/// Bound of what the rest of the document adds to the gain of a part, in nats.
const PRIOR_BOUND: f32 = 10.0;

/// A damage of a text, or several on each other, and the evidence for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The damages in the order in which they are to be undone.
    pub damages: Vec<Damage>,
    /// Letters in the damaged parts of the sample, words of plain ASCII letters not counted.
    pub letters: usize,
    /// How many of them mean something else than they are.
    pub changed: usize,
    /// Share, 0 to 1, of the letters in need of an explanation that got one.
    pub explained: f64,
    /// Nats by which the sample is likelier as it was meant than as it was read.
    pub gain: f64,
    /// What the document adds to the gain of each of its parts, in nats.
    prior: f32,
}

/// What is wrong with the letters of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// What was found, the most letters first; a file that was put together from others may have several.
    pub findings: Vec<Finding>,
}

/// Finds out whether a text was read in a wrong way; `None` if it is likely as it stands.
///
/// Only a sample is looked at: the first 64 KiB and eight windows of 8 KiB from the rest.
///
/// ```
/// use lughat::letters::legacy::{CodePage, Damage, diagnose};
/// let diagnosis = diagnose("Дювлят щимнинин йарадылмасы").unwrap();
/// assert_eq!(diagnosis.findings[0].damages, [Damage::AzLat(CodePage::Windows1251)]);
/// assert_eq!(diagnosis.repair("Дювлят щимнинин йарадылмасы").text, "Dövlət himninin yaradılması");
/// assert!(diagnose("Создание государственного гимна").is_none());
/// ```
pub fn diagnose(text: &str) -> Option<Diagnosis> {
    let mut groups: Vec<Group> = Vec::new();
    let mut letters = 0;
    for part in sample(text).into_iter().flat_map(|window| parts(window, SAMPLE_PART)) {
        let (damages, tally) = layers(part);
        if damages.is_empty() {
            letters += part.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
            continue;
        }
        letters += tally.letters;
        match groups.iter_mut().find(|group| group.finding.damages == damages) {
            Some(group) => group.add(part, tally),
            None => groups.push(Group { finding: Finding::new(damages, tally), parts: vec![part] }),
        }
    }
    let mut findings: Vec<Finding> = settle_variants(groups).into_iter().map(|group| group.finding).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.letters));
    findings.iter_mut().for_each(|finding| finding.set_prior(letters));
    findings.retain(|finding| finding.gain + f64::from(finding.prior) >= f64::from(SURE_GAIN_OF_MOJIBAKE));
    (!findings.is_empty()).then_some(Diagnosis { findings })
}

/// A finding and the parts of the sample in which it was made.
struct Group<'a> {
    finding: Finding,
    parts: Vec<&'a str>,
}

impl<'a> Group<'a> {
    fn add(&mut self, part: &'a str, tally: Tally) {
        self.finding.add(tally);
        self.parts.push(part);
    }

    fn family(&self) -> Vec<Damage> {
        self.finding.damages.iter().map(|damage| damage.family()).collect()
    }
}

/// Joins findings that are variants of one damage, since a document was written and read with one of them. Parts
/// without a letter in which the variants differ were given to the first; so all are asked again.
fn settle_variants(groups: Vec<Group>) -> Vec<Group> {
    let mut families: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        match families.iter_mut().find(|family| family[0].family() == group.family()) {
            Some(family) => family.push(group),
            None => families.push(vec![group]),
        }
    }
    families.into_iter().filter_map(best_variant).collect()
}

fn best_variant(family: Vec<Group>) -> Option<Group> {
    if family.len() < 2 {
        return family.into_iter().next();
    }
    let parts: Vec<&str> = family.iter().flat_map(|group| group.parts.iter().copied()).collect();
    let tried = family.into_iter().map(|group| {
        let damages = group.finding.damages;
        let tallies: Vec<Tally> = parts.iter().filter_map(|part| tally_of(&damages, part)).collect();
        let mut finding = Finding::new(damages, Tally::default());
        tallies.into_iter().for_each(|tally| finding.add(tally));
        finding
    });
    let best = tried.reduce(|best, next| if next.gain > best.gain { next } else { best });
    best.map(|finding| Group { finding, parts })
}

/// The damages of a part, outermost first; each must be sure by itself.
fn layers(part: &str) -> (Vec<Damage>, Tally) {
    let mut damages = Vec::new();
    let mut sum = Tally::default();
    let mut text = part.to_owned();
    while damages.len() < MOST_LAYERS {
        let sure = trials(&text).filter(|(damage, tally)| is_sure(*damage, tally));
        // The first of equals: `max_by` would take the last.
        let best = sure.reduce(|best, next| if next.1.gain > best.1.gain { next } else { best });
        let Some((damage, tally)) = best else { break };
        text = rewrite(&text, damage).text;
        damages.push(damage);
        sum = sum.followed_by(tally);
    }
    (damages, sum)
}

/// What damages on each other would explain in a part, if they change it at all.
fn tally_of(damages: &[Damage], part: &str) -> Option<Tally> {
    let mut sum: Option<Tally> = None;
    let mut text = part.to_owned();
    for &damage in damages {
        if let Some(tally) = trial(&text, damage) {
            sum = Some(sum.unwrap_or_default().followed_by(tally));
            text = rewrite(&text, damage).text;
        }
    }
    sum
}

fn is_sure(damage: Damage, tally: &Tally) -> bool {
    match damage {
        Damage::Mojibake(_) => tally.changed > tally.unmapped && tally.gain >= SURE_GAIN_OF_MOJIBAKE,
        _ => {
            let least = LEAST_GAIN_OF_LETTER * tally.changed as f32;
            tally.is_believable && tally.changed >= LEAST_CHANGED && tally.gain >= least.max(SURE_GAIN)
        }
    }
}

impl Finding {
    fn new(damages: Vec<Damage>, tally: Tally) -> Finding {
        let mut finding = Finding { damages, letters: 0, changed: 0, explained: 1.0, gain: 0.0, prior: 0.0 };
        finding.add(tally);
        finding
    }

    fn add(&mut self, tally: Tally) {
        let in_need = |changed: usize, explained: f64| if explained > 0.0 { changed as f64 / explained } else { 0.0 };
        let needed = in_need(self.changed, self.explained) + (tally.changed + tally.unmapped) as f64;
        self.letters += tally.letters;
        self.changed += tally.changed;
        self.explained = if needed > 0.0 { self.changed as f64 / needed } else { 1.0 };
        self.gain += f64::from(tally.gain);
    }

    /// The odds, among all letters in question, of those that are damaged so. Mojibake needs no company: one character
    /// may have been pasted from elsewhere.
    fn set_prior(&mut self, all: usize) {
        let odds = (self.letters + 1) as f32 / (all.saturating_sub(self.letters) + 1) as f32;
        let least = if matches!(self.damages[..], [Damage::Mojibake(_), ..]) { 0.0 } else { -PRIOR_BOUND };
        self.prior = odds.ln().clamp(least, PRIOR_BOUND);
    }

    /// A part without these damages, and how much likelier it is so, the document considered.
    fn undo(&self, part: &str) -> Option<(Rewrite, f32)> {
        let mut done: Option<Rewrite> = None;
        let mut gain = self.prior;
        for &damage in &self.damages {
            let text = done.as_ref().map_or(part, |rewritten| &rewritten.text);
            let Some(tally) = trial(text, damage) else { continue };
            gain += tally.gain;
            let next = rewrite(text, damage);
            done = Some(match done {
                Some(before) => before.then(next),
                None => next,
            });
        }
        done.map(|rewritten| (rewritten, gain))
    }
}

impl Diagnosis {
    /// Repairs the text that was diagnosed, or any piece of it; a stream may be repaired line by line.
    ///
    /// Each line, or cell between tabs, is repaired in the way that makes it likeliest, or left as it is; what the
    /// whole document looks like decides where a line is too short to tell. No word is decided by itself.
    pub fn repair(&self, text: &str) -> Conversion {
        let mut conversion = Conversion { text: String::with_capacity(text.len()), ..Conversion::default() };
        let mut at = 0;
        for part in parts(text, 1) {
            match self.best_for(part) {
                Some((finding, rewritten)) => {
                    self.note_unmapped(&mut conversion, part, at, finding, &rewritten);
                    conversion.append(rewritten, at, finding);
                }
                None => conversion.text.push_str(part),
            }
            at += part.len();
        }
        conversion
    }

    fn best_for(&self, part: &str) -> Option<(usize, Rewrite)> {
        if part.is_ascii() {
            return None;
        }
        let undone = self.findings.iter().enumerate().filter_map(|(at, finding)| {
            let (rewritten, gain) = finding.undo(part)?;
            (gain > 0.0).then_some((at, rewritten, gain))
        });
        let best = undone.reduce(|best, next| if next.2 > best.2 { next } else { best });
        best.map(|(at, rewritten, _)| (at, rewritten))
    }

    /// Notes what is left in a part that ought to have got a meaning.
    fn note_unmapped(&self, noted: &mut Conversion, part: &str, at: usize, finding: usize, rewritten: &Rewrite) {
        let damages = &self.findings[finding].damages;
        for kept in rewritten.kept() {
            let letters = part[kept.clone()].char_indices();
            for (offset, c) in letters.filter(|&(_, c)| damages.iter().any(|&damage| is_unmapped(c, damage))) {
                noted.note_unmapped(c, at + kept.start + offset);
            }
        }
    }
}
