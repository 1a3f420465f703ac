use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::knowledge::Knowledge;
use crate::letters::{Lang, backness, is_capitalised, lower};
use crate::table;
use crate::word::Pos;

/// Where a neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Directly before the word.
    Before,
    /// Directly behind it.
    After,
    /// Within a few words on either side, in the same sentence.
    Near,
}

/// What a neighbour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// A word with this form or lemma.
    Word(&'static str),
    /// A word of this part of speech.
    Pos(Pos),
    /// A word with this suffix.
    Tag(&'static str),
    /// A number in digits.
    Figure,
    /// A word with a capital that does not begin the sentence.
    Name,
    /// A word whose last vowel is a front one, or a back one: suffixes and particles are in harmony with it.
    Front,
    Back,
    /// The beginning, or the end, of the sentence.
    Edge,
}

struct Row {
    place: Place,
    cues: Vec<Cue>,
    nats: f32,
}

/// What tells words apart that are confused, in nats: how likely they are, and what their neighbours say.
///
/// A decision list: the strongest cue decides. Source: D. Yarowsky, "Decision lists for lexical ambiguity resolution:
/// application to accent restoration in Spanish and French", ACL 1994.
#[derive(Default)]
struct Table {
    likelihood: FxHashMap<&'static str, f32>,
    rows: FxHashMap<&'static str, Vec<Row>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let text = include_str!("data/context.csv");
    table::each_record(text, ["word", "cue", "place", "nats"], |[word, cues, place, nats]| {
        let Ok(nats) = nats.parse::<f32>() else { return };
        let place = match place {
            "before" => Place::Before,
            "after" => Place::After,
            "near" => Place::Near,
            _ => {
                table.likelihood.insert(word, nats);
                return;
            }
        };
        let cues = cues.split('|').filter_map(Cue::of).collect();
        table.rows.entry(word).or_default().push(Row { place, cues, nats });
    });
    table
});

impl Cue {
    fn of(cell: &'static str) -> Option<Cue> {
        let Some(class) = cell.strip_prefix('<').and_then(|class| class.strip_suffix('>')) else {
            return (!cell.is_empty()).then_some(Cue::Word(cell));
        };
        Some(match class {
            "figure" => Cue::Figure,
            "name" => Cue::Name,
            "front" => Cue::Front,
            "back" => Cue::Back,
            "start" | "end" => Cue::Edge,
            _ => Pos::of(class).map_or(Cue::Tag(class), Cue::Pos),
        })
    }

    fn fits(self, neighbour: &Neighbour) -> bool {
        match self {
            Cue::Word(word) => neighbour.form == word || neighbour.lemmas.iter().any(|lemma| lemma == word),
            Cue::Pos(pos) => neighbour.pos.contains(&pos),
            Cue::Tag(tag) => neighbour.tags.contains(&tag),
            Cue::Figure => neighbour.form.starts_with(|c: char| c.is_ascii_digit()),
            Cue::Name => neighbour.is_name,
            Cue::Front => neighbour.has_back_vowel() == Some(false),
            Cue::Back => neighbour.has_back_vowel() == Some(true),
            Cue::Edge => false,
        }
    }
}

/// A word beside the one that is in doubt.
#[derive(Debug)]
pub(super) struct Neighbour {
    /// In lower case.
    form: String,
    lemmas: Vec<Cow<'static, str>>,
    pos: Vec<Pos>,
    tags: Vec<&'static str>,
    is_name: bool,
}

impl Neighbour {
    pub fn new(word: &str, starts_sentence: bool, knowledge: &Knowledge) -> Neighbour {
        let readings = likeliest(word, knowledge);
        Neighbour {
            form: lower(word, Lang::Az),
            pos: readings.iter().map(|reading| reading.1).collect(),
            tags: readings.iter().flat_map(|reading| reading.2.iter().copied()).collect(),
            lemmas: readings.into_iter().map(|reading| reading.0).collect(),
            is_name: is_capitalised(word) && !starts_sentence,
        }
    }

    /// Whether the last vowel is a back one; `None` without a vowel.
    fn has_back_vowel(&self) -> Option<bool> {
        backness(&self.form).next_back()
    }
}

/// Readings that cost this much more than the likeliest, in nats, are not looked at.
const LIKELY: f32 = 0.8;

/// Lemma, part of speech and suffixes of the likeliest readings.
fn likeliest(word: &str, knowledge: &Knowledge) -> Vec<(Cow<'static, str>, Pos, Vec<&'static str>)> {
    let readings = knowledge.readings(word);
    let least = readings.first().map_or(0.0, |reading| reading.cost);
    let likely = readings.into_iter().filter(|reading| reading.cost <= least + LIKELY);
    likely.map(|reading| (reading.lemma, reading.pos, reading.tags)).collect()
}

/// The words around one that is in doubt; none where the sentence, or another mark, ends.
#[derive(Default)]
pub(super) struct Context<'n> {
    pub before: Option<&'n Neighbour>,
    pub after: Option<&'n Neighbour>,
    pub near: Vec<&'n Neighbour>,
    pub starts_sentence: bool,
    pub ends_sentence: bool,
}

