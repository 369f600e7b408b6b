//! Parts of a page: props in, HTML out, callbacks for what the person does. They know core types and no session rules.

pub mod answers;
pub mod button;
pub mod choice;
pub mod direction;
pub mod footer;
pub mod foreign;
pub mod header;
pub mod item_card;
pub mod link_host;
pub mod notice;
pub mod paste_box;
pub mod progress;
pub mod quadrant;
pub mod question;
pub mod range_bar;
pub mod reason_list;
pub mod shown;
pub mod steps;
pub mod term_card;
