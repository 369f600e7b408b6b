//! Sorting, once: every list here is short, and one compiled sort for all of them is a third of a widget's weight less
//! than one for each type.

/// `items` by ascending key; equal keys keep their order.
pub(crate) fn by_key<T: Copy>(items: impl IntoIterator<Item = T>, key: impl Fn(T) -> u64) -> Vec<T> {
    let items: Vec<T> = items.into_iter().collect();
    let mut places: Vec<(u64, usize)> =
        items.iter().enumerate().map(|(idx, item)| (key(*item), idx)).collect();
    places.sort_unstable();
    places.into_iter().filter_map(|(_, idx)| items.get(idx).copied()).collect()
}

/// One key of up to four parts, the first most significant. Parts above 65,535 count as that.
pub(crate) fn key<const N: usize>(parts: [u32; N]) -> u64 {
    parts.into_iter().fold(0, |key, part| (key << 16) | u64::from(part.min(0xffff)))
}

/// Turns an ascending part into a descending one.
pub(crate) fn descending(part: u32) -> u32 {
    0xffff - part.min(0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order_and_parts_weigh_from_the_left() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let sorted: String = by_key(items, |(n, _)| n).into_iter().map(|(_, c)| c).collect();
        assert_eq!(sorted, "bdac");
        assert!(key([1, 0]) > key([0, 65_535]));
        assert!(key([0, descending(3)]) < key([0, descending(2)]));
    }
}
