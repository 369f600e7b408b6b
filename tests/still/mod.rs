//! A page of the desk as HTML, with nobody to hear the clicks.

use interlocal::desk::visit::DeskVisit;
use interlocal::desk::{Desk, pages};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct StillProps {
    visit: DeskVisit,
}

#[component]
fn Still(props: &StillProps) -> Html {
    pages::page(&props.visit)
}

/// The page that `desk` is on.
pub(crate) fn html(desk: &Desk) -> String {
    let visit = DeskVisit::new(Rc::new(desk.clone()), Callback::noop());
    let renderer = yew::LocalServerRenderer::<Still>::with_props(StillProps { visit });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.hydratable(false).render())
}
