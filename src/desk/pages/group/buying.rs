//! What could be bought together.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn buying(visit: &DeskVisit) -> Html {
    let _ = visit;
    html! {}
}
