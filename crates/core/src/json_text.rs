//! Parses JSON and rejects objects with a duplicate key. A plain parser would keep the second value and silently drop
//! an answer.

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Maximum number of characters of a name or text in a message.
const MOST_SHOWN: usize = 80;

/// Reads one JSON value.
///
/// # Errors
/// If `text` is not JSON, or an object has a key twice.
pub fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).map(|Distinct(value)| value)
}

struct Distinct(Value);

struct DistinctVisitor;

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Distinct, D::Error> {
        deserializer.deserialize_any(DistinctVisitor).map(Distinct)
    }
}

impl<'de> Visitor<'de> for DistinctVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Distinct(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            if map.contains_key(&key) {
                let key = cut(&key);
                return Err(A::Error::custom(format_args!("the key {key:?} occurs twice in one object")));
            }
            let Distinct(value) = fields.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

/// Returns the start of an untrusted text, for a message.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((at, _)) => [text.get(..at).unwrap_or_default(), "…"].concat(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_parses_as_in_serde_json() {
        let text = r#"{"a": [1, -2, 2.5, 1e300, true, null, "\u00f1"], "b": {"a": {}}, "": []}"#;
        assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn duplicate_keys_are_rejected_with_their_place() {
        let error = parse("{\"a\": 1,\n \"a\": 1}").unwrap_err();
        assert_eq!(error.to_string(), "the key \"a\" occurs twice in one object at line 2 column 4");
        assert!(parse(r#"[{"a": {"b": 1, "b": 2}}]"#).is_err() && parse(r#"[{"a": 1}, {"a": 1}]"#).is_ok());
    }
}
