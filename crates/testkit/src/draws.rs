//! A reproducible pseudorandom generator: SplitMix64. Not for secrets.

/// A sequence of pseudorandom numbers, determined by its seed.
#[derive(Debug, Clone)]
pub struct Draws(u64);

impl Draws {
    /// Starts the sequence of `seed`. Sequences of neighbouring seeds are unrelated.
    pub fn new(seed: u64) -> Draws {
        Draws(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `n - 1`; 0 if `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let bits = self.bits();
        bits.checked_rem(u64::from(n)).map_or(0, |rest| u32::try_from(rest).unwrap_or(0))
    }

    /// True with a probability of `percent` in 100.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One element of `from`; `None` if it is empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let n = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(n)).unwrap_or(0))
    }

    /// A random index of `weights`, with a probability proportional to its weight; 0 if all weights are 0.
    pub(crate) fn weighed(&mut self, weights: &[u32]) -> u8 {
        let mut left = self.below(weights.iter().sum());
        for (idx, weight) in (0u8..).zip(weights) {
            if left < *weight {
                return idx;
            }
            left -= weight;
        }
        0
    }

    /// A number within `spread` of `middle`, more likely near the middle, clamped to 0 to 100.
    pub(crate) fn around(&mut self, middle: u32, spread: u32) -> u32 {
        let noise = self.below(spread + 1) + self.below(spread + 1);
        (middle + noise).saturating_sub(spread).min(100)
    }
}
