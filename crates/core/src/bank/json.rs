//! A place in a JSON document that knows its own pointer, so that every complaint says where. Knows JSON; refuses to
//! know what a bank is.

use super::lint::{Finding, Problem};
use serde_json::{Map, Value};

/// A value and the JSON pointer (RFC 6901) to it.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: String,
}

type Read<T> = Result<T, Finding>;

impl<'a> Place<'a> {
    pub(super) fn root(value: &'a Value) -> Place<'a> {
        Place { value, pointer: String::new() }
    }

    /// The field `name`, which must be there.
    pub(super) fn get(&self, name: &str) -> Read<Place<'a>> {
        let child = self.child(name, self.object()?.get(name).unwrap_or(&Value::Null));
        if child.value.is_null() { Err(child.wrong(Problem::Missing)) } else { Ok(child) }
    }

    /// The field `name`, or `None` where it is absent or `null`.
    pub(super) fn optional(&self, name: &str) -> Read<Option<Place<'a>>> {
        let value = self.object()?.get(name).filter(|value| !value.is_null());
        Ok(value.map(|value| self.child(name, value)))
    }

    pub(super) fn items(&self) -> Read<Vec<Place<'a>>> {
        let array = self.value.as_array().ok_or_else(|| self.wrong(Problem::NotA("list")))?;
        Ok(array.iter().enumerate().map(|(idx, value)| self.child(&idx.to_string(), value)).collect())
    }

    /// The items of the list `name`, each through `read`.
    pub(super) fn each<T>(&self, name: &str, read: impl FnMut(&Place<'a>) -> Read<T>) -> Read<Vec<T>> {
        self.get(name)?.items()?.iter().map(read).collect()
    }

    pub(super) fn object(&self) -> Read<&'a Map<String, Value>> {
        self.value.as_object().ok_or_else(|| self.wrong(Problem::NotA("object")))
    }

    pub(super) fn fields(&self) -> Read<Vec<(&'a str, Place<'a>)>> {
        Ok(self.object()?.iter().map(|(name, value)| (name.as_str(), self.child(name, value))).collect())
    }

    pub(super) fn str(&self) -> Read<&'a str> {
        self.value.as_str().ok_or_else(|| self.wrong(Problem::NotA("text")))
    }

    pub(super) fn bool(&self) -> Read<bool> {
        self.value.as_bool().ok_or_else(|| self.wrong(Problem::NotA("true or false")))
    }

    /// A whole number from `least` to `most`.
    pub(super) fn int(&self, least: u32, most: u32) -> Read<u32> {
        let number = self.value.as_u64().and_then(|n| u32::try_from(n).ok());
        number.filter(|n| (least..=most).contains(n)).ok_or_else(|| self.wrong(Problem::NotWithin { least, most }))
    }

    pub(super) fn byte(&self, least: u8, most: u8) -> Read<u8> {
        self.int(u32::from(least), u32::from(most)).map(|n| u8::try_from(n).unwrap_or(most))
    }

    pub(super) fn short(&self, least: u16, most: u16) -> Read<u16> {
        self.int(u32::from(least), u32::from(most)).map(|n| u16::try_from(n).unwrap_or(most))
    }

    /// The index of this text in `known`.
    pub(super) fn one_of(&self, known: &[&str]) -> Read<usize> {
        let text = self.str()?;
        let found = known.iter().position(|candidate| *candidate == text);
        found.ok_or_else(|| self.wrong(Problem::Unknown { got: text.to_owned(), known: known.join(", ") }))
    }

    pub(super) fn wrong(&self, problem: Problem) -> Finding {
        Finding { pointer: self.pointer.clone(), problem }
    }

    fn child(&self, name: &str, value: &'a Value) -> Place<'a> {
        let escaped = name.replace('~', "~0").replace('/', "~1");
        Place { value, pointer: format!("{}/{escaped}", self.pointer) }
    }
}
