//! The pages about many agencies: the frame that they share, and which of them is shown.

mod buying;
mod coalition;
mod collect;
mod gaps;
mod helpers;
mod introduction;
mod invite;
mod meet;
mod network;
mod network_picture;
mod partners;
#[allow(dead_code, reason = "the pages come one by one")]
mod parts;
mod saying;
mod share_of;
mod summary;
mod terms;

use super::title;
use crate::components::question::heading;
use crate::desk::page::DeskPage;
use crate::desk::visit::DeskVisit;
use yew::prelude::*;

/// The page of the group that the desk is on.
pub(super) fn page(visit: &DeskVisit) -> Html {
    let page = match visit.desk.page {
        DeskPage::Gaps => gaps::gaps(visit),
        DeskPage::Helpers => helpers::helpers(visit),
        DeskPage::Buying => buying::buying(visit),
        DeskPage::Meet => meet::meet(visit),
        DeskPage::Invite => invite::invite(visit),
        DeskPage::Summary => summary::summary(visit),
        DeskPage::Group
        | DeskPage::Share
        | DeskPage::Words
        | DeskPage::Sheet
        | DeskPage::Open
        | DeskPage::Unseal
        | DeskPage::Found
        | DeskPage::Since
        | DeskPage::Raters
        | DeskPage::Pair
        | DeskPage::Talk
        | DeskPage::Examples => collect::collect(visit),
    };
    html! { <main class="group">{ heading(title(visit.lang(), visit.desk.page)) }{ page }</main> }
}
