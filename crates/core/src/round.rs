//! Rounding and counting with integers, so that every implementation gives the same numbers.

/// Returns `a / b` rounded half up: `floor((2a + b) / 2b)`. If `b` is 0, the result is 0.
#[inline]
pub fn rhu(a: u32, b: u32) -> u32 {
    (2 * a + b).checked_div(2 * b).unwrap_or(0)
}

/// Does the same for sums over many agencies, which may exceed 32 bits.
#[inline]
pub fn rhu_wide(a: u64, b: u64) -> u64 {
    (2 * a + b).checked_div(2 * b).unwrap_or(0)
}

/// Returns the largest multiple of 5 that is at most `x`.
pub fn floor5(x: u32) -> u32 {
    x - x % 5
}

/// Returns the smallest multiple of 5 that is at least `x`.
pub fn ceil5(x: u32) -> u32 {
    x.div_ceil(5) * 5
}

/// Converts a number from 0 to 100 to a byte.
#[inline]
pub fn percent(x: u32) -> u8 {
    u8::try_from(x.min(100)).unwrap_or(100)
}

/// Counts items as `u32`.
pub fn count<T>(items: impl IntoIterator<Item = T>) -> u32 {
    items.into_iter().fold(0, |n, _| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_up() {
        assert_eq!([rhu(1, 2), rhu(5, 2), rhu(7, 3), rhu(8, 3), rhu(0, 7), rhu(3, 0)], [1, 3, 2, 3, 0, 0]);
        assert_eq!([rhu_wide(1, 2), rhu_wide(1 << 40, 1 << 39), rhu_wide(3, 0)], [1, 2, 0]);
        assert_eq!([floor5(4), floor5(5), ceil5(0), ceil5(1), ceil5(100)], [0, 5, 0, 5, 100]);
    }
}
