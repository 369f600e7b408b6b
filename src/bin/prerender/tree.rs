//! Markup as data, for pages that may not make markup out of text: `["p", {"class": "lead"}, "text"]`. Reads what yew's
//! renderer writes, which is well-formed, and nothing else.

use serde_json::{Map, Value};

/// Elements that have no end.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// The one element that `markup` is; `None` where it is not of the known shape.
pub(crate) fn tree(markup: &str) -> Option<Value> {
    let (element, rest) = element(markup.strip_prefix('<')?)?;
    rest.is_empty().then_some(element)
}

/// An element, from behind its `<`, and what follows it.
fn element(text: &str) -> Option<(Value, &str)> {
    let (name, mut rest) = text.split_at(text.find([' ', '>', '/'])?);
    let mut attributes = Map::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        if let Some(after) = rest.strip_prefix('/') {
            rest = after;
            continue;
        }
        let (key, after) = rest.split_at(rest.find(['=', ' ', '>', '/'])?);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"')?,
            None => ("", after),
        };
        attributes.insert(key.to_owned(), plain(value).into());
        rest = after;
    }
    let mut node = vec![name.into(), attributes.into()];
    if !VOID.contains(&name) {
        rest = children(name, rest, &mut node)?;
    }
    Some((node.into(), rest))
}

/// Adds what stands inside of the element `name`, and gives what follows it.
fn children<'a>(name: &str, mut rest: &'a str, node: &mut Vec<Value>) -> Option<&'a str> {
    loop {
        let (text, after) = rest.split_once('<')?;
        if !text.is_empty() {
            node.push(plain(text).into());
        }
        if let Some(end) = after.strip_prefix('/') {
            return end.strip_prefix(name)?.strip_prefix('>');
        }
        // Between two texts yew writes a comment, so that a browser would not join them.
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let (child, after) = element(after)?;
        node.push(child);
        rest = after;
    }
}

/// Without the escapes.
fn plain(text: &str) -> String {
    const ESCAPES: [(&str, &str); 6] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2F;", "/"), ("&amp;", "&")];
    ESCAPES.iter().fold(text.to_owned(), |text, (escape, sign)| text.replace(escape, sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn markup_becomes_data() {
        let markup = "<div class=\"a &quot;b&quot;\"><input type=\"radio\" checked><p>1 &lt; 2<!-- -->, <b>so</b></p></div>";
        let data = json!(["div", {"class": "a \"b\""}, ["input", {"type": "radio", "checked": ""}], ["p", {}, "1 < 2", ", ", ["b", {}, "so"]]]);
        assert_eq!(tree(markup), Some(data));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for wrong in ["", "text", "<p>", "<p></b>", "<p></p><p></p>", "<p a=\"b></p>"] {
            assert_eq!(tree(wrong), None, "{wrong}");
        }
    }
}
