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
    /// Entries by what their source names, parts separated by semicolons; one entry may count for several.
    pub sources: BTreeMap<String, usize>,
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
    /// Approved agencies without an Azerbaijani acronym.
    pub without_az_acronym: usize,
    /// Approved agencies without an English acronym.
    pub without_en_acronym: usize,
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
        *self.domains.entry(entry.domain.to_string()).or_default() += 1;
        for source in entry.source.split(';').map(str::trim).filter(|source| !source.is_empty()) {
            *self.sources.entry(source.into()).or_default() += 1;
        }
        self.az_variants += entry.az_variants.len();
        self.en_variants += entry.en_variants.len();
        self.en_forbidden += entry.en_forbidden.len();
        self.with_acronym += usize::from(!entry.az_acronym.is_empty() || !entry.en_acronym.is_empty());
        self.add_missing(entry);
    }

    fn add_missing(&mut self, entry: &Entry) {
        let is_approved = entry.status == Status::Approved;
        let is_agency = is_approved && entry.kind == Kind::Agency;
        self.without_source += usize::from(is_approved && entry.source.trim().is_empty());
        self.without_az_acronym += usize::from(is_agency && entry.az_acronym.is_empty());
        self.without_en_acronym += usize::from(is_agency && entry.en_acronym.is_empty());
    }

    /// The counts as rows for a report: group, name, count.
    pub fn rows(&self) -> Vec<(&'static str, &str, usize)> {
        let mut rows = vec![("all", "entries", self.entries)];
        rows.extend(Kind::ALL.iter().zip(self.kinds).map(|(kind, count)| ("type", kind.as_str(), count)));
        rows.extend(Status::ALL.iter().zip(self.statuses).map(|(status, count)| ("status", status.as_str(), count)));
        rows.extend(self.domains.iter().map(|(domain, count)| ("domain", domain.as_str(), *count)));
        rows.extend(self.sources.iter().map(|(source, count)| ("source", source.as_str(), *count)));
        rows.push(("forms", "az_variants", self.az_variants));
        rows.push(("forms", "en_variants", self.en_variants));
        rows.push(("forms", "en_forbidden", self.en_forbidden));
        rows.push(("forms", "entries with an acronym", self.with_acronym));
        rows.push(("missing", "approved without source", self.without_source));
        rows.push(("missing", "agencies without az_acronym", self.without_az_acronym));
        rows.push(("missing", "agencies without en_acronym", self.without_en_acronym));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_and_missing_acronyms_are_counted() {
        let text = "type,az,en,az_acronym,source\nagency,a,b,A,law; CLDR\nagency,c,d,,law\ntitle,e,f,,\n";
        let stats = Stats::of([&Glossary::read("g.csv", text.as_bytes()).unwrap()]);
        assert_eq!((stats.sources["law"], stats.sources["CLDR"], stats.sources.len()), (2, 1, 2));
        assert_eq!((stats.without_az_acronym, stats.without_en_acronym), (1, 2));
    }

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
