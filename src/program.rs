//! The page's scripts start the WebAssembly programs, talk to them and end them in one way, which this file holds. `crates/app` and `crates/desk` export these calls to JavaScript, each for one root component.

use crate::app::AppProps;
use crate::browser;
use crate::browser::host::{self, Host};
use interlocal_core::bank::Bank;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::{AppHandle, Component, Renderer};

/// The root component of a program.
pub trait Root: Component<Properties = AppProps> {
    /// Sent when the other program could not be loaded, so that this one goes on.
    const STAYS: Self::Message;
    /// Sent when the other program has taken over, if there is something to forget.
    const RESTS: Option<Self::Message>;

    /// The message that opens `text`, which may hold a profile link.
    fn opening(text: String) -> Self::Message;

    /// The message for the browser's Back or Forward to the step named `key`; `None` if no program knows the step.
    fn returning(&self, key: &str) -> Option<Self::Message>;
}

/// The arguments of the page's scripts when they start a program.
pub struct Start {
    /// The element whose content the program replaces. It is the same each time: yew never takes its listeners off a
    /// root, so each program has one and keeps it.
    pub root: Element,
    /// The page around the program.
    pub host: Host,
    /// Text that may hold a profile link.
    pub link: Option<String>,
    /// The page to begin with, where the other program handed over.
    pub page: Option<String>,
    /// The answers, where the other program handed over.
    pub draft: Option<String>,
    /// The stored draft as the other program knew it.
    pub base: Option<String>,
    /// Another questionnaire than the program's own, packed.
    pub bank: Option<Vec<u8>>,
}

/// A slot for the program that runs in this instance of the WebAssembly, if any.
pub struct Running<R: Root>(RefCell<Option<AppHandle<R>>>);

impl<R: Root> Running<R> {
    /// An empty slot.
    pub const fn none() -> Running<R> {
        Running(RefCell::new(None))
    }

    /// Starts the program, or starts it again with new properties if it runs already. `own` is the bank that it carries,
    /// packed. Returns `false` if the bank can't be read.
    pub fn mount(&self, start: Start, own: &[u8]) -> bool {
        let Start { root, host, link, page, draft, base, bank } = start;
        browser::panic::catch_in(&root);
        let Some(bank) = Bank::unpack(bank.as_deref().unwrap_or(own)).map(Rc::new) else {
            return false;
        };
        let surroundings = browser::surroundings(&host);
        host::stand_in(host);
        let is_handed = draft.is_some();
        let base = if is_handed { base } else { browser::storage::load(&bank.id) };
        let props = AppProps {
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
            Some(app) => app.update(props),
            None => *running = Some(Renderer::<R>::with_root_and_props(root, props).render()),
        }
        true
    }

    /// Opens text that may hold a profile link.
    pub fn open(&self, text: String) {
        self.send(|_| Some(R::opening(text)));
    }

    /// Goes to the step that the browser's Back or Forward leads to.
    pub fn back(&self, key: &str) {
        self.send(|root| root.returning(key));
    }

    /// Goes on, because the other program could not be loaded.
    pub fn stay(&self) {
        self.send(|_| Some(R::STAYS));
    }

    /// Stops writing and listening, because the other program runs now.
    pub fn rest(&self) {
        browser::storage::rest();
        self.send(|_| R::RESTS);
    }

    /// Sends the program a message, if it runs.
    pub fn send(&self, message: impl FnOnce(&R) -> Option<R::Message>) {
        let running = self.0.borrow();
        let Some(app) = &*running else { return };
        // The component is borrowed only until the message is made.
        let message = app.get_component().and_then(|root| message(&root));
        if let Some(message) = message {
            app.send_message(message);
        }
    }

    /// Ends the program and keeps what is still to be kept. Its root is empty afterwards.
    pub fn end(&self) {
        // A draft that can't be written was reported while somebody could read it.
        let _ = browser::storage::flush();
        browser::storage::rest();
        if let Some(app) = self.0.take() {
            app.destroy();
        }
    }
}

/// Exports a program to JavaScript: the calls that `web/lazy/program-switch.js` makes. `$root` is its root component, `$bank` the bank
/// that it carries. The crate that uses this needs `wasm-bindgen` and `web-sys` among its dependencies.
#[macro_export]
macro_rules! export_program {
    ($root:ty, $bank:expr) => {
        thread_local! {
            static RUNNING: $crate::program::Running<$root> = const { $crate::program::Running::none() };
        }

        /// Starts the program; `interlocal::program::Start` describes the arguments. Returns `false` if the bank can't be read.
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
            let start = $crate::program::Start { root, host, link, page, draft, base, bank };
            RUNNING.with(|running| running.mount(start, $bank))
        }

        /// Opens text that may hold a profile link.
        #[wasm_bindgen]
        pub fn open(text: String) {
            RUNNING.with(|running| running.open(text));
        }

        /// Goes to the step that the browser's Back or Forward leads to.
        #[wasm_bindgen]
        pub fn back(key: &str) {
            RUNNING.with(|running| running.back(key));
        }

        /// Goes on, because the other program could not be loaded.
        #[wasm_bindgen]
        pub fn stay() {
            RUNNING.with($crate::program::Running::stay);
        }

        /// Stops writing and listening, because the other program runs now.
        #[wasm_bindgen]
        pub fn rest() {
            RUNNING.with($crate::program::Running::rest);
        }

        /// Hears that another tab erased everything.
        #[wasm_bindgen]
        pub fn erased() {
            $crate::browser::storage::erased();
        }

        /// Ends the program and keeps what is still to be kept.
        #[wasm_bindgen]
        pub fn end() {
            RUNNING.with($crate::program::Running::end);
        }
    };
}
