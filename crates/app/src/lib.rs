//! The questionnaire as a program.

use interlocal::app::App;
use wasm_bindgen::prelude::*;

interlocal::export_program!(App, interlocal::APP_BANK);
