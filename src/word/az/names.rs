use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::spelling::SpellingModel;
use crate::table;

/// The gender that a given name tells: the surname after `Nigar` ends in -ova, the one after `Vüqar` in -ov.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// A woman's name.
    Female,
    /// A man's name.
    Male,
}

/// What a higher layer knows of proper names, for [`citation_with`](super::citation_with).
///
/// A closure that tells known names is enough; [`Names`] answers all three questions.
pub trait Gazetteer {
    /// Whether `name` is the citation form of a known name, one word or several.
    fn is_name(&self, name: &str) -> bool;

    /// The gender of a given name, where it is known.
    fn gender(&self, _given_name: &str) -> Option<Gender> {
        None
    }

    /// How unlike the known names a word is spelt, in nats (negative log probability); none without a model.
    fn spelling_cost(&self, _name: &str) -> Option<f32> {
        None
    }
}

impl<F: Fn(&str) -> bool> Gazetteer for F {
    fn is_name(&self, name: &str) -> bool {
        self(name)
    }
}

/// A list of proper names, and how they are spelt.
///
/// ```
/// use lughat::word::az::{Gazetteer, Names, citation_with};
/// let mut names = Names::default();
/// names.add("Astara");
/// assert!(names.is_name("Astara"));
/// assert_eq!(citation_with("Astara", &names), "Astara"); // not Astar in the dative
/// ```
#[derive(Debug, Default)]
pub struct Names {
    known: FxHashSet<String>,
    phrases: FxHashSet<String>,
    genders: FxHashMap<String, Gender>,
    spelling: OnceLock<SpellingModel>,
}

static PLACES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    names.add_places();
    names
});

impl Names {
    /// Returns the names that this layer has: countries and cities of the world, as CLDR spells them.
    pub fn places() -> &'static Names {
        &PLACES
    }

    /// Adds the names of [`Names::places`].
    pub fn add_places(&mut self) {
        table::each_record(include_str!("../data/place_names.csv"), ["az"], |[place]| self.add(place));
    }

    /// Adds a name in its citation form.
    pub fn add(&mut self, name: &str) {
        self.spelling.take();
        self.known.insert(name.to_owned());
    }

    /// Adds a name of several words whose words are common ones: `Mərkəzi Bank`. Its spelling says nothing of names.
    pub fn add_phrase(&mut self, name: &str) {
        self.phrases.insert(name.to_owned());
    }

    /// The names, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// Adds a given name; the gender may be unknown, or both.
    pub fn add_given(&mut self, name: &str, gender: Option<Gender>) {
        self.add(name);
        if let Some(gender) = gender {
            self.genders.insert(name.to_owned(), gender);
        }
    }
}

impl Gazetteer for Names {
    fn is_name(&self, name: &str) -> bool {
        self.known.contains(name) || self.phrases.contains(name)
    }

    fn gender(&self, given_name: &str) -> Option<Gender> {
        self.genders.get(given_name).copied()
    }

    fn spelling_cost(&self, name: &str) -> Option<f32> {
        if self.known.is_empty() {
            return None;
        }
        let words = || self.known.iter().flat_map(|name| name.split([' ', '-']));
        Some(self.spelling.get_or_init(|| SpellingModel::new(words())).cost(name))
    }
}
