//! Two members: the same numbers that `interlocal-compare` computes for their profiles, without its lists. Computes
//! the statuses of terms here; the other formulas are calls to `interlocal-compare`, so that each exists once.

use crate::cohort::Cohort;
use crate::member::{Member, Options, Platforms, Roles, Terms};
use interlocal_compare::common::{NEED, points as common_points, with_lead};
use interlocal_compare::fit::{Label, Readiness, fit, value};
use interlocal_compare::help::{complement, points as help_points};
use interlocal_compare::terms::{Status, apart, minds};
use interlocal_compare::{Role, TermId};
use interlocal_core::round::{percent, rhu};

/// The result for two members (docs/scoring.md, section 4). All numbers are 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Help from the first to the second.
    pub help_ab: u8,
    /// Help from the second to the first.
    pub help_ba: u8,
    /// M: the complement, both directions of help.
    pub complement: u8,
    /// J: the common need.
    pub common: u8,
    /// J': J, reduced if neither could run a joint bid.
    pub common_with_lead: u8,
    /// V: the value of sharing, before terms and readiness.
    pub value: u8,
    /// T: the mean of the terms' points.
    pub terms_points: u8,
    /// Rdy: the harmonic mean of both readiness values.
    pub readiness: u8,
    /// F: the fit, for sorting only; people are shown the label.
    pub fit: u8,
    /// The label for the fit.
    pub label: Label,
    /// Whether a hard term is in conflict.
    pub is_hard: bool,
}

/// The conditions for help between two members that are the same for all capabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// Whether the roles let help flow from the first to the second.
    pub may_help_ab: bool,
    /// Whether the roles let help flow from the second to the first.
    pub may_help_ba: bool,
    /// Whether a hard term is in conflict.
    pub is_hard: bool,
}

/// Computes the pair of the members at `a` and `b`. Both must be below [`Cohort::len`].
pub fn pair(cohort: &Cohort, a: usize, b: usize) -> Pair {
    let (one, other) = (&cohort.members[a], &cohort.members[b]);
    let sums = Sums::of(cohort, one, other);
    let help =
        |may: bool, met: u32, helped: &Member| if may { help_points(met, helped.total_gap) } else { 0 };
    let help_ab = help(allows(&one.terms, Role::Provider, &other.terms, Role::Recipient), sums.met_ab, other);
    let help_ba = help(allows(&other.terms, Role::Provider, &one.terms, Role::Recipient), sums.met_ba, one);
    let complement = complement(help_ab, help_ba);
    let may_buy = allows(&one.terms, Role::Cobuyer, &other.terms, Role::Cobuyer);
    let common = if may_buy { common_points(sums.shared, sums.needed) } else { 0 };
    let common_with_lead = with_lead(common, one.can_lead || other.can_lead);
    let value = value(complement, common_with_lead);
    let terms = statuses(one, other);
    let (terms_points, is_hard) = (terms_points(&terms), clashes(&cohort.common.is_hard, &terms));
    let readiness = Readiness::of(one.readiness, other.readiness).pair;
    let fit = fit(value, terms_points, readiness, is_hard);
    let says_enough = one.says_enough && other.says_enough;
    let label = if says_enough { Label::of(fit, is_hard) } else { Label::NotEnough };
    Pair {
        help_ab,
        help_ba,
        complement,
        common,
        common_with_lead,
        value,
        terms_points,
        readiness,
        fit,
        label,
        is_hard,
    }
}

/// Computes the conditions for help between the members at `a` and `b`, which [`flow`] needs for every capability.
pub fn meeting(cohort: &Cohort, a: usize, b: usize) -> Meeting {
    let (one, other) = (&cohort.members[a], &cohort.members[b]);
    Meeting {
        may_help_ab: allows(&one.terms, Role::Provider, &other.terms, Role::Recipient),
        may_help_ba: allows(&other.terms, Role::Provider, &one.terms, Role::Recipient),
        is_hard: clashes(&cohort.common.is_hard, &statuses(one, other)),
    }
}

/// `c(a, b, i)` of docs/scoring.md, section 5.1, 0 to 16: the lendable surplus of `a` times the data factor of `b`; 0
/// if the roles or a hard conflict prevent help, or if `a` and `b` are the same member.
pub fn flow(cohort: &Cohort, a: usize, b: usize, capability_idx: usize) -> u8 {
    let met = surplus_seen(cohort, a, b, capability_idx);
    if met == 0 || a == b {
        return 0;
    }
    let meeting = meeting(cohort, a, b);
    if meeting.may_help_ab && !meeting.is_hard { met } else { 0 }
}

/// [`flow`] without the check of roles and conflicts, for callers that hold the [`Meeting`].
pub fn surplus_seen(cohort: &Cohort, a: usize, b: usize, capability_idx: usize) -> u8 {
    let (one, other) = (&cohort.members[a], &cohort.members[b]);
    one.cells[capability_idx].surplus * other.cells[capability_idx].data
}

/// The statuses of the eight terms of two members, in the order of [`TermId::ALL`].
pub fn statuses(one: &Member, other: &Member) -> [Status; 8] {
    let (mut least, mut most) = (u8::MAX, None);
    for (from, to) in [(one, other), (other, one)] {
        if !allows(&from.terms, Role::Provider, &to.terms, Role::Recipient) {
            continue;
        }
        let flows = from.cells.iter().zip(&to.cells).filter(|(from, to)| from.surplus > 0 && to.gap > 0);
        for (_, to) in flows {
            least = least.min(to.data);
            most = most.max(Some(to.data));
        }
    }
    statuses_with(&one.terms, &other.terms, data(least, most))
}

