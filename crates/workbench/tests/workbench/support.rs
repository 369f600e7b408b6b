//! Visits and profiles that several tests begin with.

use interlocal_core::bank::Bank;
use interlocal_core::exchange::read_profile;
use interlocal_core::profile::{Date, Profile};
use interlocal_core::session::{Session, Surroundings};
use interlocal_core::words::Lang;
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
    let text = include_str!("../../../../tests/vectors/score/personas.json");
    let all: serde_json::Value = serde_json::from_str(text).unwrap();
    let found = all["personas"].as_array().unwrap().iter().find(|persona| persona["id"] == id).unwrap();
    read_profile(&bank(), found).unwrap()
}

pub(crate) fn session(lang: &str) -> Session {
    from_draft(lang, None)
}

pub(crate) fn from_draft(lang: &str, draft: Option<&str>) -> Session {
    let surroundings = Surroundings {
        share_base: BASE.to_owned(),
        site: String::new(),
        today: Date::parse("2026-11-23"),
        lang: Lang::from_tag(lang).unwrap(),
    };
    Session::start(bank(), surroundings, draft).0
}

pub(crate) fn after(desk: Desk, actions: impl IntoIterator<Item = Action>) -> Desk {
    actions.into_iter().fold(desk, |desk, action| desk.apply(action).0)
}
