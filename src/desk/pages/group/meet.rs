//! Whom to introduce to whom.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn meet(visit: &DeskVisit) -> Html {
    let _ = visit;
    html! {}
}
