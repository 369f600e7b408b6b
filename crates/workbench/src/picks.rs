//! Determines whose answer the user's own profile has, if two people differ.

use interlocal_core::profile::Profile;
use interlocal_core::raters::{self, Difference, Side};

/// Returns the person whose answer `profile` has; `None` if it has neither's.
pub(super) fn picked(profile: &Profile, difference: Difference) -> Option<Side> {
    let has = |side| raters::take(profile, difference, side) == *profile;
    [Side::Mine, Side::Theirs].into_iter().find(|side| has(*side))
}

/// Counts how many of the other person's answers `profile` has.
pub(super) fn n_taken<'a>(profile: &Profile, differences: impl IntoIterator<Item = &'a Difference>) -> usize {
    differences.into_iter().filter(|it| picked(profile, **it) == Some(Side::Theirs)).count()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that unwraps fails with the message it should")]
mod tests {
    use super::*;
    use interlocal_core::bank::ScaleId;
    use interlocal_core::raters::{Split, take};
    use interlocal_core::response::{Level, Rating, Response};

    fn level(n: u8) -> Level {
        Level::new(n).unwrap()
    }

    #[test]
    fn the_picked_answer_is_determined_from_the_answers() {
        let bank = interlocal_ui::bundled_bank().unwrap();
        let slot = |id| bank.capability_by_id(id).unwrap().slot;
        let gis = Difference::Rating {
            slot: slot("gis-mapping"),
            scale: ScaleId::Skill,
            split: Split::Both { mine: level(1), theirs: level(4) },
        };
        let website = Difference::Job {
            slot: slot("website"),
            not_ours: Side::Theirs,
            skill: Rating::Level(level(2)),
            need: Rating::Skipped,
        };
        let all = [gis, website];
        let mut mine = Profile::empty(&bank);
        for difference in all {
            assert_eq!(picked(&mine, difference), None);
            mine = take(&mine, difference, Side::Mine);
        }
        assert_eq!((picked(&mine, gis), n_taken(&mine, &all)), (Some(Side::Mine), 0));
        let both = all.into_iter().fold(mine.clone(), |profile, it| take(&profile, it, Side::Theirs));
        assert_eq!((picked(&both, website), n_taken(&both, &all)), (Some(Side::Theirs), 2));
        assert_eq!(both.responses.get(slot("website")), Response::NotApplicable);
        let back = take(&both, gis, Side::Mine);
        assert_eq!((picked(&back, gis), n_taken(&back, &all)), (Some(Side::Mine), 1));
        assert_eq!(take(&back, website, Side::Mine), mine);
    }
}
