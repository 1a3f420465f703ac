use super::analyser::Analyser;
use super::phonology::{Letter, Vowel, char_of};
use super::tactics::{Node, Tactics};

impl Analyser {
    /// Makes the form of a lemma that has these suffixes; none if the lexicon has not the lemma, or the suffixes may not
    /// follow it so. The form is in lower case.
    ///
    /// ```
    /// use lughat::word::morphology::Builder;
    /// let mut builder = Builder::default();
    /// builder.add_lexicon();
    /// let analyser = builder.build();
    /// assert_eq!(analyser.generate("nazirlik", &["P3", "GEN"]).as_deref(), Some("nazirliyinin"));
    /// assert_eq!(analyser.generate("nazirlik", &["GEN", "P3"]), None);
    /// ```
    pub fn generate(&self, lemma: &str, tags: &[&str]) -> Option<String> {
        self.words.iter().find_map(|(letters, stem)| {
            let lexeme = &self.lexemes[stem.lexeme as usize];
            let rest = tags.strip_prefix(lexeme.tags.as_slice()).filter(|_| lexeme.lemma == lemma)?;
            let mut form = letters.to_vec();
            extend(stem.node, stem.vowel, rest, &mut form).then(|| form.into_iter().map(char_of).collect())
        })
    }
}

/// Adds the suffixes behind a form; whether they led to the end of a word.
fn extend(node: Node, vowel: Vowel, tags: &[&str], form: &mut Vec<Letter>) -> bool {
    let tactics = Tactics::embedded();
    let Some((tag, rest)) = tags.split_first() else { return tactics.final_cost(node.index()).is_some() };
    let length = form.len();
    for edge in tactics.leaving(node).filter(|edge| edge.tag == *tag) {
        let mut next = vowel;
        for symbol in &edge.symbols {
            let letter = symbol.after(next);
            next = Vowel::of(letter).unwrap_or(next);
            form.push(letter);
        }
        if extend(edge.to, next, rest, form) {
            return true;
        }
        form.truncate(length);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::Builder;

    #[test]
    fn forms_follow_harmony_and_alternation() {
        let mut builder = Builder::default();
        builder.add_lexicon();
        let analyser = builder.build();
        for (lemma, tags, form) in [
            ("ölkə", &["P1PL", "DAT"][..], "ölkəmizə"),
            ("qurum", &["PL", "P3", "ABL"], "qurumlarından"),
            ("yaratmaq", &["PRF2"], "yaradıb"),
            ("etmək", &["PTCP.DIK", "P3", "ACC"], "etdiyini"),
            ("oxumaq", &["PRS", "3PL"], "oxuyurlar"),
        ] {
            assert_eq!(analyser.generate(lemma, tags).as_deref(), Some(form));
        }
    }
}
