//! Two agencies side by side, and the sheet for their first talk.

use super::title;
use crate::components::question::heading;
use crate::desk::visit::DeskVisit;
use yew::prelude::*;

pub(super) fn pair(visit: &DeskVisit) -> Html {
    html! { <main>{ heading(title(visit.lang(), visit.desk.page)) }</main> }
}

pub(super) fn talk(visit: &DeskVisit) -> Html {
    html! { <main>{ heading(title(visit.lang(), visit.desk.page)) }</main> }
}
