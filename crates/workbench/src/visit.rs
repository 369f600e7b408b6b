//! The values that every page of the workbench gets.

use super::app::Workbench;

/// The state of the workbench at one moment, and the callback for actions.
pub type DeskVisit = interlocal_ui::visit::Visit<Workbench>;
