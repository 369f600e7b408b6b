//! The questionnaire as a program.

use interlocal::app::Questionnaire;
use wasm_bindgen::prelude::*;

interlocal_ui::export_program!(Questionnaire, interlocal_ui::QUESTIONNAIRE_BANK);
