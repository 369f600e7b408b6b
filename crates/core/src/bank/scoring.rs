//! Reads the constants of the scoring, and checks that every number from 0 to 100 has a band and a range.

use super::lint::{Finding, Problem};
use super::{RangeVariance, Scoring};
use crate::json_place::Place;

/// The largest variance of numbers from 0 to 100: half of them 0, half 100.
const MOST_VARIANCE: u32 = 2500;
const N_BANDS: usize = 5;

type Read<T> = Result<T, Finding>;

/// Reads the constants.
pub(super) fn read(place: &Place<'_>) -> Read<Scoring> {
    let variance = place.get("range_variance")?;
    let number = |name: &str, least: u32| variance.get(name)?.int(least, MOST_VARIANCE);
    Ok(Scoring {
        offer_full_points: place.get("offer_full_points")?.int(1, 10_000)?,
        score_bands: place.each("score_bands", |number| number.int(0, 1000))?,
        range_variance: RangeVariance {
            person: number("person", 0)?,
            // Without it, a score from many answers would look exact.
            row: number("row", 1)?,
            unknown: number("unknown", 0)?,
        },
    })
}

/// Checks that the bands cover every number from 0 to 100.
pub(super) fn check(place: &Place<'_>, scoring: &Scoring) -> Read<Option<Finding>> {
    let bands = &scoring.score_bands;
    let is_ascending = bands.windows(2).all(|pair| pair[0] < pair[1]);
    let is_good =
        bands.len() == N_BANDS && bands.first() == Some(&0) && bands.last() <= Some(&100) && is_ascending;
    let bands = place.get("score_bands")?;
    Ok((!is_good).then(|| Finding::at(&bands, Problem::Bands)))
}
