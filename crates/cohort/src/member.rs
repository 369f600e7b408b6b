//! One agency of many: all that the formulas of sections 4.1 and 4.3 read of a profile, reduced once. Refuses to know
//! any other agency.

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

/// One agency, as far as the formulas go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// By capability, in the order of the bank.
    pub cells: Vec<Cell>,
    /// Sum of weight times outside help wanted, over all that is its job.
    pub total_gap: u32,
    /// ρ, 0 to 100.
    pub readiness: u8,
    /// Whether it gave a third of the ratings that it could give.
    pub says_enough: bool,
    /// Whether it could run a joint bid.
    pub can_lead: bool,
    /// On which terms it would share, and where it is.
    pub terms: Terms,
    /// Option index of the kind of agency.
    pub kind: Option<u8>,
    /// Option index of the population band.
    pub population: Option<u8>,
}

/// What the formulas read of one agency's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Terms {
    /// The roles that it would play; `None` where it has not said.
    pub roles: Option<Roles>,
    /// What it thinks of kinds of agreement.
    pub agreements: Options,
    /// What it thinks of ways to handle costs.
    pub costs: Options,
    /// What it thinks of who may decide.
    pub control: Options,
    /// Whether a partner is near enough, by relation 0 to 3; `None` where it has not said.
    pub reach: Option<[Status; 4]>,
    /// Whether the bank asks for the term on data at all.
    pub is_asked_for_data: bool,
    /// The line of the term on timing.
    pub timing: Option<u8>,
    /// The platforms that it uses.
    pub platform: Option<Platforms>,
    /// Where it is.
    pub place: Place,
}

/// One capability of one agency. All zero where it is not the agency's job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Whether it is the agency's job.
    pub applies: bool,
    /// Lendable surplus O8, 0 to 8.
    pub surplus: u8,
    /// Outside help wanted G20, 0 to 20.
    pub gap: u8,
    /// The need, 0 to 4; 0 where it was not stated.
    pub need: u8,
    /// Whether its skill or its need is known.
    pub is_rated: bool,
    /// The factor x2 where this agency is helped: 2 its data may be seen, 1 it can bend, 0 it may not.
    pub data: u8,
}

/// Roles that an agency picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Roles {
    /// Would help others.
    pub provider: bool,
    /// Would be helped.
    pub recipient: bool,
    /// Would buy together.
    pub cobuyer: bool,
    /// Would trade tips.
    pub peer: bool,
}

/// What an agency thinks of the options of one term: a bit for each, by option index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Options {
    /// Whether it said anything.
    pub is_said: bool,
    /// Marked Best.
    pub best: u16,
    /// Marked OK or Best.
    pub acceptable: u16,
    /// Not marked No: acceptable, or left blank.
    pub open: u16,
}

/// Platforms, and how much it matters that a partner has the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platforms {
    /// A bit for each option.
    pub mask: u16,
    /// 0 No, 1 It helps, 2 Yes.
    pub strict: u8,
}

impl Member {
    /// What the formulas read of `profile`, which must belong to `bank`.
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
        let answer = |term: TermId| profile.terms.get(term.idx(bank)?);
        let options = |term: TermId| Options::of(answer(term));
        Terms {
            roles: roles(bank, profile),
            agreements: options(TermId::Agreements),
            costs: options(TermId::Costs),
            control: options(TermId::Control),
            reach: answer(TermId::Reach).and_then(reach),
            is_asked_for_data: answer(TermId::Data).is_some(),
            timing: answer(TermId::Timing).and_then(line),
            platform: answer(TermId::Platform).and_then(platforms),
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
