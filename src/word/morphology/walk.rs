use super::phonology::{Letter, Symbol, Vowel, char_of};
use super::tactics::{Edge, Node, Tactics};

/// How far the letters of suffixes may be from the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// Not at all.
    None,
    /// Rounding harmony may be broken, as it often is after foreign names: `Trampun` for `Trampın`.
    Rounding,
    /// Letters may be typed without their marks and ə as e: `Nazirliyinden`.
    Typed,
}

/// What it costs to break rounding harmony; frequent after names only.
const ROUNDING: f32 = 1.0;

/// A suffix on the way, and the letter of the word at which it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub edge: &'static Edge,
    pub start: usize,
}

/// Where a walk stands: in the table, after a vowel, before a letter of the word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub node: Node,
    pub vowel: Vowel,
    pub at: usize,
}

/// Calls `visit` with each chain of suffixes that leads from `place` to the end of `word`, and with its cost.
pub(super) fn each_chain(word: &[Letter], place: Place, tolerance: Tolerance, visit: &mut dyn FnMut(&[Link], f32)) {
    Walk { word, tolerance, chain: Vec::new(), visit }.follow(place, 0.0);
}

struct Walk<'w> {
    word: &'w [Letter],
    tolerance: Tolerance,
    chain: Vec<Link>,
    visit: &'w mut dyn FnMut(&[Link], f32),
}

impl Walk<'_> {
    fn follow(&mut self, place: Place, cost: f32) {
        let tactics = Tactics::embedded();
        let rest = &self.word[place.at..];
        if rest.is_empty() {
            if let Some(last) = tactics.final_cost(place.node.index()) {
                (self.visit)(&self.chain, cost + last);
            }
            return;
        }
        for edge in tactics.leaving(place.node).filter(|edge| edge.symbols.len() <= rest.len()) {
            if let Some((vowel, odd)) = self.spelt(edge, rest, place.vowel) {
                self.chain.push(Link { edge, start: place.at });
                let next = Place { node: edge.to, vowel, at: place.at + edge.symbols.len() };
                self.follow(next, cost + edge.cost + odd);
                self.chain.pop();
            }
        }
    }

    /// The vowel after a suffix that `rest` begins with, and what its spelling costs.
    fn spelt(&self, edge: &Edge, rest: &[Letter], mut vowel: Vowel) -> Option<(Vowel, f32)> {
        let mut cost = 0.0;
        for (symbol, &letter) in edge.symbols.iter().zip(rest) {
            if !symbol.could_be(letter, vowel) {
                match self.tolerance {
                    Tolerance::Rounding if symbol.could_be(letter, vowel.other_rounding()) => cost += ROUNDING,
                    Tolerance::Typed if is_typed(*symbol, letter) => {}
                    _ => return None,
                }
            }
            vowel = Vowel::of(letter).unwrap_or(vowel);
        }
        Some((vowel, cost))
    }
}

/// Whether a letter can be what a keyboard without Azerbaijani letters gives for a symbol.
fn is_typed(symbol: Symbol, letter: Letter) -> bool {
    let letter = char_of(letter);
    match symbol {
        Symbol::A => matches!(letter, 'a' | 'ə' | 'e'),
        Symbol::I => matches!(letter, 'ı' | 'i' | 'u' | 'ü'),
        Symbol::K => matches!(letter, 'q' | 'k'),
        Symbol::G => matches!(letter, 'ğ' | 'y' | 'g'),
        Symbol::Plain(plain) => plain_of(char_of(plain)) == letter,
    }
}

/// The ASCII letter that a keyboard without Azerbaijani letters types for a letter in lower case.
pub(crate) fn plain_of(letter: char) -> char {
    match letter {
        'ə' => 'e',
        'ı' => 'i',
        'ş' => 's',
        'ç' => 'c',
        'ğ' => 'g',
        'ö' => 'o',
        'ü' => 'u',
        other => other,
    }
}
