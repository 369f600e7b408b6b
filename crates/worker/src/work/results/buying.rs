//! Joint buying: groups of agencies that could buy together.

use crate::work::results::NAMES;
use crate::work::state::{State, narrow, narrow_sum};
use interlocal_cohort::buying::{BuyingGroup as Found, buying_groups};
use interlocal_group::answer::BuyingGroup;
use std::cmp::Reverse;

// The page's threshold for a warning must be the engine's.
const _: () = assert!(interlocal_group::answer::LARGE_PCT == interlocal_cohort::buying::LARGE_PCT);

impl State {
    pub(crate) fn told_buying(&self) -> Vec<BuyingGroup> {
        buying_groups(&self.bank, &self.cohort).iter().map(|group| self.told_group(group)).collect()
    }

    fn told_group(&self, group: &Found) -> BuyingGroup {
        let size = |member: usize| {
            let band = self.cohort.members[member].population?;
            *self.cohort.common.size_weights.get(usize::from(band))?
        };
        let mut largest_first = group.members.clone();
        largest_first.sort_by_key(|member| Reverse(size(*member)));
        largest_first.truncate(NAMES);
        BuyingGroup {
            slot: group.slot.0,
            by: group.deal.id().to_owned(),
            members: self.names(&largest_first),
            n_members: narrow(group.members.len()),
            power: narrow_sum(group.power),
            people_at_least: narrow_sum(group.people_at_least),
            eff10: narrow_sum(group.eff10),
            largest_pct: group.largest_pct,
            leads: self.names(&group.leads),
        }
    }
}
