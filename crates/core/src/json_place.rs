//! A JSON value with its pointer, so that every error message can name the place.

use crate::json_text::cut;
use serde_json::{Map, Value};

/// A value and the JSON pointer (RFC 6901) to it.
#[derive(Debug, Clone)]
pub(crate) struct Place<'a> {
    pub(crate) value: &'a Value,
    pub(crate) pointer: String,
}

/// A value whose shape is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) pointer: String,
    pub(crate) shape: Shape,
}

/// The expected shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The field must be present.
    Present,
    /// The value must have this type.
    A(&'static str),
    /// The value must be a whole number within these limits.
    Within { least: u32, most: u32 },
    /// The value must be one of these names.
    OneOf { got: String, known: Vec<String> },
}

type Read<T> = Result<T, Misfit>;

/// A pointer of this many bytes gets no further names, only "/…": JSON may be nested 127 levels deep.
const MOST_POINTER: usize = 400;

impl<'a> Place<'a> {
    pub(crate) fn root(value: &'a Value) -> Place<'a> {
        Place { value, pointer: String::new() }
    }

    /// Returns the field `name`, which must exist.
    pub(crate) fn get(&self, name: &str) -> Read<Place<'a>> {
        let child = self.child(name, self.object()?.get(name).unwrap_or(&Value::Null));
        match child.value.is_null() {
            true => Err(child.misfit(Shape::Present)),
            false => Ok(child),
        }
    }

    /// Returns the field `name`, or `None` if it is missing or `null`.
    pub(crate) fn optional(&self, name: &str) -> Read<Option<Place<'a>>> {
        let value = self.object()?.get(name).filter(|value| !value.is_null());
        Ok(value.map(|value| self.child(name, value)))
    }

    pub(crate) fn items(&self) -> Read<Vec<Place<'a>>> {
        let array = self.value.as_array().ok_or_else(|| self.misfit(Shape::A("a list")))?;
        Ok(array.iter().enumerate().map(|(idx, value)| self.child(&idx.to_string(), value)).collect())
    }

    /// Reads each item of the list `name` with `read`.
    pub(crate) fn each<T, E: From<Misfit>>(
        &self,
        name: &str,
        read: impl FnMut(&Place<'a>) -> Result<T, E>,
    ) -> Result<Vec<T>, E> {
        self.get(name)?.items()?.iter().map(read).collect()
    }

    pub(crate) fn object(&self) -> Read<&'a Map<String, Value>> {
        self.value.as_object().ok_or_else(|| self.misfit(Shape::A("an object")))
    }

    pub(crate) fn fields(&self) -> Read<Vec<(&'a str, Place<'a>)>> {
        Ok(self.object()?.iter().map(|(name, value)| (name.as_str(), self.child(name, value))).collect())
    }

    pub(crate) fn str(&self) -> Read<&'a str> {
        self.value.as_str().ok_or_else(|| self.misfit(Shape::A("text")))
    }

    pub(crate) fn bool(&self) -> Read<bool> {
        self.value.as_bool().ok_or_else(|| self.misfit(Shape::A("true or false")))
    }

    /// Reads a whole number from `least` to `most`.
    pub(crate) fn int(&self, least: u32, most: u32) -> Read<u32> {
        let number = self.value.as_u64().and_then(|n| u32::try_from(n).ok());
        number
            .filter(|n| (least..=most).contains(n))
            .ok_or_else(|| self.misfit(Shape::Within { least, most }))
    }

    pub(crate) fn byte(&self, least: u8, most: u8) -> Read<u8> {
        self.int(u32::from(least), u32::from(most)).map(|n| u8::try_from(n).unwrap_or(most))
    }

    pub(crate) fn short(&self, least: u16, most: u16) -> Read<u16> {
        self.int(u32::from(least), u32::from(most)).map(|n| u16::try_from(n).unwrap_or(most))
    }

    /// Returns the index of this text in `known`.
    pub(crate) fn one_of(&self, known: &[&str]) -> Read<usize> {
        let text = self.str()?;
        let found = known.iter().position(|candidate| *candidate == text);
        found.ok_or_else(|| {
            let known = known.iter().map(|name| (*name).to_owned()).collect();
            self.misfit(Shape::OneOf { got: cut(text), known })
        })
    }

    /// Returns a field or an item with its pointer. The pointer has at most 80 characters of the name, and fewer than 800
    /// bytes.
    pub(crate) fn child(&self, name: &str, value: &'a Value) -> Place<'a> {
        let escaped = match self.pointer.len() < MOST_POINTER {
            true => cut(name).replace('~', "~0").replace('/', "~1"),
            false if self.pointer.ends_with("/…") => return Place { value, pointer: self.pointer.clone() },
            false => "…".to_owned(),
        };
        Place { value, pointer: format!("{}/{escaped}", self.pointer) }
    }

    fn misfit(&self, shape: Shape) -> Misfit {
        Misfit { pointer: self.pointer.clone(), shape }
    }
}
