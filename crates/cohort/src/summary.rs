//! Counts that are safe to publish: none reveals a number of agencies from 1 to 4. Decides which counts to withhold,
//! and which others with them. Earlier publications and other lists of the same members are not taken into account.
//!
//! There are two rules, for two kinds of table; `docs/decisions.md` has the reasons.
//!
//! * [`counts`] partitions all members by a public property (kind, size, region). 0 is shown, and 1 to 4 are
//!   withheld. The smallest count of five or more is withheld with them, and so are all that equal it. Which counts
//!   are withheld thus depends on the counts alone and not on their positions: exchanging any two of them yields the
//!   same table.
//! * [`needs`] counts answers. A 0 there says something about every member, so 0 to 4 are withheld.

use crate::cohort::{CapabilityFacts, Cohort};
use crate::coverage::Coverage;
use crate::work::narrow;
use interlocal_core::bank::Slot;

/// The lowest count that may be published.
pub const LEAST: u32 = 5;

/// The number of members of each kind, size or similar property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts<K> {
    /// The groups, in the order given, with their counts; `None` is withheld. Empty if no count can be shown, because
    /// then the list of groups alone would reveal something.
    pub rows: Vec<(K, Option<u32>)>,
    /// The number of agencies in all groups, including withheld ones; `None` if it is below [`LEAST`].
    pub total: Option<u32>,
}

/// The counts for one capability; `None` is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedCounts {
    /// The index of the capability, in the order of the bank.
    pub capability_idx: usize,
    /// The slot of the same capability.
    pub slot: Slot,
    /// Agencies with a need of level 2 or more.
    pub needed: Option<u32>,
    /// Agencies with a surplus O8 above 0, whatever their terms.
    pub offered: Option<u32>,
    /// Agencies with a need of level 2 or more that no member can help (docs/scoring.md, section 5.2).
    pub uncovered: Option<u32>,
}

/// Builds a table of counts that is safe to publish. Each agency belongs to one of `groups`. If the list of groups is
/// fixed, pass its empty groups as well.
///
/// A reader can't derive a count of 1 to 4 from the table, even with knowledge of this rule.
pub fn counts<K: Clone>(groups: &[(K, u32)]) -> Counts<K> {
    let total: u32 = groups.iter().map(|(_, n)| *n).sum();
    let is_small = |n: u32| (1..LEAST).contains(&n);
    let has_small = groups.iter().any(|(_, n)| is_small(*n));
    let smallest_other = groups.iter().map(|(_, n)| *n).filter(|n| *n >= LEAST).min();
    let hidden_to = if has_small { smallest_other.unwrap_or(u32::MAX) } else { 0 };
    // If all counts are withheld, the list of groups would still reveal that none of them is empty.
    let is_any_shown = groups.iter().any(|(_, n)| *n > hidden_to);
    if total < LEAST || !is_any_shown {
        return Counts { rows: Vec::new(), total: (total >= LEAST).then_some(total) };
    }
    let shown = |n: u32| (n == 0 || n > hidden_to).then_some(n);
    Counts { rows: groups.iter().map(|(key, n)| (key.clone(), shown(*n))).collect(), total: Some(total) }
}

/// The number of members of each kind of agency, by option index; the last row, `None`, counts members without an
/// answer.
pub fn kinds(cohort: &Cohort) -> Counts<Option<u8>> {
    let kinds = cohort.members.iter().map(|member| member.kind);
    counts(&by_option(cohort.common.tiers.len(), kinds))
}

/// The number of members of each population band, by option index; the last row, `None`, counts members without an
/// answer.
pub fn bands(cohort: &Cohort) -> Counts<Option<u8>> {
    let bands = cohort.members.iter().map(|member| member.population);
    counts(&by_option(cohort.common.size_weights.len(), bands))
}

/// For each capability, in the order of the bank: the numbers of agencies that need it, offer it, and find no help.
/// `coverage` must be that of `cohort`. Empty if there are fewer than [`LEAST`] members.
///
/// The number of agencies without help is also withheld if 1 to 4 agencies find help, because each follows from the
/// other.
pub fn needs(cohort: &Cohort, coverage: &Coverage) -> Vec<NeedCounts> {
    if narrow(cohort.len()) < LEAST {
        return Vec::new();
    }
    let row = |(capability_idx, facts): (usize, &CapabilityFacts)| {
        let need = coverage.needs.get(capability_idx)?;
        let (n_needed, n_uncovered) = (narrow(need.needed_by.len()), narrow(need.uncovered.len()));
        let [needed, offered, uncovered] = need_counts(n_needed, need.n_offer, n_uncovered);
        Some(NeedCounts { capability_idx, slot: facts.slot, needed, offered, uncovered })
    };
    cohort.common.capabilities.iter().enumerate().filter_map(row).collect()
}

fn need_counts(n_needed: u32, n_offered: u32, n_uncovered: u32) -> [Option<u32>; 3] {
    let shown = |n: u32| (n >= LEAST).then_some(n);
    let n_covered = n_needed.saturating_sub(n_uncovered);
    let is_covered_told = (1..LEAST).contains(&n_covered);
    let uncovered = shown(n_uncovered).filter(|_| !is_covered_told);
    [shown(n_needed), shown(n_offered), uncovered]
}

