//! The pages of a group with their common frame.

mod buying;
mod coalition;
mod collect;
mod filter;
mod frame;
mod gaps;
mod heat;
mod helpers;
mod introduction;
mod invite;
mod kept;
mod list;
mod meet;
mod network;
mod network_picture;
mod partners;
mod parts;
mod rejects;
mod saying;
mod share_of;
mod summary;
mod terms;

use super::title;
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use yew::prelude::*;

/// Renders the current page of the group.
pub(super) fn page(visit: &DeskVisit) -> Html {
    let page = match visit.state.page {
        DeskPage::Gaps => gaps::gaps,
        DeskPage::Helpers => helpers::helpers,
        DeskPage::Buying => buying::buying,
        DeskPage::Meet => meet::meet,
        DeskPage::Invite => invite::invite,
        DeskPage::Summary => summary::summary,
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
        | DeskPage::Clash
        | DeskPage::Talk
        | DeskPage::Examples => collect::collect,
    };
    let ondrop = (visit.state.page == DeskPage::Group).then(|| collect::ondrop(visit));
    html! { <main class="group" {ondrop}>{ frame::frame(visit, page) }</main> }
}
