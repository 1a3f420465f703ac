use std::sync::LazyLock;

use super::automaton::Automaton;
use super::phonology::{End, Letter, Vowel, char_of, letter};
use super::stems::{Stem, Stems};
use super::tactics::{Node, Tactics};
use crate::letters::{Lang, is_capitalised, lower};
use crate::word::{Lexicon, Pos};

/// One reading of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The dictionary form; the infinitive of a verb.
    pub lemma: String,
    /// Part of speech of the lemma.
    pub pos: Pos,
    /// The suffixes, in order: `PL`, `P3`, `GEN` …
    pub tags: Vec<&'static str>,
    /// How unlikely the reading is among those of the word; no probability.
    pub cost: f32,
}

/// A word of the lexicon as the analyser holds it.
struct Lexeme {
    lemma: String,
    pos: Pos,
}

/// Analyses Azerbaijani word forms: stems of a lexicon, followed by suffixes in the order of the table.
///
/// ```
/// use lughat::word::morphology::Analyser;
/// let analyser = Analyser::embedded();
/// let analysis = &analyser.analyse("nazirliyinin")[0];
/// assert_eq!((analysis.lemma.as_str(), analysis.tags.join("-")), ("nazirlik", "P3-GEN".to_string()));
/// assert!(analyser.is_word("görüşlərdə") && !analyser.is_word("görüşlarda"));
/// ```
pub struct Analyser {
    stems: Stems,
    lexemes: Vec<Lexeme>,
}

static EMBEDDED: LazyLock<Analyser> = LazyLock::new(|| Analyser::new(Lexicon::embedded(), std::iter::empty()));

impl Analyser {
    /// The analyser of the lexicon that the program carries.
    pub fn embedded() -> &'static Analyser {
        &EMBEDDED
    }

    /// Makes an analyser of a lexicon and of names, each name one word.
    pub fn new<'n>(lexicon: &Lexicon, names: impl Iterator<Item = &'n str>) -> Analyser {
        let mut builder = Builder { lexemes: Vec::new(), words: Vec::new() };
        for entry in lexicon.entries() {
            builder.add_word(&entry.az, entry.pos, &entry.class);
        }
        names.for_each(|name| builder.add_name(name));
        Analyser { stems: Stems::new(builder.words), lexemes: builder.lexemes }
    }

    /// Whether stem and suffixes of a word are known. A name counts only with its capital.
    pub fn is_word(&self, word: &str) -> bool {
        let mut letters = Vec::with_capacity(word.len());
        self.accepts(word, &mut letters)
    }

    /// [`Analyser::is_word`] with a buffer that is used again.
    fn accepts(&self, word: &str, letters: &mut Vec<Letter>) -> bool {
        if !spell(word, letters) {
            return false;
        }
        let (automaton, capital) = (Automaton::embedded(), is_capitalised(word));
        self.stems.any_prefix(letters, |stem, length| {
            (capital || !stem.is_name) && automaton.takes(stem.start, stem.vowel, &letters[length..])
        })
    }

    /// The readings of a word, the likeliest first; none for an unknown word.
    pub fn analyse(&self, word: &str) -> Vec<Analysis> {
        let mut letters = Vec::new();
        let mut found: Vec<Analysis> = Vec::new();
        if !spell(word, &mut letters) {
            return found;
        }
        let (automaton, capital) = (Automaton::embedded(), is_capitalised(word));
        self.stems.any_prefix(&letters, |stem, length| {
            let rest = &letters[length..];
            if (capital || !stem.is_name) && automaton.takes(stem.start, stem.vowel, rest) {
                let mut tags = Vec::new();
                self.follow(stem, stem.node, stem.vowel, rest, &mut tags, 0.0, &mut found);
            }
            false
        });
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| (&a.lemma, &a.tags).cmp(&(&b.lemma, &b.tags))));
        found.dedup_by(|b, a| (&a.lemma, a.pos, &a.tags) == (&b.lemma, b.pos, &b.tags));
        found
    }

    /// Takes suffixes off `rest` in every way that reaches its end.
    #[allow(clippy::too_many_arguments)]
    fn follow(
        &self,
        stem: &Stem,
        node: Node,
        vowel: Vowel,
        rest: &[Letter],
        tags: &mut Vec<&'static str>,
        cost: f32,
        found: &mut Vec<Analysis>,
    ) {
        let tactics = Tactics::embedded();
        if rest.is_empty() {
            if let Some(last) = tactics.final_cost(node.index()) {
                let Lexeme { lemma, pos } = &self.lexemes[stem.lexeme as usize];
                found.push(Analysis { lemma: lemma.clone(), pos: *pos, tags: tags.clone(), cost: cost + last });
            }
            return;
        }
        for edge in tactics.leaving(node).filter(|edge| edge.symbols.len() <= rest.len()) {
            let mut next = vowel;
            let fits = edge.symbols.iter().zip(rest).all(|(symbol, &letter)| {
                let fits = next == Vowel::Any && Symbols::could_be(*symbol, letter) || symbol.after(next) == letter;
                next = Vowel::of(letter).unwrap_or(next);
                fits
            });
            if fits {
                tags.push(edge.tag);
                self.follow(stem, edge.to, next, &rest[edge.symbols.len()..], tags, cost + edge.cost, found);
                tags.pop();
            }
        }
    }
}

