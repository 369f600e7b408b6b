//! The root: holds the session, runs its effects, shows its page, and moves focus when the session says so.

use crate::browser::{self, Place, seconds_now};
use crate::components::{footer, header, notice};
use crate::pages;
use crate::visit::Visit;
use interlocal_core::bank::Bank;
use interlocal_core::session::{Action, Focus, Page, Session, Surroundings};
use interlocal_core::words::{Word, say};
use std::rc::Rc;
use yew::prelude::*;

/// What the page knows when the widget starts.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// What is asked.
    pub bank: Rc<Bank>,
    /// Where and when.
    pub surroundings: Surroundings,
    /// What was kept on the device.
    pub draft: Option<String>,
    /// Text from the address that may hold a link.
    pub link: Option<AttrValue>,
}

/// The whole widget.
pub struct App {
    session: Rc<Session>,
    dispatch: Callback<Action>,
    root: NodeRef,
    place: Option<Place>,
    focused: u32,
    shown_at: u64,
}

impl Component for App {
    type Message = Action;
    type Properties = AppProps;

    fn create(ctx: &Context<App>) -> App {
        let props = ctx.props().clone();
        let (session, effects) = Session::start(props.bank, props.surroundings, props.draft.as_deref());
        let app = App {
            focused: session.focus.1,
            session: Rc::new(session),
            dispatch: ctx.link().callback(|action| action),
            root: NodeRef::default(),
            place: None,
            shown_at: seconds_now(),
        };
        // Effects wait for the first render: before it there may be no browser (prerendering), and no place to act on.
        for effect in effects {
            let app_link = ctx.link().clone();
            browser::later(move || browser::run(effect, &app_link.callback(|action| action), None));
        }
        app
    }

    fn update(&mut self, _ctx: &Context<App>, action: Action) -> bool {
        if let Some(place) = &mut self.place {
            place.remember_focus();
        }
        let (session, effects) = Session::clone(&self.session).apply(action);
        if session.page != self.session.page {
            self.shown_at = seconds_now();
        }
        self.session = Rc::new(session);
        for effect in effects {
            browser::run(effect, &self.dispatch, self.place.as_ref());
        }
        true
    }

    fn view(&self, _ctx: &Context<App>) -> Html {
        let visit = Visit {
            session: Rc::clone(&self.session),
            dispatch: self.dispatch.clone(),
            shown_at: self.shown_at,
        };
        let page = self.session.page.key(&self.session.bank);
        html! {
            <div class="interlocal" ref={self.root.clone()} lang={self.session.lang.code()}>
                { header::header(&visit) }
                <div class="page" key={page.clone()} data-page={page}>
                    { notice::notice(&visit) }
                    { pages::page(&visit) }
                </div>
                { footer::footer(&visit) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<App>, is_first: bool) {
        if is_first {
            self.place = Place::new(&self.root, &self.session, &self.dispatch);
            if let Some(link) = &ctx.props().link {
                self.dispatch.emit(Action::OpenLink(link.to_string()));
            }
        }
        let Some(place) = &mut self.place else { return };
        place.describe(&title(&self.session), self.session.lang.code());
        let (focus, moved) = self.session.focus;
        if moved != self.focused {
            self.focused = moved;
            match focus {
                Focus::Heading => place.focus_heading(),
                Focus::FirstProblem => place.focus_first_problem(),
            }
        } else {
            place.regain_focus();
        }
    }
}

/// The window's title: where one is, and never what a profile says.
fn title(session: &Session) -> String {
    let lang = session.lang;
    let app = say(lang, Word::AppName);
    let page = match session.page {
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
    };
    [page, " – ", app].concat()
}
