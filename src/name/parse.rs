use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::known::{KNOWN, Kind};
use crate::letters::{Lang, lower, normal_form};
use crate::table;

/// What a part does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A given name.
    Given,
    /// A family name; also any word of which nothing better is known.
    Family,
    /// The father's name, with its `oğlu` or `qızı`.
    Patronymic,
    /// A given name cut to its first letter.
    Initial,
    /// bəy, xanım, Mr, Dr …
    Honorific,
    /// de, van der, əl- …
    Particle,
    /// A word that many names share and that is translated: Aşağı, Island, Republic.
    Generic,
    /// What a comma or a bracket adds to a name, not a part of it: `Vincennes, Indiana`.
    Qualifier,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The word as it is written, without the marks around it.
    pub text: String,
    /// What it does.
    pub role: Role,
}

/// A name and the parts that it consists of, in the order in which they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name as it is written.
    pub surface: String,
    /// Its words.
    pub parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum ParticleRole {
    Patronymic,
    HonorificBefore,
    HonorificAfter,
    Nobiliary,
}

#[derive(Deserialize)]
struct ParticleRow {
    text: String,
    role: ParticleRole,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum EndingRole {
    Family,
    Patronymic,
    PatronymicWord,
}

#[derive(Deserialize)]
struct EndingRow {
    text: String,
    role: EndingRole,
    gender: char,
}

static PARTICLES: LazyLock<HashMap<String, Vec<ParticleRole>>> = LazyLock::new(|| {
    let mut roles: HashMap<String, Vec<ParticleRole>> = HashMap::new();
    for row in table::rows::<ParticleRow>("name/name_particles", include_str!("data/name_particles.csv")) {
        roles.entry(key(&row.text)).or_default().push(row.role);
    }
    roles
});

/// Longest endings first, so that `-yeva` is found before `-eva`.
static ENDINGS: LazyLock<Vec<EndingRow>> = LazyLock::new(|| {
    let mut rows: Vec<EndingRow> = table::rows("name/name_endings", include_str!("data/name_endings.csv"));
    rows.sort_by_key(|row| std::cmp::Reverse(row.text.chars().count()));
    rows
});

/// Lower case, `I` as i, no marks around the word: the key of particles and endings.
fn key(word: &str) -> String {
    lower(&normal_form(word), Lang::En).trim_matches(|c: char| !c.is_alphabetic()).to_owned()
}

fn is_particle(key: &str, role: ParticleRole) -> bool {
    PARTICLES.get(key).is_some_and(|roles| roles.contains(&role))
}

fn ending(key: &str) -> Option<&'static EndingRow> {
    // A bare ending is a word of its own: Ova, Ски.
    ENDINGS.iter().find(|row| key.strip_suffix(row.text.as_str()).is_some_and(|stem| stem.chars().count() >= 2))
}

/// Whether the family name tells the bearer's sex, and which: `Some(true)` for Əliyeva, `Some(false)` for Əliyev.
pub(super) fn is_feminine_family(word: &str) -> Option<bool> {
    ending(&key(word)).filter(|row| row.role == EndingRole::Family).map(|row| row.gender == 'f')
}

