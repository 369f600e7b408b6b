//! One radio button or tick box with its text: the whole line is the target.

use yew::prelude::*;

/// A choice's kind.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// One of a group.
    Radio,
    /// On or off by itself.
    Checkbox,
}

/// What a choice shows and does.
pub struct Choice<'a> {
    /// Radio or checkbox.
    pub kind: Kind,
    /// The group's name.
    pub name: &'a str,
    /// What this one stands for, inside the group.
    pub value: &'a str,
    /// Short and bold; empty for none.
    pub label: &'a str,
    /// The line in full; empty for none.
    pub text: &'a str,
    /// Picked.
    pub is_on: bool,
    /// The person picked it, or ticked or unticked it.
    pub onchange: Callback<Event>,
}

/// A label around its input, so that label and input can never part.
pub fn choice(choice: Choice<'_>) -> Html {
    choice_in(None, choice)
}

/// A choice with texts of the bank, in the language that [`foreign`](super::foreign::foreign) names.
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
