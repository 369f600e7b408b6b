//! Sorting by integer keys. All lists here are short, and one compiled sort for all of them takes much less space than
//! one for each type.

/// Sorts `items` by ascending key. The sort is stable.
pub(crate) fn by_key<T: Copy>(items: impl IntoIterator<Item = T>, key: impl Fn(T) -> u64) -> Vec<T> {
    let items: Vec<T> = items.into_iter().collect();
    let mut places: Vec<(u64, usize)> =
        items.iter().enumerate().map(|(idx, item)| (key(*item), idx)).collect();
    places.sort_unstable();
    places.into_iter().filter_map(|(_, idx)| items.get(idx).copied()).collect()
}

/// Combines up to four parts into a key, the first most significant. Parts above 65,535 count as 65,535.
pub(crate) fn key<const N: usize>(parts: [u32; N]) -> u64 {
    parts.into_iter().fold(0, |key, part| (key << 16) | u64::from(part.min(0xffff)))
}

/// Inverts a part, for descending order.
pub(crate) fn descending(part: u32) -> u32 {
    0xffff - part.min(0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_is_stable_and_the_first_part_is_most_significant() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let sorted: String = by_key(items, |(n, _)| n).into_iter().map(|(_, c)| c).collect();
        assert_eq!(sorted, "bdac");
        assert!(key([1, 0]) > key([0, 65_535]));
        assert!(key([0, descending(3)]) < key([0, descending(2)]));
    }
}
