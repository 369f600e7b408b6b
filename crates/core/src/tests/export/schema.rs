//! Checks `docs/profile.schema.json` against the writer and the reader. The validator supports only the keywords in
//! this schema, because a full one needs about sixty crates; any other keyword or pattern fails the test.

use super::example;
use crate::tests::support::random::{Extent, profiles};
use crate::tests::support::{BANK, personas, root};
use interlocal_core::exchange::read_profile;
use interlocal_core::export::{FORMAT, json};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(&std::fs::read_to_string(root("docs/profile.schema.json")).unwrap()).unwrap()
}

/// Returns the places where `value` violates `rule`, which is a part of `all`.
fn broken(all: &Value, rule: &Value, value: &Value, at: &str) -> Vec<String> {
    let Value::Object(rules) = rule else {
        return if rule == &Value::Bool(true) {
            Vec::new()
        } else {
            vec![format!("{at}: nothing may stand here")]
        };
    };
    rules.iter().flat_map(|(keyword, rule)| keyword_broken(all, rules, keyword, rule, value, at)).collect()
}

fn keyword_broken(
    all: &Value,
    rules: &serde_json::Map<String, Value>,
    keyword: &str,
    rule: &Value,
    value: &Value,
    at: &str,
) -> Vec<String> {
    let unless =
        |is_kept: bool| if is_kept { Vec::new() } else { vec![format!("{at}: {keyword} {rule}, {value}")] };
    let fields = || value.as_object().into_iter().flatten();
    let items = || value.as_array().into_iter().flatten();
    let inside = |rule: &Value, key: &str, value: &Value| broken(all, rule, value, &format!("{at}/{key}"));
    match keyword {
        "$schema" | "title" | "description" | "$defs" => Vec::new(),
        "$ref" => {
            let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
            broken(all, all.pointer(pointer).unwrap(), value, at)
        }
        "type" => {
            let kinds = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
            unless(kinds.iter().any(|kind| is_a(kind.as_str().unwrap(), value)))
        }
        "const" => unless(rule == value),
        "oneOf" => {
            let fits = rule.as_array().unwrap().iter().filter(|rule| broken(all, rule, value, at).is_empty());
            unless(fits.count() == 1)
        }
        "required" => unless(
            value.is_null()
                || rule.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
        ),
        "properties" => {
            fields().filter_map(|(key, value)| Some(inside(rule.get(key)?, key, value))).flatten().collect()
        }
        "additionalProperties" => fields()
            .filter(|(key, _)| rules.get("properties").is_none_or(|known| known.get(key.as_str()).is_none()))
            .flat_map(|(key, value)| inside(rule, key, value))
            .collect(),
        "items" => items().flat_map(|value| inside(rule, "-", value)).collect(),
        "maxItems" => unless(items().count() <= usize::try_from(rule.as_u64().unwrap()).unwrap()),
        "uniqueItems" => unless(items().all(|one| items().filter(|other| *other == one).count() == 1)),
        "minimum" => unless(value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap())),
        "maximum" => unless(value.as_i64().is_none_or(|n| n <= rule.as_i64().unwrap())),
        "maxLength" => {
            let most = usize::try_from(rule.as_u64().unwrap()).unwrap();
            unless(value.as_str().is_none_or(|text| text.chars().count() <= most))
        }
        "pattern" => unless(value.as_str().is_none_or(|text| matches(rule.as_str().unwrap(), text))),
        other => panic!("the schema has {other}, which this validator does not know"),
    }
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schema has the type {other}"),
    }
}

/// Matches the patterns of the schema, each written by hand.
fn matches(pattern: &str, text: &str) -> bool {
    let all = |is_good: fn(&u8) -> bool, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.as_bytes().iter().all(is_good)
    };
    match pattern {
        "^su1[0-9a-hjkmnp-tv-z]+$" => text.strip_prefix("su1").is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|b| b"0123456789abcdefghjkmnpqrstvwxyz".contains(&b))
        }),
        "^[0-9a-f]{64}$" => all(|b| b"0123456789abcdef".contains(b), 64, 64),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            shape == "0000-00-00"
        }
        "^[0-9A-Za-z-]{1,35}$" => all(|b| b.is_ascii_alphanumeric() || *b == b'-', 1, 35),
        "^[A-Z]{2}$" => all(u8::is_ascii_uppercase, 2, 2),
        "^[0-9A-Z]{1,5}$" => all(|b| b.is_ascii_uppercase() || b.is_ascii_digit(), 1, 5),
        other => panic!("the schema has the pattern {other}"),
    }
}

#[track_caller]
fn assert_valid(value: &Value) {
    let schema = schema();
    assert_eq!(broken(&schema, &schema, value, ""), [""; 0], "{value}");
}

#[test]
fn written_files_and_examples_satisfy_the_schema() {
    for persona in personas() {
        assert_valid(persona);
        assert_valid(&json(&BANK, &read_profile(&BANK, persona).unwrap()));
    }
    for (_, profile) in profiles(&BANK, Extent::Long, 200) {
        assert_valid(&json(&BANK, &profile));
    }
}

#[test]
fn the_json_equals_its_golden_file() {
    let value = json(&BANK, &example("en"));
    assert_eq!(value["format"], FORMAT);
    super::assert_golden("little-quill.json", &format!("{value:#}\n"));
}

#[test]
fn the_schema_rejects_what_the_reader_rejects() {
    let schema = schema();
    for (pointer, value) in [
        ("/answers", Value::Null),
        ("/answers/hosting", json!("no")),
        ("/answers/hosting", json!({"skill": 5})),
        ("/answers/hosting", json!({"skil": 1})),
        ("/answers/hosting", json!({"skill": 1.5})),
        ("/readiness/share-s1", json!(5)),
        ("/terms/term-costs", json!({"use": 3})),
        ("/terms/term-roles", json!(["peer", "peer"])),
        ("/terms/term-reach", json!({"level": 1, "bent": true})),
        ("/context/ctx-region", json!({"city": "x"})),
        ("/context/ctx-region", json!({"country": "us"})),
        ("/featured_offers", json!(["hosting", "devices", "website", "help-desk"])),
        ("/date", json!("23.11.2026")),
        ("/locale", json!("en_US")),
        ("/agency", json!(7)),
    ] {
        let mut changed = json(&BANK, &example("en"));
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[key] = value;
        assert!(read_profile(&BANK, &changed).is_err(), "{pointer} is read");
        assert!(!broken(&schema, &schema, &changed, "").is_empty(), "{pointer} is valid");
    }
}
