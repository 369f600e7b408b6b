//! The desk as a program.

use interlocal::desk::app::DeskApp;
use wasm_bindgen::prelude::*;

interlocal::export_program!(DeskApp, interlocal::DESK_BANK);
