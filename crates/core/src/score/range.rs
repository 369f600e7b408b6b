//! Likely ranges (docs/scoring.md, section 3.4).

use crate::bank::{Bank, RangeVariance};
use crate::round::{ceil5, count, floor5, percent, rhu};

/// A score from 0 to 100 with its likely range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Mean of the known parts, rounded half up.
    pub point: u8,
    /// Lower end, a multiple of 5.
    pub low: u8,
    /// Upper end, a multiple of 5.
    pub high: u8,
    /// Index of the word band, 0 very low to 4 very high.
    pub band: u8,
}

impl Range {
    /// Returns true if the ranges overlap. Two scores differ only if they don't (docs/scoring.md, section 3.4).
    pub fn overlaps(self, other: Range) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Returns the likely range of the mean of `n` parts, of which only `known` are known (docs/scoring.md, section 3.4). `None` if
/// no part is known.
pub(super) fn range(bank: &Bank, known: &[u32], n: u32) -> Option<Range> {
    let n_known = count(known);
    if n_known == 0 || n == 0 {
        return None;
    }
    let point = rhu(known.iter().sum(), n_known);
    let half_width = half_width(bank.scoring.range_variance, n_known, n);
    let low = floor5(point.saturating_sub(half_width));
    let high = ceil5((point + half_width).min(100));
    Some(Range { point: percent(point), low: percent(low), high: percent(high), band: band(bank, point) })
}

/// Returns half the width of a 90 % interval for the mean of `n` parts if `k` of them are known: 1.645 standard errors, rounded. The
/// unknown parts count less the fewer they are, by the correction for a finite population.
fn half_width(variance: RangeVariance, k: u32, n: u32) -> u32 {
    let [person, row, unknown] = [variance.person, variance.row, variance.unknown].map(u64::from);
    let (k, n) = (u64::from(k), u64::from(n));
    let times_kn = person * k * n + row * n + unknown * n.saturating_sub(k);
    // 2.706 is the square of 1.645. Four times the square has twice the root, which rounds half up as a whole number.
    let four_squares = (4 * 2706 * times_kn).checked_div(1000 * k * n).unwrap_or(0);
    u32::try_from(four_squares).unwrap_or(u32::MAX).isqrt().div_ceil(2)
}

fn band(bank: &Bank, point: u32) -> u8 {
    let n_reached = count(bank.scoring.score_bands.iter().filter(|lowest| **lowest <= point));
    percent(n_reached.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: RangeVariance = RangeVariance { person: 37, row: 188, unknown: 625 };

    #[test]
    fn half_widths_are_those_of_the_document() {
        let of = |(k, n)| half_width(SHIPPED, k, n);
        let cases = [(1, 1), (2, 2), (1, 2), (3, 3), (3, 6), (4, 5), (5, 6), (6, 6)];
        assert_eq!(cases.map(of), [25, 19, 38, 16, 23, 18, 16, 14]);
    }

    #[test]
    fn half_widths_fall_with_each_answer_and_grow_with_each_question() {
        let of = |k, n| half_width(SHIPPED, k, n);
        for n in 1..=60 {
            for k in 1..=n {
                assert!(k == n || of(k + 1, n) <= of(k, n), "{k} and one more of {n}");
                assert!(of(k, n) <= of(k, n + 1), "{k} of {n} and of one more");
            }
        }
    }

    /// `h` is the root of `v`, rounded half up, if `(2h - 1)² ≤ 4v < (2h + 1)²`.
    #[test]
    fn half_widths_are_roots_rounded_half_up() {
        let largest = RangeVariance { person: 2500, row: 2500, unknown: 2500 };
        for variance in [SHIPPED, largest] {
            for (k, n) in [(1, 1), (1, 2), (2, 3), (5, 6), (7, 31), (1, 512), (300, 512), (512, 512)] {
                let h = u64::from(half_width(variance, k, n));
                let (k, n) = (u64::from(k), u64::from(n));
                let [person, row, unknown] = [variance.person, variance.row, variance.unknown].map(u64::from);
                let sum = 4 * 2706 * (person * k * n + row * n + unknown * (n - k));
                let of = |odd: u64| odd * odd * 1000 * k * n;
                assert!(of(2 * h - 1) <= sum && sum < of(2 * h + 1), "{h} for {k} of {n}");
            }
        }
    }
}
