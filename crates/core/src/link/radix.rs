//! Big integers in mixed radix: 61 answers fit in 38 bytes.

/// Packs `digits` (radix, digit) into a big-endian integer, the first digit most significant. The length is that of the
/// largest possible value. Digits must be below their radix.
pub(super) fn pack(digits: &[(u32, u32)]) -> Vec<u8> {
    let mut value = vec![0; n_bytes(digits.iter().map(|(radix, _)| *radix))];
    for (radix, digit) in digits {
        multiply_add(&mut value, *radix, *digit);
    }
    value
}

/// Unpacks the digits of `value` in the order of `radices`. `None` if `value` has the wrong length or isn't below the
/// product of the radices.
pub(super) fn unpack(value: &[u8], radices: &[u32]) -> Option<Vec<u32>> {
    if value.len() != n_bytes(radices.iter().copied()) {
        return None;
    }
    let mut rest = value.to_vec();
    let mut digits: Vec<u32> = radices.iter().rev().map(|radix| divide(&mut rest, *radix)).collect();
    digits.reverse();
    rest.iter().all(|byte| *byte == 0).then_some(digits)
}

/// Returns the number of bytes of (product of the radices) - 1.
fn n_bytes(radices: impl Iterator<Item = u32>) -> usize {
    let mut largest: Vec<u8> = Vec::new();
    for radix in radices {
        // (p * r) - 1 = (p - 1) * r + (r - 1), so the loop computes the largest value without the product.
        let carry = multiply_add(&mut largest, radix, radix.saturating_sub(1));
        let bytes = carry.to_be_bytes();
        let significant = bytes.iter().skip_while(|byte| **byte == 0).copied();
        largest.splice(0..0, significant);
    }
    largest.len()
}

/// Computes `value = value * factor + addend`, big-endian; returns the carry.
fn multiply_add(value: &mut [u8], factor: u32, addend: u32) -> u32 {
    value.iter_mut().rev().fold(addend, |carry, byte| {
        let product = u32::from(*byte) * factor + carry;
        *byte = low_byte(product);
        product >> 8
    })
}

/// Computes `value = value / divisor`, big-endian; returns the remainder.
fn divide(value: &mut [u8], divisor: u32) -> u32 {
    value.iter_mut().fold(0, |remainder, byte| {
        let dividend = (remainder << 8) | u32::from(*byte);
        *byte = low_byte(dividend / divisor);
        dividend % divisor
    })
}

fn low_byte(n: u32) -> u8 {
    n.to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_have_the_expected_bytes() {
        assert_eq!(pack(&[(37, 36), (6, 5)]), [221]);
        assert_eq!(pack(&[(37, 36), (7, 6)]), [1, 2]);
        assert_eq!(pack(&[]), [0u8; 0]);
        assert_eq!(unpack(&[221], &[37, 6]), Some(vec![36, 5]));
    }

    #[test]
    fn values_beyond_the_product_are_rejected() {
        assert_eq!(unpack(&[222], &[37, 6]), None);
        assert_eq!(unpack(&[0, 1], &[37, 6]), None);
        assert_eq!(unpack(&[], &[37, 6]), None);
    }

    #[test]
    fn every_value_of_a_small_layout_survives_the_round_trip() {
        let radices = [5, 17, 4, 9];
        for value in 0..5 * 17 * 4 * 9u32 {
            let bytes = u16::try_from(value).unwrap_or(0).to_be_bytes();
            let digits = unpack(&bytes, &radices).unwrap_or_default();
            let pairs: Vec<(u32, u32)> = radices.iter().copied().zip(digits).collect();
            assert_eq!(pack(&pairs), bytes);
        }
    }
}
