use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::phonology::{ENDS, End, Symbol, letter};
use crate::table;

#[derive(Deserialize)]
struct Row {
    from: String,
    to: String,
    form: String,
    tag: String,
    class: Class,
    after: After,
    cost: f32,
}

/// What a suffix does to the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Class {
    /// Number, possession, case, person and copula: gone in the citation form.
    Inflection,
    /// Makes a new word of a noun or adjective.
    Derivation,
    /// Makes a noun or adjective of a verb: nouns' suffixes may follow.
    Nominal,
    /// Makes a predicate or converb of a verb.
    Finite,
    /// Makes a verb of a verb: passive, causative, negation.
    Voice,
}

/// After what end of the word before it a suffix stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum After {
    #[default]
    #[serde(rename = "")]
    Anything,
    Vowel,
    Consonant,
    L,
    NotL,
}

impl After {
    fn holds(self, end: End) -> bool {
        match self {
            After::Anything => true,
            After::Vowel => end.is_vowel(),
            After::Consonant => !end.is_vowel() && end != End::Soft,
            After::L => end == End::L,
            After::NotL => !end.is_vowel() && end != End::L,
        }
    }
}

/// A piece of a suffix as the table writes it.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Symbol(Symbol),
    /// `(n)`: stands after a vowel only.
    Buffer(Symbol),
    /// `[I]`: stands after a consonant only.
    Link(Symbol),
    /// `T`: t, and d before a vowel.
    Dental,
}

/// One form of a suffix after one kind of end.
#[derive(Debug)]
pub(super) struct Edge {
    /// The letters.
    pub symbols: Box<[Symbol]>,
    /// Where it leads.
    pub to: Node,
    /// The name of the suffix.
    pub tag: &'static str,
    /// What it does to the word.
    pub class: Class,
    /// How unlikely the suffix is.
    pub cost: f32,
}

/// Tags that only forms have which no rule makes: `mənimçün`, `kimsəsiz`.
const TAGS_OF_FORMS: [&str; 3] = ["BEN", "REL", "WITHOUT"];

/// A state of the table together with how the word ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Node(u16);

impl Node {
    fn new(state: usize, end: End) -> Node {
        Node((state * ENDS.len() + end as usize) as u16)
    }

    /// The number of the node.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Which suffixes may follow which, after what ends.
///
/// The states are the slots of Azerbaijani nouns and verbs; the sources stand in the table.
pub(super) struct Tactics {
    states: FxHashMap<&'static str, usize>,
    tags: FxHashSet<&'static str>,
    edges: Vec<Edge>,
    /// The edges that leave a node.
    from: Vec<Vec<u32>>,
    /// What it costs to end a word at a node, if it may.
    finals: Vec<Option<f32>>,
}

static TACTICS: LazyLock<Tactics> =
    LazyLock::new(|| Tactics::new(table::rows("word/morphotactics", include_str!("../data/morphotactics.csv"))));

impl Tactics {
    /// The table that the program carries.
    pub fn embedded() -> &'static Tactics {
        &TACTICS
    }

    fn new(rows: Vec<Row>) -> Tactics {
        let mut tactics = Tactics {
            states: FxHashMap::default(),
            tags: TAGS_OF_FORMS.into_iter().collect(),
            edges: Vec::new(),
            from: Vec::new(),
            finals: Vec::new(),
        };
        // The rows live as long as the program: the table is read once.
        for row in rows.leak() {
            tactics.tags.insert(&row.tag);
            let to = if row.to == "#" { None } else { Some(tactics.state(&row.to)) };
            for from in row.from.split('|') {
                let from = tactics.state(from);
                match to {
                    Some(to) => tactics.add(row, from, to),
                    None => tactics.end(row, from),
                }
            }
        }
        tactics
    }

    fn state(&mut self, name: &'static str) -> usize {
        let next = self.states.len();
        let state = *self.states.entry(name).or_insert(next);
        if state == next {
            self.from.resize_with((next + 1) * ENDS.len(), Vec::new);
            self.finals.resize((next + 1) * ENDS.len(), None);
        }
        state
    }

    fn add(&mut self, row: &'static Row, from: usize, to: usize) {
        let pieces = pieces(&row.form);
        for end in ENDS.into_iter().filter(|&end| row.after.holds(end)) {
            for (symbols, next) in realised(&pieces, end) {
                if symbols.first().is_some_and(|&first| end.allows(first)) {
                    self.from[Node::new(from, end).index()].push(self.edges.len() as u32);
                    self.edges.push(Edge {
                        symbols,
                        to: Node::new(to, next),
                        tag: &row.tag,
                        class: row.class,
                        cost: row.cost,
                    });
                }
            }
        }
    }

