//! To come.

use crate::desk::visit::DeskVisit;
use yew::prelude::*;

/// The page.
pub(super) fn raters(_visit: &DeskVisit) -> Html {
    Html::default()
}
