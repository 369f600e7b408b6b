//! Parts of a page: they take props, return HTML, and call back when the user acts. They use core types and no state of a
//! program.

pub mod answers;
pub mod button;
pub mod choice;
pub mod direction;
pub mod footer;
pub mod foreign;
pub mod header;
pub mod heading;
pub mod link_host;
pub mod quadrant;
pub mod question;
pub mod range_bar;
pub mod reason_list;
pub mod shown;
