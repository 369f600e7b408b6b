//! Puts right-to-left names in elements of their own, so that they don't reorder the text around them.

use interlocal_core::direction::{OPEN, Part, parts};
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::VNode;

/// Renders `text` with each isolated value in `<bdi>`, for the few texts of the questionnaire with other people's
/// names.
pub fn sentence(text: &str) -> Html {
    parts(text).map(part).collect()
}

/// Renders `page` with each isolated value of its texts in `<bdi>`. Pictures, options and attributes can't contain the
/// element and keep the isolates as characters.
pub fn isolated(mut page: Html) -> Html {
    if has_isolate(&page) {
        isolate(&mut page);
    }
    page
}

fn has_isolate(node: &VNode) -> bool {
    match node {
        VNode::VText(text) => text.text.contains(OPEN),
        VNode::VTag(tag) => tag.children().is_some_and(has_isolate),
        VNode::VList(list) => list.iter().any(has_isolate),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => false,
    }
}

fn isolate(node: &mut VNode) {
    match node {
        VNode::VText(text) => {
            if text.text.contains(OPEN) {
                *node = parts(&text.text).map(part).collect();
            }
        }
        VNode::VTag(tag) => {
            let is_plain = matches!(tag.tag(), "svg" | "option");
            if let Some(children) = Rc::make_mut(tag).children_mut().filter(|_| !is_plain) {
                isolate(children);
            }
        }
        VNode::VList(list) => Rc::make_mut(list).iter_mut().for_each(isolate),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {}
    }
}

fn part(part: Part<'_>) -> Html {
    match part {
        Part::Text(text) => html! { { text.to_owned() } },
        Part::Value(value) => html! { <bdi>{ value.to_owned() }</bdi> },
    }
}
