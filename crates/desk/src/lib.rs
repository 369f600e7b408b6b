//! The desk as a program.

use interlocal::desk::action::Action;
use interlocal::desk::app::DeskApp;
use wasm_bindgen::prelude::*;

interlocal::export_program!(DeskApp, interlocal::DESK_BANK);

/// Forgets what only the desk's pages should know, because the questionnaire has taken over.
#[wasm_bindgen]
pub fn rest() {
    RUNNING.with(|running| running.send(|_| Some(Action::Rest)));
}
