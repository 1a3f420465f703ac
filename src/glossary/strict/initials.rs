use super::super::column::Column;
use super::super::fold::key;
use super::super::sheet::Row;
use super::Findings;
use super::label::Label;
use crate::letters::is_capitalised;
use crate::report::shown;

/// Longest short form and longest name that are compared, in letters and words; real ones stay far below.
const MOST_LETTERS: usize = 24;
const MOST_WORDS: usize = 24;

/// Finds short forms whose letters are the initials of no form of the row.
pub(super) fn check(file: usize, row: Row, findings: &mut Findings) {
    if Label::Acronym.of(row.value(Column::Note)).is_some() {
        return;
    }
    let mains = [row.value(Column::Az), row.value(Column::En)].into_iter();
    let forms: Vec<&str> = mains.chain(row.list(Column::AzVariants)).chain(row.list(Column::EnVariants)).collect();
    for column in [Column::AzAcronym, Column::EnAcronym] {
        for acronym in row.list(column).filter(|acronym| !forms.iter().any(|form| fits(acronym, form))) {
            let message = format!("\"{}\" is not made of the initials of a form of this row", shown(acronym));
            let help = "add the form that it shortens to the variants, or say in the note where the letters come from: \
                        `acronym: of the former name`";
            findings.warn(file, row, column, ("acronym_mismatch", message), help.into());
        }
    }
}

/// Whether the letters of `acronym`, the -s of a plural aside, are the beginnings of the words of `form`, in order. Each
/// word must give at least its first letter; small words (və, üzrə, of), common words in a name and the later parts of
/// compounds need not.
fn fits(acronym: &str, form: &str) -> bool {
    let singular = acronym.strip_suffix('s').filter(|rest| rest.ends_with(|c: char| c.is_ascii_uppercase()));
    let letters: Vec<char> = key(singular.unwrap_or(acronym)).chars().filter(|c| *c != ' ').collect();
    let is_name = is_capitalised(form);
    let words: Vec<Word> = form.split_whitespace().flat_map(|word| parts(word, is_name)).collect();
    let in_bounds = !letters.is_empty() && letters.len() <= MOST_LETTERS && words.len() <= MOST_WORDS;
    in_bounds && (letters.iter().copied().eq(key(form).chars().filter(|c| *c != ' ')) || begins(&letters, &words))
}

struct Word {
    letters: Vec<char>,
    may_be_skipped: bool,
}

/// The parts of a word at its hyphens, folded.
fn parts(word: &str, in_name: bool) -> Vec<Word> {
    let small = (in_name || word.chars().count() <= 4) && word.chars().all(|c| !c.is_uppercase());
    let folded = key(word);
    let part = |(at, part): (usize, &str)| Word { letters: part.chars().collect(), may_be_skipped: at > 0 || small };
    folded.split(' ').filter(|part| !part.is_empty()).enumerate().map(part).collect()
}

/// Goes through the words once with the set of places in the acronym that can be reached, as ways multiply.
fn begins(letters: &[char], words: &[Word]) -> bool {
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for word in words {
        let mut next = vec![false; letters.len() + 1];
        for place in (0..=letters.len()).filter(|&place| reached[place]) {
            let common = letters[place..].iter().zip(&word.letters).take_while(|(a, b)| a == b).count();
            let least = usize::from(!word.may_be_skipped);
            (least..=common).for_each(|taken| next[place + taken] = true);
        }
        reached = next;
    }
    reached[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn initials_may_leave_small_words_out() {
        assert!(fits("XİN", "Xarici İşlər Nazirliyi"));
        assert!(fits("AQUPDK", "Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsi"));
        assert!(fits("OSCE", "Organization for Security and Co-operation in Europe"));
        assert!(fits("CoE", "Council of Europe"));
        assert!(fits("ÜDM", "ümumi daxili məhsul"));
        assert!(fits("BTQ", "Bakı-Tbilisi-Qars dəmir yolu"));
        assert!(fits("SDGs", "Sustainable Development Goals"));
    }

    #[test]
    fn a_word_may_give_more_than_its_first_letter() {
        assert!(fits("SOFAZ", "State Oil Fund of Azerbaijan"));
        assert!(fits("BMTİP", "BMT-nin İnkişaf Proqramı"));
        assert!(fits("NATO", "NATO"));
    }

    #[test]
    fn many_ways_to_fit_are_tried_at_once() {
        let form = ["aaaaaa-aaaaaa"; 12].join(" ");
        assert!(!fits("AAAAAAAAAAAAAAAAAAAAAAB", &form));
        assert!(fits("AAAAAAAAAAAAAAAAAAAAAAA", &form));
    }

    #[test]
    fn letters_of_another_name_do_not_fit() {
        assert!(!fits("XRİTDX", "Dövlət Təhlükəsizliyi Xidməti"));
        assert!(!fits("DSX", "Dövlət Gömrük Komitəsi"));
        assert!(!fits("MFA", "Foreign Ministry"));
        assert!(!fits("", "x"));
    }
}
