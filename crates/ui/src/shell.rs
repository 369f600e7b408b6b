//! The root component of both programs: it holds the state, performs effects, shows the page, and moves the focus.

use crate::browser::{self, Listeners, Place, history, seconds_now, storage};
use crate::components::{footer, header};
use crate::program::{Program, Request, Start};
use crate::visit::Visit;
use interlocal_core::words::{Word, say};
use std::rc::Rc;
use yew::prelude::*;

/// A message to the root component.
pub enum Message<A> {
    /// The user or the browser did something.
    Act(A),
    /// The other program has taken over.
    Suspend,
}

/// The root component of the program `P`.
pub struct Shell<P: Program> {
    state: Rc<P::State>,
    dispatch: Callback<P::Action>,
    root: NodeRef,
    place: Option<Place>,
    /// The program's listeners on the page, which end when this is dropped.
    listeners: Listeners,
    shown_at: u64,
    /// The other program has taken over: this one shows nothing, listens to nothing, and saves nothing.
    is_suspended: bool,
}

/// The values that a program needs to perform an effect.
pub struct Stage<'a, P: Program> {
    /// The state after the action that asked for the effect.
    pub state: &'a P::State,
    /// Takes the action that tells how the effect went.
    pub dispatch: &'a Callback<P::Action>,
    /// The place of the widget in the page, once it has one.
    pub place: Option<&'a Place>,
}

impl<P: Program> Component for Shell<P> {
    type Message = Message<P::Action>;
    type Properties = Start;

    fn create(ctx: &Context<Shell<P>>) -> Shell<P> {
        Shell::begin(ctx, None)
    }

    fn update(&mut self, _ctx: &Context<Shell<P>>, message: Message<P::Action>) -> bool {
        let Message::Act(action) = message else {
            return self.suspend();
        };
        if let Some(place) = &mut self.place {
            place.remember_focus();
        }
        let (state, effects) = P::apply(P::State::clone(&*self.state), action);
        if P::key(&state) != P::key(&self.state) {
            self.shown_at = seconds_now();
        }
        self.state = Rc::new(state);
        self.perform(effects);
        true
    }

    fn changed(&mut self, ctx: &Context<Shell<P>>, _before: &Start) -> bool {
        *self = Shell::begin(ctx, Some(&*self.state));
        true
    }

    fn view(&self, _ctx: &Context<Shell<P>>) -> Html {
        if self.is_suspended {
            return Html::default();
        }
        let visit = Visit::<P>::new(Rc::clone(&self.state), self.dispatch.clone(), self.shown_at);
        let on = |request| visit.on(P::action(request));
        let (lang, page) = (visit.lang(), P::key(&self.state));
        html! {
            <div class="interlocal" ref={self.root.clone()} lang={lang.code()}>
                { header::header(lang, on(Request::Home), |lang| visit.on(P::action(Request::Speak(lang)))) }
                // Outside of the page, which each step makes anew: a new live region is not read out.
                { P::notice(&visit) }
                <div class="page" key={page.as_str()} data-page={page}>{ P::page(&visit) }</div>
                { footer::footer(lang, P::session(&self.state).site(), on(Request::Forget)) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Shell<P>>, _is_first: bool) {
        if self.is_suspended {
            return;
        }
        if self.place.is_none() {
            self.arrive(ctx.props());
        }
        let Some(place) = &mut self.place else { return };
        let lang = P::session(&self.state).lang;
        let title = [P::title(&self.state), " – ", say(lang, Word::AppName)].concat();
        place.describe(&title, lang.code());
        place.move_focus(P::focus(&self.state));
    }
}

impl<P: Program> Shell<P> {
    /// The state that is shown.
    pub(crate) fn state(&self) -> &P::State {
        &self.state
    }

    /// Begins a visit; `before` is the state of the visit before it, in the same place.
    fn begin(ctx: &Context<Shell<P>>, before: Option<&P::State>) -> Shell<P> {
        let start = ctx.props();
        let (state, effects) = P::start(start, before);
        let dispatch = ctx.link().callback(Message::Act);
        let on_heard = dispatch.reform(|heard| P::action(Request::Heard(heard)));
        storage::share(P::session(&state), start.base.clone(), start.is_handed, on_heard);
        let shell = Shell {
            state: Rc::new(state),
            dispatch,
            root: NodeRef::default(),
            place: None,
            listeners: Listeners::new(),
            shown_at: seconds_now(),
            is_suspended: false,
        };
        // Effects wait for the first render. Before that there may be no browser (prerendering) and no root element.
        for effect in effects {
            let (state, dispatch) = (Rc::clone(&shell.state), shell.dispatch.clone());
            browser::later(move || {
                P::run(effect, &Stage { state: &*state, dispatch: &dispatch, place: None });
            });
        }
        shell
    }

    fn perform(&self, effects: Vec<P::Effect>) {
        let stage = Stage { state: &*self.state, dispatch: &self.dispatch, place: self.place.as_ref() };
        for effect in effects {
            P::run(effect, &stage);
        }
    }

    /// The first steps in the page: the history's step, listeners, and the effects that need a place.
    fn arrive(&mut self, start: &Start) {
        self.place = Place::new(&self.root, P::PROBLEM);
        self.listeners = P::listen(&self.dispatch);
        let key = P::key(&self.state);
        match &start.page {
            Some(_) => history::enter(&key, |name| P::owns(&self.state, name)),
            None => history::name_current(&key),
        }
        let effects = P::arrive(&mut self.state, start, &self.dispatch);
        self.perform(effects);
    }

    /// Returns whether the program has to draw itself.
    fn suspend(&mut self) -> bool {
        let Some(state) = P::suspended(&self.state) else { return false };
        self.state = Rc::new(state);
        self.is_suspended = true;
        self.place = None;
        self.listeners.clear();
        true
    }
}
