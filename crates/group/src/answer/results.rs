//! Results that a page shows, as ids, slots and numbers; the page adds the words. Source: docs/scoring.md, section 5.

use super::{Slot, Who};
use serde::{Deserialize, Serialize};

/// A need, and who could meet it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRow {
    /// Of which capability.
    pub slot: Slot,
    /// How many need it at level 2 or more.
    pub n_needed: u32,
    /// For how many of them nobody here can help.
    pub n_uncovered: u32,
    /// For how many of them exactly one other can.
    pub n_one_helper: u32,
    /// How many here can lend it.
    pub n_offer: u32,
    /// Those without help, at the most 50.
    pub uncovered: Vec<Who>,
    /// Those that rest on one, with the one, at the most 50.
    pub one_helper: Vec<(Who, Who)>,
}

/// Capabilities by agencies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heat {
    /// The first agency's place, from 0.
    pub from: u32,
    /// How many agencies there are.
    pub n: u32,
    /// The agencies: the columns.
    pub agencies: Vec<Who>,
    /// The rows, in the order of the questionnaire.
    pub rows: Vec<HeatRow>,
}

/// One capability of the heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatRow {
    /// Which.
    pub slot: Slot,
    /// A cell for each agency.
    pub cells: Vec<Cell>,
}

/// One capability of one agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Not its job.
    NotIts,
    /// Not answered.
    Unknown,
    /// Neither offers nor needs it.
    Steady,
    /// Can lend it: surplus O8, 1 to 8.
    Offers(u8),
    /// Needs it, and two or more here can help: gap G20.
    Covered(u8),
    /// Needs it, and exactly one here can help.
    OneHelper(u8),
    /// Needs it, and nobody here can help.
    Uncovered(u8),
}

/// The best helpers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpers {
    /// How many were asked for.
    pub k: u8,
    /// For whom, or for all.
    pub whom: Option<Who>,
    /// Who they are, in the order that they were found, with what each adds, in the unit of `total`, and the capabilities
    /// that it adds most with.
    pub chosen: Vec<(Who, u32, Vec<Slot>)>,
    /// What they meet.
    pub value: u32,
    /// What there is to be met.
    pub total: u32,
    /// Whether no other choice meets more; else it is near the best.
    pub is_best: bool,
}

/// Agencies that could buy something together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyingGroup {
    /// What.
    pub slot: Slot,
    /// By which kind of deal: option id of the term on agreements.
    pub by: String,
    /// Members, the largest first, at the most 50.
    pub members: Vec<Who>,
    /// How many there are.
    pub n_members: u32,
    /// Weight times the sum of need times size.
    pub power: u32,
    /// People served at least.
    pub people_at_least: u32,
    /// Effective members, times ten.
    pub eff10: u32,
    /// The largest member's share, in percent.
    pub largest_pct: u8,
    /// Who could run the bid, at the most 50.
    pub leads: Vec<Who>,
}

/// Whom to introduce to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meetings {
    /// Whether nobody shall be left out.
    pub is_fair: bool,
    /// Whether no better answer exists.
    pub is_best: bool,
    /// The pairs, best first, at the most some hundreds.
    pub pairs: Vec<Meeting>,
    /// How many pairs there are.
    pub n_pairs: u32,
    /// Who has nobody, at the most some hundreds.
    pub alone: Vec<Who>,
    /// How many they are.
    pub n_alone: u32,
}

/// Two agencies that should meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// One.
    pub a: Who,
    /// The other.
    pub b: Who,
    /// The fit, 0 to 100: for sorting and for files; people are shown the label.
    pub fit: u8,
    /// The label's id.
    pub label: String,
    /// What A can help B with, the most first: three at the most.
    pub a_helps: Vec<Slot>,
    /// What B can help A with.
    pub b_helps: Vec<Slot>,
    /// What both need.
    pub common: Vec<Slot>,
}

/// The best partners of each agency, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partners {
    /// For one agency only.
    pub of: Option<Who>,
    /// The pairs: of one agency its ten best; of all the best pairs there are, at the most 50.
    pub pairs: Vec<Meeting>,
    /// Whether all have been looked at.
    pub is_done: bool,
}

/// Who helps whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// Around which agency; `None` where all are there.
    pub around: Option<Who>,
    /// The agencies.
    pub nodes: Vec<Who>,
    /// Help that flows: from and to by index of `nodes`, points 1 to 100, and with what, the most first, three at the most.
    pub edges: Vec<Edge>,
    /// How many agencies there are in all.
    pub n: u32,
}

/// Help from one to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The helper, by index.
    pub from: u32,
    /// The helped one, by index.
    pub to: u32,
    /// How much of its need could be met, 1 to 100.
    pub points: u8,
    /// With what.
    pub slots: Vec<Slot>,
}

/// Whom to invite into a coalition, and which bends bring it together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Who is in it.
    pub coalition: Vec<Who>,
    /// Of its needs, how much its own members meet, and how much there is.
    pub met: (u32, u32),
    /// Candidates, the one that adds most first, at the most 10.
    pub candidates: Vec<Candidate>,
    /// Needs of the coalition that nobody in it can meet, the greatest first: what to look for.
    pub holes: Vec<Slot>,
    /// Which kinds of agency offer most of the holes: kind by option index, how many of the loaded ones do.
    pub kinds: Vec<(u8, u32)>,
    /// Steps that would let the most members go together.
    pub bends: Vec<AgencyStep>,
    /// How many members can go together now, and after these steps.
    pub together: (u32, u32),
    /// Whether no smaller set of steps does the same.
    pub is_best: bool,
}

/// Somebody to invite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub who: Who,
    /// What it adds, in the unit of `Invite::met`: what it could do for the members, and they for it. Orders candidates.
    pub gain: u32,
    /// Of this, what it could do for the members: so much more of their needs would be met.
    pub given: u32,
    /// What it would bring, the most first, five at the most.
    pub brings: Vec<Slot>,
    /// What the coalition could do for it.
    pub gets: Vec<Slot>,
    /// Terms that clash hard with somebody in it: term ids.
    pub clashes: Vec<String>,
}

/// One step of one agency on one term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyStep {
    /// Who.
    pub who: Who,
    /// On which term: its id.
    pub term: String,
    /// What it does.
    pub step: Step,
}

/// What an agency does on a term; the same as in `interlocal-compare`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Plays one more role, by option index.
    Play(u8),
    /// Could live with an option, by index.
    Accept(u8),
    /// Takes another line, by option index.
    Move(u8),
    /// Can bend by one.
    Loosen,
    /// Minds less: 0 No, 1 It helps.
    Mind(u8),
}

/// A table of counts fit to be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryTable {
    /// What the rows are.
    pub of: SummaryOf,
    /// The rows.
    pub rows: Vec<SummaryRow>,
}

/// What the rows of a table of counts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SummaryOf {
    /// Capabilities: who needs, who offers, who is without help.
    Capabilities,
    /// Kinds of agency: how many.
    Kinds,
    /// Population bands: how many.
    Bands,
    /// Regions: how many.
    Regions,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRow {
    /// A slot, an option index or a region code, as text.
    pub key: String,
    /// The counts; `None` where a count is held back.
    pub counts: Vec<Option<u32>>,
}
