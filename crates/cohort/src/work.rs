//! Progress and budgets for long computations in steps, so that a page can show progress and cancel. There is no
//! clock here: the caller chooses a budget, and one unit is about the work of one pair.

/// The progress of a long computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Finished work, in units of the computation.
    pub done: u32,
    /// Known work in all, in the same units; never less than `done`.
    pub total: u32,
    /// Whether the result is available.
    pub is_done: bool,
}

impl Progress {
    pub(crate) fn new(done: usize, total: usize, is_done: bool) -> Progress {
        let (done, total) = (narrow(done), narrow(total.max(done)));
        Progress { done, total, is_done }
    }
}

/// The rest of one step's budget. The budget is at least one unit, so every step makes progress.
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

/// Converts a count to 32 bits. Counts of members and capabilities are far below the limit; larger values saturate.
pub(crate) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Converts a sum to 64 bits.
pub(crate) fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
