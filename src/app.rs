//! The root: holds the session, runs its effects, shows its page, and moves focus when the session says so.

use crate::browser::{self, Place, history, seconds_now, storage};
use crate::components::{footer, header, notice};
use crate::pages;
use crate::program::Root;
use crate::visit::Visit;
use interlocal_core::bank::Bank;
use interlocal_core::session::desk_page::is_of_desk;
use interlocal_core::session::{Action, Change, Page, Session, Surroundings};
use interlocal_core::words::{Word, say};
use std::rc::Rc;
use yew::prelude::*;

/// What the page knows when the widget starts.
#[derive(Properties, Clone)]
pub struct AppProps {
    /// What is asked.
    pub bank: Rc<Bank>,
    /// Where and when.
    pub surroundings: Surroundings,
    /// What was kept on the device, or handed over.
    pub draft: Option<String>,
    /// The stored draft that the visit began with.
    pub base: Option<String>,
    /// Whether another program handed over.
    pub is_handed: bool,
    /// Text that may hold a link.
    pub link: Option<AttrValue>,
    /// The name of the page to begin with, where another program handed over.
    pub page: Option<AttrValue>,
}

impl PartialEq for AppProps {
    /// Each beginning is one of its own, even where it is told the same as the one before.
    fn eq(&self, _other: &AppProps) -> bool {
        false
    }
}

/// The whole questionnaire.
pub struct App {
    session: Rc<Session>,
    dispatch: Callback<Action>,
    root: NodeRef,
    place: Option<Place>,
    shown_at: u64,
}

impl Component for App {
    type Message = Action;
    type Properties = AppProps;

    fn create(ctx: &Context<App>) -> App {
        let props = ctx.props().clone();
        let (session, effects) = Session::start(props.bank, props.surroundings, props.draft.as_deref());
        let page = props.page.and_then(|key| Page::from_key(&session.bank, &key));
        let session = match (page, &props.link) {
            (Some(Page::Received), Some(link)) => session.apply(Action::OpenLink(link.to_string())).0,
            (Some(page), _) => session.on_page(page),
            (None, _) => session,
        };
        storage::share(&session, props.base, props.is_handed, ctx.link().callback(Action::Heard));
        let app = App {
            session: Rc::new(session),
            dispatch: ctx.link().callback(|action| action),
            root: NodeRef::default(),
            place: None,
            shown_at: seconds_now(),
        };
        // Effects wait for the first render: before it there may be no browser (prerendering), and no place to act on.
        for effect in effects {
            let (bank, dispatch) = (Rc::clone(&app.session.bank), app.dispatch.clone());
            browser::later(move || browser::run(effect, &bank, &dispatch, None));
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
            browser::run(effect, &self.session.bank, &self.dispatch, self.place.as_ref());
        }
        true
    }

    fn changed(&mut self, ctx: &Context<App>, _before: &AppProps) -> bool {
        *self = Component::create(ctx);
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
                { header::header(visit.lang(), visit.on(Action::Show(Page::Start)), |lang| visit.on(Change::Speak(lang))) }
                // Outside of the page, which is made anew with each step: a region that comes with its text is not read out.
                { notice::notice(&visit) }
                <div class="page" key={page.clone()} data-page={page}>{ pages::page(&visit) }</div>
                { footer::footer(visit.lang(), self.session.site(), visit.on(Action::Forget)) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<App>, _is_first: bool) {
        if self.place.is_none() {
            self.arrive(ctx.props());
        }
        let Some(place) = &mut self.place else { return };
        place.describe(&title(&self.session), self.session.lang.code());
        place.move_focus(self.session.focus);
    }
}

impl Root for App {
    const STAYS: Action = Action::NoDesk;
    const RESTS: Option<Action> = None;

    fn opening(text: String) -> Action {
        Action::OpenLink(text)
    }

    fn returning(&self, key: &str) -> Option<Action> {
        match Page::from_key(&self.session.bank, key) {
            Some(page) => Some(Action::Returned(page)),
            None => is_of_desk(key).then(|| Action::OpenDesk(key.to_owned())),
        }
    }
}

impl App {
    /// What can only be done once the widget is in the page.
    fn arrive(&mut self, props: &AppProps) {
        self.place = Place::new(&self.root, "[aria-invalid=true]");
        let key = self.session.page.key(&self.session.bank);
        match &props.page {
            Some(_) => history::enter(&key, |name| !is_of_desk(name)),
            None => history::name_current(&key),
        }
        if let (Some(link), None) = (&props.link, &props.page) {
            self.dispatch.emit(Action::OpenLink(link.to_string()));
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
