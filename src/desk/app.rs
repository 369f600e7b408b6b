//! The desk's root: holds its state, runs its effects, shows its page, and moves focus.

use super::Desk;
use super::action::Action;
use super::pages;
use super::visit::DeskVisit;
pub use crate::app::AppProps;
use crate::browser::{Place, desk as browser, files, history, host, storage};
use crate::components::{footer, header};
use crate::desk::page::DeskPage;
use crate::program::Root;
use interlocal_core::session::{Page, Session};
use interlocal_core::words::{Word, say};
use std::rc::Rc;
use yew::prelude::*;

/// The whole desk.
pub struct DeskApp {
    desk: Rc<Desk>,
    dispatch: Callback<Action>,
    root: NodeRef,
    place: Option<Place>,
    /// Hears what is dropped, while it is kept.
    dropping: files::Listening,
    /// The questionnaire has taken over: nothing is shown, heard or kept.
    is_resting: bool,
}

impl Component for DeskApp {
    type Message = Action;
    type Properties = AppProps;

    fn create(ctx: &Context<DeskApp>) -> DeskApp {
        DeskApp::begin(ctx)
    }

    fn update(&mut self, _ctx: &Context<DeskApp>, action: Action) -> bool {
        if action == Action::Rest {
            self.is_resting = true;
            self.place = None;
            self.dropping.clear();
        }
        if let Some(place) = &mut self.place {
            place.remember_focus();
        }
        let (desk, effects) = Desk::clone(&self.desk).apply(action);
        self.desk = Rc::new(desk);
        for effect in effects {
            browser::run(effect, &self.dispatch, self.place.as_ref());
        }
        true
    }

    fn changed(&mut self, ctx: &Context<DeskApp>, _before: &AppProps) -> bool {
        let mut next = DeskApp::begin(ctx);
        next.desk = Rc::new(Desk::clone(&next.desk).after(&self.desk));
        *self = next;
        true
    }

    fn view(&self, _ctx: &Context<DeskApp>) -> Html {
        if self.is_resting {
            return Html::default();
        }
        let visit = DeskVisit::new(Rc::clone(&self.desk), self.dispatch.clone());
        let page = self.desk.page.key();
        html! {
            <div class="interlocal" ref={self.root.clone()} lang={visit.lang().code()}>
                { header::header(visit.lang(), visit.on(Action::Leave(Page::Start)), |lang| visit.on(Action::Speak(lang))) }
                // Outside of the page, which is made anew with each step, as in the questionnaire.
                { pages::notice(&visit) }
                <div class="page" key={page} data-page={page}>{ pages::page(&visit) }</div>
                { footer::footer(visit.lang(), self.desk.session.site(), visit.on(Action::Forget)) }
            </div>
        }
    }

    fn rendered(&mut self, _ctx: &Context<DeskApp>, _is_first: bool) {
        if self.is_resting {
            return;
        }
        if self.place.is_none() {
            self.arrive();
        }
        let Some(place) = &mut self.place else { return };
        let lang = self.desk.session.lang;
        let title = [pages::title(lang, self.desk.page), " – ", say(lang, Word::AppName)].concat();
        place.describe(&title, lang.code());
        place.move_focus(self.desk.focus);
    }
}

impl Root for DeskApp {
    const STAYS: Action = Action::NotLeft;
    const RESTS: Option<Action> = Some(Action::Rest);

    fn opening(text: String) -> Action {
        Action::Paste(text)
    }

    fn returning(&self, key: &str) -> Option<Action> {
        match DeskPage::from_key(key) {
            Some(page) => Some(Action::Returned(page)),
            None => Page::from_key(&self.desk.session.bank, key).map(Action::Leave),
        }
    }
}

impl DeskApp {
    fn begin(ctx: &Context<DeskApp>) -> DeskApp {
        let props = ctx.props().clone();
        // The draft was written a moment ago by the questionnaire, or is the one on the device, which stays as it is.
        let (session, _) = Session::start(props.bank, props.surroundings, props.draft.as_deref());
        storage::share(&session, props.base, props.is_handed, ctx.link().callback(Action::Heard));
        let page = props.page.and_then(|key| DeskPage::from_key(&key));
        let receiver = host::with(host::Host::receiver).flatten();
        DeskApp {
            desk: Rc::new(Desk::start(session, page, props.link.as_deref()).for_site(receiver)),
            dispatch: ctx.link().callback(|action| action),
            root: NodeRef::default(),
            place: None,
            dropping: Vec::new(),
            is_resting: false,
        }
    }

    /// What can only be done once the desk is in the page.
    fn arrive(&mut self) {
        let dispatch = self.dispatch.clone();
        let ondrop = move |event: &_| {
            let (onfile, ontext) = (dispatch.clone(), dispatch.clone());
            files::dropped(
                event,
                move |name, text| onfile.emit(Action::File(name, text)),
                move |text| ontext.emit(Action::Paste(text)),
            );
        };
        // A page of the desk may have more than one problem, and says which one it is about.
        self.place = Place::new(&self.root, "[data-goal]");
        self.dropping = files::listen(ondrop);
        history::enter(self.desk.page.key(), |name| DeskPage::from_key(name).is_some());
        for effect in Rc::make_mut(&mut self.desk).wants_of_group() {
            browser::run(effect, &self.dispatch, self.place.as_ref());
        }
    }
}
