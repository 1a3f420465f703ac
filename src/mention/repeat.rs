use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::english;
use super::record::{Evidence, Mention};
use super::word::{Gap, Word};
use crate::glossary::Kind;
use crate::letters::{Lang, lower};
use crate::token;

/// A sentence with what was found in it by itself.
pub(super) struct Reading<'t> {
    pub words: Vec<Word<'t>>,
    pub lang: Lang,
    pub found: Vec<Mention>,
}

impl Reading<'_> {
    /// For each word whether it is a capitalised one that no mention but a term holds.
    pub fn free(&self) -> Vec<bool> {
        let mut free: Vec<bool> = self.words.iter().map(|word| may_stand_alone(word, self.lang)).collect();
        for mention in self.found.iter().filter(|mention| mention.kind != Kind::Term) {
            let first = self.words.partition_point(|word| word.span.end <= mention.span.start);
            let inside = self.words[first..].iter().take_while(|word| word.span.start < mention.span.end).count();
            free[first..first + inside].fill(false);
        }
        free
    }
}

fn may_stand_alone(word: &Word<'_>, lang: Lang) -> bool {
    let date = lang == Lang::En && english::is_calendar(word);
    word.capital && word.kind == token::Kind::Word && !date
}

/// Adds what only the whole document tells: persons named in full once and later by the surname alone, and places that
/// a pattern found once and that stand elsewhere without it.
pub(super) fn repeated_names(readings: &mut [Reading<'_>]) {
    full_names(readings);
    let known = known(readings);
    for reading in readings {
        let free = reading.free();
        let places = (0..reading.words.len()).filter(|&at| free[at]);
        let repeated: Vec<Mention> = places.filter_map(|at| repeated(reading, &free, at, &known)).collect();
        reading.found.extend(repeated);
    }
}

/// A name of the document by one of its words.
struct Known {
    kind: Kind,
    /// The part of a person's name before the surname, in lower case.
    given: Option<String>,
}

/// What the document names, by the single word that may stand for it (lower case).
fn known(readings: &[Reading<'_>]) -> HashMap<(Lang, String), Known> {
    let mut known = HashMap::new();
    for mention in readings.iter().flat_map(|reading| &reading.found) {
        let citation = lower(&mention.citation, mention.lang);
        match (mention.kind, citation.rsplit_once([' ', '.'])) {
            (Kind::Person, Some((before, surname))) if surname.chars().count() > 2 => {
                let given = before.rsplit_once(' ').map_or(before, |(_, given)| given).to_owned();
                known.insert((mention.lang, surname.to_owned()), Known { kind: Kind::Person, given: Some(given) });
            }
            (Kind::Place, None) if mention.evidence == Evidence::Context => {
                known.entry((mention.lang, citation)).or_insert(Known { kind: Kind::Place, given: None });
            }
            _ => {}
        }
    }
    known
}

/// A single capitalised word that, with or without the endings of its sentence, names what the document knows.
fn repeated(
    reading: &Reading<'_>,
    free: &[bool],
    at: usize,
    known: &HashMap<(Lang, String), Known>,
) -> Option<Mention> {
    let Reading { words, lang, .. } = reading;
    let (word, lang) = (&words[at], *lang);
    let goes_on = words.get(at + 1).is_some_and(|next| next.gap == Gap::Space && free[at + 1] && !word.genitive);
    if lang == Lang::En && goes_on {
        return None;
    }
    let (base, name) = word.bases.iter().find_map(|base| Some((base, known.get(&(lang, base.text.clone()))?)))?;
    // The base is what is left of the word; only where its letters changed is it no beginning of it.
    let citation: String = word.head.chars().take(base.text.chars().count()).collect();
    if lower(&citation, lang) != base.text {
        return None;
    }
    let before =
        at.checked_sub(1).filter(|&before| free[before] && word.gap == Gap::Space).map(|before| &words[before]);
    let given = before.filter(|before| name.given.as_ref() == Some(&before.lower));
    Some(Mention {
        span: given.map_or(word.span, |given| given.span.cover(word.span)),
        kind: name.kind,
        lang,
        citation: given.map_or(citation.clone(), |given| format!("{} {citation}", given.text)),
        evidence: Evidence::Context,
    })
}

/// Adds English full names without any mark of their own: two capitalised words whose second stands elsewhere alone, as
/// surnames do.
fn full_names(readings: &mut [Reading<'_>]) {
    let english = |reading: &&Reading<'_>| reading.lang == Lang::En;
    let alone: HashSet<String> = readings.iter().filter(english).flat_map(lone_names).collect();
    for reading in readings.iter_mut().filter(|reading| reading.lang == Lang::En) {
        let words = &reading.words;
        let pairs = runs(reading).into_iter().filter(|run| run.len() == 2 && alone.contains(&words[run.end - 1].lower));
        let persons: Vec<Mention> = pairs
            .map(|run| Mention {
                span: words[run.start].span.cover(words[run.end - 1].span),
                kind: Kind::Person,
                lang: Lang::En,
                citation: format!("{} {}", words[run.start].text, words[run.end - 1].head),
                evidence: Evidence::Context,
            })
            .collect();
        reading.found.extend(persons);
    }
}

/// The capitalised words that stand alone inside a sentence and that no mention holds.
fn lone_names(reading: &Reading<'_>) -> Vec<String> {
    let lone = runs(reading).into_iter().filter(|run| run.len() == 1 && !reading.words[run.start].first);
    lone.map(|run| reading.words[run.start].lower.clone()).collect()
}

/// The runs of capitalised words that no mention holds. A run that touches a capitalised word of a mention is a piece of
/// something else, but for a pair after one (`Senate candidate`, `Judge`).
fn runs(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let Reading { words, .. } = reading;
    let free = reading.free();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..words.len()).filter(|&at| free[at] && english::may_name(&words[at])) {
        let joined = |run: &&mut Range<usize>| run.end == at && words[at].gap == Gap::Space && !words[at - 1].genitive;
        match runs.last_mut().filter(joined) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    let spaced = |at: usize| words.get(at).is_some_and(|word| word.gap == Gap::Space);
    runs.retain(|run| {
        let before = run.start > 0 && english::may_name(&words[run.start - 1]) && spaced(run.start);
        let after = capital(run.end) && spaced(run.end) && !words[run.end - 1].genitive;
        !after && (!before || run.len() == 2)
    });
    runs
}

#[cfg(test)]
mod tests {
    use crate::glossary::Kind;
    use crate::letters::Lang;
    use crate::mention::{Extractor, Gazetteer};
    use crate::text::{Block, BlockKind, Document, LineIndex, Numbering, Origin, SourceMap, Span};

    fn named(text: &str, kind: Kind) -> Vec<String> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, lang: Lang::En };
        let document = Document {
            name: "-".to_owned(),
            text: text.to_owned(),
            blocks: vec![block],
            lang: Lang::En,
            source: SourceMap::verbatim(text.len(), 0),
            lines: LineIndex::new(text),
            numbering: Numbering::Lines,
            words: Vec::new(),
            origin: Origin::TEXT,
        };
        let mentions = Extractor::new(&Gazetteer::default()).mentions(&document);
        mentions.items.into_iter().filter(|mention| mention.kind == kind).map(|mention| mention.citation).collect()
    }

    #[test]
    fn a_surname_is_known_after_the_full_name() {
        let text = "President Otar Qwynn came. Qwynn was glad. They praised Qwynn's work.";
        assert_eq!(named(text, Kind::Person), ["Otar Qwynn", "Qwynn", "Qwynn"]);
    }

    #[test]
    fn two_capitals_are_a_full_name_when_the_second_stands_alone_elsewhere() {
        assert_eq!(named("They saw Zorp Qwynn. Then Qwynn left.", Kind::Person), ["Zorp Qwynn", "Qwynn"]);
        assert_eq!(named("They saw Zorp Qwynn.", Kind::Person), [""; 0]);
    }

    #[test]
    fn a_place_is_known_after_its_pattern() {
        assert_eq!(named("He lived in Trosvik. Later Trosvik grew.", Kind::Place), ["Trosvik", "Trosvik"]);
    }

    #[test]
    fn a_month_is_no_surname() {
        assert_eq!(named("President Leyla May left. They met in May 2020.", Kind::Person), ["Leyla May"]);
    }
}
