//! Buttons with a callback of their own.

use yew::prelude::*;

/// The prominence of a button.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    /// The main action.
    Main,
    /// A secondary action.
    Quiet,
    /// A link in the text.
    Link,
}

/// Renders a button with its own callback.
pub fn plain(look: Look, name: &'static str, text: &'static str, onclick: Callback<MouseEvent>) -> Html {
    let class = match look {
        Look::Main => "button",
        Look::Quiet => "button button--quiet",
        Look::Link => "link-button",
    };
    html! { <button type="button" {class} data-action={name} {onclick}>{ text }</button> }
}

/// Renders a small button in a row or a card. `label` names its subject for screen readers.
pub fn small(text: &'static str, label: String, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link-button no-print" aria-label={label} {onclick}>{ text }</button> }
}
