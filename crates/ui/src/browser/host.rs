//! The page that a program stands in, as JavaScript describes it: a page of its own and somebody else's differ in what
//! they let a guest do, and only `web/**/*.js` knows which one this is. Nothing here fails: what a page refuses, its own
//! side takes.

use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a program may ask of the page around it.
    #[derive(Clone)]
    pub type Host;

    /// The language to begin in.
    #[wasm_bindgen(method, getter)]
    pub fn lang(this: &Host) -> String;

    /// The address that links lead to, without a fragment.
    #[wasm_bindgen(method, getter, js_name = shareBase)]
    pub fn share_base(this: &Host) -> String;

    /// What stands before the names of the site's other pages; ends in a slash, or is empty.
    #[wasm_bindgen(method, getter)]
    pub fn site(this: &Host) -> String;

    /// Where drafts are kept, if anywhere.
    #[wasm_bindgen(method, getter)]
    pub fn store(this: &Host) -> Option<web_sys::Storage>;

    /// Tells what is shown now, and in which language.
    #[wasm_bindgen(method)]
    pub fn describe(this: &Host, title: &str, lang: &str);

    /// Whether focus and scrolling may follow: not before a person did something here.
    #[wasm_bindgen(method, js_name = mayMove)]
    pub fn may_move(this: &Host) -> bool;

    /// Opens the print dialog.
    #[wasm_bindgen(method)]
    pub fn print(this: &Host);

    /// The name of the step of the browser's history that it stands on, where it has one of ours.
    #[wasm_bindgen(method, getter)]
    pub fn step(this: &Host) -> Option<String>;

    /// Names that step.
    #[wasm_bindgen(method, js_name = nameStep)]
    pub fn name_step(this: &Host, key: &str);

    /// A new step for Back to come back from.
    #[wasm_bindgen(method, js_name = addStep)]
    pub fn add_step(this: &Host, key: &str);

    /// Calls `oncode` with the code that `text` means in `field`, the key of a text field, if it names a country or a state.
    /// `country` is the content of the country's field.
    #[wasm_bindgen(method, js_name = nameRegion)]
    pub fn name_region(
        this: &Host,
        field: &str,
        text: &str,
        country: &str,
        lang: &str,
        oncode: &js_sys::Function,
    );

    /// Goes on in the other program at the page named `page`, with the visit as text, the stored draft as this program knows
    /// it, and a link to begin with.
    #[wasm_bindgen(method, js_name = handOver)]
    pub fn hand_over(this: &Host, page: &str, draft: &str, base: Option<&str>, link: Option<&str>);

    /// Erases all that is kept under our name, and tells the other tabs.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Host);
}

/// What only the desk asks for.
#[wasm_bindgen]
extern "C" {
    /// Where something may be dropped.
    #[wasm_bindgen(method, getter)]
    pub fn ground(this: &Host) -> web_sys::EventTarget;

    /// The origin of the site that takes what a person sends to it, where it does.
    #[wasm_bindgen(method, getter)]
    pub fn receiver(this: &Host) -> Option<String>;

    /// Gives it a link, and what the link says as JSON, unless that is sealed.
    #[wasm_bindgen(method)]
    pub fn send(this: &Host, link: &str, profile: Option<&str>);

    /// Starts the worker that holds a group; `onanswer` gets bytes, or nothing where the worker failed. Gives what takes a
    /// question's bytes.
    #[wasm_bindgen(method, js_name = openGroup)]
    pub fn open_group(this: &Host, onanswer: &js_sys::Function) -> js_sys::Function;
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// From here on this is the page around the program.
pub fn stand_in(host: Host) {
    HOST.set(Some(host));
}

/// Does something with the page around the program; `None` before there is one, as on a build machine.
pub fn with<T>(job: impl FnOnce(&Host) -> T) -> Option<T> {
    HOST.with_borrow(|host| host.as_ref().map(job))
}
