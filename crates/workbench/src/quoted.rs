//! The last step of a page of the desk whose bank is in another language: texts of the bank, which stand between marks (see
//! `bank::quoted`), come into elements that name their language, and isolated values into `<bdi>`, as in `components::direction`.

use interlocal_core::bank::quoted::{CLOSE, OPEN, unquoted};
use interlocal_core::direction::{CLOSE as END, OPEN as START};
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, VNode, VTag};

/// Elements that hold text alone: they name the language themselves.
const PLAIN: [&str; 4] = ["option", "title", "text", "tspan"];

/// `page` without marks: elements with `lang={code}` stand in their place. Attributes just lose them.
pub(super) fn quoted(mut page: Html, code: &AttrValue) -> Html {
    turn(&mut page, code, false);
    page
}

/// `is_inside` says that an element around the node names the language already.
fn turn(node: &mut VNode, code: &AttrValue, is_inside: bool) {
    match node {
        VNode::VText(text) => {
            if text.text.contains([OPEN, CLOSE, START]) {
                *node = pieces(&text.text, code, is_inside);
            }
        }
        VNode::VTag(tag) => turn_element(Rc::make_mut(tag), code, is_inside),
        VNode::VList(list) => Rc::make_mut(list).iter_mut().for_each(|child| turn(child, code, is_inside)),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {}
    }
}

fn turn_element(tag: &mut VTag, code: &AttrValue, is_inside: bool) {
    let is_inside =
        is_inside || tag.attributes.iter().any(|(name, value)| name == "lang" && value == &**code);
    if tag.attributes.iter().any(|(_, value)| value.contains(OPEN)) {
        for value in tag.attributes.get_mut_index_map().values_mut() {
            if let AttributeOrProperty::Attribute(text) = value {
                *text = unquoted(text).into();
            }
        }
    }
    if let Some(value) = tag.value().filter(|value| value.contains(OPEN)).map(|value| unquoted(value)) {
        tag.set_value(value);
    }
    let is_plain = PLAIN.contains(&tag.tag());
    if is_plain && !is_inside && tag.children().is_some_and(has_mark) {
        tag.add_attribute("lang", code.clone());
    }
    match tag.children_mut() {
        Some(children) if is_plain => strip(children),
        Some(children) => turn(children, code, is_inside),
        None => {}
    }
}

fn has_mark(node: &VNode) -> bool {
    match node {
        VNode::VText(text) => text.text.contains(OPEN),
        VNode::VTag(tag) => tag.children().is_some_and(has_mark),
        VNode::VList(list) => list.iter().any(has_mark),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => false,
    }
}

fn strip(node: &mut VNode) {
    match node {
        VNode::VText(text) => text.text = unquoted(&text.text).into(),
        VNode::VTag(tag) => {
            if let Some(children) = Rc::make_mut(tag).children_mut() {
                strip(children);
            }
        }
        VNode::VList(list) => Rc::make_mut(list).iter_mut().for_each(strip),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {}
    }
}

/// A sentence in pieces. A text of the bank may stand in another one, such as a label in a message: one element names both.
fn pieces(sentence: &str, code: &AttrValue, is_inside: bool) -> Html {
    let mut open: Vec<(char, Vec<Html>)> = Vec::new();
    let mut found: Vec<Html> = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find([OPEN, CLOSE, START, END]) {
        let (text, tail) = rest.split_at(at);
        found.extend((!text.is_empty()).then(|| html! { { text.to_owned() } }));
        let mut tail = tail.chars();
        match (tail.next(), open.last()) {
            (Some(mark @ (OPEN | START)), _) => open.push((mark, std::mem::take(&mut found))),
            (Some(CLOSE), Some((OPEN, _))) | (Some(END), Some((START, _))) => {
                close(&mut open, &mut found, code, is_inside)
            }
            // A mark without its other half, which a name from a file may hold.
            _ => {}
        }
        rest = tail.as_str();
    }
    found.extend((!rest.is_empty()).then(|| html! { { rest.to_owned() } }));
    while !open.is_empty() {
        close(&mut open, &mut found, code, is_inside);
    }
    found.into_iter().collect()
}

/// Puts what came since the last mark into its element.
fn close(open: &mut Vec<(char, Vec<Html>)>, found: &mut Vec<Html>, code: &AttrValue, is_inside: bool) {
    let Some((mark, before)) = open.pop() else { return };
    let inner: Html = std::mem::replace(found, before).into_iter().collect();
    let is_named = is_inside || open.iter().any(|(mark, _)| *mark == OPEN);
    found.push(match mark {
        OPEN if is_named => inner,
        OPEN => html! { <span lang={code.clone()}>{ inner }</span> },
        _ => html! { <bdi>{ inner }</bdi> },
    });
}
