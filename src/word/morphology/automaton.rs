use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::phonology::{LETTER_COUNT, Letter, SYMBOL_COUNT, Symbol, VOWEL_COUNT, Vowel};
use super::tactics::{Node, Tactics};

/// A state of the automaton; [`DEAD`] is left by no letter.
pub(super) type State = u16;

/// The state in which no suffix can be.
pub(super) const DEAD: State = 0;

/// A deterministic automaton over the letters of suffix chains.
///
/// Its input is a letter and whether the letter agrees with the vowel before it: harmony is a matter of two neighbouring
/// vowels, so the automaton needs no copy of itself for each kind of vowel.
///
/// Source: subset construction, Rabin and Scott, "Finite automata and their decision problems" (1959); one automaton of
/// stems and suffixes as in Oflazer, "Error-tolerant finite-state recognition" (1996).
pub(super) struct Automaton {
    /// The next state, by state and input.
    next: Vec<[State; INPUTS]>,
    accepts: Vec<bool>,
    /// The state in which a stem with this node is.
    starts: Vec<State>,
    /// The input for a letter after a vowel.
    inputs: [[u8; VOWEL_COUNT]; LETTER_COUNT],
    /// The vowel after a letter.
    vowels: [[Vowel; VOWEL_COUNT]; LETTER_COUNT],
}

/// A letter, and whether it agrees.
const INPUTS: usize = LETTER_COUNT * 2;

const VOWELS: [Vowel; VOWEL_COUNT] = [Vowel::Back, Vowel::BackRounded, Vowel::Front, Vowel::FrontRounded, Vowel::Any];

static AUTOMATON: LazyLock<Automaton> = LazyLock::new(|| Automaton::new(Tactics::embedded()));

impl Automaton {
    /// The automaton of the table that the program carries.
    pub fn embedded() -> &'static Automaton {
        &AUTOMATON
    }

    fn new(tactics: &Tactics) -> Automaton {
        let mut builder = Builder::new(tactics);
        let starts = (0..tactics.node_count()).map(|node| builder.state(vec![node as u32])).collect();
        builder.close();
        let mut inputs = [[0; VOWEL_COUNT]; LETTER_COUNT];
        let mut vowels = [[Vowel::Any; VOWEL_COUNT]; LETTER_COUNT];
        for letter in 0..LETTER_COUNT {
            for vowel in VOWELS {
                let agrees = Symbol::harmonic(letter as Letter, vowel).is_some();
                inputs[letter][vowel as usize] = (letter * 2 + usize::from(agrees)) as u8;
                vowels[letter][vowel as usize] = Vowel::of(letter as Letter).unwrap_or(vowel);
            }
        }
        Automaton { next: builder.next, accepts: builder.accepts, starts, inputs, vowels }
    }

    /// The state of a stem.
    pub fn start(&self, node: Node) -> State {
        self.starts[node.index()]
    }

    /// The state and the last vowel after one more letter.
    pub fn step(&self, state: State, vowel: Vowel, letter: Letter) -> (State, Vowel) {
        let input = self.inputs[usize::from(letter)][vowel as usize];
        (self.next[usize::from(state)][usize::from(input)], self.vowels[usize::from(letter)][vowel as usize])
    }

    /// Whether a word may end in a state.
    pub fn accepts(&self, state: State) -> bool {
        self.accepts[usize::from(state)]
    }

    /// Whether `rest` is a chain of suffixes for a stem.
    pub fn takes(&self, start: State, vowel: Vowel, rest: &[Letter]) -> bool {
        let (mut state, mut vowel) = (start, vowel);
        for &letter in rest {
            (state, vowel) = self.step(state, vowel, letter);
            if state == DEAD {
                return false;
            }
        }
        self.accepts(state)
    }
}

/// Makes the states that can be reached.
///
/// An item is a place in the table: a node (its number), or a place inside an edge (behind the nodes).
struct Builder<'t> {
    tactics: &'t Tactics,
    /// Where the places of an edge begin among the items.
    places: Vec<u32>,
    /// The symbol at a place inside an edge and the item behind it.
    inside: Vec<(u8, u32)>,
    /// What a node can begin with: symbol and the item behind it.
    first: Vec<Vec<(u8, u32)>>,
    known: FxHashMap<Vec<u32>, State>,
    /// The set that is looked for, in memory that is used again.
    wanted: Vec<u32>,
    items: Vec<Vec<u32>>,
    next: Vec<[State; INPUTS]>,
    accepts: Vec<bool>,
}

