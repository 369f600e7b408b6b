//! Collecting agencies, the list of them, and what is kept on this device.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn collect(visit: &DeskVisit) -> Html {
    let _ = visit;
    html! {}
}