impl Name {
    /// Parses a person's name; the words of any other name get the role [`Role::Family`] or [`Role::Given`] without
    /// harm, since [`compare()`](super::compare()) gives the two the same weight.
    ///
    /// `Family, Given` is understood as well as `Given Family`; a hyphen parts words as a space does.
    ///
    /// ```
    /// use lughat::name::{Name, Role};
    /// let name = Name::parse("Əliyev Heydər Əlirza oğlu");
    /// let roles: Vec<_> = name.parts.iter().map(|part| (part.text.as_str(), part.role)).collect();
    /// assert_eq!(roles, [
    ///     ("Əliyev", Role::Family),
    ///     ("Heydər", Role::Given),
    ///     ("Əlirza", Role::Patronymic),
    ///     ("oğlu", Role::Patronymic),
    /// ]);
    /// ```
    pub fn parse(surface: &str) -> Name {
        let words = join_acronym(split(surface));
        let keys: Vec<String> = words.iter().map(|word| key(&word.text)).collect();
        let mut roles: Vec<Option<Role>> =
            (0..words.len()).map(|i| marked_role(&words[i], &keys, i, words.len())).collect();
        mark_patronymics(&keys, &mut roles);
        if words.iter().any(|word| word.after_comma) && !is_inverted(&words, &keys, &roles) {
            for (role, word) in roles.iter_mut().zip(&words) {
                *role = if word.after_comma { Some(Role::Qualifier) } else { *role };
            }
        }
        let family = family_word(&words, &keys, &roles);
        let role = |i: usize, role: Option<Role>| match role {
            Some(role) => role,
            None if Some(i) < family => Role::Given,
            None if Some(i) > family && KNOWN.are(KNOWN.find(&words[i].text), Kind::Given) => Role::Given,
            None => Role::Family,
        };
        let roles: Vec<Role> = roles.into_iter().enumerate().map(|(i, r)| role(i, r)).collect();
        let parts = words.into_iter().zip(roles).map(|(word, role)| Part { text: word.text, role }).collect();
        Name { surface: surface.to_owned(), parts }
    }
}

/// A word of a name before its role is known.
struct Word {
    text: String,
    after_comma: bool,
    in_brackets: bool,
    has_point: bool,
}

