//! To come.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

/// The page.
pub(super) fn sheet(_visit: &DeskVisit) -> Html {
    Html::default()
}
