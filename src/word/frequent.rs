use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::table;

/// How often the most frequent word forms stand in texts.
///
/// Source: estimates of present-day news, official prose and books, in steps of about three (`data/frequent.csv`).
///
/// ```
/// use lughat::word::Frequent;
/// let frequent = Frequent::embedded();
/// assert!(frequent.per_million("və") > frequent.per_million("üçün"));
/// assert_eq!(frequent.per_million("stafilokok"), None);
/// ```
pub struct Frequent {
    forms: FxHashMap<&'static str, f32>,
}

static FREQUENT: LazyLock<Frequent> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    table::each_record(include_str!("data/frequent.csv"), ["form", "per_million"], |[form, count]| {
        forms.extend(count.parse().ok().map(|count: f32| (form, count)));
    });
    Frequent { forms }
});

impl Frequent {
    /// The forms that the program carries.
    pub fn embedded() -> &'static Frequent {
        &FREQUENT
    }

    /// How often a form, in lower case, stands in a million words; `None` for one that is not frequent.
    pub fn per_million(&self, form: &str) -> Option<f32> {
        self.forms.get(form).copied()
    }

    /// All forms with their frequency, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        self.forms.iter().map(|(form, count)| (*form, *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_lead() {
        let frequent = Frequent::embedded();
        let order = ["və", "bu", "olan", "bildirib", "səhər"].map(|form| frequent.per_million(form).unwrap());
        assert!(order.is_sorted_by(|a, b| a >= b), "{order:?}");
    }
}