/// Parts a name at white space, hyphens and other marks; apostrophes stay inside words.
fn split(surface: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut text = String::new();
    let (mut after_comma, mut brackets) = (false, 0_usize);
    for c in surface.chars().chain([' ']) {
        if is_word_char(c) {
            text.push(c);
            continue;
        }
        if text.chars().any(char::is_alphanumeric) {
            let text = std::mem::take(&mut text);
            words.push(Word { text, after_comma, in_brackets: brackets > 0, has_point: c == '.' });
        }
        text.clear();
        match c {
            ',' | '،' if !words.is_empty() => after_comma = true,
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
    }
    words
}

/// Joins the letters of an acronym that is written with points: U.S.
fn join_acronym(words: Vec<Word>) -> Vec<Word> {
    let is_letter = |word: &Word| word.has_point && word.text.chars().count() == 1;
    if words.len() < 2 || !words.iter().all(is_letter) {
        return words;
    }
    let text = words.into_iter().map(|word| word.text).collect();
    vec![Word { text, after_comma: false, in_brackets: false, has_point: false }]
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || crate::letters::is_apostrophe(c)
        || matches!(c, 'ʿ' | 'ʾ' | '\u{ad}' | '\u{200b}' | '\u{feff}')
        || unicode_normalization::char::is_combining_mark(c)
}

/// The role that a word shows by itself or by its neighbour.
fn marked_role(word: &Word, keys: &[String], i: usize, count: usize) -> Option<Role> {
    let key = keys.get(i)?;
    if word.in_brackets {
        return Some(Role::Qualifier);
    }
    if i + 1 < count && is_particle(key, ParticleRole::HonorificBefore)
        || i > 0 && is_particle(key, ParticleRole::HonorificAfter)
    {
        return Some(Role::Honorific);
    }
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    let is_initial = letters == 1 || (word.has_point && letters == 2);
    if is_initial && count > 1 && word.text.starts_with(char::is_uppercase) {
        return Some(Role::Initial);
    }
    if count > 1 && KNOWN.are(KNOWN.find(&word.text), Kind::Generic) {
        return Some(Role::Generic);
    }
    (i + 1 < count && is_particle(key, ParticleRole::Nobiliary)).then_some(Role::Particle)
}

/// Marks `oğlu`, `qızı` and the word before, and words in -oviç or -ovna between other words.
fn mark_patronymics(keys: &[String], roles: &mut [Option<Role>]) {
    let is_word = |key: &String| {
        ENDINGS.iter().any(|row| row.role == EndingRole::PatronymicWord && row.text == *key)
            || is_particle(key, ParticleRole::Patronymic)
    };
    for i in 2..keys.len() {
        if is_word(&keys[i]) {
            roles[i - 1] = Some(Role::Patronymic);
            roles[i] = Some(Role::Patronymic);
        } else if ending(&keys[i]).is_some_and(|row| row.role == EndingRole::Patronymic) {
            roles[i] = Some(Role::Patronymic);
        }
    }
    if keys.len() > 2 && ending(&keys[1]).is_some_and(|row| row.role == EndingRole::Patronymic) {
        roles[1] = Some(Role::Patronymic);
    }
}

/// Whether `A, B` is a family name before a given one, and not a place before its country.
fn is_inverted(words: &[Word], keys: &[String], roles: &[Option<Role>]) -> bool {
    let before = words.iter().zip(keys).filter(|(word, _)| !word.after_comma);
    let has_family = before.clone().any(|(_, key)| ending(key).is_some());
    let after = || words.iter().zip(roles).filter(|(word, _)| word.after_comma);
    has_family
        || after().any(|(_, role)| matches!(role, Some(Role::Initial | Role::Patronymic)))
        || after().any(|(word, _)| !KNOWN.find(&word.text).is_empty())
        || words.iter().any(|word| crate::letters::script(&word.text) == crate::letters::Script::Cyrillic)
}

/// The place of the family name: the word with a family ending, else the word before a comma, else the last one.
fn family_word(words: &[Word], keys: &[String], roles: &[Option<Role>]) -> Option<usize> {
    let free = |i: &usize| roles.get(*i).is_some_and(Option::is_none);
    let has_ending =
        |i: &usize| keys.get(*i).and_then(|key| ending(key)).is_some_and(|row| row.role == EndingRole::Family);
    let inverted = words.iter().any(|word| word.after_comma);
    (0..words.len())
        .filter(free)
        .find(has_ending)
        .or_else(|| (0..words.len()).filter(free).find(|&i| inverted && !words[i].after_comma))
        .or_else(|| (0..words.len()).rev().find(free))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(name: &str) -> Vec<(String, Role)> {
        Name::parse(name).parts.into_iter().map(|part| (part.text, part.role)).collect()
    }

    fn role_of(name: &str, word: &str) -> Role {
        roles(name).into_iter().find(|(text, _)| text == word).map(|(_, role)| role).unwrap()
    }

    #[test]
    fn the_order_of_given_and_family_name_is_free() {
        for name in ["Elmar Məmmədyarov", "Məmmədyarov Elmar", "Məmmədyarov, Elmar"] {
            assert_eq!(role_of(name, "Məmmədyarov"), Role::Family, "{name}");
            assert_eq!(role_of(name, "Elmar"), Role::Given, "{name}");
        }
    }

    #[test]
    fn initials_are_split_off() {
        assert_eq!(roles("E.Quliyev")[0], ("E".to_owned(), Role::Initial));
        assert_eq!(roles("Ş.M. Əsədov")[1], ("M".to_owned(), Role::Initial));
        assert_eq!(role_of("Sh. Asadov", "Sh"), Role::Initial);
    }

    #[test]
    fn patronymics_are_found_in_both_languages() {
        assert_eq!(role_of("Абрамов, Евда Сасунович", "Сасунович"), Role::Patronymic);
        assert_eq!(role_of("Aliyev Vagif Ahmad oghlu", "Ahmad"), Role::Patronymic);
        assert_eq!(role_of("Polad Bülbüloğlu", "Bülbüloğlu"), Role::Family);
    }

    #[test]
    fn a_state_after_a_comma_qualifies_a_place() {
        assert_eq!(role_of("Vincennes, Indiana", "Indiana"), Role::Qualifier);
    }

    #[test]
    fn honorifics_stand_before_and_after() {
        assert_eq!(role_of("Nəsib bəy Yusifbəyli", "bəy"), Role::Honorific);
        assert_eq!(role_of("Mr. John Smith", "Mr"), Role::Honorific);
    }

    #[test]
    fn feminine_family_names_are_known() {
        assert_eq!(is_feminine_family("Əliyeva"), Some(true));
        assert_eq!(is_feminine_family("Алиев"), Some(false));
        assert_eq!(is_feminine_family("Orxan"), None);
    }
}
