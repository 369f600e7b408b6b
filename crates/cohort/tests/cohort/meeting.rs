//! Pairings: the stable pairing equals that of sorting all pairs, and the fair pairing that of trying every pairing.

use crate::drawn;
use interlocal_cohort::pairing::{Candidates, Fair, FairPairs, Introduction, LIST, Rank, Stable, alone};
use interlocal_cohort::{AllPairs, Cohort};
use interlocal_testkit::support::BANK;
use interlocal_testkit::support::random::Rng;

/// A table of ranks.
struct Table(Vec<Vec<Option<Rank>>>);

impl Candidates for Table {
    fn n(&self) -> usize {
        self.0.len()
    }

    fn rank(&self, a: usize, b: usize) -> Option<Rank> {
        self.0[a][b]
    }
}

/// Random ranks of `n` agencies: each pair may be introduced with a probability of `percent`; fits start at 15 and
/// take `steps` values.
fn table(rng: &mut Rng, n: usize, percent: usize, steps: usize) -> Table {
    let mut ranks = vec![vec![None; n]; n];
    for (a, b) in (0..n).flat_map(|a| (0..a).map(move |b| (a, b))) {
        let points = |rng: &mut Rng| u8::try_from(15 + rng.below(steps)).unwrap();
        let rank = rng.chance(percent).then(|| Rank { fit: points(rng), value: points(rng) });
        (ranks[a][b], ranks[b][a]) = (rank, rank);
    }
    Table(ranks)
}

fn all_pairs(table: &impl Candidates) -> Vec<Introduction> {
    let all = (0..table.n()).flat_map(|a| (a + 1..table.n()).map(move |b| (a, b)));
    all.filter_map(|(a, b)| Some(Introduction { a, b, rank: table.rank(a, b)? })).collect()
}

/// Sorts all pairs and takes each pair whose two agencies are free.
fn sorted(table: &impl Candidates) -> Vec<Introduction> {
    let mut all = all_pairs(table);
    all.sort_by_key(|pair| (std::cmp::Reverse(pair.rank), pair.a, pair.b));
    let mut taken = vec![false; table.n()];
    all.retain(|pair| {
        let is_free = !taken[pair.a] && !taken[pair.b];
        (taken[pair.a], taken[pair.b]) = (taken[pair.a] || is_free, taken[pair.b] || is_free);
        is_free
    });
    all
}

/// The number of pairs, the minimum fit, the sum of fits, and the sum of values.
fn score(pairs: &[Introduction]) -> (usize, u8, u32, u32) {
    let sum = |of: fn(&Rank) -> u8| pairs.iter().map(|pair| u32::from(of(&pair.rank))).sum();
    let lowest = pairs.iter().map(|pair| pair.rank.fit).min().unwrap_or(100);
    (pairs.len(), lowest, sum(|rank| rank.fit), sum(|rank| rank.value))
}

/// The best score of all pairings of the agencies that aren't taken.
fn best_of_all(table: &Table, taken: &mut Vec<bool>, pairs: &mut Vec<Introduction>) -> (usize, u8, u32, u32) {
    let Some(first) = taken.iter().position(|is_taken| !is_taken) else { return score(pairs) };
    taken[first] = true;
    let mut best = best_of_all(table, taken, pairs);
    for other in first + 1..table.n() {
        if let (false, Some(rank)) = (taken[other], table.rank(first, other)) {
            taken[other] = true;
            pairs.push(Introduction { a: first, b: other, rank });
            best = best.max(best_of_all(table, taken, pairs));
            pairs.pop();
            taken[other] = false;
        }
    }
    taken[first] = false;
    best
}

fn assert_is_pairing(table: &impl Candidates, pairs: &[Introduction]) {
    assert_eq!(alone(table.n(), pairs).len() + 2 * pairs.len(), table.n());
    assert!(pairs.iter().all(|pair| pair.a < pair.b && table.rank(pair.a, pair.b) == Some(pair.rank)));
}

#[test]
fn stable_pairs_equal_those_of_sorting_all() {
    let mut rng = Rng::new(1);
    for n in 0..60 {
        let table = table(&mut rng, n, 10 + n, 3 + n % 40);
        let found = Stable::all(&table);
        assert_eq!(found, sorted(&table), "{n}");
        // No two agencies would both prefer each other to their partners.
        let rank_of =
            |member: usize| found.iter().find(|it| it.a == member || it.b == member).map(|it| it.rank);
        let would_both = |pair: &Introduction| {
            rank_of(pair.a).is_none_or(|rank| pair.rank > rank)
                && rank_of(pair.b).is_none_or(|rank| pair.rank > rank)
        };
        assert!(!all_pairs(&table).iter().any(would_both), "{n}");
    }
}

#[test]
fn known_lists_and_small_steps_give_the_same_pairs() {
    let mut rng = Rng::new(2);
    for n in [1, 7, 30, 90] {
        let table = table(&mut rng, n, 80, 6);
        let lists = (0..n).map(|a| {
            let mut list: Vec<Introduction> = all_pairs(&table);
            list.retain(|pair| pair.a == a || pair.b == a);
            list.sort_by_key(|pair| (std::cmp::Reverse(pair.rank), pair.a, pair.b));
            let partners: Vec<usize> = list.iter().map(|pair| pair.a + pair.b - a).collect();
            (partners.iter().copied().take(LIST).collect(), partners.len() <= LIST)
        });
        let mut stable = Stable::with_lists(&table, lists);
        while !stable.step(&table, 1).is_done {}
        assert_eq!(stable.pairs(), sorted(&table), "{n}");
    }
}

