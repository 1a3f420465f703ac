use super::sound::{Cost, SOUNDS, Sound, Sounds};
use super::spelling::{Edge, Spelling};

/// Not reached yet. Half of the range, so that a sum with it does not overflow.
const UNREACHED: Cost = Cost::MAX / 2;

/// One step of an alignment of two words: the letters of one side and those opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The letters of the left word, lower case.
    pub left: String,
    /// The letters of the right word, lower case.
    pub right: String,
    /// The Azerbaijani letters that the left ones are read as.
    pub left_reading: String,
    /// The Azerbaijani letters that the right ones are read as.
    pub right_reading: String,
    /// What the step costs, in hundredths of a letter.
    pub cost: Cost,
}

/// Returns the least cost of reading two words as one: of all readings of both, those that lie nearest.
///
/// A weighted edit distance (Wagner and Fischer 1974) between two acyclic automata instead of two strings (Mohri 2003,
/// *Edit-distance of weighted automata*): O(nodes × nodes) cells, and a word has about two nodes a letter.
pub(super) fn distance(left: &Spelling, right: &Spelling) -> Cost {
    thread_local!(static TABLE: std::cell::RefCell<Vec<Cost>> = const { std::cell::RefCell::new(Vec::new()) });
    TABLE.with_borrow_mut(|table| fill(left, right, table))
}

/// Fills the table of least costs to each pair of nodes and returns that of the last pair.
fn fill(left: &Spelling, right: &Spelling, table: &mut Vec<Cost>) -> Cost {
    let width = right.nodes();
    table.clear();
    table.resize(left.nodes() * width, UNREACHED);
    if let Some(first) = table.first_mut() {
        *first = 0;
    }
    for l in 0..left.nodes() {
        for r in 0..width {
            let reached = table[l * width + r];
            if reached < UNREACHED {
                let at_start = l == 0 && r == 0;
                each_move(left.edges_from(l), right.edges_from(r), at_start, |l_edge, r_edge, cost| {
                    let l_to = l_edge.map_or(l, |edge| usize::from(edge.to));
                    let r_to = r_edge.map_or(r, |edge| usize::from(edge.to));
                    let cell = &mut table[l_to * width + r_to];
                    *cell = (*cell).min(reached + cost);
                });
            }
        }
    }
    table.last().copied().unwrap_or(0)
}

/// What a missing letter at the start of a word costs, as a multiple: the first letter is the one least often lost, and
/// Əli is not Vəli.
const FIRST_LETTER: Cost = 2;

/// Calls `visit` with every move out of a pair of nodes: one edge on one side, or an edge on both.
fn each_move(left: &[Edge], right: &[Edge], at_start: bool, mut visit: impl FnMut(Option<&Edge>, Option<&Edge>, Cost)) {
    let sounds: &Sounds = &SOUNDS;
    let alone = |edge: &Edge| if at_start { edge.cost + FIRST_LETTER * (edge.alone - edge.cost) } else { edge.alone };
    for edge in left {
        visit(Some(edge), None, alone(edge));
    }
    for edge in right {
        visit(None, Some(edge), alone(edge));
    }
    for l in left {
        let Some(l_sound) = l.sound else { continue };
        for r in right {
            if let Some(r_sound) = r.sound {
                visit(Some(l), Some(r), l.cost + r.cost + sounds.distance(l_sound, r_sound));
            }
        }
    }
}

/// Returns the steps of one least-cost alignment, in order; their costs add up to [`distance`].
pub(super) fn steps(left: &Spelling, right: &Spelling) -> Vec<Step> {
    let width = right.nodes();
    let mut table = Vec::new();
    fill(left, right, &mut table);
    let moves = best_moves(left, right, &table);
    let mut steps = Vec::new();
    let mut step = Step::empty();
    let mut start = (0, 0);
    for (from, to, l_sound, r_sound) in moves {
        step.left_reading.extend(l_sound.map(|sound| SOUNDS.letter(sound)));
        step.right_reading.extend(r_sound.map(|sound| SOUNDS.letter(sound)));
        step.cost += table[to.0 * width + to.1] - table[from.0 * width + from.1];
        if let (Some(l), Some(r)) = (left.position(to.0), right.position(to.1)) {
            step.left = left.text(start.0, l);
            step.right = right.text(start.1, r);
            start = (l, r);
            steps.push(std::mem::replace(&mut step, Step::empty()));
        }
    }
    steps
}

/// A move of an alignment: the pair of nodes that it leaves and reaches, and what is read on each side.
type Move = ((usize, usize), (usize, usize), Option<Sound>, Option<Sound>);

/// Follows the table from its end to its start and returns the moves in reading order.
fn best_moves(left: &Spelling, right: &Spelling, table: &[Cost]) -> Vec<Move> {
    let width = right.nodes();
    let mut moves = Vec::new();
    let mut at = (left.nodes().saturating_sub(1), right.nodes().saturating_sub(1));
    while at != (0, 0) {
        let Some(found) = move_into(left, right, table, width, at) else { break };
        at = found.0;
        moves.push(found);
    }
    moves.reverse();
    moves
}

fn move_into(left: &Spelling, right: &Spelling, table: &[Cost], width: usize, to: (usize, usize)) -> Option<Move> {
    let target = table[to.0 * width + to.1];
    for l in (0..=to.0).rev() {
        for r in (0..=to.1).rev() {
            let reached = table[l * width + r];
            if reached >= UNREACHED || reached > target {
                continue;
            }
            let mut found = None;
            each_move(left.edges_from(l), right.edges_from(r), l == 0 && r == 0, |l_edge, r_edge, cost| {
                let arrives = (l_edge.map_or(l, |e| usize::from(e.to)), r_edge.map_or(r, |e| usize::from(e.to))) == to;
                if arrives && reached + cost == target && found.is_none() {
                    found = Some(((l, r), to, l_edge.and_then(|e| e.sound), r_edge.and_then(|e| e.sound)));
                }
            });
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

impl Step {
    fn empty() -> Step {
        let none = String::new;
        Step { left: none(), right: none(), left_reading: none(), right_reading: none(), cost: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(a: &str, b: &str) -> Cost {
        distance(&Spelling::new(a), &Spelling::new(b))
    }

    #[test]
    fn one_name_in_many_spellings_costs_less_than_half_a_letter() {
        for (a, b) in [
            ("Cəfərov", "Dzhafarov"),
            ("Cəfərov", "Jafarov"),
            ("Cəfərov", "Джафаров"),
            ("Cəfərov", "Ҹәфәров"),
            ("Quliyev", "Kuliev"),
            ("Gəncə", "Gyandzha"),
            ("Boçarnikov", "Bocharnikov"),
            ("Vaşinqton", "Washington"),
            ("Şuşa", "Susa"),
        ] {
            assert!(cost(a, b) <= 50, "{a} {b}: {}", cost(a, b));
        }
    }

    #[test]
    fn another_name_costs_more() {
        assert!(cost("Elmar", "Eldar") > 60);
        assert!(cost("Həsənov", "Hüseynov") > 60);
    }

    #[test]
    fn the_steps_add_up_to_the_distance() {
        let (a, b) = (Spelling::new("Vaşinqton"), Spelling::new("Washington"));
        let steps = steps(&a, &b);
        assert_eq!(steps.iter().map(|step| step.cost).sum::<Cost>(), distance(&a, &b));
        assert_eq!(steps.iter().map(|step| step.right.as_str()).collect::<String>(), "washington");
        assert!(steps.iter().any(|step| step.left == "ş" && step.right == "sh"));
    }
}
