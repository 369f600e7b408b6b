//! The pages of the questionnaire. Each turns the session into HTML; the rules are in the core.

mod details;
mod domain;
pub mod gallery;
mod intro;
mod open;
pub mod paper;
mod picks;
mod problem;
mod profile;
mod readiness;
mod received;
mod review;
mod share;
mod terms;

use crate::Visit;
use interlocal_core::session::Page;
use yew::prelude::*;

/// Renders the current page of the session.
pub fn page(visit: &Visit) -> Html {
    match visit.state.page {
        Page::Start => intro::intro(visit),
        Page::Details => details::details(visit),
        Page::Domain(idx) => domain::domain(visit, idx),
        Page::Readiness => readiness::readiness(visit),
        Page::Terms => terms::terms(visit),
        Page::Picks => picks::picks(visit),
        Page::Review => review::review(visit),
        Page::Profile => profile::own(visit),
        Page::Open => open::open(visit),
        Page::Received => received::received(visit),
        Page::Problem => problem::problem(visit),
    }
}