#[test]
fn the_lists_of_all_pairs_give_the_same_pairs() {
    for (n, n_best) in [(2, 1), (60, 3), (60, 10), (9, 10), (200, 2)] {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, n, 31));
        let mut all_pairs = AllPairs::new(&cohort, n_best);
        all_pairs.step(u64::MAX);
        let mut stable = Stable::after(&cohort, &all_pairs, n_best);
        while !stable.step(&cohort, 50).is_done {}
        assert_eq!(stable.pairs(), sorted(&cohort), "{n} {n_best}");
    }
}

#[test]
fn the_fair_pairing_of_a_small_group_is_optimal() {
    let mut rng = Rng::new(3);
    for n in 0..10 {
        for round in 0..12 {
            let table = table(&mut rng, n, 15 + 8 * round, 4 + 3 * round);
            let FairPairs { pairs, is_optimal } = Fair::all(&table);
            assert_is_pairing(&table, &pairs);
            let wanted = best_of_all(&table, &mut vec![false; n], &mut Vec::new());
            assert_eq!((score(&pairs), is_optimal), (wanted, true), "{n} {round}");
        }
    }
}

/// The large group has 21 agencies: the 14 of the small group, and 7 without possible partners. So the exact result
/// of the small group is the optimum of the large one.
#[test]
fn a_larger_group_has_the_optimal_number_of_pairs_and_minimum_fit() {
    let mut rng = Rng::new(4);
    for round in 0..4 {
        let small = table(&mut rng, 14, 20 + 15 * round, 12);
        let mut large = vec![vec![None; 21]; 21];
        for (a, row) in small.0.iter().enumerate() {
            for (b, rank) in row.iter().enumerate() {
                large[a + 7][b + 7] = *rank;
            }
        }
        let large = Table(large);
        let (exact, found) = (Fair::all(&small), Fair::all(&large));
        assert_is_pairing(&large, &found.pairs);
        let (wanted, got) = (score(&exact.pairs), score(&found.pairs));
        assert_eq!((got.0, got.1), (wanted.0, wanted.1), "{round}");
        assert!(got.2 <= wanted.2 && 10 * got.2 >= 9 * wanted.2, "{round}: {got:?} {wanted:?}");
        assert!(!found.is_optimal);
    }
}

/// Odd cycles are what a search for augmenting paths without blossoms gets wrong.
#[test]
fn connected_odd_cycles_have_a_perfect_matching() {
    let n = 30;
    let mut ranks = vec![vec![None; n]; n];
    let mut join = |a: usize, b: usize| {
        let rank = Some(Rank { fit: 20, value: 20 });
        (ranks[a][b], ranks[b][a]) = (rank, rank);
    };
    for cycle in 0..6 {
        let first = 5 * cycle;
        (0..5).for_each(|at| join(first + at, first + (at + 1) % 5));
        if cycle % 2 == 0 {
            join(first + 3, first + 5 + 2);
        }
    }
    assert_eq!(Fair::all(&Table(ranks)).pairs.len(), 15);
}

#[test]
fn a_group_too_large_for_the_table_augments_the_stable_pairs() {
    let mut rng = Rng::new(5);
    let table = table(&mut rng, 650, 1, 40);
    let (stable, fair) = (Stable::all(&table), Fair::all(&table));
    assert_is_pairing(&table, &fair.pairs);
    assert!(fair.pairs.len() > stable.len() && !fair.is_optimal, "{} {}", fair.pairs.len(), stable.len());
}

#[test]
fn the_fair_pairing_after_all_pairs_equals_the_slow_one() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 620, 9));
    let mut lists = AllPairs::new(&cohort, LIST);
    lists.step(u64::MAX);
    let mut stable = Stable::after(&cohort, &lists, LIST);
    while !stable.step(&cohort, 5_000).is_done {}
    let end = |mut fair: Fair| {
        while !fair.step(&cohort, 5_000).is_done {}
        fair.into_pairs(&cohort)
    };
    let slow = end(Fair::with_stable(&cohort, stable.pairs().to_vec()));
    assert_eq!(end(Fair::after(&cohort, &lists, stable.pairs().to_vec())), slow);
    assert!(slow.pairs.len() > stable.pairs().len(), "{} {}", slow.pairs.len(), stable.pairs().len());
}

#[test]
fn pairs_need_the_least_fit_and_no_hard_conflict_in_any_order_of_members() {
    let mut members = drawn(&BANK, 18, 3);
    let cohort = Cohort::new(&BANK, &members);
    members.reverse();
    let turned = Cohort::new(&BANK, &members);
    for a in 0..18 {
        for b in 0..18 {
            assert_eq!(cohort.rank(a, b), cohort.rank(b, a));
            let pair = interlocal_cohort::pair::pair(&cohort, a, b);
            assert_eq!(cohort.rank(a, b).is_some(), a != b && pair.fit >= 15 && !pair.is_hard);
            assert_eq!(cohort.rank(a, b), turned.rank(17 - a, 17 - b));
        }
    }
    assert_eq!(score(&Fair::all(&cohort).pairs), score(&Fair::all(&turned).pairs));
    let ranks = |pairs: Vec<Introduction>| pairs.iter().map(|pair| pair.rank).collect::<Vec<Rank>>();
    assert_eq!(ranks(Stable::all(&cohort))[0], ranks(Stable::all(&turned))[0]);
}
