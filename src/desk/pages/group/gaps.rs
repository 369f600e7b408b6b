//! Needs that nobody in the group can meet, and the heat map.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn gaps(visit: &DeskVisit) -> Html {
    let _ = visit;
    html! {}
}
