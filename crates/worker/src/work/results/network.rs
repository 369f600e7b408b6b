//! The graph of agencies that help each other, for a picture.

use crate::work::job::Step;
use crate::work::state::{State, narrow};
use interlocal_cohort::pair::pair;
use interlocal_group::answer::{Answer, Edge, Id, Network};
use std::cmp::Reverse;

/// Maximum number of agencies in one picture.
const MOST_NODES: usize = 24;
/// Maximum number of partners in a picture around one agency.
const MOST_AROUND: usize = 12;

impl State {
    pub(crate) fn begin_network(&mut self, around: Option<Id>) -> Step {
        let (members, named) = match around {
            None if self.cohort.len() <= MOST_NODES => ((0..self.cohort.len()).collect(), None),
            // A larger picture would be unreadable, so the user chooses an agency as its center.
            None => (Vec::new(), None),
            Some(id) => {
                let members = self.idx(id).map(|center| self.neighbours(center)).unwrap_or_default();
                (members, self.agency(id).map(|agency| agency.who()))
            }
        };
        let network = Network {
            around: named,
            nodes: members.iter().map(|member| self.who(*member)).collect(),
            edges: self.edges(&members),
            n: narrow(self.cohort.len()),
        };
        self.known.last.network = Some(network.clone());
        Step::Answer(Answer::Network(network))
    }

    /// The agency at `center`, and those with the most help to or from it.
    fn neighbours(&self, center: usize) -> Vec<usize> {
        let help = |other: &usize| {
            let pair = pair(&self.cohort, center, *other);
            let help = u16::from(pair.help_ab) + u16::from(pair.help_ba);
            (!pair.is_hard && help > 0).then_some((Reverse(help), *other))
        };
        let others = (0..self.cohort.len()).filter(|other| *other != center);
        let mut others: Vec<_> = others.filter_map(|other| help(&other)).collect();
        others.sort_unstable();
        let nearest = others.into_iter().take(MOST_AROUND).map(|(_, other)| other);
        std::iter::once(center).chain(nearest).collect()
    }

    fn edges(&self, members: &[usize]) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (from, helper) in members.iter().enumerate() {
            for (to, helped) in members.iter().enumerate().filter(|(to, _)| *to != from) {
                let pair = pair(&self.cohort, *helper, *helped);
                if pair.help_ab > 0 && !pair.is_hard {
                    let (points, slots) = (pair.help_ab, self.flows(*helper, *helped));
                    edges.push(Edge { from: narrow(from), to: narrow(to), points, slots });
                }
            }
        }
        edges
    }
}
