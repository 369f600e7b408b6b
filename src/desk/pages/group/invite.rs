//! Whom to invite next, and who would have to bend.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn invite(visit: &DeskVisit) -> Html {
    let _ = visit;
    html! {}
}