/// What it speaks for a word, in nats, that it and its neighbour stand together in a phrase of a glossary.
const PHRASE: f32 = 2.5;

impl Context<'_> {
    /// What speaks for a word, in lower case, in nats; two words with a space between them speak for each other.
    pub fn bonus(&self, word: &str, knowledge: &Knowledge) -> f32 {
        match word.split_once(' ') {
            Some((first, second)) => {
                let [before, after] = [first, second].map(|word| Neighbour::new(word, false, knowledge));
                let first_of = Context { after: Some(&after), ..Context::default() }.of_one(first, knowledge);
                let second_of = Context { before: Some(&before), ..Context::default() }.of_one(second, knowledge);
                first_of.max(second_of)
            }
            None => self.of_one(word, knowledge),
        }
    }

    fn of_one(&self, word: &str, knowledge: &Knowledge) -> f32 {
        let mut keys: Vec<Cow<'_, str>> = vec![Cow::Borrowed(word)];
        keys.extend(likeliest(word, knowledge).into_iter().map(|reading| reading.0).filter(|lemma| lemma != word));
        let likelihood = keys.iter().find_map(|key| TABLE.likelihood.get(key.as_ref())).copied().unwrap_or(0.0);
        let rows = keys.iter().filter_map(|key| TABLE.rows.get(key.as_ref())).flatten();
        let cues = rows.filter(|row| self.has(row)).map(|row| row.nats);
        let phrase = if self.is_phrase(word, knowledge) { PHRASE } else { 0.0 };
        likelihood + cues.fold(phrase, f32::max)
    }

    fn has(&self, row: &Row) -> bool {
        let fits = |neighbour: &Neighbour| row.cues.iter().any(|cue| cue.fits(neighbour));
        let is_edge = row.cues.contains(&Cue::Edge);
        match row.place {
            Place::Before => self.before.is_some_and(fits) || is_edge && self.starts_sentence,
            Place::After => self.after.is_some_and(fits) || is_edge && self.ends_sentence,
            Place::Near => self.near.iter().any(|neighbour| fits(neighbour)),
        }
    }

    fn is_phrase(&self, word: &str, knowledge: &Knowledge) -> bool {
        self.before.is_some_and(|before| knowledge.is_phrase(&before.form, word))
            || self.after.is_some_and(|after| knowledge.is_phrase(word, &after.form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::morphology::{Builder, is_tag};

    fn knowledge() -> Knowledge {
        let mut builder = Builder::default();
        builder.add_lexicon();
        Knowledge::new(builder.build())
    }

    /// The likelier of two words between two others.
    fn likelier<'w>(before: &str, [one, other]: [&'w str; 2], after: &str) -> &'w str {
        let knowledge = knowledge();
        let [before, after] = [before, after].map(|word| Neighbour::new(word, false, &knowledge));
        let context = Context { before: Some(&before), after: Some(&after), ..Context::default() };
        if context.bonus(one, &knowledge) > context.bonus(other, &knowledge) { one } else { other }
    }

    #[test]
    fn neighbours_tell_words_apart() {
        assert_eq!(likelier("bir", ["necə", "neçə"], "il"), "neçə");
        assert_eq!(likelier("bunu", ["necə", "neçə"], "etmək"), "necə");
        assert_eq!(likelier("on", ["bəs", "beş"], "manat"), "beş");
        assert_eq!(likelier("müzakirələri", ["davam", "divan"], "etdirib"), "davam");
    }

    #[test]
    fn particles_are_in_harmony_with_the_word_before() {
        assert_eq!(likelier("mən", ["da", "də"], "gəldim"), "də");
        assert_eq!(likelier("o", ["da", "də"], "gəldi"), "da");
    }

    #[test]
    fn two_words_speak_for_each_other() {
        let knowledge = knowledge();
        let context = Context::default();
        assert!(context.bonus("çıxış edib", &knowledge) > context.bonus("daş edib", &knowledge));
    }

    #[test]
    fn phrases_of_glossaries_speak_for_their_words() {
        let knowledge =
            Knowledge::new(Builder::default().build()).with_phrases(|visit| visit("Dənizçilik Akademiyası"));
        assert!(knowledge.is_phrase("dənizçilik", "akademiyasının"));
        assert!(!knowledge.is_phrase("akademiyası", "dənizçilik"));
    }

    #[test]
    fn every_row_of_the_table_counts() {
        let text = include_str!("data/context.csv");
        let mut rows = 0;
        table::each_record(text, ["word", "cue", "place", "nats"], |[word, cues, place, nats]| {
            rows += 1;
            assert!(nats.parse::<f32>().is_ok(), "{word}: {nats}");
            assert_eq!(cues.is_empty(), place.is_empty(), "{word}: a likelihood has no cue");
            assert!(["", "before", "after", "near"].contains(&place), "{word}: {place}");
            let known = |cue| !matches!(Cue::of(cue), Some(Cue::Tag(tag)) if !is_tag(tag));
            assert!(cues.split('|').all(known), "{word}: {cues}");
        });
        assert_eq!(rows, text.lines().count() - 1);
    }
}
