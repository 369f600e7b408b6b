//! Buttons with a callback of their own.

use yew::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    /// The way on.
    Main,
    /// Another way.
    Quiet,
    /// As a link in the text.
    Link,
}

/// A button with a callback of its own.
pub fn plain(look: Look, name: &'static str, text: &'static str, onclick: Callback<MouseEvent>) -> Html {
    let class = match look {
        Look::Main => "button",
        Look::Quiet => "button button--quiet",
        Look::Link => "link-button",
    };
    html! { <button type="button" {class} data-action={name} {onclick}>{ text }</button> }
}

/// A small button of a row or a card; `label` says of what, for those who hear it without its surroundings.
pub fn small(text: &'static str, label: String, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link-button no-print" aria-label={label} {onclick}>{ text }</button> }
}
