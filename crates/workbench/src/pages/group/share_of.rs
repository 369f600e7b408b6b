//! A share of need: in words, and as a bar beside them. Knows no agency; a share is of what is needed, and never says what
//! an agency is worth.

use crate::visit::DeskVisit;
use interlocal_core::round::rhu_wide;
use interlocal_core::words::DeskWord;
use yew::prelude::*;

/// `part / whole` in percent, rounded half up; 0 of nothing. In 64 bits: twenty thousand agencies need more than 32 hold.
pub(super) fn percent(part: u32, whole: u32) -> u32 {
    let percent = rhu_wide(100 * u64::from(part.min(whole)), u64::from(whole));
    u32::try_from(percent).unwrap_or(100)
}

/// The share in words: what is more than nothing is never called so.
pub(super) fn share(visit: &DeskVisit, part: u32, whole: u32) -> String {
    match (part, percent(part, whole)) {
        (0, _) => visit.say(DeskWord::ShareNone).to_owned(),
        (_, 0) => visit.say(DeskWord::ShareLess).to_owned(),
        (_, n) => visit.tell(DeskWord::ShareOf, &[("n", &n.to_string())]),
    }
}

/// The same as a bar. It repeats the words that stand with it, so it is not read out.
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
    fn a_share_is_rounded_half_up_and_is_never_more_than_all() {
        let shares = [(6251, 22144), (1, 200), (1, 201), (0, 0), (3, 0), (5, 4), (u32::MAX - 1, u32::MAX)];
        assert_eq!(shares.map(|(part, whole)| percent(part, whole)), [28, 1, 0, 0, 0, 100, 100]);
    }
}
