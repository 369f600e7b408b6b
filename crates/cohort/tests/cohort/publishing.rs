//! Public counts: shown counts are true, small ones are withheld, and the order of members doesn't matter.

use crate::drawn;
use interlocal_cohort::Cohort;
use interlocal_cohort::coverage::Coverage;
use interlocal_cohort::summary::{Counts, LEAST, bands, counts, kinds, needs};
use interlocal_testkit::support::BANK;

type ByOption = Counts<Option<u8>>;

fn assert_is_true(found: &ByOption, cohort: &Cohort, pick: impl Fn(usize) -> Option<u8>) {
    for (key, n) in &found.rows {
        let wanted = (0..cohort.len()).filter(|member| pick(*member) == *key).count();
        let is_small = (1..5).contains(&wanted);
        assert!(n.is_none_or(|n| usize::try_from(n).unwrap() == wanted && !is_small), "{key:?}");
    }
    let total = u32::try_from(cohort.len()).unwrap();
    assert_eq!(found.total, (total >= LEAST).then_some(total));
}

#[test]
fn shown_counts_are_true_and_small_counts_are_withheld() {
    let mut n_shown = 0;
    for n in [3, 5, 12, 40, 200] {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, n, 31 * n));
        let (kinds, bands) = (kinds(&cohort), bands(&cohort));
        assert_is_true(&kinds, &cohort, |member| cohort.members[member].kind);
        assert_is_true(&bands, &cohort, |member| cohort.members[member].population);
        let coverage = Coverage::of(&cohort);
        let rows = needs(&cohort, &coverage);
        assert_eq!(rows.len(), if n < 5 { 0 } else { BANK.capabilities.len() });
        for row in rows {
            let need = &coverage.needs[row.capability_idx];
            assert_eq!(row.slot, BANK.capabilities[row.capability_idx].slot);
            let as_usize = |n: Option<u32>| n.map(|n| usize::try_from(n).unwrap());
            let n_covered = need.needed_by.len() - need.uncovered.len();
            let shown = |n: usize| (n >= 5).then_some(n);
            assert_eq!(as_usize(row.needed), shown(need.needed_by.len()));
            assert_eq!(row.offered, (need.n_offer >= 5).then_some(need.n_offer));
            let wanted = shown(need.uncovered.len()).filter(|_| n_covered == 0 || n_covered >= 5);
            assert_eq!(as_usize(row.uncovered), wanted);
            n_shown += usize::from(row.uncovered.is_some());
        }
    }
    assert!(n_shown > 30, "{n_shown}");
}

#[test]
fn the_order_of_members_or_groups_changes_no_public_count() {
    let mut members = drawn(&BANK, 60, 8);
    let cohort = Cohort::new(&BANK, &members);
    members.reverse();
    let turned = Cohort::new(&BANK, &members);
    assert_eq!((kinds(&cohort), bands(&cohort)), (kinds(&turned), bands(&turned)));
    let of = |cohort: &Cohort| needs(cohort, &Coverage::of(cohort));
    assert_eq!(of(&cohort), of(&turned));
    let mut regions = vec![("US-CA", 7), ("US-NV", 2), ("US-OR", 7), ("US-WA", 30), ("US-ID", 9)];
    let mut wanted = counts(&regions).rows;
    wanted.reverse();
    regions.reverse();
    assert_eq!(counts(&regions).rows, wanted);
}
