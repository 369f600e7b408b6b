//! The device's own share sheet, where it has one.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ShareData;

/// Whether there is one. On a build machine there is none.
pub fn is_there() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let navigator = web_sys::window().map(|window| window.navigator());
        navigator.is_some_and(|navigator| js_sys::Reflect::has(&navigator, &"share".into()) == Ok(true))
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}

/// Opens it. A person who closes it again has changed their mind; a frame that may not open it has every other way out.
pub fn open(title: &str, text: &str) {
    if !is_there() {
        return;
    }
    let Some(window) = web_sys::window() else { return };
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    let sharing = window.navigator().share_with_data(&data);
    spawn_local(async move {
        // As above.
        let _ = JsFuture::from(sharing).await;
    });
}
