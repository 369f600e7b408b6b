//! The questionnaire as a program.

use crate::components::notice;
use crate::{Visit, effects, pages};
use interlocal_core::session::desk_page::is_of_desk;
use interlocal_core::session::{Action, Change, Effect, Focus, Page, Session};
use interlocal_core::words::{Word, say};
use interlocal_ui::program::{Program, Request, Start};
use interlocal_ui::shell::Stage;
use std::rc::Rc;
use yew::prelude::*;

/// The questionnaire.
pub struct Questionnaire;

impl Program for Questionnaire {
    type State = Session;
    type Action = Action;
    type Effect = Effect;

    const PROBLEM: &'static str = "[aria-invalid=true]";

    fn start(start: &Start, _before: Option<&Session>) -> (Session, Vec<Effect>) {
        let Start { bank, surroundings, draft, page, link, .. } = start;
        let (session, effects) = Session::start(Rc::clone(bank), surroundings.clone(), draft.as_deref());
        let page = page.as_ref().and_then(|key| Page::from_key(bank, key));
        let session = match (page, link) {
            (Some(Page::Received), Some(link)) => session.apply(Action::OpenLink(link.to_string())).0,
            (Some(page), _) => session.on_page(page),
            (None, _) => session,
        };
        (session, effects)
    }

    fn apply(session: Session, action: Action) -> (Session, Vec<Effect>) {
        session.apply(action)
    }

    fn run(effect: Effect, stage: &Stage<'_, Questionnaire>) {
        effects::run(effect, stage);
    }

    fn action(request: Request) -> Action {
        match request {
            Request::Home => Action::Show(Page::Start),
            Request::Speak(lang) => Change::Speak(lang).into(),
            Request::Forget => Action::Forget,
            Request::Open(text) => Action::OpenLink(text),
            Request::Heard(heard) => Action::Heard(heard),
            Request::HandoverFailed => Action::NoDesk,
        }
    }

    fn returned(session: &Session, key: &str) -> Option<Action> {
        match Page::from_key(&session.bank, key) {
            Some(page) => Some(Action::Returned(page)),
            None => is_of_desk(key).then(|| Action::OpenDesk(key.to_owned())),
        }
    }

    fn session(session: &Session) -> &Session {
        session
    }

    fn key(session: &Session) -> AttrValue {
        session.page.key(&session.bank).into()
    }

    fn owns(_session: &Session, key: &str) -> bool {
        !is_of_desk(key)
    }

    fn title(session: &Session) -> &str {
        title(session)
    }

    fn focus(session: &Session) -> (Focus, u32) {
        session.focus
    }

    fn notice(visit: &Visit) -> Html {
        notice::notice(visit)
    }

    fn page(visit: &Visit) -> Html {
        pages::page(visit)
    }

    fn arrive(_session: &mut Rc<Session>, start: &Start, dispatch: &Callback<Action>) -> Vec<Effect> {
        if let (Some(link), None) = (&start.link, &start.page) {
            dispatch.emit(Action::OpenLink(link.to_string()));
        }
        Vec::new()
    }
}

fn title(session: &Session) -> &str {
    let lang = session.lang;
    match session.page {
        Page::Start => session.bank.say(lang, &session.bank.title),
        Page::Details => say(lang, Word::DetailsTitle),
        Page::Domain(idx) => match session.bank.domains.get(usize::from(idx)) {
            Some(domain) => session.bank.say(lang, &domain.label),
            None => "",
        },
        Page::Readiness => say(lang, Word::ReadinessTitle),
        Page::Terms => say(lang, Word::TermsTitle),
        Page::Picks => say(lang, Word::PicksTitle),
        Page::Review => say(lang, Word::ReviewTitle),
        Page::Profile => say(lang, Word::ProfileTitle),
        Page::Open => say(lang, Word::OpenTitle),
        Page::Received => say(lang, Word::ReceivedTitleAnonymous),
        Page::Problem => say(lang, Word::BrokenTitle),
    }
}
