//! Weights of population bands, and tiers of agencies whose residents don't overlap. Holds the constants of
//! docs/scoring.md, section 5.7, that aren't part of the widget's bank.

use interlocal_core::bank::{Bank, ContextQuestion};

/// A level of government. Agencies of one tier serve different residents; a county and its towns serve the same ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// States.
    State,
    /// Counties.
    County,
    /// Cities, towns and tribal nations.
    Local,
    /// School districts.
    School,
    /// Special districts.
    Special,
    /// Regional councils.
    Regional,
}

/// Weight of each band: the square root of its middle, divided by 40, so that many small members count.
const WEIGHTS: [(&str, u32); 7] =
    [("p0", 1), ("p1", 2), ("p2", 4), ("p3", 7), ("p4", 10), ("p5", 18), ("p6", 35)];
/// The middle of each band, in people.
const MIDDLES: [(&str, u32); 7] = [
    ("p0", 1_500),
    ("p1", 5_000),
    ("p2", 22_000),
    ("p3", 70_000),
    ("p4", 160_000),
    ("p5", 500_000),
    ("p6", 2_000_000),
];
const TIERS: [(&str, Tier); 8] = [
    ("state", Tier::State),
    ("county", Tier::County),
    ("city", Tier::Local),
    ("town", Tier::Local),
    ("tribal", Tier::Local),
    ("school", Tier::School),
    ("special", Tier::Special),
    ("regional", Tier::Regional),
];

/// The weight of each option of the population question, by index; `None` for a band without a weight.
pub(crate) fn weights(bank: &Bank, question_idx: Option<usize>) -> Vec<Option<u32>> {
    of_options(bank, question_idx, &WEIGHTS)
}

/// The middle of each option's band, in people, by index; `None` for an unknown band.
pub(crate) fn middles(bank: &Bank, question_idx: Option<usize>) -> Vec<Option<u32>> {
    of_options(bank, question_idx, &MIDDLES)
}

/// The tier of each option of the question about the kind of agency, by index; `None` for a kind that may overlap
/// with any.
pub(crate) fn tiers(bank: &Bank, question_idx: Option<usize>) -> Vec<Option<Tier>> {
    of_options(bank, question_idx, &TIERS)
}

fn of_options<T: Copy>(bank: &Bank, question_idx: Option<usize>, table: &[(&str, T)]) -> Vec<Option<T>> {
    let question: Option<&ContextQuestion> = question_idx.and_then(|idx| bank.context.get(idx));
    let options = question.map(|question| question.options.as_slice()).unwrap_or_default();
    let of = |id: &str| table.iter().find(|(name, _)| *name == id).map(|(_, value)| *value);
    options.iter().map(|option| of(&option.id)).collect()
}
