//! The columns of each result, and its rows, part by part.

use crate::work::listing::{n_needs, n_offers};
use crate::work::results::{N_BEST, other};
use crate::work::state::State;
use interlocal_cohort::best_of;
use interlocal_cohort::buying::{BuyingGroup, buying_groups};
use interlocal_cohort::coverage::{CellState, NeedCoverage};
use interlocal_cohort::pair::pair;
use interlocal_core::bank::Slot as BankSlot;
use interlocal_core::words::Lang;
use interlocal_group::answer::{Slot, SummaryOf, SummaryTable, Who};
use interlocal_group::ask::Export;
use serde_json::{Value, json};

/// The values of one row, in the order of the columns.
type Row = Vec<Value>;

/// The columns of tables of pairs.
const PAIR: [&str; 10] =
    ["a", "b", "label", "fit", "value", "help_ab", "help_ba", "a_helps_with", "b_helps_with", "both_need"];

/// Results as tables, with labels in the reader's language.
pub(super) struct Tables<'a> {
    pub(super) state: &'a State,
    pub(super) lang: Lang,
    pub(super) share_base: &'a str,
}

/// The names of a table's columns, the same in every language.
pub(super) fn columns(what: Export) -> &'static [&'static str] {
    match what {
        Export::Links => &["agency", "region", "date", "link"],
        Export::Agencies => &["agency", "kind", "population", "region", "date", "offers", "needs", "own"],
        Export::Coverage => &["capability", "label", "agency", "helpers", "helper"],
        Export::Heat => &["agency", "capability", "label", "state", "surplus", "outside_help"],
        Export::Helpers => &["helper", "for", "meets", "of", "is_best", "with"],
        Export::Buying => &[
            "capability",
            "label",
            "by",
            "power",
            "n_members",
            "people_at_least",
            "effective_members_times_10",
            "largest_pct",
            "members",
            "leads",
        ],
        Export::Meetings | Export::Partners => &PAIR,
        Export::Network => &["helper", "helped", "points", "with"],
        Export::Invite => &["agency", "adds", "brings", "gets", "clashes"],
        Export::Summary => &["of", "which", "count", "n"],
    }
}

