//! Surplus and gap of one capability (docs/scoring.md, section 3.1).

/// The level that an unknown skill counts as, in the gap and in the order of needs.
pub(super) const UNKNOWN_SKILL: u8 = 2;

/// Lendable surplus O8, 0 to 8: `(s - 2)(5 - max(1, n))` from skill 3 on, else 0. An unknown need counts as 1.
///
/// An agency with skill 4 and need 4 needs help itself, so only a quarter of the surplus is left.
pub fn surplus(skill: Option<u8>, need: Option<u8>) -> u8 {
    match skill {
        Some(skill) if skill >= 3 => (skill - 2) * (5 - need.unwrap_or(1).clamp(1, 4)),
        Some(_) | None => 0,
    }
}

/// Outside help wanted G20, 0 to 20: `n(5 - s)`. An unknown skill counts as 2, an unknown need as 0.
pub fn gap(skill: Option<u8>, need: Option<u8>) -> u8 {
    need.unwrap_or(0) * (5 - skill.unwrap_or(UNKNOWN_SKILL).min(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_document() {
        let o8 = [[0; 5], [0; 5], [0; 5], [4, 4, 3, 2, 1], [8, 8, 6, 4, 2]];
        let g20 = [[0, 5, 10, 15, 20], [0, 4, 8, 12, 16], [0, 3, 6, 9, 12], [0, 2, 4, 6, 8], [0, 1, 2, 3, 4]];
        for (skill, (o8, g20)) in (0u8..).zip(o8.iter().zip(&g20)) {
            for (need, (o8, g20)) in (0u8..).zip(o8.iter().zip(g20)) {
                assert_eq!((surplus(Some(skill), Some(need)), gap(Some(skill), Some(need))), (*o8, *g20));
            }
        }
        assert_eq!(
            [surplus(None, Some(0)), surplus(Some(4), None), gap(None, Some(4)), gap(Some(0), None)],
            [0, 8, 12, 0]
        );
    }
}
