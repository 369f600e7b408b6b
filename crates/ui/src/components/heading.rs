//! The heading of a page, and a box with a title.

use super::direction::sentence;
use yew::prelude::*;

/// A page's heading, to which focus moves when the page comes.
pub fn heading(text: &str) -> Html {
    heading_in(None, text)
}

/// A heading in the language that [`foreign`](super::foreign::foreign) names.
pub fn heading_in(foreign: Option<AttrValue>, text: &str) -> Html {
    html! { <h1 class="heading" tabindex="-1" lang={foreign}>{ sentence(text) }</h1> }
}

/// A box that stands apart, with a title of its own.
pub fn aside(id: &'static str, title: String, body: Html) -> Html {
    html! { <section class="aside" aria-labelledby={id}><h2 {id}>{ title }</h2>{ body }</section> }
}
