//! The desk as a program.

use interlocal_workbench::app::Workbench;
use wasm_bindgen::prelude::*;

interlocal_ui::export_program!(Workbench, interlocal_ui::WORKBENCH_BANK);
