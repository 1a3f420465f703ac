use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::evidence::{Evidence, LEAST_COUNT};
use super::knowledge::Knowledge;
use super::weights::Weights;
use super::{Channel, Confusions, LanguageModel};
use crate::letters::{Lang, backness, capitalise, is_capitalised, lower};
use crate::word::morphology::{Analyser, Lattice, restored_suffix};
use crate::word::{Attested, Frequent};

/// Letters of a name before a suffix, at least.
pub(super) const SHORTEST_NAME: usize = 3;
/// What speaks for İ against I at the beginning of a name, in nats: about one name in fifty has I.
const DOTTED: f32 = 4.0;
/// What the errors of a near word cost, in nats, at most, and how much more those of a word that is asked for beside it.
const NEAR: f32 = 5.0;
const FARTHER: f32 = 6.0;
/// Letters of a part of two joined words, at least.
const SHORTEST_PART: usize = 3;
/// What the errors of a word may cost more on a page with much noise, in nats.
const MORE_BUDGET: f32 = 3.0;
/// Letters of a word, at most: a longer one is none.
const LONGEST_WORD: usize = 64;
/// What it costs, in nats, that a letter is misread again in the same word.
const MISREAD_AGAIN: f32 = 1.0;
/// How often, in a million words, a word must stand to be joined with any other by mistake.
const VERY_FREQUENT: f32 = 1000.0;
/// What speaks for two words that belong together, in nats, at least.
const LINKED: f32 = 2.0;

/// What a word may have been meant to be.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// What it costs, in nats, to take it as it stands.
    pub keep: f32,
    /// Other words, in lower case, with their costs; two words have a space between them.
    pub candidates: Vec<Candidate>,
}

/// What a word was meant to be.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub word: String,
    /// In nats: what speaks against the word and against its having been read so.
    pub cost: f32,
}

impl Choice {
    /// The likeliest candidate and its probability, 0..1, where `bonus` says what else speaks for a word, in nats; the word
    /// as it stands, in lower case, is one of them.
    pub fn best(&self, plain: &str, bonus: impl Fn(&str) -> f32) -> Option<(&str, f32)> {
        let all = self.with_probabilities(plain, bonus);
        let likelier = |a: &(&Candidate, f32), b: &(&Candidate, f32)| a.1.total_cmp(&b.1).then(b.0.word.cmp(&a.0.word));
        all.max_by(likelier).map(|(found, probability)| (found.word.as_str(), probability))
    }

    /// All candidates with their probabilities, the likeliest first.
    pub fn ranked(&self) -> Vec<(&Candidate, f32)> {
        let mut ranked: Vec<_> = self.with_probabilities("", |_| 0.0).collect();
        ranked.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost).then_with(|| a.0.word.cmp(&b.0.word)));
        ranked
    }

    fn with_probabilities(&self, plain: &str, bonus: impl Fn(&str) -> f32) -> impl Iterator<Item = (&Candidate, f32)> {
        let keep = self.keep - bonus(plain);
        let costs: Vec<f32> = self.candidates.iter().map(|found| found.cost - bonus(&found.word)).collect();
        let least = costs.iter().copied().fold(keep, f32::min);
        let weight = move |cost: f32| (least - cost).exp();
        let all: f32 = weight(keep) + costs.iter().copied().map(weight).sum::<f32>();
        self.candidates.iter().zip(costs).map(move |(found, cost)| (found, weight(cost) / all))
    }

    /// Whether a bonus could choose otherwise than the costs do.
    pub fn is_open(&self) -> bool {
        let least = self.candidates.iter().map(|found| found.cost).fold(self.keep, f32::min);
        self.candidates.iter().filter(|found| found.cost < least + OPEN).count() + usize::from(self.keep < least + OPEN)
            > 1
    }
}

/// What a neighbour can make good, in nats.
const OPEN: f32 = 7.0;

/// Finds what the words of a document may have been meant to be.
pub(super) struct Search<'a> {
    pub knowledge: &'a Knowledge,
    pub evidence: &'a Evidence<'a>,
    confusions: Cow<'a, Confusions>,
    weights: Weights,
    /// What known words cost by themselves, as they are written.
    costs: RefCell<FxHashMap<String, f32>>,
}

