//! The workbench as a program.

use super::action::{Action, Effect};
use super::page::DeskPage;
use super::visit::DeskVisit;
use super::{Desk, pages};
use crate::browser::{self, files};
use interlocal_core::bank::Bank;
use interlocal_core::session::{Focus, Page, Session};
use interlocal_ui::browser::{Listeners, host};
use interlocal_ui::program::{Program, Request, Start};
use interlocal_ui::shell::Stage;
use std::rc::Rc;
use yew::prelude::*;

/// The workbench.
pub struct Workbench;

impl Program for Workbench {
    type State = Desk;
    type Action = Action;
    type Effect = Effect;

    /// A page of the workbench may show several errors, and marks the field to focus.
    const PROBLEM: &'static str = "[data-goal]";

    fn start(start: &Start, before: Option<&Desk>) -> (Desk, Vec<Effect>) {
        let Start { bank, surroundings, draft, page, link, .. } = start;
        // The questionnaire wrote the draft a moment ago, or it is the stored one, which stays as it is.
        let (session, _) = Session::start(Rc::clone(bank), surroundings.clone(), draft.as_deref());
        let page = page.as_ref().and_then(|key| DeskPage::from_key(key));
        let receiver = host::with(host::Host::receiver).flatten();
        let desk = Desk::start(session, page, link.as_deref()).for_site(receiver);
        let desk = match before {
            Some(before) => desk.after(before),
            None => desk,
        };
        (desk, Vec::new())
    }

    fn apply(desk: Desk, action: Action) -> (Desk, Vec<Effect>) {
        desk.apply(action)
    }

    fn run(effect: Effect, stage: &Stage<'_, Workbench>) {
        browser::run(effect, stage.dispatch, stage.place);
    }

    fn action(request: Request) -> Action {
        match request {
            Request::Home => Action::Leave(Page::Start),
            Request::Speak(lang) => Action::Speak(lang),
            Request::Forget => Action::Forget,
            Request::Open(text) => Action::Paste(text),
            Request::Heard(heard) => Action::Heard(heard),
            Request::HandoverFailed => Action::NotLeft,
        }
    }

    fn returned(desk: &Desk, key: &str) -> Option<Action> {
        match DeskPage::from_key(key) {
            Some(page) => Some(Action::Returned(page)),
            None => Page::from_key(&desk.session.bank, key).map(Action::Leave),
        }
    }

    fn session(desk: &Desk) -> &Session {
        &desk.session
    }

    /// If the bank's language isn't the page's, its texts stand between marks, which `pages::page` turns into elements.
    fn bank(desk: &Desk) -> Rc<Bank> {
        let bank = &desk.session.bank;
        bank.quoted(desk.session.lang).map_or_else(|| Rc::clone(bank), Rc::new)
    }

    fn key(desk: &Desk) -> AttrValue {
        desk.page.key().into()
    }

    fn owns(_desk: &Desk, key: &str) -> bool {
        DeskPage::from_key(key).is_some()
    }

    fn title(desk: &Desk) -> &str {
        pages::title(desk.session.lang, desk.page)
    }

    fn focus(desk: &Desk) -> (Focus, u32) {
        desk.focus
    }

    fn notice(visit: &DeskVisit) -> Html {
        pages::notice(visit)
    }

    fn page(visit: &DeskVisit) -> Html {
        pages::page(visit)
    }

    fn arrive(desk: &mut Rc<Desk>, _start: &Start, _dispatch: &Callback<Action>) -> Vec<Effect> {
        Rc::make_mut(desk).wants_of_group()
    }

    /// Listens for drops.
    fn listen(dispatch: &Callback<Action>) -> Listeners {
        let dispatch = dispatch.clone();
        files::listen(move |event: &_| {
            let (on_file, on_text) = (dispatch.clone(), dispatch.clone());
            files::dropped(
                event,
                move |name, text| on_file.emit(Action::File(name, text)),
                move |text| on_text.emit(Action::Paste(text)),
            );
        })
    }

    fn suspended(desk: &Desk) -> Option<Desk> {
        Some(desk.suspended())
    }
}
