//! A page of the workbench as HTML, without handlers.

use interlocal_core::session::Session;
use interlocal_workbench::visit::DeskVisit;
use interlocal_workbench::{Desk, pages};
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

/// Renders the current page of `desk`.
pub(crate) fn html(desk: &Desk) -> String {
    let visit = DeskVisit::new(Rc::new(desk.clone()), Callback::noop(), 0);
    render::<Still>(StillProps { visit })
}

#[derive(Properties, PartialEq)]
struct QuestionnaireProps {
    visit: interlocal::Visit,
}

#[component]
fn Questionnaire(props: &QuestionnaireProps) -> Html {
    interlocal::pages::page(&props.visit)
}

/// The page of the questionnaire that `session` is on.
pub(crate) fn questionnaire(session: Session) -> String {
    let visit = interlocal::Visit::new(Rc::new(session), Callback::noop(), 0);
    render::<Questionnaire>(QuestionnaireProps { visit })
}

pub(crate) fn render<C: BaseComponent>(props: C::Properties) -> String
where
    C::Properties: 'static,
{
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}
