//! Reads files that a person chooses or drops, and saves files.

use super::paste::forms;
use crate::action::NoFile;
use gloo_events::{EventListener, EventListenerOptions};
use interlocal_import::Limits;
use interlocal_ui::browser::{self, Listeners, host};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

/// The maximum size of a file, as in the import.
const MOST_FILE: usize = Limits::PAGE.bytes;

/// Reads the file that was chosen in the field behind `event`, and clears the field, so that the same file can be
/// chosen again. `ondone` gets its name and content.
pub fn chosen(event: &Event, ondone: impl FnOnce(String, Result<Vec<u8>, NoFile>) + 'static) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let files = field.files();
    read(files, move |name, bytes| {
        field.set_value("");
        ondone(name, bytes);
    });
}

/// Listens for drops where the page allows them. Without a listener the browser would open the file in place of the
/// page.
pub fn listen(ondrop: impl Fn(&DragEvent) + 'static) -> Listeners {
    let Some(ground) = host::with(host::Host::ground) else { return Vec::new() };
    let options = EventListenerOptions::enable_prevent_default();
    let over = |event: &Event| event.prevent_default();
    let drop = move |event: &Event| {
        event.prevent_default();
        ondrop(event.unchecked_ref());
    };
    vec![
        EventListener::new_with_options(&ground, "dragover", options, over),
        EventListener::new_with_options(&ground, "drop", options, drop),
    ]
}

/// Reads the dropped file, or returns the dropped text. `onfile` is also called for a drop with neither.
pub fn dropped(
    event: &DragEvent,
    onfile: impl FnOnce(String, Result<Vec<u8>, NoFile>) + 'static,
    ontext: impl FnOnce(String),
) {
    match handed(event) {
        Handed::Files(files) => read(Some(files), onfile),
        Handed::Text(text) => ontext(text),
        Handed::Nothing => onfile(String::new(), Err(NoFile::Nothing)),
    }
}

/// The content of a drop.
enum Handed {
    Files(FileList),
    Text(String),
    Nothing,
}

fn handed(event: &DragEvent) -> Handed {
    let Some(data) = event.data_transfer() else { return Handed::Nothing };
    let files = data.files().filter(|files| files.length() > 0);
    match (files, forms(&data).text()) {
        (Some(files), _) => Handed::Files(files),
        (None, Some(text)) => Handed::Text(text),
        (None, None) => Handed::Nothing,
    }
}

/// Reads all files that were chosen in the field behind `event`, and clears the field. `onfile` gets each file's name
/// and content.
pub fn all_chosen(event: &Event, onfile: impl Fn(String, Result<Vec<u8>, NoFile>) + 'static) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    if let Some(files) = field.files() {
        read_all(&files, onfile);
    }
    // Clears the field, because otherwise the same file couldn't be chosen again. The list was read before.
    field.set_value("");
}

/// Reads all dropped files, or returns the dropped text. `onfile` is also called for a drop with neither.
pub fn all_dropped(
    event: &DragEvent,
    onfile: impl Fn(String, Result<Vec<u8>, NoFile>) + 'static,
    ontext: impl FnOnce(String),
) {
    event.prevent_default();
    event.stop_propagation();
    match handed(event) {
        Handed::Files(files) => read_all(&files, onfile),
        Handed::Text(text) => ontext(text),
        Handed::Nothing => onfile(String::new(), Err(NoFile::Nothing)),
    }
}

fn read_all(files: &FileList, onfile: impl Fn(String, Result<Vec<u8>, NoFile>) + 'static) {
    let files: Vec<File> = (0..files.length()).filter_map(|idx| files.get(idx)).collect();
    wasm_bindgen_futures::spawn_local(async move {
        // The files are read one after the other, so that they are imported in the order of the selection.
        for file in files {
            onfile(file.name(), bytes(&file).await);
        }
    });
}

async fn bytes(file: &File) -> Result<Vec<u8>, NoFile> {
    let size = whole(file.size());
    if size > MOST_FILE {
        return Err(NoFile::TooBig(size));
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| NoFile::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn read(files: Option<FileList>, ondone: impl FnOnce(String, Result<Vec<u8>, NoFile>) + 'static) {
    let n_files = files.as_ref().map_or(0, FileList::length);
    let first = files.and_then(|files| files.get(0));
    let Some(file) = first else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let bytes =
            if n_files > 1 { Err(NoFile::Several(whole(n_files.into()))) } else { bytes(&file).await };
        ondone(file.name(), bytes);
    });
}

fn whole(units: f64) -> usize {
    usize::try_from(browser::whole(units)).unwrap_or(usize::MAX)
}

thread_local! {
    /// Parts of a file that isn't complete yet. The browser stores them outside of the program's memory. Parts of a
    /// cancelled file are dropped with the next one.
    static HELD: RefCell<Vec<Blob>> = const { RefCell::new(Vec::new()) };
}

/// Stores a part of a file until the file is saved.
pub fn hold(text: &str) {
    // A browser that can't create a blob can't save a file either.
    let part = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)));
    HELD.with_borrow_mut(|held| held.extend(part));
}

/// Saves `text` after the last `n_held` stored parts as a download; `None` if the browser doesn't support it.
pub fn save(name: &str, mime: &str, text: &str, n_held: u32) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(&[mime, ";charset=utf-8"].concat());
    let held = HELD.take();
    let others = held.len().saturating_sub(usize::try_from(n_held).unwrap_or(usize::MAX));
    let parts: Array = held.into_iter().skip(others).map(JsValue::from).collect();
    parts.push(&JsValue::from_str(text));
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor = web_sys::window()?.document()?.create_element("a").ok()?;
    let anchor = anchor.dyn_into::<HtmlAnchorElement>().ok()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The browser keeps the content after the click, but some browsers start the download late.
    gloo_timers::callback::Timeout::new(60_000, move || {
        // If revoking fails, only memory is lost.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}
