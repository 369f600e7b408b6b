//! The page around a program, as seen from Rust. A page of our own and an embedding page differ in what they allow a
//! widget to do; `web/**/*.js` handles the differences and the errors.

use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The interface of the page around a program.
    #[derive(Clone)]
    pub type Host;

    /// The language to start in.
    #[wasm_bindgen(method, getter)]
    pub fn lang(this: &Host) -> String;

    /// The address that links lead to, without a fragment.
    #[wasm_bindgen(method, getter, js_name = shareBase)]
    pub fn share_base(this: &Host) -> String;

    /// The prefix for the names of the site's other pages; ends in a slash, or is empty.
    #[wasm_bindgen(method, getter)]
    pub fn site(this: &Host) -> String;

    /// The storage for drafts, if there is one.
    #[wasm_bindgen(method, getter)]
    pub fn store(this: &Host) -> Option<web_sys::Storage>;

    /// Reports the title and the language of what is shown.
    #[wasm_bindgen(method)]
    pub fn describe(this: &Host, title: &str, lang: &str);

    /// Whether the program may move focus and scroll, which requires an earlier action of the person.
    #[wasm_bindgen(method, js_name = mayMove)]
    pub fn may_move(this: &Host) -> bool;

    /// Opens the print dialog.
    #[wasm_bindgen(method)]
    pub fn print(this: &Host);

    /// The name of the current entry in the browser's history, if it is one of ours.
    #[wasm_bindgen(method, getter)]
    pub fn step(this: &Host) -> Option<String>;

    /// Names the current entry in the browser's history.
    #[wasm_bindgen(method, js_name = nameStep)]
    pub fn name_step(this: &Host, key: &str);

    /// Adds an entry to the browser's history.
    #[wasm_bindgen(method, js_name = addStep)]
    pub fn add_step(this: &Host, key: &str);

    /// Calls `oncode` with the code for `text` if it names a country or a state. `field` is the key of the text field,
    /// and `country` the content of the country's field.
    #[wasm_bindgen(method, js_name = nameRegion)]
    pub fn name_region(
        this: &Host,
        field: &str,
        text: &str,
        country: &str,
        lang: &str,
        oncode: &js_sys::Function,
    );

    /// Switches to the other program at the page named `page`, with the draft, the stored draft as this program knows
    /// it, and a link to open.
    #[wasm_bindgen(method, js_name = handOver)]
    pub fn hand_over(this: &Host, page: &str, draft: &str, base: Option<&str>, link: Option<&str>);

    /// Erases everything that we stored, and tells the other tabs.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Host);
}

/// The part of the interface that only the workbench uses.
#[wasm_bindgen]
extern "C" {
    /// The element on which a person may drop something.
    #[wasm_bindgen(method, getter)]
    pub fn ground(this: &Host) -> web_sys::EventTarget;

    /// The origin of the site that receives profiles, if the site asked for them.
    #[wasm_bindgen(method, getter)]
    pub fn receiver(this: &Host) -> Option<String>;

    /// Sends the site a link, and the profile as JSON unless the link is encrypted.
    #[wasm_bindgen(method)]
    pub fn send(this: &Host, link: &str, profile: Option<&str>);

    /// Starts the worker with the group. `onanswer` gets bytes, or nothing if the worker failed. Returns the function
    /// that sends a message's bytes.
    #[wasm_bindgen(method, js_name = openGroup)]
    pub fn open_group(this: &Host, onanswer: &js_sys::Function) -> js_sys::Function;
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// Sets the page around the program.
pub fn stand_in(host: Host) {
    HOST.set(Some(host));
}

/// Calls `job` with the page around the program; `None` if there is none, as in the prerenderer.
pub fn with<T>(job: impl FnOnce(&Host) -> T) -> Option<T> {
    HOST.with_borrow(|host| host.as_ref().map(job))
}
