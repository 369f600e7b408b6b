//! The device's share sheet.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ShareData;

/// Returns true if the device has a share sheet. The prerenderer gets false.
pub fn is_there() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let navigator = web_sys::window().map(|window| window.navigator());
        navigator.is_some_and(|navigator| js_sys::Reflect::has(&navigator, &"share".into()) == Ok(true))
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}

/// Opens the share sheet. Errors are ignored: the person closed it, or the frame isn't allowed to open it and offers
/// other ways.
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
        // Errors are ignored, as described above.
        let _ = JsFuture::from(sharing).await;
    });
}
