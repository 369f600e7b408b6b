//! The heading of a page, and a box with a title.

use super::direction::sentence;
use yew::prelude::*;

/// Renders a page's heading, which gets the focus when the page is shown.
pub fn heading(text: &str) -> Html {
    heading_in(None, text)
}

/// Renders a heading in the language that [`foreign`](super::foreign::foreign) returns.
pub fn heading_in(foreign: Option<AttrValue>, text: &str) -> Html {
    html! { <h1 class="heading" tabindex="-1" lang={foreign}>{ sentence(text) }</h1> }
}

/// Renders a separate box with its own title.
pub fn aside(id: &'static str, title: String, body: Html) -> Html {
    html! { <section class="aside" aria-labelledby={id}><h2 {id}>{ title }</h2>{ body }</section> }
}