impl<'a> Search<'a> {
    pub fn new(knowledge: &'a Knowledge, evidence: &'a Evidence<'a>) -> Search<'a> {
        let confusions = Cow::Borrowed(Confusions::embedded(evidence.channel));
        Search { knowledge, evidence, confusions, weights: Weights::of(evidence.channel), costs: RefCell::default() }
    }

    /// Learns what this document confuses, as its sure repairs show: pairs of what was seen and what was meant. What was
    /// learnt before is forgotten. Returns what is seen in the words for which that makes a difference.
    pub fn learn(&mut self, repairs: &[(String, String)], text: &str) -> Vec<String> {
        let learnt = Confusions::embedded(self.evidence.channel).adapted(repairs, text);
        let unlike =
            learnt.unlike(&self.confusions).chain(self.confusions.unlike(&learnt)).map(str::to_owned).collect();
        self.confusions = Cow::Owned(learnt);
        unlike
    }

    /// All ways to read a word, in lower case.
    fn lattice(&self, plain: &str, names: bool) -> Lattice {
        self.confusions.lattice(plain, names, self.evidence.ease(self.weights.ease))
    }

    /// What a word may have been meant to be, if there is a doubt.
    pub fn choice(&self, word: &str) -> Option<Choice> {
        let is_page_wide = self.evidence.is_page_wide();
        if !(2..=LONGEST_WORD).contains(&word.chars().count()) {
            return None;
        }
        let known = self.knowledge.knows(word);
        let plain = lower(word, Lang::Az);
        if known && !is_page_wide {
            return self.misread_for_another(word, &plain);
        }
        let keep = self.cost_as_it_is(word, &plain, known);
        let mut candidates = self.near(&plain, is_capitalised(word));
        candidates.retain(|candidate| candidate.word != plain);
        if is_page_wide && !known {
            candidates.extend(self.name_with_suffix(word));
            candidates.extend(self.spelt(word, &plain, &candidates));
        }
        if self.evidence.channel == Channel::Typed && !known {
            candidates.extend(self.dotted(word, keep));
        }
        if !is_page_wide && !known {
            candidates.extend(self.parted(&plain));
            candidates.extend(self.misread_alike(&plain, is_capitalised(word)));
            candidates = cheapest_of_each(candidates);
        }
        Some(Choice { keep, candidates })
    }

    /// What it costs, in nats, that a space, or a hyphen with a space, was read within a word.
    pub fn extra_space(&self, has_hyphen: bool) -> f32 {
        if has_hyphen { 0.0 } else { self.weights.extra_space }
    }

    /// How much the neighbours count.
    pub fn context_weight(&self) -> f32 {
        self.weights.context
    }

    /// The frequent words that a known one, which is not frequent, was misread for, on a page with much noise.
    fn misread_for_another(&self, word: &str, plain: &str) -> Option<Choice> {
        let is_doubtful = self.evidence.is_noisy() && Frequent::embedded().per_million(plain).is_none();
        if !is_doubtful || self.evidence.count(word) > 1 {
            return None;
        }
        let budget = self.weights.real_word_budget;
        let lattice = self.lattice(plain, is_capitalised(word));
        let candidates =
            self.candidates(Knowledge::frequent(), &lattice, budget, |found| self.cost_of(found, is_capitalised(word)));
        let candidates = cheapest_of_each(candidates.filter(|candidate| candidate.word != plain).collect());
        let keep = self.cost_of(plain, is_capitalised(word)) - self.weights.real_word;
        (!candidates.is_empty()).then_some(Choice { keep, candidates })
    }

    /// The likeliest spelling by the letters alone.
    fn spelt(&self, word: &str, plain: &str, others: &[Candidate]) -> Option<Candidate> {
        let weights = &self.weights;
        let (spelt, cost) = self.confusions.spelt(plain, weights.unknown_spelling);
        let unknown = if is_capitalised(word) { weights.unknown_name } else { weights.unknown };
        let attested = Attested::embedded().contains(&spelt);
        let cost = cost + if attested { weights.attested } else { unknown };
        // How a foreign name is spelt no model knows.
        let is_guessed_name = self.evidence.channel == Channel::Typed && is_capitalised(word) && !attested;
        let is_new = spelt != plain && !others.iter().any(|candidate| candidate.word == spelt);
        (is_new && !is_guessed_name).then_some(Candidate { word: spelt, cost })
    }

    /// A name that stands in the document by itself, with its suffix as it is written after it.
    fn name_with_suffix(&self, word: &str) -> Option<Candidate> {
        let is_name = |end: usize| self.evidence.count(&word[..end]) > 0 || self.knowledge.knows(&word[..end]);
        let ends = word.char_indices().map(|(at, _)| at).skip(SHORTEST_NAME);
        // One vowel behind three letters is more often a part of the name: Wide.
        let has_suffix = |&end: &usize| word[..end].chars().count() > SHORTEST_NAME || word[end..].chars().count() > 1;
        let name = ends.filter(has_suffix).filter(|&end| is_capitalised(word) && is_name(end)).last()?;
        let suffix = restored_suffix(&word[..name], &word[name..])?;
        let plain = lower(&format!("{}{suffix}", &word[..name]), Lang::Az);
        let cost = self.weights.unknown_spelling * LanguageModel::embedded().cost(&plain) + self.weights.attested;
        Some(Candidate { word: plain, cost })
    }

    /// An unknown name with the dot on its first letter: hardly any word begins with ı.
    fn dotted(&self, word: &str, keep: f32) -> Option<Candidate> {
        let rest = word.strip_prefix('I').filter(|rest| rest.starts_with(char::is_lowercase))?;
        Some(Candidate { word: format!("i{rest}"), cost: keep - DOTTED })
    }

    /// Known words of which one letter was misread wherever it stands: what is wrong with it on the page, or in the print, is
    /// wrong everywhere.
    fn misread_alike(&self, plain: &str, capital: bool) -> Vec<Candidate> {
        let ease = self.evidence.ease(self.weights.ease);
        let all = self.confusions.of_repeated(plain, ease).map(|(seen, meant, cost)| {
            let again = plain.matches(seen).count() - 1;
            (plain.replace(seen, meant), cost + again as f32 * MISREAD_AGAIN)
        });
        let known = all.filter(|(word, _)| self.knowledge.knows(&written(word, capital)));
        let error = self.evidence.error_cost();
        known.map(|(word, channel)| Candidate { cost: self.cost_of(&word, capital) + channel + error, word }).collect()
    }

    /// Two known words between which the space was lost, at each place where that may be.
    fn parted(&self, plain: &str) -> Vec<Candidate> {
        let ends: Vec<usize> = plain.char_indices().map(|(at, _)| at).collect();
        let places = ends.iter().skip(SHORTEST_PART).take(ends.len().saturating_sub(2 * SHORTEST_PART - 1));
        let parts = places.map(|&end| plain.split_at(end));
        let known = parts.filter(|(first, second)| self.knowledge.knows(first) && self.knowledge.knows(second));
        known.filter_map(|(first, second)| self.parted_at(first, second)).collect()
    }

    /// Two words that were written as one. Short words, and a first word without a suffix, make compounds and inflected
    /// forms that no lexicon has: they must belong together, or the first must be very frequent.
    fn parted_at(&self, first: &str, second: &str) -> Option<Candidate> {
        let word = format!("{first} {second}");
        let readings = |word: &str| self.knowledge.readings(word).into_iter();
        let tags = |word: &str| readings(word).next().map_or(Vec::new(), |reading| reading.tags);
        let is_short = first.chars().count().min(second.chars().count()) <= SHORTEST_PART;
        let is_bare = tags(first).is_empty() && Frequent::embedded().per_million(first) < Some(VERY_FREQUENT);
        let is_linked = (is_short || is_bare) && Context::default().bonus(&word, self.knowledge) >= LINKED;
        // Action nouns are written in one word: təsdiqetmə.
        if is_short && !is_linked || tags(second).contains(&"VN.MA") {
            return None;
        }
        let compound = if is_bare && !is_linked { self.weights.compound } else { 0.0 };
        let words = self.cost_of(first, false) + self.cost_of(second, false);
        Some(Candidate { cost: words + compound + self.weights.lost_space + self.evidence.error_cost(), word })
    }

    /// What it costs, in nats, to take a word as it stands.
    pub fn cost_as_it_is(&self, word: &str, plain: &str, known: bool) -> f32 {
        let weights = &self.weights;
        if known {
            return self.cost_of(plain, is_capitalised(word));
        }
        let noise = self.evidence.noise();
        let unknown = if Attested::embedded().contains(word) {
            weights.attested
        } else if is_capitalised(word) {
            weights.unknown_name + weights.noisy_name * noise
        } else {
            weights.unknown + weights.noisy * noise
        };
        let letters = LanguageModel::embedded().cost(plain);
        let mut vowels = backness(plain).rev();
        let breaks_harmony = matches!((vowels.next(), vowels.next()), (Some(last), Some(before)) if last != before);
        let repeated = weights.repeated * (self.evidence.count(word).max(1) as f32).log2();
        let disharmony = if breaks_harmony { weights.disharmony } else { 0.0 };
        weights.unknown_spelling * letters + unknown + disharmony - repeated
    }

    /// What a known word, in lower case, costs by itself, in nats.
    pub fn cost_of(&self, word: &str, capital: bool) -> f32 {
        let written = written(word, capital);
        if let Some(&cost) = self.costs.borrow().get(written.as_ref()) {
            return cost;
        }
        let rarity = self.knowledge.analyser().least_cost(&written).unwrap_or(0.0);
        let frequent = Frequent::embedded().per_million(word).unwrap_or(0.0);
        let cost = self.weights.spelling * LanguageModel::embedded().cost(word) + self.weights.rarity * rarity
            - self.weights.frequent * (1.0 + frequent / 10.0).ln()
            - self.weights.document * (1.0 + self.evidence.count(&written) as f32).ln();
        self.costs.borrow_mut().insert(written.into_owned(), cost);
        cost
    }

    /// The known words that a word, in lower case, may have been meant to be.
    fn near(&self, plain: &str, capital: bool) -> Vec<Candidate> {
        let more = if self.evidence.is_noisy() { MORE_BUDGET } else { 0.0 };
        let budget = budget(plain.chars().count(), self.evidence.channel) + more;
        let lattice = self.lattice(plain, capital);
        let known = self.candidates(self.knowledge.analyser(), &lattice, budget, |word| self.cost_of(word, capital));
        let mut found: Vec<Candidate> = known.collect();
        for names in self.evidence.names().filter(|_| capital) {
            found.extend(self.candidates(names, &lattice, budget, |name| self.cost_of_repeated(name)));
        }
        cheapest_of_each(found)
    }

    /// The words of an analyser that a lattice spells, each once, in no order; `cost` says what a word itself costs.
    fn candidates(
        &self,
        words: &Analyser,
        lattice: &Lattice,
        budget: f32,
        cost: impl Fn(&str) -> f32,
    ) -> impl Iterator<Item = Candidate> {
        let error = self.evidence.error_cost();
        let near = words_near(words, lattice, budget);
        near.into_iter().map(move |(word, channel)| Candidate { cost: cost(&word) + channel + error, word })
    }

    /// What a name, in lower case, that the document repeats costs by itself, in nats.
    fn cost_of_repeated(&self, name: &str) -> f32 {
        let letters = self.weights.unknown_spelling * LanguageModel::embedded().cost(name);
        let count = self.evidence.count(&capitalise(name, Lang::Az)).max(LEAST_COUNT);
        letters + self.weights.attested - self.weights.repeated * (count as f32).log2()
    }
}

/// The words of an analyser that a lattice spells, with what the cheapest path to each costs, in nats. Where a word is near,
/// none is looked for that is much farther.
fn words_near(words: &Analyser, lattice: &Lattice, budget: f32) -> FxHashMap<String, f32> {
    let mut near: FxHashMap<String, f32> = FxHashMap::default();
    let mut look = |budget: f32| {
        words.each_near(lattice, budget, &mut |word, cost| match near.get_mut(word) {
            Some(least) => *least = least.min(cost),
            None => drop(near.insert(word.to_string(), cost)),
        });
        near.values().copied().min_by(f32::total_cmp)
    };
    let far = look(NEAR.min(budget)).map_or(budget, |least| budget.min(least + FARTHER));
    if far > NEAR {
        look(far);
    }
    near
}

/// A word in lower case as it is written.
fn written(word: &str, capital: bool) -> Cow<'_, str> {
    if capital { Cow::Owned(capitalise(word, Lang::Az)) } else { Cow::Borrowed(word) }
}

/// The candidates in the order of their words, each once.
fn cheapest_of_each(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| a.word.cmp(&b.word).then(a.cost.total_cmp(&b.cost)));
    candidates.dedup_by(|a, b| a.word == b.word);
    candidates
}

/// What the errors of a word may cost, in nats: short words are near too many others.
fn budget(letters: usize, channel: Channel) -> f32 {
    match (channel, letters) {
        (Channel::Azerbaijani, ..=3) => 5.0,
        (Channel::Azerbaijani, 4..=5) => 7.8,
        (Channel::Azerbaijani, 6..=8) => 9.5,
        (Channel::Azerbaijani, _) => 13.0,
        (Channel::Typed, _) => 3.0,
        (_, ..=3) => 4.0,
        (_, letters) => 5.0 + letters as f32 * 0.66,
    }
}