use super::phonology::Symbol;

/// Which letters a symbol can be where there is nothing to be harmonised with.
struct Symbols;

impl Symbols {
    fn could_be(symbol: Symbol, letter: Letter) -> bool {
        Symbol::harmonic(letter, Vowel::Any) == Some(symbol) || symbol == Symbol::Plain(letter)
    }
}

/// Spells a word in lower case with the letters of the automaton; no if it has another character.
fn spell(word: &str, letters: &mut Vec<Letter>) -> bool {
    letters.clear();
    let lowered = lower(word, Lang::Az);
    for c in lowered.chars() {
        match letter(c) {
            Some(letter) => letters.push(letter),
            None => return false,
        }
    }
    !letters.is_empty()
}

struct Builder {
    lexemes: Vec<Lexeme>,
    words: Vec<(Vec<Letter>, Stem)>,
}

impl Builder {
    fn add_word(&mut self, lemma: &str, pos: Pos, class: &str) {
        let mut letters = Vec::new();
        if lemma.contains(' ') || !spell(lemma, &mut letters) {
            return;
        }
        let has = |flag: &str| class.split(' ').any(|other| other == flag);
        let lexeme = self.lexeme(lemma, pos);
        if pos == Pos::Verb {
            let stem = letters.len() - 3;
            return self.add_verb(lexeme, &letters[..stem], has("keept"));
        }
        let state = match pos {
            Pos::Noun | Pos::Pron => "N",
            Pos::Adj | Pos::Det => "A",
            Pos::Num => "NUM",
            Pos::Adv => "ADV",
            _ => "INV",
        };
        self.add_nominal(lexeme, &letters, state, &has);
    }

    fn lexeme(&mut self, lemma: &str, pos: Pos) -> u32 {
        self.lexemes.push(Lexeme { lemma: lemma.to_string(), pos });
        self.lexemes.len() as u32 - 1
    }

    fn add_nominal(&mut self, lexeme: u32, letters: &[Letter], state: &str, has: &dyn Fn(&str) -> bool) {
        let last = letters.last().map(|&last| char_of(last));
        let is_long = letters.iter().filter(|&&letter| Vowel::of(letter).is_some()).count() > 1;
        let soft = match last {
            Some('q') => letter('ğ'),
            Some('k') => letter('y'),
            _ => None,
        };
        if has("y") {
            return self.add(lexeme, letters, state, End::VowelY, false);
        }
        if let (Some(soft), true) = (soft, (is_long || has("soft")) && !has("keep")) {
            let mut softened = letters.to_vec();
            softened.pop();
            softened.push(soft);
            self.add(lexeme, letters, state, End::Hard, false);
            return self.add(lexeme, &softened, state, End::Soft, false);
        }
        if has("drop") && letters.len() > 2 {
            let mut dropped = letters.to_vec();
            dropped.remove(letters.len() - 2);
            self.add_harmonised(lexeme, &dropped, state, End::Soft, Vowel::last_of(letters), false);
            return self.add(lexeme, letters, state, End::Hard, false);
        }
        self.add(lexeme, letters, state, End::of(letters), false);
    }

    /// Monosyllabic stems in t keep it before a vowel, but for et- and get-.
    fn add_verb(&mut self, lexeme: u32, letters: &[Letter], keeps_t: bool) {
        let is_long = letters.iter().filter(|&&letter| Vowel::of(letter).is_some()).count() > 1;
        let text: String = letters.iter().map(|&letter| char_of(letter)).collect();
        let alternates = text.ends_with('t') && !keeps_t && (is_long || matches!(text.as_str(), "et" | "get"));
        match letter('d') {
            Some(soft) if alternates => {
                let mut softened = letters.to_vec();
                softened.pop();
                softened.push(soft);
                self.add(lexeme, letters, "V", End::Hard, false);
                self.add(lexeme, &softened, "V", End::Soft, false);
            }
            _ => self.add(lexeme, letters, "V", End::of(letters), false),
        }
    }

    fn add_name(&mut self, name: &str) {
        let mut letters = Vec::new();
        if name.chars().count() > 1 && is_capitalised(name) && spell(name, &mut letters) {
            let lexeme = self.lexeme(name, Pos::Noun);
            self.add(lexeme, &letters, "PN", End::of(&letters), true);
        }
    }

    fn add(&mut self, lexeme: u32, letters: &[Letter], state: &str, end: End, is_name: bool) {
        self.add_harmonised(lexeme, letters, state, end, Vowel::last_of(letters), is_name);
    }

    fn add_harmonised(&mut self, lexeme: u32, letters: &[Letter], state: &str, end: End, vowel: Vowel, is_name: bool) {
        if let Some(node) = Tactics::embedded().node(state, end) {
            let start = Automaton::embedded().start(node);
            self.words.push((letters.to_vec(), Stem { lexeme, node, start, vowel, is_name }));
        }
    }
}
