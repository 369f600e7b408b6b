//! The best helpers for one agency or for all, and the picture of who helps whom.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn helpers(visit: &DeskVisit) -> Html {
    let _ = visit;
    html! {}
}
