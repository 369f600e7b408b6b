//! Long computations in steps, so that a page can show how far they are and stop them. Knows how much is done; refuses
//! to know a clock: the caller chooses the budget, and one unit of it is about as much work as looking at one pair.

/// How far a long computation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How much is done, in units of the computation's own.
    pub done: u32,
    /// How much there is, as far as that is known; never less than `done`.
    pub total: u32,
    /// Whether the result is there.
    pub is_done: bool,
}

impl Progress {
    pub(crate) fn new(done: usize, total: usize, is_done: bool) -> Progress {
        let (done, total) = (narrow(done), narrow(total.max(done)));
        Progress { done, total, is_done }
    }
}

/// What is left of one step's budget. At least one piece of work is done in a step, so that every step leads on.
#[derive(Debug)]
pub(crate) struct Budget(u64);

impl Budget {
    pub(crate) fn new(units: u32) -> Budget {
        Budget(u64::from(units.max(1)))
    }

    pub(crate) fn is_left(&self) -> bool {
        self.0 > 0
    }

    pub(crate) fn spend(&mut self, units: usize) {
        self.0 = self.0.saturating_sub(wide(units).max(1));
    }
}

/// Counts of members and capabilities fit in 32 bits many times over; the widest is kept for what does not.
pub(crate) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The same for sums.
pub(crate) fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
