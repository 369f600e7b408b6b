//! Counts that are safe to publish.

use crate::work::state::State;
use interlocal_cohort::coverage::Coverage;
use interlocal_cohort::summary::{Counts, bands, counts, kinds, needs};
use interlocal_group::answer::{SummaryOf, SummaryRow, SummaryTable};
use std::collections::BTreeMap;

// The limit that pages explain must be the engine's.
const _: () = assert!(interlocal_group::answer::LEAST == interlocal_cohort::summary::LEAST);

impl State {
    /// The tables for the agencies that pass the filter; a table whose counts must all be withheld is left out.
    pub(crate) fn told_summary(&self, coverage: &Coverage) -> Vec<SummaryTable> {
        let capabilities = needs(&self.cohort, coverage).into_iter().map(|row| SummaryRow {
            key: row.slot.0.to_string(),
            counts: vec![row.needed, row.offered, row.uncovered],
        });
        let number = |choice: Option<u8>| choice.map(|choice| choice.to_string()).unwrap_or_default();
        let tables = [
            SummaryTable { of: SummaryOf::Capabilities, rows: capabilities.collect() },
            SummaryTable { of: SummaryOf::Kinds, rows: rows(kinds(&self.cohort), number) },
            SummaryTable { of: SummaryOf::Bands, rows: rows(bands(&self.cohort), number) },
            SummaryTable { of: SummaryOf::Regions, rows: rows(counts(&self.regions()), String::from) },
        ];
        tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    /// The number of agencies in each region; agencies without a region are counted under the empty name.
    fn regions(&self) -> Vec<(String, u32)> {
        let mut regions: BTreeMap<String, u32> = BTreeMap::new();
        for agency in &self.shown {
            *regions.entry(agency.region().unwrap_or_default().to_owned()).or_insert(0) += 1;
        }
        regions.into_iter().collect()
    }
}

fn rows<K>(counts: Counts<K>, key: impl Fn(K) -> String) -> Vec<SummaryRow> {
    let row = |(name, n): (K, Option<u32>)| SummaryRow { key: key(name), counts: vec![n] };
    counts.rows.into_iter().map(row).collect()
}
