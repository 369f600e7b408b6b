//! Results for pages, as ids, slots and numbers; the pages add the texts. Source: docs/scoring.md, section 5.

use super::{Slot, Who};
use serde::{Deserialize, Serialize};

/// A need with the agencies that could meet it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRow {
    /// The capability.
    pub slot: Slot,
    /// Number of agencies that need it at level 2 or more.
    pub n_needed: u32,
    /// Number of these that no agency in the group can help.
    pub n_uncovered: u32,
    /// Number of these that exactly one other agency can help.
    pub n_one_helper: u32,
    /// Number of agencies that can lend it.
    pub n_offer: u32,
    /// Agencies without a helper, at most 50.
    pub uncovered: Vec<Who>,
    /// Agencies with exactly one helper, each with the helper, at most 50.
    pub one_helper: Vec<(Who, Who)>,
}

/// The heat map: capabilities by agencies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heat {
    /// The index of the first agency.
    pub from: u32,
    /// The total number of agencies.
    pub n: u32,
    /// The agencies: the columns.
    pub agencies: Vec<Who>,
    /// The rows, in the order of the questionnaire.
    pub rows: Vec<HeatRow>,
}

/// A row of the heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatRow {
    /// The capability.
    pub slot: Slot,
    /// A cell for each agency.
    pub cells: Vec<Cell>,
}

/// A cell of the heat map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// The capability is not applicable.
    NotIts,
    /// The rating was skipped.
    Unknown,
    /// The agency neither offers nor needs it.
    Steady,
    /// The agency can lend it. Surplus O8, 1 to 8.
    Offers(u8),
    /// The agency needs it, and at least two others can help. Gap G20.
    Covered(u8),
    /// The agency needs it, and exactly one other can help. Gap G20.
    OneHelper(u8),
    /// The agency needs it, and no other can help. Gap G20.
    Uncovered(u8),
}

/// The best helpers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpers {
    /// The requested number of helpers.
    pub k: u8,
    /// The agency to help; `None` for all.
    pub whom: Option<Who>,
    /// The helpers in the order of selection. Each has the need that it additionally meets, in the unit of `total`, and
    /// the capabilities that contribute most.
    pub chosen: Vec<(Who, u32, Vec<Slot>)>,
    /// The need that the helpers meet.
    pub value: u32,
    /// The total need.
    pub total: u32,
    /// Whether no other choice meets more. If false, the choice is close to the best.
    pub is_best: bool,
}

/// Agencies that could buy something together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyingGroup {
    /// The capability.
    pub slot: Slot,
    /// The kind of agreement: option id of the term on agreements.
    pub by: String,
    /// The members, largest first, at most 50.
    pub members: Vec<Who>,
    /// The total number of members.
    pub n_members: u32,
    /// Weight times the sum of need times size.
    pub power: u32,
    /// Lower bound on the number of people that the members serve.
    pub people_at_least: u32,
    /// Effective number of members, times ten.
    pub eff10: u32,
    /// The largest member's share, in percent.
    pub largest_pct: u8,
    /// Members that could run the bid, at most 50.
    pub leads: Vec<Who>,
}

/// The pairs of agencies to introduce.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meetings {
    /// Whether as few agencies as possible are left without a partner.
    pub is_fair: bool,
    /// Whether the matching is proved to be optimal.
    pub is_best: bool,
    /// The pairs, best first, at most a few hundred.
    pub pairs: Vec<Meeting>,
    /// The total number of pairs.
    pub n_pairs: u32,
    /// Agencies without a partner, at most a few hundred.
    pub alone: Vec<Who>,
    /// The total number of agencies without a partner.
    pub n_alone: u32,
}

/// Two agencies to introduce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The first agency.
    pub a: Who,
    /// The second agency.
    pub b: Who,
    /// The fit, 0 to 100, for sorting and for files. Pages show the label instead.
    pub fit: u8,
    /// The id of the label.
    pub label: String,
    /// Capabilities with which A can help B, the most important first, at most three.
    pub a_helps: Vec<Slot>,
    /// Capabilities with which B can help A.
    pub b_helps: Vec<Slot>,
    /// Needs that both have.
    pub common: Vec<Slot>,
}

/// The best partners of each agency, as far as they are computed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partners {
    /// The agency, if the question was about one.
    pub of: Option<Who>,
    /// The pairs: the ten best of one agency, or the best of all, at most 50.
    pub pairs: Vec<Meeting>,
    /// Whether the computation is finished.
    pub is_done: bool,
}

/// The network of help between agencies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// The agency at the centre; `None` if all agencies are shown.
    pub around: Option<Who>,
    /// The agencies.
    pub nodes: Vec<Who>,
    /// The edges between `nodes`.
    pub edges: Vec<Edge>,
    /// The total number of agencies.
    pub n: u32,
}

/// Help from one agency to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The helper, by index of `nodes`.
    pub from: u32,
    /// The agency that gets help, by index of `nodes`.
    pub to: u32,
    /// The part of its need that could be met, 1 to 100.
    pub points: u8,
    /// The capabilities, the most important first, at most three.
    pub slots: Vec<Slot>,
}

/// Candidates for a coalition, and the adjustments that its members need.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The members.
    pub coalition: Vec<Who>,
    /// The need of the members that they meet themselves, and their total need.
    pub met: (u32, u32),
    /// Candidates, the largest gain first, at most 10.
    pub candidates: Vec<Candidate>,
    /// Needs that no member can meet, the largest first.
    pub holes: Vec<Slot>,
    /// Kinds of agency that offer most of these needs: kind by option index, and number of agencies in the group.
    pub kinds: Vec<(u8, u32)>,
    /// Adjustments that let the largest number of members cooperate.
    pub bends: Vec<AgencyStep>,
    /// Number of members that can cooperate now, and after the adjustments.
    pub together: (u32, u32),
    /// Whether no smaller set of adjustments has the same effect.
    pub is_best: bool,
}

/// An agency to invite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The agency.
    pub who: Who,
    /// The gain for both sides, in the unit of `Invite::met`: help for the members and for the candidate. Candidates
    /// are sorted by it.
    pub gain: u32,
    /// The part of the gain that meets the members' needs.
    pub given: u32,
    /// Capabilities that it would contribute, the most important first, at most five.
    pub brings: Vec<Slot>,
    /// Capabilities with which the coalition could help it.
    pub gets: Vec<Slot>,
    /// Ids of terms with a hard conflict with a member.
    pub clashes: Vec<String>,
}

/// An adjustment of one agency on one term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyStep {
    /// The agency.
    pub who: Who,
    /// The id of the term.
    pub term: String,
    /// The adjustment.
    pub step: Step,
}

/// A kind of adjustment, as in `interlocal-compare`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Accept another role, by option index.
    Play(u8),
    /// Accept an option, by index.
    Accept(u8),
    /// Choose another option, by index.
    Move(u8),
    /// Become flexible by one level.
    Loosen,
    /// Require the same platform less strictly: 0 No, 1 It helps.
    Mind(u8),
}

/// A table of counts that may be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryTable {
    /// The subject of the rows.
    pub of: SummaryOf,
    /// The rows.
    pub rows: Vec<SummaryRow>,
}

/// The subject of a table of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SummaryOf {
    /// Capabilities: number of agencies that need, offer, and lack help.
    Capabilities,
    /// Number of agencies by kind.
    Kinds,
    /// Number of agencies by population band.
    Bands,
    /// Number of agencies by region.
    Regions,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRow {
    /// A slot, an option index or a region code, as text.
    pub key: String,
    /// The counts; `None` if a count is withheld.
    pub counts: Vec<Option<u32>>,
}
