use std::collections::BTreeMap;

use super::{Entry, Glossary, Kind, Status};

/// What a glossary holds, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// All entries.
    pub entries: usize,
    /// Entries of each kind, in the order of [`Kind::ALL`].
    pub kinds: [usize; Kind::ALL.len()],
    /// Entries of each status, in the order of [`Status::ALL`].
    pub statuses: [usize; Status::ALL.len()],
    /// Entries of each domain, by name; entries without one stand under the empty name.
    pub domains: BTreeMap<String, usize>,
    /// Azerbaijani variants.
    pub az_variants: usize,
    /// English variants.
    pub en_variants: usize,
    /// Forbidden English forms.
    pub en_forbidden: usize,
    /// Entries with a short form in either language.
    pub with_acronym: usize,
    /// Approved entries without a source.
    pub without_source: usize,
}

impl Stats {
    /// Counts the entries of glossaries, taken together.
    pub fn of<'g>(glossaries: impl IntoIterator<Item = &'g Glossary>) -> Stats {
        let mut stats = Stats::default();
        for entry in glossaries.into_iter().flat_map(Glossary::iter) {
            stats.add(entry);
        }
        stats
    }

    fn add(&mut self, entry: &Entry) {
        self.entries += 1;
        let kinds = self.kinds.iter_mut().zip(Kind::ALL);
        kinds.filter(|(_, kind)| *kind == entry.kind).for_each(|(count, _)| *count += 1);
        let statuses = self.statuses.iter_mut().zip(Status::ALL);
        statuses.filter(|(_, status)| *status == entry.status).for_each(|(count, _)| *count += 1);
        *self.domains.entry(entry.domain.clone()).or_default() += 1;
        self.az_variants += entry.az_variants.len();
        self.en_variants += entry.en_variants.len();
        self.en_forbidden += entry.en_forbidden.len();
        self.with_acronym += usize::from(!entry.az_acronym.is_empty() || !entry.en_acronym.is_empty());
        self.without_source += usize::from(entry.status == Status::Approved && entry.source.trim().is_empty());
    }

    /// The counts as rows for a report: group, name, count.
    pub fn rows(&self) -> Vec<(&'static str, &str, usize)> {
        let mut rows = vec![("all", "entries", self.entries)];
        rows.extend(Kind::ALL.iter().zip(self.kinds).map(|(kind, count)| ("type", kind.as_str(), count)));
        rows.extend(Status::ALL.iter().zip(self.statuses).map(|(status, count)| ("status", status.as_str(), count)));
        rows.extend(self.domains.iter().map(|(domain, count)| ("domain", domain.as_str(), *count)));
        rows.push(("forms", "az_variants", self.az_variants));
        rows.push(("forms", "en_variants", self.en_variants));
        rows.push(("forms", "en_forbidden", self.en_forbidden));
        rows.push(("forms", "entries with an acronym", self.with_acronym));
        rows.push(("missing", "approved without source", self.without_source));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_counts_once_a_group() {
        let text = "type,az,en,en_variants,status,domain\ntitle,a,b,c|d,approved,state\nterm,e,f,,candidate,\n";
        let stats = Stats::of([&Glossary::read("g.csv", text.as_bytes()).unwrap()]);
        assert_eq!((stats.entries, stats.en_variants, stats.without_source), (2, 2, 1));
        for group in ["type", "status", "domain"] {
            assert_eq!(stats.rows().iter().filter(|row| row.0 == group).map(|row| row.2).sum::<usize>(), 2, "{group}");
        }
    }
}
