//! What every page of the desk gets.

use super::app::Workbench;

/// The state of the desk at one moment, and where actions go.
pub type DeskVisit = interlocal_ui::visit::Visit<Workbench>;
