//! The files that a profile can be saved to and read from; `docs/files.md` describes the formats. All functions take
//! profiles to which a disclosure has been applied.

mod chart;
mod csv;
mod html;
#[cfg(feature = "json")]
mod json;
mod markup;
mod markup_read;
mod read;

pub use chart::svg;
pub use csv::{BYTE_ORDER_MARK, csv, csv_header, csv_line, csv_rows};
pub use html::html;
#[cfg(feature = "json")]
pub use json::{FORMAT, json, read_value};
pub use markup_read::character;
pub use read::{FileError, MOST_FILE, file_error, read};