impl Tables<'_> {
    /// The number of parts of a table; `None` if its result hasn't been computed.
    pub(super) fn n_parts(&self, what: Export) -> Option<usize> {
        let (state, last) = (self.state, &self.state.known.last);
        match what {
            Export::Links => Some(state.agencies.len()),
            Export::Agencies => Some(state.shown.len()),
            Export::Coverage => state.known.coverage.as_ref().map(|coverage| coverage.needs.len()),
            Export::Heat => state.known.coverage.as_ref().map(|_| state.shown.len()),
            Export::Meetings => last.meetings.as_ref().map(Vec::len),
            Export::Partners => match &state.known.all_pairs {
                Some(_) => Some(state.shown.len()),
                None => last.partners_of.map(|_| 1),
            },
            Export::Buying => Some(1),
            Export::Helpers => last.helpers.as_ref().map(|_| 1),
            Export::Network => last.network.as_ref().map(|_| 1),
            Export::Invite => last.invite.as_ref().map(|_| 1),
            Export::Summary => state.known.coverage.as_ref().map(|_| 1),
        }
    }

    /// The rows of one part.
    pub(super) fn rows(&self, what: Export, part: usize) -> Vec<Row> {
        match what {
            Export::Links => vec![self.link(part)],
            Export::Agencies => vec![self.agency(part)],
            Export::Coverage => self.need(part),
            Export::Heat => self.heat(part),
            Export::Helpers => self.helpers(),
            Export::Buying => self.buying(),
            Export::Meetings => self.meeting(part).into_iter().collect(),
            Export::Partners => self.partners(part),
            Export::Network => self.network(),
            Export::Invite => self.invite(),
            Export::Summary => self.summary(),
        }
    }

    /// An agency with its link, so that the file can be read again.
    fn link(&self, idx: usize) -> Row {
        let agency = &self.state.agencies[idx];
        let link = agency.entry.fragment.link(self.share_base);
        vec![json!(agency.name()), json!(agency.region()), json!(agency.date()), json!(link)]
    }

    fn agency(&self, idx: usize) -> Row {
        let state = self.state;
        let (agency, member) = (&state.shown[idx], &state.cohort.members[idx]);
        vec![
            json!(agency.name()),
            self.option(state.cohort.common.kind_idx, member.kind),
            self.option(state.cohort.common.population_idx, member.population),
            json!(agency.region()),
            json!(agency.date()),
            json!(n_offers(member)),
            json!(n_needs(member)),
            json!(agency.is_mine),
        ]
    }

    /// One row for each agency whose need no member, or only one member, can meet.
    fn need(&self, capability_idx: usize) -> Vec<Row> {
        let need = self.state.known.coverage.as_ref().and_then(|coverage| coverage.needs.get(capability_idx));
        let Some(NeedCoverage { uncovered, one_helper, .. }) = need else { return Vec::new() };
        let [id, label] = self.capability(self.state.slot(capability_idx));
        let row = |helped: usize, found: &str, helper: Value| {
            vec![id.clone(), label.clone(), self.name(helped), json!(found), helper]
        };
        let nobody = uncovered.iter().map(|helped| row(*helped, "nobody", Value::Null));
        let one = one_helper.iter().map(|(helped, helper)| row(*helped, "one", self.name(*helper)));
        nobody.chain(one).collect()
    }

    /// One row for each capability of an agency.
    fn heat(&self, member: usize) -> Vec<Row> {
        let state = self.state;
        let Some(coverage) = &state.known.coverage else { return Vec::new() };
        let row = |idx: usize| {
            let cell = state.cohort.members[member].cells[idx];
            let [id, label] = self.capability(state.slot(idx));
            let found = cell_name(coverage.state(&state.cohort, member, idx));
            vec![self.name(member), id, label, json!(found), json!(cell.surplus), json!(cell.gap)]
        };
        (0..state.cohort.common.capabilities.len()).map(row).collect()
    }

    fn helpers(&self) -> Vec<Row> {
        let Some(helpers) = &self.state.known.last.helpers else { return Vec::new() };
        let whom = helpers.whom.as_ref().map_or(Value::Null, |who| json!(who.name));
        let row = |(who, gain, slots): &(Who, u32, Vec<Slot>)| {
            vec![
                json!(who.name),
                whom.clone(),
                json!(gain),
                json!(helpers.total),
                json!(helpers.is_best),
                self.labels(slots),
            ]
        };
        helpers.chosen.iter().map(row).collect()
    }

    fn buying(&self) -> Vec<Row> {
        let names = |members: &[usize]| members.iter().map(|member| self.name(*member)).collect::<Value>();
        let row = |group: &BuyingGroup| {
            let [id, label] = self.capability(group.slot.0);
            vec![
                id,
                label,
                json!(group.deal.id()),
                json!(group.power),
                json!(group.members.len()),
                json!(group.people_at_least),
                json!(group.eff10),
                json!(group.largest_pct),
                names(&group.members),
                names(&group.leads),
            ]
        };
        buying_groups(&self.state.bank, &self.state.cohort).iter().map(row).collect()
    }

    fn meeting(&self, idx: usize) -> Option<Row> {
        let pair = self.state.known.last.meetings.as_ref()?.get(idx)?;
        Some(self.pair(pair.a, pair.b))
    }

    /// The best partners of every agency, or of the agency that was queried last.
    fn partners(&self, part: usize) -> Vec<Row> {
        let state = self.state;
        if let Some(all_pairs) = &state.known.all_pairs {
            return all_pairs.best(part).iter().map(|best| self.pair(part, other(best))).collect();
        }
        let Some(a) = state.known.last.partners_of.and_then(|id| state.idx(id)) else { return Vec::new() };
        best_of(&state.cohort, a, N_BEST).iter().map(|best| self.pair(a, other(best))).collect()
    }

    fn pair(&self, a: usize, b: usize) -> Row {
        let pair = pair(&self.state.cohort, a, b);
        let meeting = self.state.meeting_of(a, b, &pair);
        vec![
            self.name(a),
            self.name(b),
            json!(pair.label.id()),
            json!(pair.fit),
            json!(pair.value),
            json!(pair.help_ab),
            json!(pair.help_ba),
            self.labels(&meeting.a_helps),
            self.labels(&meeting.b_helps),
            self.labels(&meeting.common),
        ]
    }

    fn network(&self) -> Vec<Row> {
        let Some(network) = &self.state.known.last.network else { return Vec::new() };
        let name = |node: u32| {
            let node = usize::try_from(node).ok().and_then(|node| network.nodes.get(node));
            json!(node.map_or("", |who| who.name.as_str()))
        };
        let rows = network
            .edges
            .iter()
            .map(|edge| vec![name(edge.from), name(edge.to), json!(edge.points), self.labels(&edge.slots)]);
        rows.collect()
    }

    fn invite(&self) -> Vec<Row> {
        let Some(invite) = &self.state.known.last.invite else { return Vec::new() };
        let rows = invite.candidates.iter().map(|it| {
            let (brings, gets) = (self.labels(&it.brings), self.labels(&it.gets));
            vec![json!(it.who.name), json!(it.gain), brings, gets, json!(it.clashes)]
        });
        rows.collect()
    }

    /// Counts that are safe to publish; withheld ones are empty.
    fn summary(&self) -> Vec<Row> {
        let Some(coverage) = &self.state.known.coverage else { return Vec::new() };
        let tables = self.state.told_summary(coverage);
        tables.iter().flat_map(|table| self.counts(table)).collect()
    }

    fn counts(&self, table: &SummaryTable) -> Vec<Row> {
        let (of, counts): (&str, &[&str]) = match table.of {
            SummaryOf::Capabilities => ("capability", &["needed_by", "offered_by", "without_help"]),
            SummaryOf::Kinds => ("kind", &["agencies"]),
            SummaryOf::Bands => ("population", &["agencies"]),
            SummaryOf::Regions => ("region", &["agencies"]),
        };
        let mut rows = Vec::new();
        for row in &table.rows {
            for (count, n) in counts.iter().zip(&row.counts) {
                rows.push(vec![json!(of), self.summarized(table.of, &row.key), json!(count), json!(n)]);
            }
        }
        rows
    }

    fn summarized(&self, of: SummaryOf, key: &str) -> Value {
        let common = &self.state.cohort.common;
        match of {
            SummaryOf::Capabilities => {
                key.parse().map_or(Value::Null, |slot: Slot| self.capability(slot)[0].clone())
            }
            SummaryOf::Kinds => self.option(common.kind_idx, key.parse().ok()),
            SummaryOf::Bands => self.option(common.population_idx, key.parse().ok()),
            SummaryOf::Regions => json!(key),
        }
    }

    fn name(&self, idx: usize) -> Value {
        json!(self.state.shown[idx].name())
    }

    /// A capability's id and label.
    fn capability(&self, slot: Slot) -> [Value; 2] {
        let capability = self.state.bank.capability(BankSlot(slot));
        [json!(capability.id), json!(self.state.bank.say(self.lang, &capability.label))]
    }

    fn labels(&self, slots: &[Slot]) -> Value {
        slots.iter().map(|slot| self.capability(*slot)[1].clone()).collect()
    }

    /// The id of an option of a question about the agency.
    fn option(&self, question_idx: Option<usize>, choice: Option<u8>) -> Value {
        let question = question_idx.and_then(|idx| self.state.bank.context.get(idx));
        let option = question.and_then(|question| question.options.get(usize::from(choice?)));
        option.map_or(Value::Null, |option| json!(option.id))
    }
}

fn cell_name(state: CellState) -> &'static str {
    match state {
        CellState::NotItsJob => "not-our-job",
        CellState::Unknown => "unknown",
        CellState::Nothing => "steady",
        CellState::Offers(_) => "offers",
        CellState::NeedsCovered(_) => "needs-covered",
        CellState::NeedsOneHelper(_) => "needs-one-helper",
        CellState::NeedsUncovered(_) => "needs-uncovered",
    }
}
