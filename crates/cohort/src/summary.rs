//! Counts fit to be published: none of them tells what fewer than five agencies said. Knows which counts must be held
//! back, and which others with them; refuses to know what was published before, and what another list than this one
//! tells of its members.
//!
//! Two kinds of table have two rules, for reasons that stand in `docs/design.md`.
//!
//! * [`counts`] parts all members by something that is no secret (kind, size, region). 0 is shown, 1 to 4 are held back,
//!   and with them the smallest count of five or more and all that are equal to it. Which counts are held back thus depends
//!   on the counts alone and not on their places, so that any two of those held back could be exchanged without a trace.
//! * [`needs`] counts answers. There 0 tells something of every member, so that 0 to 4 are held back.

use crate::cohort::{CapabilityFacts, Cohort};
use crate::coverage::Coverage;
use crate::work::narrow;
use interlocal_core::bank::Slot;

/// The least number of agencies that a public count may stand for.
pub const LEAST: u32 = 5;

/// How many members there are of each kind, size or the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts<K> {
    /// The groups, in the order that they were given, with how many agencies are in each; `None` is held back. Empty where
    /// no group's count could be shown: then not even the names may be listed.
    pub rows: Vec<(K, Option<u32>)>,
    /// All agencies together, also those of groups that are held back; `None` where they are fewer than [`LEAST`].
    pub total: Option<u32>,
}

/// One capability: how many agencies. `None` is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedCounts {
    /// Which: the index of the capability, in the order of the bank.
    pub capability_idx: usize,
    /// The same as a slot.
    pub slot: Slot,
    /// Need it at level 2 or more.
    pub needed: Option<u32>,
    /// Can lend it: surplus O8 above 0, whatever their terms.
    pub offered: Option<u32>,
    /// Need it at level 2 or more, and nobody here can help (instrument, section 4.3, "Coverage").
    pub uncovered: Option<u32>,
}

/// A table of counts fit to be published. Each agency stands in one of `groups`; where a list of groups is fixed, those
/// with nobody in them are part of it.
///
/// Nobody can tell from it a count of 1 to 4, even who knows this rule.
pub fn counts<K: Clone>(groups: &[(K, u32)]) -> Counts<K> {
    let total: u32 = groups.iter().map(|(_, n)| *n).sum();
    let is_small = |n: u32| (1..LEAST).contains(&n);
    let has_small = groups.iter().any(|(_, n)| is_small(*n));
    let smallest_other = groups.iter().map(|(_, n)| *n).filter(|n| *n >= LEAST).min();
    let hidden_to = if has_small { smallest_other.unwrap_or(u32::MAX) } else { 0 };
    // A list of names that are all held back tells that each of them has somebody.
    let is_any_shown = groups.iter().any(|(_, n)| *n > hidden_to);
    if total < LEAST || !is_any_shown {
        return Counts { rows: Vec::new(), total: (total >= LEAST).then_some(total) };
    }
    let shown = |n: u32| (n == 0 || n > hidden_to).then_some(n);
    Counts { rows: groups.iter().map(|(key, n)| (key.clone(), shown(*n))).collect(), total: Some(total) }
}

/// How many members of each kind of agency, by option index; last, under `None`, those who have not said.
pub fn kinds(cohort: &Cohort) -> Counts<Option<u8>> {
    let kinds = cohort.members.iter().map(|member| member.kind);
    counts(&by_option(cohort.common.tiers.len(), kinds))
}

/// How many members of each population band, by option index; last, under `None`, those who have not said.
pub fn bands(cohort: &Cohort) -> Counts<Option<u8>> {
    let bands = cohort.members.iter().map(|member| member.population);
    counts(&by_option(cohort.common.size_weights.len(), bands))
}

/// Each capability, in the order of the bank: who needs it, offers it, and finds nobody. `coverage` is that of `cohort`.
/// Empty where there are fewer than [`LEAST`] members.
///
/// Those without help are held back also where those with help would be 1 to 4, because one follows from the other.
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
        // An option that this bank does not have is as good as none.
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

    /// Every table of `n_groups` with `most` agencies at the most in each.
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

    /// For each count of all tables that read the same: what it may be.
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
    fn nobody_can_tell_a_count_of_one_to_four_even_who_knows_the_rule() {
        for (n_groups, most) in [(1, 12), (2, 14), (3, 12), (4, 9)] {
            for (tables, possible) in fillings(tables(n_groups, most)) {
                // A table near the largest count that is tried has likenesses that are not.
                let inner = tables.iter().filter(|table| table.iter().all(|n| *n + 1 < most));
                for (table, at) in inner.flat_map(|table| (0..n_groups).map(move |at| (table, at))) {
                    let is_small = (1..LEAST).contains(&table[at]);
                    assert!(!is_small || possible[at].len() > 1, "{table:?} at {at}");
                }
            }
        }
    }

    /// Nor which of those that are held back are the small ones, as long as anything is shown.
    #[test]
    fn what_is_held_back_may_be_small_or_not() {
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
    fn a_lonely_small_count_takes_the_smallest_other_along() {
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
    fn without_a_small_count_all_is_shown() {
        assert_eq!(published(&[5, 0, 8]), (vec![(0, Some(5)), (1, Some(0)), (2, Some(8))], Some(13)));
    }

    #[test]
    fn where_no_count_is_left_no_name_is_listed() {
        assert_eq!(published(&[1, 1, 1, 1, 1]), (Vec::new(), Some(5)));
        assert_eq!(published(&[3, 5, 0]), (Vec::new(), Some(8)));
        assert_eq!(published(&[4, 0]), (Vec::new(), None));
        assert_eq!(published(&[]), (Vec::new(), None));
    }

    /// From what is shown of a capability follows no number of agencies from 1 to 4, neither of those counted nor of those
    /// who find help; and of counts that are held back not even a 0.
    #[test]
    fn no_few_agencies_follow_from_the_counts_of_a_capability() {
        let mut by_text: BTreeMap<_, Vec<[u32; 3]>> = BTreeMap::new();
        for (needed, offered) in (0..=16).flat_map(|needed| (0..=7).map(move |offered| (needed, offered))) {
            // Where nobody offers it, nobody finds help.
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