/// The statuses of the eight terms, where the status of the term on data is given.
pub(crate) fn statuses_with(one: &Terms, other: &Terms, of_flows: Status) -> [Status; 8] {
    let is_asked_for_data = one.is_asked_for_data && other.is_asked_for_data;
    [
        roles(one.roles, other.roles),
        options(one.agreements, other.agreements),
        options(one.costs, other.costs),
        options(one.control, other.control),
        reach(one, other),
        if is_asked_for_data { of_flows } else { Status::Unknown },
        one.timing.zip(other.timing).map_or(Status::Unknown, |(one, other)| apart(one, other)),
        platform(one.platform, other.platform),
    ]
}

/// The status of one term of two members. For the term on data this covers all capabilities.
pub(crate) fn status(one: &Member, other: &Member, term: TermId) -> Status {
    let all = match term {
        TermId::Data => statuses(one, other),
        TermId::Roles
        | TermId::Agreements
        | TermId::Costs
        | TermId::Control
        | TermId::Reach
        | TermId::Timing
        | TermId::Platform => statuses_with(&one.terms, &other.terms, Status::Unknown),
    };
    let found = TermId::ALL.into_iter().zip(all).find(|(it, _)| *it == term);
    found.map_or(Status::Unknown, |(_, status)| status)
}

/// The four sums over capabilities, with the meanings of [`crate::kernel::Sums`].
struct Sums {
    met_ab: u32,
    met_ba: u32,
    shared: u32,
    needed: u32,
}

impl Sums {
    fn of(cohort: &Cohort, one: &Member, other: &Member) -> Sums {
        let mut sums = Sums { met_ab: 0, met_ba: 0, shared: 0, needed: 0 };
        for (facts, (a, b)) in cohort.common.capabilities.iter().zip(one.cells.iter().zip(&other.cells)) {
            let weight = u32::from(facts.weight);
            let product = |x: u8, y: u8, z: u8| weight * u32::from(x) * u32::from(y) * u32::from(z);
            sums.met_ab += product(a.surplus, b.gap, b.data);
            sums.met_ba += product(b.surplus, a.gap, a.data);
            let (lesser, greater) = (a.need.min(b.need), a.need.max(b.need));
            if a.applies && b.applies && greater >= NEED {
                sums.needed += weight * u32::from(greater);
                sums.shared += if lesser >= NEED { weight * u32::from(lesser) } else { 0 };
            }
        }
        sums
    }
}

/// Whether `one` plays the role `its` and `other` the role `their`, or one of them didn't answer the term on roles.
pub(crate) fn allows(one: &Terms, its: Role, other: &Terms, their: Role) -> bool {
    one.roles.zip(other.roles).is_none_or(|(one, other)| one.has(its) && other.has(their))
}

pub(crate) fn terms_points(terms: &[Status; 8]) -> u8 {
    let points = terms.iter().zip(TermId::ALL).map(|(status, term)| u32::from(status.points(term)));
    percent(rhu(points.sum(), 8))
}

pub(crate) fn clashes(is_hard: &[bool; 8], terms: &[Status; 8]) -> bool {
    clashing(is_hard, terms).contains(&true)
}

/// Which hard terms are in conflict, in the order of [`TermId::ALL`].
pub(crate) fn clashing(is_hard: &[bool; 8], terms: &[Status; 8]) -> [bool; 8] {
    let mut clashing = *is_hard;
    clashing.iter_mut().zip(terms).for_each(|(clashes, status)| *clashes &= *status == Status::Conflict);
    clashing
}

fn roles(one: Option<Roles>, other: Option<Roles>) -> Status {
    let Some((one, other)) = one.zip(other) else { return Status::Unknown };
    let helps = |from: Roles, to: Roles| from.provider && to.recipient;
    if helps(one, other) || helps(other, one) || (one.cobuyer && other.cobuyer) {
        return Status::Match;
    }
    if one.peer && other.peer { Status::Workable } else { Status::Conflict }
}

fn options(one: Options, other: Options) -> Status {
    if !one.is_said || !other.is_said {
        return Status::Unknown;
    }
    if one.best & other.best != 0 {
        return Status::Match;
    }
    if one.acceptable & other.acceptable != 0 {
        return Status::Workable;
    }
    if one.open & other.open != 0 { Status::Unknown } else { Status::Conflict }
}

fn reach(one: &Terms, other: &Terms) -> Status {
    let sides = one.place.relation(other.place).and_then(|relation| {
        let at = usize::from(relation);
        Some((*one.reach?.get(at)?, *other.reach?.get(at)?))
    });
    match sides {
        None => Status::Unknown,
        Some((Status::Conflict, _) | (_, Status::Conflict)) => Status::Conflict,
        Some((Status::Match, Status::Match)) => Status::Match,
        Some((Status::Match | Status::Workable | Status::Unknown, _)) => Status::Workable,
    }
}

/// The status of the term on data, from the lowest and the highest data factor of all flows that the roles allow.
pub(crate) fn data(least: u8, most: Option<u8>) -> Status {
    match (least, most) {
        (_, None) => Status::Unknown,
        (_, Some(0)) => Status::Conflict,
        (2.., Some(_)) => Status::Match,
        (0..2, Some(_)) => Status::Workable,
    }
}

fn platform(one: Option<Platforms>, other: Option<Platforms>) -> Status {
    let Some((one, other)) = one.zip(other) else { return Status::Unknown };
    minds(one.mask & other.mask != 0, one.strict.max(other.strict))
}
