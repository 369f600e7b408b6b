//! Groups and sorts the differences between two profiles for a page.

use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::profile::Profile;
use interlocal_core::response::Response;
use interlocal_core::since::{RowChange, RowStep, Since, Step};
use interlocal_core::visible::effective;

/// The kinds of difference, each with its own heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Skill went up.
    Rose,
    /// Skill went down.
    Fell,
    /// Need went down.
    Eased,
    /// Need went up.
    Grew,
    /// "Not applicable" in one of the two.
    Job,
    /// Answered in only one of the two.
    Only,
}

impl Kind {
    /// The kinds in the order of the page.
    pub(super) const ALL: [Kind; 6] =
        [Kind::Rose, Kind::Fell, Kind::Eased, Kind::Grew, Kind::Job, Kind::Only];

    fn of(step: RowStep) -> Kind {
        match step {
            RowStep::Rating(scale, Step::Moved { from, to }) => match (scale, from < to) {
                (ScaleId::Skill, true) => Kind::Rose,
                (ScaleId::Skill, false) => Kind::Fell,
                (ScaleId::Need, true) => Kind::Grew,
                (ScaleId::Need, false) => Kind::Eased,
            },
            RowStep::Job(_) => Kind::Job,
            RowStep::Rating(_, Step::Only { .. }) | RowStep::OnlyJob(_) => Kind::Only,
        }
    }
}

/// Returns the differences of one kind, largest step first.
pub(super) fn of_kind(since: &Since, kind: Kind) -> Vec<&RowChange> {
    since.rows.iter().filter(|row| Kind::of(row.step) == kind).collect()
}

/// A capability with different answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// The capability.
    pub(super) slot: Slot,
    /// The earlier response.
    pub(super) earlier: Response,
    /// Today's response.
    pub(super) today: Response,
}

impl Line {
    /// Returns true if both profiles have an answer on this scale and the answers differ.
    pub(super) fn is_moved(&self, scale: ScaleId) -> bool {
        let says = |response: Response| match response {
            Response::NotApplicable => true,
            Response::Rated { .. } => response.rating(scale).is_known(),
        };
        let is_same_job =
            (self.earlier == Response::NotApplicable) == (self.today == Response::NotApplicable);
        let is_same = is_same_job && self.earlier.rating(scale) == self.today.rating(scale);
        says(self.earlier) && says(self.today) && !is_same
    }
}

/// Returns each capability with different answers once, in the bank's order.
pub(super) fn lines(bank: &Bank, since: &Since, earlier: &Profile, today: &Profile) -> Vec<Line> {
    let slots = bank.capabilities.iter().map(|capability| capability.slot);
    let differing = slots.filter(|slot| since.rows.iter().any(|row| row.slot == *slot));
    let response = |profile, slot| effective(bank, profile, slot);
    differing
        .map(|slot| Line { slot, earlier: response(earlier, slot), today: response(today, slot) })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that unwraps fails with the message it should")]
mod tests {
    use super::*;
    use interlocal_core::response::{Level, Rating};
    use interlocal_core::since::since;

    fn rated(skill: u8, need: u8) -> Response {
        let rating = |level| Rating::Level(Level::new(level).unwrap());
        Response::Rated { skill: rating(skill), need: rating(need) }
    }

    #[test]
    fn each_difference_has_one_heading_and_each_capability_one_line() {
        let bank = interlocal_ui::bundled_bank().unwrap();
        let slot = |id| bank.capability_by_id(id).unwrap().slot;
        let mut earlier = Profile::empty(&bank);
        let mut today = earlier.clone();
        for (id, was, is) in [
            ("website", rated(1, 4), rated(3, 2)),
            ("gis-mapping", rated(4, 0), rated(2, 1)),
            ("help-desk", rated(2, 2), Response::NotApplicable),
            ("erp-finance", Response::SKIPPED, rated(2, 2)),
            ("cloud-ops", rated(3, 3), rated(3, 3)),
        ] {
            earlier.responses.set(slot(id), was);
            today.responses.set(slot(id), is);
        }
        let found = since(&bank, &earlier, &today);
        let slots = |kind| of_kind(&found, kind).iter().map(|row| row.slot).collect::<Vec<_>>();
        let (website, gis) = (slot("website"), slot("gis-mapping"));
        let wanted = [vec![website], vec![gis], vec![website], vec![gis], vec![slot("help-desk")]];
        assert_eq!(Kind::ALL.map(slots)[..5], wanted);
        assert_eq!(slots(Kind::Only), [slot("erp-finance"); 2]);
        let lines = lines(&bank, &found, &earlier, &today);
        let shown: Vec<Slot> = lines.iter().map(|line| line.slot).collect();
        assert_eq!(shown, [gis, website, slot("erp-finance"), slot("help-desk")]);
        assert_eq!((lines[1].earlier, lines[1].today), (rated(1, 4), rated(3, 2)));
        let moved = |line: &Line| [ScaleId::Skill, ScaleId::Need].map(|scale| line.is_moved(scale));
        assert_eq!(
            lines.iter().map(moved).collect::<Vec<_>>(),
            [[true; 2], [true; 2], [false; 2], [true; 2]]
        );
    }
}
