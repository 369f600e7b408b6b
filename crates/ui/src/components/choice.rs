//! A radio button or checkbox with its text; the whole line can be clicked.

use yew::prelude::*;

/// The kind of a choice.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// One of a group.
    Radio,
    /// Independent of others.
    Checkbox,
}

/// Content and behaviour of a choice.
pub struct Choice<'a> {
    /// Radio button or checkbox.
    pub kind: Kind,
    /// The group's name.
    pub name: &'a str,
    /// The value inside the group.
    pub value: &'a str,
    /// A short label in bold; may be empty.
    pub label: &'a str,
    /// The full sentence; may be empty.
    pub text: &'a str,
    /// Whether it is checked.
    pub is_on: bool,
    /// Called when the person checks or unchecks it.
    pub onchange: Callback<Event>,
}

/// Renders a choice as a label around its input.
pub fn choice(choice: Choice<'_>) -> Html {
    choice_in(None, choice)
}

/// Renders a choice with texts of the bank, in the language that [`foreign`](super::foreign::foreign) returns.
pub fn choice_in(foreign: Option<AttrValue>, choice: Choice<'_>) -> Html {
    let Choice { kind, name, value, label, text, is_on, onchange } = choice;
    let kind = match kind {
        Kind::Radio => "radio",
        Kind::Checkbox => "checkbox",
    };
    html! {
        <label class="choice">
            <input class="choice__input" type={kind} name={name.to_owned()} value={value.to_owned()}
                checked={is_on} {onchange} />
            <span class="choice__words" lang={foreign}>
                if !label.is_empty() {
                    <span class="choice__label">{ label.to_owned() }</span>
                }
                if !label.is_empty() && !text.is_empty() {
                    { " " }
                }
                if !text.is_empty() {
                    <span class="choice__text">{ text.to_owned() }</span>
                }
            </span>
        </label>
    }
}