    fn end(&mut self, row: &Row, from: usize) {
        for end in ENDS.into_iter().filter(|&end| end != End::Soft) {
            self.finals[Node::new(from, end).index()] = Some(row.cost);
        }
    }

    /// The node of a state of the table, for a stem with this end.
    pub fn node(&self, state: &str, end: End) -> Option<Node> {
        self.states.get(state).map(|&state| Node::new(state, end))
    }

    /// The tag of the table with this name, or of a form that no rule makes.
    pub fn tag(&self, name: &str) -> Option<&'static str> {
        self.tags.get(name).copied()
    }

    /// The number of nodes.
    pub fn node_count(&self) -> usize {
        self.from.len()
    }

    /// All edges.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edges that leave a node.
    pub fn leaving(&self, node: Node) -> impl Iterator<Item = &Edge> {
        self.from[node.index()].iter().map(|&edge| &self.edges[edge as usize])
    }

    /// The numbers of the edges that leave a node.
    pub fn leaving_numbers(&self, node: usize) -> &[u32] {
        &self.from[node]
    }

    /// What it costs to end a word at a node, if it may.
    pub fn final_cost(&self, node: usize) -> Option<f32> {
        self.finals[node]
    }
}

/// Reads the notation of the table: `(s)I`, `[I]mIz`, `mAK`.
fn pieces(form: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = form.chars();
    while let Some(c) = chars.next() {
        match c {
            '(' | '[' => {
                let inner = chars.next().and_then(symbol);
                chars.next();
                pieces.extend(inner.map(if c == '(' { Piece::Buffer } else { Piece::Link }));
            }
            'T' => pieces.push(Piece::Dental),
            _ => pieces.extend(symbol(c).map(Piece::Symbol)),
        }
    }
    pieces
}

fn symbol(c: char) -> Option<Symbol> {
    match c {
        'A' => Some(Symbol::A),
        'I' => Some(Symbol::I),
        'K' => Some(Symbol::K),
        _ => letter(c).map(Symbol::Plain),
    }
}

/// The forms that a suffix has after an end, each with its own end: two where its last consonant alternates.
fn realised(pieces: &[Piece], end: End) -> Vec<(Box<[Symbol]>, End)> {
    let plain = |c| letter(c).map(Symbol::Plain);
    let mut symbols: Vec<Symbol> = Vec::new();
    let mut alternates = None;
    for piece in pieces {
        match *piece {
            Piece::Buffer(buffer) if end == End::Vowel => symbols.push(buffer),
            Piece::Buffer(_) if end == End::VowelY => symbols.extend(plain('y')),
            Piece::Link(link) if !end.is_vowel() => symbols.push(link),
            Piece::Buffer(_) | Piece::Link(_) => {}
            Piece::Symbol(symbol) => symbols.push(symbol),
            Piece::Dental => symbols.extend(plain('t')),
        }
    }
    match pieces.last() {
        Some(Piece::Symbol(Symbol::K)) => alternates = Some(Symbol::G),
        Some(Piece::Dental) => alternates = plain('d'),
        _ => {}
    }
    match (alternates, symbols.last()) {
        (Some(soft), Some(_)) => {
            let mut softened = symbols.clone();
            softened.pop();
            softened.push(soft);
            vec![(symbols.into(), End::Hard), (softened.into(), End::Soft)]
        }
        (_, Some(Symbol::Plain(last))) => {
            let end = End::of(&[*last]);
            vec![(symbols.into(), end)]
        }
        (_, Some(_)) => vec![(symbols.into(), End::Vowel)],
        (_, None) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_can_be_left_or_ended() {
        let tactics = Tactics::embedded();
        for (name, &state) in &tactics.states {
            let is_alive = |end| {
                let node = Node::new(state, end);
                tactics.final_cost(node.index()).is_some() || tactics.leaving(node).next().is_some()
            };
            assert!(ENDS.into_iter().any(is_alive), "{name}");
        }
    }

    #[test]
    fn forms_that_no_rule_makes_have_known_tags() {
        #[derive(serde::Deserialize)]
        struct Form {
            tags: String,
        }
        for form in table::rows::<Form>("forms", include_str!("../data/irregular_forms.csv")) {
            assert!(form.tags.split(' ').all(|tag| Tactics::embedded().tag(tag).is_some()), "{}", form.tags);
        }
    }

    #[test]
    fn forms_depend_on_the_end_before_them() {
        let form = |text: &str, end| {
            realised(&pieces(text), end).into_iter().map(|(symbols, _)| symbols.len()).collect::<Vec<_>>()
        };
        assert_eq!(form("(s)I", End::Vowel), [2]);
        assert_eq!(form("(s)I", End::Consonant), [1]);
        assert_eq!(form("[I]mIz", End::Vowel), [3]);
        assert_eq!(form("mAK", End::Vowel), [3, 3]);
    }
}