impl<'t> Builder<'t> {
    fn new(tactics: &'t Tactics) -> Builder<'t> {
        let mut builder = Builder {
            tactics,
            places: Vec::new(),
            inside: Vec::new(),
            first: Vec::new(),
            known: FxHashMap::default(),
            wanted: Vec::new(),
            items: Vec::new(),
            next: Vec::new(),
            accepts: Vec::new(),
        };
        let nodes = tactics.node_count() as u32;
        for edge in tactics.edges() {
            let start = nodes + builder.inside.len() as u32;
            builder.places.push(start);
            for (at, symbol) in edge.symbols.iter().enumerate() {
                let is_last = at + 1 == edge.symbols.len();
                let behind = if is_last { edge.to.index() as u32 } else { start + at as u32 + 1 };
                builder.inside.push((symbol.index() as u8, behind));
            }
        }
        for node in 0..tactics.node_count() {
            let edges = tactics.leaving_numbers(node).iter();
            let first = edges.map(|&edge| builder.inside[(builder.places[edge as usize] - nodes) as usize]);
            let first: Vec<(u8, u32)> = first.collect();
            builder.first.push(first);
        }
        builder.state(Vec::new());
        builder
    }

    /// The state of a set of items, sorted; a new one if the set is new.
    fn state(&mut self, items: Vec<u32>) -> State {
        if let Some(&state) = self.known.get(&items) {
            return state;
        }
        let state = self.items.len() as State;
        let is_final = |&item: &u32| {
            (item as usize) < self.tactics.node_count() && self.tactics.final_cost(item as usize).is_some()
        };
        self.accepts.push(items.iter().any(is_final));
        self.known.insert(items.clone(), state);
        self.items.push(items);
        self.next.push([DEAD; INPUTS]);
        state
    }

    /// Makes the states behind all that are there.
    fn close(&mut self) {
        let mut at = 0;
        let mut behind: [Vec<u32>; SYMBOL_COUNT] = std::array::from_fn(|_| Vec::new());
        while at < self.items.len() {
            behind.iter_mut().for_each(Vec::clear);
            for &item in &self.items[at] {
                let node = item as usize;
                let single;
                let leaving: &[(u8, u32)] = match self.first.get(node) {
                    Some(first) => first,
                    None => {
                        single = [self.inside[node - self.first.len()]];
                        &single
                    }
                };
                leaving.iter().for_each(|&(symbol, item)| behind[usize::from(symbol)].push(item));
            }
            for letter in 0..LETTER_COUNT {
                self.connect(at, letter as Letter, &behind);
            }
            at += 1;
        }
    }

    /// Sets where a letter leads from a state, if it agrees and if not.
    fn connect(&mut self, from: usize, letter: Letter, behind: &[Vec<u32>; SYMBOL_COUNT]) {
        let plain = &behind[Symbol::Plain(letter).index()];
        let harmonic = Symbol::harmonic(letter, Vowel::Any).map_or(&[][..], |symbol| &behind[symbol.index()]);
        let disagreeing = self.target(plain, &[]);
        let agreeing = if harmonic.is_empty() { disagreeing } else { self.target(plain, harmonic) };
        self.next[from][usize::from(letter) * 2] = disagreeing;
        self.next[from][usize::from(letter) * 2 + 1] = agreeing;
    }

    fn target(&mut self, plain: &[u32], harmonic: &[u32]) -> State {
        if plain.is_empty() && harmonic.is_empty() {
            return DEAD;
        }
        self.wanted.clear();
        self.wanted.extend_from_slice(plain);
        self.wanted.extend_from_slice(harmonic);
        self.wanted.sort_unstable();
        self.wanted.dedup();
        match self.known.get(&self.wanted) {
            Some(&state) => state,
            None => self.state(self.wanted.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::phonology::{End, letter};
    use super::*;

    fn takes(state: &str, stem: &str, rest: &str) -> bool {
        let codes = |text: &str| text.chars().filter_map(letter).collect::<Vec<Letter>>();
        let stem = codes(stem);
        let node = Tactics::embedded().node(state, End::of(&stem)).unwrap();
        let automaton = Automaton::embedded();
        automaton.takes(automaton.start(node), Vowel::last_of(&stem), &codes(rest))
    }

    #[test]
    fn nouns_take_their_slots_in_order() {
        for rest in ["", "lər", "lərin", "i", "ində", "lərindəki", "imiz", "dir", "ə"] {
            assert!(takes("N", "nazir", rest), "nazir+{rest}");
        }
        assert!(takes("N", "nazir", "dən"));
        for rest in ["lar", "inlər", "nin", "ındə", "te"] {
            assert!(!takes("N", "nazir", rest), "nazir+{rest}");
        }
    }

    #[test]
    fn verbs_take_voice_negation_tense_and_person() {
        for rest in ["ir", "irik", "mir", "məyəcək", "diyini", "məsinin", "ərək", "irdilər", "ə"] {
            assert!(takes("V", "bil", rest), "bil+{rest}");
        }
        assert!(takes("V", "bil", "inmişdir") && !takes("V", "bil", "ilmişdir"));
    }

    #[test]
    fn the_automaton_is_small() {
        let states = Automaton::embedded().next.len();
        assert!(states < 8000, "{states}");
    }
}
