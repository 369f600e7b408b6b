//! A page program, and how the page's scripts start, call and end it. `crates/app` and `crates/desk` export these
//! calls to JavaScript, each for one program.

use crate::browser::host::{self, Host};
use crate::browser::{self, Listeners};
use crate::shell::{Message, Shell, Stage};
use crate::visit::Visit;
use interlocal_core::bank::Bank;
use interlocal_core::session::{Focus, Heard, Session, Surroundings};
use interlocal_core::words::Lang;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::{AppHandle, AttrValue, Callback, Html, Properties, Renderer};

/// A page program: a state that actions change, the effects that the browser performs, and the pages that show the state.
pub trait Program: Sized + 'static {
    /// The state; one value for each moment.
    type State: Clone + 'static;
    /// Something that the user did or the browser reports.
    type Action: Clone + 'static;
    /// Something that the browser has to do.
    type Effect: 'static;

    /// The selector of the element that gets the focus when the page reports a problem.
    const PROBLEM: &'static str;

    /// The first state of a visit; `before` is the last state of the visit before it, in the same place.
    fn start(start: &Start, before: Option<&Self::State>) -> (Self::State, Vec<Self::Effect>);

    /// One step.
    fn apply(state: Self::State, action: Self::Action) -> (Self::State, Vec<Self::Effect>);

    /// Performs an effect.
    fn run(effect: Self::Effect, stage: &Stage<'_, Self>);

    /// The program's own action for a request that every program gets.
    fn action(request: Request) -> Self::Action;

    /// The action for the browser's Back or Forward to the step named `key`; `None` if no program has such a step.
    fn returned(state: &Self::State, key: &str) -> Option<Self::Action>;

    /// The answers, the bank and the language.
    fn session(state: &Self::State) -> &Session;

    /// The bank as pages show it.
    fn bank(state: &Self::State) -> Rc<Bank> {
        Rc::clone(&Self::session(state).bank)
    }

    /// The name of the page that is shown, for the browser's history and for styles; the same in every language.
    fn key(state: &Self::State) -> AttrValue;

    /// Whether `key` is the name of a page of this program.
    fn owns(state: &Self::State, key: &str) -> bool;

    /// The title of the page that is shown. It has nothing of a profile in it.
    fn title(state: &Self::State) -> &str;

    /// The place of the focus; the number changes each time that the focus is to move.
    fn focus(state: &Self::State) -> (Focus, u32);

    /// The live region above the page.
    fn notice(visit: &Visit<Self>) -> Html;

    /// The page.
    fn page(visit: &Visit<Self>) -> Html;

    /// Called when the program is in the page for the first time. Returns effects that need a place.
    fn arrive(
        state: &mut Rc<Self::State>,
        start: &Start,
        dispatch: &Callback<Self::Action>,
    ) -> Vec<Self::Effect>;

    /// Starts the program's own listeners on the page.
    fn listen(_dispatch: &Callback<Self::Action>) -> Listeners {
        Listeners::new()
    }

    /// The state to keep while the other program runs. `None` keeps everything, and leaves the page as it is.
    fn suspended(_state: &Self::State) -> Option<Self::State> {
        None
    }
}

/// A request that every program gets from its frame or from the browser.
pub enum Request {
    /// To the start screen.
    Home,
    /// Another language.
    Speak(Lang),
    /// Erase everything on this device.
    Forget,
    /// Open text that may hold a profile link.
    Open(String),
    /// Another tab changed the draft, or the page came back.
    Heard(Heard),
    /// The other program could not be loaded, so this one continues.
    HandoverFailed,
}

/// The beginning of a visit, as the root component gets it.
#[derive(Properties, Clone)]
pub struct Start {
    /// The questionnaire.
    pub bank: Rc<Bank>,
    /// Facts about the page and the host.
    pub surroundings: Surroundings,
    /// The draft that was stored on the device or handed over.
    pub draft: Option<String>,
    /// The stored draft that the session started with.
    pub base: Option<String>,
    /// Whether another program handed over.
    pub is_handed: bool,
    /// Text that may contain a link.
    pub link: Option<AttrValue>,
    /// The page to start with, if another program handed over.
    pub page: Option<AttrValue>,
}

impl PartialEq for Start {
    /// Every start counts as different, even if the properties are the same.
    fn eq(&self, _other: &Start) -> bool {
        false
    }
}

/// The arguments of the page's scripts when they start a program.
pub struct Mount {
    /// The element whose content the program replaces. It is the same each time: yew never takes its listeners off a
    /// root, so each program has one and keeps it.
    pub root: Element,
    /// The page around the program.
    pub host: Host,
    /// Text that may contain a profile link.
    pub link: Option<String>,
    /// The page to start with, if the other program handed over.
    pub page: Option<String>,
    /// The draft, if the other program handed over.
    pub draft: Option<String>,
    /// The stored draft as the other program knew it.
    pub base: Option<String>,
    /// A packed bank that replaces the program's own.
    pub bank: Option<Vec<u8>>,
}