fn by_option(n_options: usize, picks: impl Iterator<Item = Option<u8>>) -> Vec<(Option<u8>, u32)> {
    let mut groups: Vec<(Option<u8>, u32)> = (0..=u8::MAX).take(n_options).map(|it| (Some(it), 0)).collect();
    groups.push((None, 0));
    for pick in picks {
        // An option that this bank doesn't have counts as no answer.
        let idx = pick.map_or(n_options, usize::from).min(n_options);
        if let Some((_, n)) = groups.get_mut(idx) {
            *n += 1;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    type Table = Vec<u32>;

    /// Every table of `n_groups` with at most `most` agencies in each group.
    fn tables(n_groups: usize, most: u32) -> Vec<Table> {
        let mut all = vec![Vec::new()];
        for _ in 0..n_groups {
            let longer = all.iter().flat_map(|table: &Table| {
                (0..=most).map(move |n| table.iter().copied().chain([n]).collect())
            });
            all = longer.collect();
        }
        all
    }

    fn published(table: &[u32]) -> (Vec<(usize, Option<u32>)>, Option<u32>) {
        let groups: Vec<(usize, u32)> = table.iter().copied().enumerate().collect();
        let counts = counts(&groups);
        (counts.rows, counts.total)
    }

    /// Groups the tables that are published identically, each with the possible values of every count.
    fn fillings(tables: Vec<Table>) -> Vec<(Vec<Table>, Vec<BTreeSet<u32>>)> {
        let mut by_text: BTreeMap<_, Vec<Table>> = BTreeMap::new();
        for table in tables {
            by_text.entry(published(&table)).or_default().push(table);
        }
        let possible = |tables: &Vec<Table>| {
            let n_groups = tables[0].len();
            (0..n_groups).map(|at| tables.iter().map(|table| table[at]).collect()).collect()
        };
        by_text.into_values().map(|tables| (tables.clone(), possible(&tables))).collect()
    }

    #[test]
    fn no_published_table_determines_a_count_of_one_to_four() {
        for (n_groups, most) in [(1, 12), (2, 14), (3, 12), (4, 9)] {
            for (tables, possible) in fillings(tables(n_groups, most)) {
                // Tables near the largest tested count are skipped: some that would be published identically aren't
                // tested.
                let inner = tables.iter().filter(|table| table.iter().all(|n| *n + 1 < most));
                for (table, at) in inner.flat_map(|table| (0..n_groups).map(move |at| (table, at))) {
                    let is_small = (1..LEAST).contains(&table[at]);
                    assert!(!is_small || possible[at].len() > 1, "{table:?} at {at}");
                }
            }
        }
    }

    /// Nor can a reader tell which of the withheld counts are small, as long as any count is shown.
    #[test]
    fn every_withheld_count_may_be_small_or_not() {
        for (tables, possible) in fillings(tables(4, 9)) {
            let (rows, _) = published(&tables[0]);
            for ((_, n), possible) in rows.iter().zip(&possible) {
                let (small, other) =
                    (possible.iter().any(|n| *n < LEAST), possible.iter().any(|n| *n >= LEAST));
                assert!(n.is_some() || (small && other), "{rows:?}");
            }
        }
    }

    #[test]
    fn a_single_small_count_withholds_the_smallest_other_too() {
        let groups = [("county", 12), ("city", 30), ("town", 3), ("state", 0), ("school", 9), ("tribal", 9)];
        let found = counts(&groups);
        let wanted = [
            ("county", Some(12)),
            ("city", Some(30)),
            ("town", None),
            ("state", Some(0)),
            ("school", None),
            ("tribal", None),
        ];
        assert_eq!((found.rows, found.total), (wanted.to_vec(), Some(63)));
    }

    #[test]
    fn without_a_small_count_all_are_shown() {
        assert_eq!(published(&[5, 0, 8]), (vec![(0, Some(5)), (1, Some(0)), (2, Some(8))], Some(13)));
    }

    #[test]
    fn no_group_is_listed_if_no_count_can_be_shown() {
        assert_eq!(published(&[1, 1, 1, 1, 1]), (Vec::new(), Some(5)));
        assert_eq!(published(&[3, 5, 0]), (Vec::new(), Some(8)));
        assert_eq!(published(&[4, 0]), (Vec::new(), None));
        assert_eq!(published(&[]), (Vec::new(), None));
    }

    /// The counts of a capability don't determine any number of agencies from 1 to 4, counted or finding help. A
    /// withheld count isn't determined even if it is 0.
    #[test]
    fn counts_of_a_capability_determine_no_number_from_one_to_four() {
        let mut by_text: BTreeMap<_, Vec<[u32; 3]>> = BTreeMap::new();
        for (needed, offered) in (0..=16).flat_map(|needed| (0..=7).map(move |offered| (needed, offered))) {
            // Without any offer, no agency finds help.
            let least = if offered == 0 { needed } else { 0 };
            for uncovered in least..=needed {
                let text = need_counts(needed, offered, uncovered);
                by_text.entry(text).or_default().push([needed, offered, uncovered]);
            }
        }
        let is_one = |numbers: BTreeSet<u32>| numbers.len() == 1;
        for fillings in by_text.into_values() {
            let of = |at: usize| fillings.iter().map(|it| it[at]).collect::<BTreeSet<u32>>();
            let covered: BTreeSet<u32> = fillings.iter().map(|it| it[0] - it[2]).collect();
            assert!((0..3).all(|at| of(at).iter().all(|n| *n >= LEAST) || !is_one(of(at))), "{fillings:?}");
            assert!(!is_one(covered.clone()) || !(1..LEAST).contains(covered.iter().next().unwrap()));
        }
    }
}
