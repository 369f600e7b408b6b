//! A share of needs, as text and as a bar.

use crate::visit::DeskVisit;
use interlocal_core::round::rhu_wide;
use interlocal_core::words::DeskWord;
use yew::prelude::*;

/// Returns `part / whole` in percent, rounded half up; 0 if `whole` is 0. It needs 64 bits for twenty thousand
/// agencies.
pub(super) fn percent(part: u32, whole: u32) -> u32 {
    let percent = rhu_wide(100 * u64::from(part.min(whole)), u64::from(whole));
    u32::try_from(percent).unwrap_or(100)
}

/// Returns the share as text. A share above zero is never called zero.
pub(super) fn share(visit: &DeskVisit, part: u32, whole: u32) -> String {
    match (part, percent(part, whole)) {
        (0, _) => visit.say(DeskWord::ShareNone).to_owned(),
        (_, 0) => visit.say(DeskWord::ShareLess).to_owned(),
        (_, n) => visit.tell(DeskWord::ShareOf, &[("n", &n.to_string())]),
    }
}

/// Renders the share as a bar. Screen readers skip it because the text beside it has the same content.
pub(super) fn bar(part: u32, whole: u32) -> Html {
    let width = percent(part, whole).to_string();
    html! {
        <svg class="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="share-bar__whole" width="100" height="8" />
            <rect class="share-bar__part" {width} height="8" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_and_at_most_100() {
        let shares = [(6251, 22144), (1, 200), (1, 201), (0, 0), (3, 0), (5, 4), (u32::MAX - 1, u32::MAX)];
        assert_eq!(shares.map(|(part, whole)| percent(part, whole)), [28, 1, 0, 0, 0, 100, 100]);
    }
}
