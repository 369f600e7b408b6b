//! Parts of the questionnaire's pages. `interlocal_ui::components` has those that the workbench uses, too.

pub mod item_card;
pub mod notice;
pub mod paste_box;
pub mod progress;
pub mod step;
pub mod steps;
pub mod term_card;
