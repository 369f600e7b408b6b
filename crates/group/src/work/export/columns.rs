//! Which columns each result has.

use super::{Table, Writer};
use crate::answer::{Slot, SummaryOf, Who};
use crate::ask::Export;
use crate::work::listing::{n_needs, n_offers};
use crate::work::results::other;
use interlocal_cohort::buying::buying_groups;
use interlocal_cohort::coverage::CellState;
use interlocal_cohort::pair::pair;
use interlocal_core::bank::Slot as BankSlot;
use serde_json::{Value, json};

impl Writer<'_> {
    /// The table of a result; nothing where it was never asked for.
    pub(super) fn table(&self, what: Export) -> Option<Table> {
        match what {
            Export::Links => Some(self.links()),
            Export::Agencies => Some(self.agencies()),
            Export::Coverage => self.coverage(),
            Export::Heat => self.heat(),
            Export::Helpers => self.helpers(),
            Export::Buying => Some(self.buying()),
            Export::Meetings => self.meetings(),
            Export::Partners => self.partners(),
            Export::Network => self.network(),
            Export::Invite => self.invite(),
            Export::Summary => self.summary(),
        }
    }

    /// To be read again, here or elsewhere.
    fn links(&self) -> Table {
        let row = |agency: &std::rc::Rc<crate::work::agency::Agency>| {
            let link = agency.entry.fragment.link(self.share_base);
            vec![json!(agency.name()), json!(agency.region()), json!(agency.date()), json!(link)]
        };
        Table {
            columns: vec!["agency", "region", "date", "link"],
            rows: self.state.agencies.iter().map(row).collect(),
        }
    }

    fn agencies(&self) -> Table {
        let state = self.state;
        let row = |idx: usize| {
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
        };
        Table {
            columns: vec!["agency", "kind", "population", "region", "date", "offers", "needs", "own"],
            rows: (0..state.shown.len()).map(row).collect(),
        }
    }

    /// One row for each need that rests on nobody or on one.
    fn coverage(&self) -> Option<Table> {
        let coverage = self.state.known.coverage.as_ref()?;
        let mut rows = Vec::new();
        for (idx, need) in coverage.needs.iter().enumerate() {
            let [id, label] = self.capability(self.state.slot(idx));
            let mut push = |helped: usize, found: &str, helper: Value| {
                rows.push(vec![id.clone(), label.clone(), self.name(helped), json!(found), helper]);
            };
            need.uncovered.iter().for_each(|helped| push(*helped, "nobody", Value::Null));
            need.one_helper.iter().for_each(|(helped, helper)| push(*helped, "one", self.name(*helper)));
        }
        Some(Table { columns: vec!["capability", "label", "agency", "helpers", "helper"], rows })
    }

    /// One row a capability and agency.
    fn heat(&self) -> Option<Table> {
        let (state, coverage) = (self.state, self.state.known.coverage.as_ref()?);
        let mut rows = Vec::new();
        for member in 0..state.shown.len() {
            for idx in 0..state.cohort.common.capabilities.len() {
                let cell = state.cohort.members[member].cells[idx];
                let [id, label] = self.capability(state.slot(idx));
                let found = match coverage.state(&state.cohort, member, idx) {
                    CellState::NotItsJob => "not-our-job",
                    CellState::Unknown => "unknown",
                    CellState::Nothing => "steady",
                    CellState::Offers(_) => "offers",
                    CellState::NeedsCovered(_) => "needs-covered",
                    CellState::NeedsOneHelper(_) => "needs-one-helper",
                    CellState::NeedsUncovered(_) => "needs-uncovered",
                };
                let points = [json!(cell.surplus), json!(cell.gap)];
                rows.push([[self.name(member), id, label, json!(found)].as_slice(), &points].concat());
            }
        }
        let columns = vec!["agency", "capability", "label", "state", "surplus", "outside_help"];
        Some(Table { columns, rows })
    }

    fn helpers(&self) -> Option<Table> {
        let helpers = self.state.known.last.helpers.as_ref()?;
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
        Some(Table {
            columns: vec!["helper", "for", "meets", "of", "is_best", "with"],
            rows: helpers.chosen.iter().map(row).collect(),
        })
    }

    fn buying(&self) -> Table {
        let groups = buying_groups(&self.state.bank, &self.state.cohort);
        let row = |group: &interlocal_cohort::buying::BuyingGroup| {
            let [id, label] = self.capability(group.slot.0);
            let names =
                |members: &[usize]| members.iter().map(|member| self.name(*member)).collect::<Value>();
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
        let columns = vec![
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
        ];
        Table { columns, rows: groups.iter().map(row).collect() }
    }

    fn meetings(&self) -> Option<Table> {
        let pairs = self.state.known.last.meetings.as_ref()?;
        Some(self.pairs(pairs.iter().map(|pair| (pair.a, pair.b))))
    }

    /// The best of each agency, or of the one that was asked for last.
    fn partners(&self) -> Option<Table> {
        let state = self.state;
        if let Some(all_pairs) = &state.known.all_pairs {
            let of = |a: usize| all_pairs.best(a).iter().map(move |best| (a, other(best)));
            return Some(self.pairs((0..state.shown.len()).flat_map(of)));
        }
        let a = state.idx(state.known.last.partners_of?)?;
        let best = interlocal_cohort::best_of(&state.cohort, a, crate::work::results::N_BEST);
        Some(self.pairs(best.iter().map(|best| (a, other(best)))))
    }

    fn pairs(&self, pairs: impl Iterator<Item = (usize, usize)>) -> Table {
        let row = |(a, b): (usize, usize)| {
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
        };
        let columns = vec![
            "a",
            "b",
            "label",
            "fit",
            "value",
            "help_ab",
            "help_ba",
            "a_helps_with",
            "b_helps_with",
            "both_need",
        ];
        Table { columns, rows: pairs.map(row).collect() }
    }

    fn network(&self) -> Option<Table> {
        let network = self.state.known.last.network.as_ref()?;
        let name = |node: u32| {
            let node = usize::try_from(node).ok().and_then(|node| network.nodes.get(node));
            json!(node.map_or("", |who| who.name.as_str()))
        };
        let rows = network
            .edges
            .iter()
            .map(|edge| vec![name(edge.from), name(edge.to), json!(edge.points), self.labels(&edge.slots)]);
        Some(Table { columns: vec!["helper", "helped", "points", "with"], rows: rows.collect() })
    }

    fn invite(&self) -> Option<Table> {
        let invite = self.state.known.last.invite.as_ref()?;
        let rows = invite.candidates.iter().map(|it| {
            let (brings, gets) = (self.labels(&it.brings), self.labels(&it.gets));
            vec![json!(it.who.name), json!(it.gain), brings, gets, json!(it.clashes)]
        });
        Some(Table { columns: vec!["agency", "adds", "brings", "gets", "clashes"], rows: rows.collect() })
    }

    /// Counts as they may be published: an empty cell is one that is held back.
    fn summary(&self) -> Option<Table> {
        let tables = self.state.told_summary(self.state.known.coverage.as_ref()?);
        let mut rows = Vec::new();
        for table in &tables {
            let (of, counts): (&str, &[&str]) = match table.of {
                SummaryOf::Capabilities => ("capability", &["needed_by", "offered_by", "without_help"]),
                SummaryOf::Kinds => ("kind", &["agencies"]),
                SummaryOf::Bands => ("population", &["agencies"]),
                SummaryOf::Regions => ("region", &["agencies"]),
            };
            for row in &table.rows {
                for (count, n) in counts.iter().zip(&row.counts) {
                    rows.push(vec![json!(of), self.summarized(table.of, &row.key), json!(count), json!(n)]);
                }
            }
        }
        Some(Table { columns: vec!["of", "which", "count", "n"], rows })
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
