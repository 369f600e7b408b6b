//! To come.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

/// The page.
pub(super) fn since(_visit: &DeskVisit) -> Html {
    Html::default()
}
