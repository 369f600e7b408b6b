//! One member of a cohort: the inputs that the formulas of docs/scoring.md, sections 4 and 5, need from its profile,
//! computed once. They don't depend on other members.

use crate::cohort::Common;
pub use crate::place::Place;
use crate::place::Places;
use interlocal_compare::common::can_lead;
use interlocal_compare::fit::says_enough;
use interlocal_compare::help::data_fit;
use interlocal_compare::terms::{Status, reach_of_one};
use interlocal_compare::{Role, TermId, plays};
use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer, Tri};
use interlocal_core::score::{Scorecard, score};

/// One agency, reduced to the inputs of the formulas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// By capability, in the order of the bank.
    pub cells: Vec<Cell>,
    /// Sum of weight times outside help wanted, over all capabilities that apply.
    pub total_gap: u32,
    /// ρ, 0 to 100.
    pub readiness: u8,
    /// Whether the agency gave at least a third of its applicable ratings.
    pub says_enough: bool,
    /// Whether the agency could run a joint bid.
    pub can_lead: bool,
    /// The terms on which the agency would share, and its place.
    pub terms: Terms,
    /// Option index of the kind of agency.
    pub kind: Option<u8>,
    /// Option index of the population band.
    pub population: Option<u8>,
}

/// One agency's answers to the terms, reduced to the inputs of the formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Terms {
    /// The roles that the agency would play; `None` if it didn't answer.
    pub roles: Option<Roles>,
    /// Ratings of the kinds of agreement.
    pub agreements: Options,
    /// Ratings of the ways to handle costs.
    pub costs: Options,
    /// Ratings of the options for who may decide.
    pub control: Options,
    /// Whether a partner is near enough, by relation 0 to 3; `None` if the agency didn't answer.
    pub reach: Option<[Status; 4]>,
    /// Whether the bank includes the term on data.
    pub is_asked_for_data: bool,
    /// The level of the term on timing.
    pub timing: Option<u8>,
    /// The platforms in use.
    pub platform: Option<Platforms>,
    /// The agency's place.
    pub place: Place,
}

/// One capability of one agency. All fields are zero if the capability doesn't apply to the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Whether the capability applies to the agency.
    pub applies: bool,
    /// Lendable surplus O8, 0 to 8.
    pub surplus: u8,
    /// Outside help wanted G20, 0 to 20.
    pub gap: u8,
    /// The need, 0 to 4; 0 if it isn't rated.
    pub need: u8,
    /// Whether the skill or the need is rated.
    pub is_rated: bool,
    /// The data factor x2 when this agency receives help: 2 a helper may see the data, 1 the agency is flexible, 0 a
    /// helper may not see it.
    pub data: u8,
}

/// The roles that an agency picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Roles {
    /// Would help others.
    pub provider: bool,
    /// Would accept help.
    pub recipient: bool,
    /// Would buy together.
    pub cobuyer: bool,
    /// Would exchange experience as a peer.
    pub peer: bool,
}

/// One agency's ratings of the options of one term, as bit masks by option index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Options {
    /// Whether the agency answered the term.
    pub is_said: bool,
    /// Options marked Best.
    pub best: u16,
    /// Options marked OK or Best.
    pub acceptable: u16,
    /// Options not marked No: acceptable or left blank.
    pub open: u16,
}

/// The platforms in use, and how much a shared platform matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platforms {
    /// The platforms, as a bit mask by option index.
    pub mask: u16,
    /// Whether a partner must use the same platform: 0 No, 1 It helps, 2 Yes.
    pub strict: u8,
}

impl Member {
    /// Computes the inputs from `profile`, which must belong to `bank`.
    pub(crate) fn new(bank: &Bank, common: &Common, places: &mut Places, profile: &Profile) -> Member {
        let card = score(bank, profile);
        let choice = |idx: Option<usize>| idx.and_then(|idx| *profile.context.choices.get(idx)?);
        Member {
            cells: cells(bank, profile, &card),
            total_gap: card.total_gap,
            readiness: card.readiness,
            says_enough: says_enough(&card),
            can_lead: can_lead(bank, profile, &card),
            terms: Terms::of(bank, places, profile),
            kind: choice(common.kind_idx),
            population: choice(common.population_idx),
        }
    }
}

impl Terms {
    fn of(bank: &Bank, places: &mut Places, profile: &Profile) -> Terms {
        let answer = |term: TermId| term.answer(bank, profile);
        let options = |term: TermId| Options::of(answer(term).as_ref());
        Terms {
            roles: roles(bank, profile),
            agreements: options(TermId::Agreements),
            costs: options(TermId::Costs),
            control: options(TermId::Control),
            reach: answer(TermId::Reach).as_ref().and_then(reach),
            is_asked_for_data: answer(TermId::Data).is_some(),
            timing: answer(TermId::Timing).as_ref().and_then(line),
            platform: answer(TermId::Platform).as_ref().and_then(platforms),
            place: places.place(&profile.context),
        }
    }
}

impl Roles {
    /// Whether `role` was picked.
    pub fn has(self, role: Role) -> bool {
        match role {
            Role::Provider => self.provider,
            Role::Recipient => self.recipient,
            Role::Cobuyer => self.cobuyer,
            Role::Peer => self.peer,
        }
    }
}

impl Options {
    fn of(answer: Option<&TermAnswer>) -> Options {
        let Some(TermAnswer::Tri(tris)) = answer else { return Options::default() };
        let mask = |is_in: &dyn Fn(Tri) -> bool| {
            (0u32..16).zip(tris).filter(|(_, tri)| is_in(**tri)).fold(0, |mask, (bit, _)| mask | 1u16 << bit)
        };
        Options {
            is_said: true,
            best: mask(&|tri| tri == Tri::Best),
            acceptable: mask(&Tri::is_acceptable),
            open: mask(&|tri| tri != Tri::No),
        }
    }
}

fn cells(bank: &Bank, profile: &Profile, card: &Scorecard) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); bank.capabilities.len()];
    for row in &card.rows {
        let data = data_fit(bank, profile, bank.capability(row.slot).data_class).factor();
        if let Some(cell) = cells.get_mut(row.slot.idx()) {
            *cell = Cell {
                applies: true,
                surplus: row.surplus,
                gap: row.gap,
                need: row.need.unwrap_or(0),
                is_rated: row.skill.is_some() || row.need.is_some(),
                data: u8::try_from(data).unwrap_or(0),
            };
        }
    }
    cells
}

fn roles(bank: &Bank, profile: &Profile) -> Option<Roles> {
    let plays = |role: Role| plays(bank, profile, role);
    Some(Roles {
        provider: plays(Role::Provider)?,
        recipient: plays(Role::Recipient)?,
        cobuyer: plays(Role::Cobuyer)?,
        peer: plays(Role::Peer)?,
    })
}

fn reach(answer: &TermAnswer) -> Option<[Status; 4]> {
    let of = |relation: u8| reach_of_one(answer, relation);
    Some([of(0)?, of(1)?, of(2)?, of(3)?])
}

fn line(answer: &TermAnswer) -> Option<u8> {
    match answer {
        TermAnswer::Ordered { level, .. } => Some(*level),
        TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Platform { .. } => None,
    }
}

fn platforms(answer: &TermAnswer) -> Option<Platforms> {
    match answer {
        TermAnswer::Platform { mask, strict } => Some(Platforms { mask: *mask, strict: *strict }),
        TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Ordered { .. } => None,
    }
}
