//! Numbers that look random and are the same in every run: SplitMix64. Knows chances in percent; refuses to know what
//! is drawn. Never for secrets.

/// A row of draws, named by its seed.
#[derive(Debug, Clone)]
pub struct Draws(u64);

impl Draws {
    /// The row that `seed` names. Neighbouring seeds give rows that have nothing to do with each other.
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

    /// 0 to `n - 1`; 0 where `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let bits = self.bits();
        bits.checked_rem(u64::from(n)).map_or(0, |rest| u32::try_from(rest).unwrap_or(0))
    }

    /// True in `percent` of 100 draws.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `from`; `None` where there is nothing to draw.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let n = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(n)).unwrap_or(0))
    }

    /// An index of `weights`, each as often as it weighs; 0 where nothing weighs anything.
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

    /// `middle` and up to `spread` more or less, likelier near the middle, kept within 0 to 100.
    pub(crate) fn around(&mut self, middle: u32, spread: u32) -> u32 {
        let noise = self.below(spread + 1) + self.below(spread + 1);
        (middle + noise).saturating_sub(spread).min(100)
    }
}
