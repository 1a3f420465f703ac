use super::analyser::Analyser;
use super::phonology::{End, Letter, Spelling, Vowel, char_of};
use super::spoken::spoken;
use super::tactics::{Node, Tactics};
use crate::letters::{Lang, capitalise, is_capitalised};

impl Analyser {
    /// Makes the form of a lemma that has these suffixes; none if the lexicon has not the lemma, or the suffixes may not
    /// follow it so. The form has a capital where the lemma has one.
    ///
    /// Figures and acronyms need not be in the lexicon: they take the suffix that follows their sound.
    ///
    /// ```
    /// use lughat::word::morphology::Analyser;
    /// let analyser = Analyser::embedded();
    /// assert_eq!(analyser.generate("nazirlik", &["P3", "GEN"]).as_deref(), Some("nazirliyinin"));
    /// assert_eq!(analyser.generate("nazirlik", &["GEN", "P3"]), None);
    /// assert_eq!(analyser.generate("2026", &["ORD"]).as_deref(), Some("2026-cı"));
    /// assert_eq!(analyser.generate("FTB", &["GEN"]).as_deref(), Some("FTB-nin"));
    /// ```
    pub fn generate(&self, lemma: &str, tags: &[&str]) -> Option<String> {
        let known = || self.forms(lemma, tags).into_iter().next();
        joined(lemma, tags).or_else(known).or_else(|| {
            // A compound is inflected in its last part.
            let (first, last) = lemma.rsplit_once('-')?;
            Some(format!("{first}-{}", self.generate(last, tags)?))
        })
    }

    /// All forms of a lemma of the lexicon that have these suffixes: more than one where spelling is free (`qızıla`,
    /// `qızıyla`), or where two words have the same lemma.
    pub fn forms(&self, lemma: &str, tags: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for (letters, stem) in self.words.iter() {
            let lexeme = &self.lexemes[stem.lexeme as usize];
            let rest = tags.strip_prefix(lexeme.tags.as_ref()).filter(|_| lexeme.lemma == lemma);
            let Some(rest) = rest else { continue };
            extend(stem.node, stem.vowel, rest, &mut letters.to_vec(), &mut |form| {
                let form = text_of(form);
                found.push(if is_capitalised(lemma) { capitalise(&form, Lang::Az) } else { form });
            });
        }
        found
    }
}

/// A figure or an acronym with a suffix behind a hyphen.
fn joined(lemma: &str, tags: &[&str]) -> Option<String> {
    let sound = Spelling::lenient(&spoken(lemma)?)?;
    if tags.is_empty() {
        return Some(lemma.to_string());
    }
    let states = if lemma.ends_with(|c: char| c.is_ascii_digit()) { ["FIG", "NUM"] } else { ["PN", "PN"] };
    states.into_iter().find_map(|state| {
        let node = Tactics::embedded().node(state, End::of(&sound))?;
        let mut found = None;
        extend(node, Vowel::last_of(&sound), tags, &mut Vec::new(), &mut |form| {
            found.get_or_insert_with(|| format!("{lemma}-{}", text_of(form)));
        });
        found
    })
}

fn text_of(letters: &[Letter]) -> String {
    letters.iter().map(|&letter| char_of(letter)).collect()
}

/// Calls `visit` with the form and the suffixes behind it, in each way in which they lead to the end of a word.
fn extend(node: Node, vowel: Vowel, tags: &[&str], form: &mut Vec<Letter>, visit: &mut dyn FnMut(&[Letter])) {
    let tactics = Tactics::embedded();
    let Some((tag, rest)) = tags.split_first() else {
        if tactics.final_cost(node.index()).is_some() {
            visit(form);
        }
        return;
    };
    let length = form.len();
    for edge in tactics.leaving(node).filter(|edge| edge.tag == *tag) {
        let mut next = vowel;
        for symbol in &edge.symbols {
            let letter = symbol.after(next);
            next = Vowel::of(letter).unwrap_or(next);
            form.push(letter);
        }
        extend(edge.to, next, rest, form, visit);
        form.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_harmony_and_alternation() {
        let analyser = Analyser::embedded();
        for (lemma, tags, form) in [
            ("ölkə", &["P1PL", "DAT"][..], "ölkəmizə"),
            ("qurum", &["PL", "P3", "ABL"], "qurumlarından"),
            ("yaratmaq", &["PRF2"], "yaradıb"),
            ("etmək", &["PTCP.DIK", "P3", "ACC"], "etdiyini"),
            ("oxumaq", &["PRS", "3PL"], "oxuyurlar"),
            ("su", &["P3", "GEN"], "suyunun"),
            ("ictimai-siyasi", &["PL"], "ictimai-siyasilər"),
            ("19", &["LOC"], "19-da"),
            ("BMT", &["DAT"], "BMT-yə"),
            ("NATO", &["GEN"], "NATO-nun"),
            ("ABŞ", &["LOC"], "ABŞ-da"),
        ] {
            assert_eq!(analyser.generate(lemma, tags).as_deref(), Some(form));
        }
    }
}
