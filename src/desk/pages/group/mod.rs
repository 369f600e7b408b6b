//! The pages about many agencies.

use super::title;
use crate::components::question::heading;
use crate::desk::visit::DeskVisit;
use yew::prelude::*;

/// The page of the group that the desk is on.
pub(super) fn page(visit: &DeskVisit) -> Html {
    html! { <main class="group">{ heading(title(visit.lang(), visit.desk.page)) }</main> }
}
