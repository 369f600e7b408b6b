//! Visits and profiles that several tests begin with.

use interlocal_core::bank::Bank;
use interlocal_core::profile::{Date, Profile};
use interlocal_core::session::{Session, Surroundings};
use interlocal_core::words::Lang;
use interlocal_testkit::support::persona_in;
use interlocal_workbench::Desk;
use interlocal_workbench::action::Action;
use std::rc::Rc;

/// The address that links lead to.
pub(crate) const BASE: &str = "https://agency.example/share/";

pub(crate) fn bank() -> Rc<Bank> {
    interlocal_ui::bundled_bank().unwrap()
}

/// The fictional agency with this id, whose results are published.
pub(crate) fn persona(id: &str) -> Profile {
    persona_in(&bank(), id)
}

pub(crate) fn today() -> Option<Date> {
    Date::parse("2026-11-23")
}

pub(crate) fn session(lang: &str) -> Session {
    from_draft(lang, None)
}

pub(crate) fn from_draft(lang: &str, draft: Option<&str>) -> Session {
    session_with(&bank(), lang, today(), draft)
}

pub(crate) fn session_with(bank: &Rc<Bank>, lang: &str, today: Option<Date>, draft: Option<&str>) -> Session {
    let lang = Lang::from_tag(lang).unwrap();
    let surroundings = Surroundings { share_base: BASE.to_owned(), site: String::new(), today, lang };
    Session::start(Rc::clone(bank), surroundings, draft).0
}

pub(crate) fn after(desk: Desk, actions: impl IntoIterator<Item = Action>) -> Desk {
    actions.into_iter().fold(desk, |desk, action| desk.apply(action).0)
}
