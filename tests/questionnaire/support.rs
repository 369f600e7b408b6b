//! Visits and profiles that several tests begin with, and pages as HTML.

use interlocal::{Visit, pages};
use interlocal_core::bank::Bank;
use interlocal_core::profile::Date;
use interlocal_core::session::{Action, Session, Surroundings};
use interlocal_core::words::Lang;
use std::rc::Rc;
use yew::prelude::*;

/// The address that links lead to.
pub(crate) const BASE: &str = "https://agency.example/share/";

/// A new visit with the shipped bank.
pub(crate) fn start(lang: &str) -> Session {
    start_with(&interlocal_ui::bundled_bank().unwrap(), lang)
}

pub(crate) fn start_with(bank: &Rc<Bank>, lang: &str) -> Session {
    let surroundings = Surroundings {
        share_base: BASE.to_owned(),
        site: String::new(),
        today: Date::parse("2026-11-23"),
        lang: Lang::from_tag(lang).unwrap(),
    };
    Session::start(Rc::clone(bank), surroundings, None).0
}

pub(crate) fn after(session: Session, actions: impl IntoIterator<Item = Action>) -> Session {
    actions.into_iter().fold(session, |session, action| session.apply(action).0)
}

#[derive(Properties, PartialEq)]
struct StillProps {
    visit: Visit,
}

#[component]
fn Still(props: &StillProps) -> Html {
    pages::page(&props.visit)
}

/// The page that `session` is on.
pub(crate) fn html(session: Session) -> String {
    let visit = Visit::new(Rc::new(session), Callback::noop(), 0);
    render::<Still>(StillProps { visit })
}

pub(crate) fn render<C: BaseComponent>(props: C::Properties) -> String
where
    C::Properties: 'static,
{
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}
