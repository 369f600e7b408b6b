//! The best helpers, for one agency or for all.

use crate::work::job::{Job, Step};
use crate::work::state::{State, narrow_sum};
use interlocal_cohort::helpers::{HelperSearch, Helpers as Found, Whom};
use interlocal_group::answer::{Answer, Helpers, Id, Who};

/// Maximum number of capabilities shown for each helper.
const WITH: usize = 5;

/// The agency that the helpers are for; `None` for all.
pub(crate) type Named = Option<Who>;

impl State {
    pub(crate) fn begin_helpers(&mut self, k: u8, whom: Option<Id>) -> Step {
        let member = whom.and_then(|id| self.idx(id));
        let (whom, named) = match (whom, member) {
            (None, _) => (Whom::All, None),
            (Some(_), Some(member)) => (Whom::One(member), Some(self.who(member))),
            // The filter excludes the agency.
            (Some(id), None) => {
                let whom = self.agency(id).map(|agency| agency.who());
                return Step::Answer(Answer::Helpers(Helpers {
                    k,
                    whom,
                    is_best: true,
                    ..Helpers::default()
                }));
            }
        };
        let search = HelperSearch::new(&self.cohort, usize::from(k), whom);
        Step::Begin(Job::Helpers(Box::new(search), named))
    }

    pub(crate) fn told_helpers(&mut self, found: &Found, whom: Named) -> Answer {
        // If more helpers are requested than are useful, some of the best choice have no gain.
        let chosen = found.chosen.iter().filter(|chosen| chosen.gain > 0).map(|chosen| {
            let with = chosen.capabilities.iter().take(WITH).map(|idx| self.slot(*idx)).collect();
            (self.who(chosen.member), narrow_sum(chosen.gain), with)
        });
        let helpers = Helpers {
            k: u8::try_from(found.k).unwrap_or(u8::MAX),
            whom,
            chosen: chosen.collect(),
            value: narrow_sum(found.value),
            total: narrow_sum(found.total),
            is_best: found.is_optimal,
        };
        self.known.last.helpers = Some(helpers.clone());
        Answer::Helpers(helpers)
    }
}