/// A slot for the program that runs in this instance of the WebAssembly, if any.
pub struct Running<P: Program>(RefCell<Option<AppHandle<Shell<P>>>>);

impl<P: Program> Running<P> {
    /// An empty slot.
    pub const fn none() -> Running<P> {
        Running(RefCell::new(None))
    }

    /// Starts the program, or restarts it with new properties if it already runs. `own` is the packed bank of the
    /// program. Returns `false` if the bank can't be read.
    pub fn mount(&self, mount: Mount, own: &[u8]) -> bool {
        let Mount { root, host, link, page, draft, base, bank } = mount;
        browser::panic::catch_in(&root);
        let Some(bank) = Bank::unpack(bank.as_deref().unwrap_or(own)).map(Rc::new) else {
            return false;
        };
        let surroundings = browser::surroundings(&host);
        host::stand_in(host);
        let is_handed = draft.is_some();
        let base = if is_handed { base } else { browser::storage::load(&bank.id) };
        let start = Start {
            draft: draft.or_else(|| base.clone()),
            base,
            is_handed,
            surroundings,
            bank,
            link: link.map(Into::into),
            page: page.map(Into::into),
        };
        let mut running = self.0.borrow_mut();
        match &mut *running {
            Some(app) => app.update(start),
            None => *running = Some(Renderer::<Shell<P>>::with_root_and_props(root, start).render()),
        }
        true
    }

    /// Opens text that may contain a profile link.
    pub fn open(&self, text: String) {
        self.request(Request::Open(text));
    }

    /// Opens the page of a history entry after the browser's Back or Forward.
    pub fn back(&self, key: &str) {
        self.send(|state| P::returned(state, key).map(Message::Act));
    }

    /// Continues, because the other program couldn't be loaded.
    pub fn stay(&self) {
        self.request(Request::HandoverFailed);
    }

    /// Stops writing and listening, because the other program runs now.
    pub fn rest(&self) {
        browser::storage::rest();
        self.send(|_| Some(Message::Suspend));
    }

    fn request(&self, request: Request) {
        self.send(|_| Some(Message::Act(P::action(request))));
    }

    /// Sends the program a message, if it runs.
    fn send(&self, message: impl FnOnce(&P::State) -> Option<Message<P::Action>>) {
        let running = self.0.borrow();
        let Some(app) = &*running else { return };
        // The component is borrowed only until the message is made.
        let message = app.get_component().and_then(|shell| message(shell.state()));
        if let Some(message) = message {
            app.send_message(message);
        }
    }

    /// Ends the program after writing the queued draft. Its root is empty afterwards.
    pub fn end(&self) {
        // A draft that can't be written was reported while the page was visible.
        let _ = browser::storage::flush();
        browser::storage::rest();
        if let Some(app) = self.0.take() {
            app.destroy();
        }
    }
}

/// Exports a program to JavaScript: the calls that `web/lazy/program-switch.js` makes. `$program` is a [`Program`], `$bank` the packed bank
/// that it carries. The crate that uses this needs `wasm-bindgen` and `web-sys` among its dependencies.
#[macro_export]
macro_rules! export_program {
    ($program:ty, $bank:expr) => {
        thread_local! {
            static RUNNING: $crate::program::Running<$program> = const { $crate::program::Running::none() };
        }

        /// Starts the program; `interlocal_ui::program::Mount` describes the arguments. Returns `false` if the bank can't be read.
        #[wasm_bindgen]
        pub fn mount(
            root: web_sys::Element,
            host: $crate::browser::host::Host,
            link: Option<String>,
            page: Option<String>,
            draft: Option<String>,
            base: Option<String>,
            bank: Option<Vec<u8>>,
        ) -> bool {
            let mount = $crate::program::Mount { root, host, link, page, draft, base, bank };
            RUNNING.with(|running| running.mount(mount, $bank))
        }

        /// Opens text that may contain a profile link.
        #[wasm_bindgen]
        pub fn open(text: String) {
            RUNNING.with(|running| running.open(text));
        }

        /// Opens the page of a history entry after the browser's Back or Forward.
        #[wasm_bindgen]
        pub fn back(key: &str) {
            RUNNING.with(|running| running.back(key));
        }

        /// Continues, because the other program couldn't be loaded.
        #[wasm_bindgen]
        pub fn stay() {
            RUNNING.with($crate::program::Running::stay);
        }

        /// Stops writing and listening, because the other program runs now.
        #[wasm_bindgen]
        pub fn rest() {
            RUNNING.with($crate::program::Running::rest);
        }

        /// Reports that another tab erased everything.
        #[wasm_bindgen]
        pub fn erased() {
            $crate::browser::storage::erased();
        }

        /// Ends the program after writing the queued draft.
        #[wasm_bindgen]
        pub fn end() {
            RUNNING.with($crate::program::Running::end);
        }
    };
}
