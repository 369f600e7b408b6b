//! Converts markup to data, for pages with Trusted Types that can't parse markup: `["p", {"class": "lead"}, "text"]`.
//! It supports only the well-formed output of yew's renderer.

use serde_json::{Map, Value};

/// Void elements.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// Converts `markup`, which must be one element; `None` if it has an unsupported form.
pub(crate) fn tree(markup: &str) -> Option<Value> {
    let (element, rest) = element(markup.strip_prefix('<')?)?;
    rest.is_empty().then_some(element)
}

/// Parses an element from after its `<`; returns it with the text that follows.
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

/// Adds the children of the element `name`; returns the text that follows.
fn children<'a>(name: &str, mut rest: &'a str, node: &mut Vec<Value>) -> Option<&'a str> {
    loop {
        let (text, after) = rest.split_once('<')?;
        if !text.is_empty() {
            node.push(plain(text).into());
        }
        if let Some(end) = after.strip_prefix('/') {
            return end.strip_prefix(name)?.strip_prefix('>');
        }
        // Yew writes a comment between two texts, so that the browser doesn't join them.
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let (child, after) = element(after)?;
        node.push(child);
        rest = after;
    }
}

/// Removes the escapes.
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
    fn markup_is_converted_to_data() {
        let markup = "<div class=\"a &quot;b&quot;\"><input type=\"radio\" checked><p>1 &lt; 2<!-- -->, <b>so</b></p></div>";
        let data = json!(["div", {"class": "a \"b\""}, ["input", {"type": "radio", "checked": ""}], ["p", {}, "1 < 2", ", ", ["b", {}, "so"]]]);
        assert_eq!(tree(markup), Some(data));
    }

    #[test]
    fn malformed_markup_is_rejected() {
        for wrong in ["", "text", "<p>", "<p></b>", "<p></p><p></p>", "<p a=\"b></p>"] {
            assert_eq!(tree(wrong), None, "{wrong}");
        }
    }
}
