//! Reads files and standard input: text, and profiles in three forms of JSON or in any form that `interlocal-import` reads.

use crate::failure::Failure;
use crate::output::Output;
use interlocal_core::bank::Bank;
use interlocal_core::direction::bare;
use interlocal_core::exchange::{read_profile, read_profile_in};
use interlocal_core::explain;
use interlocal_core::export::{self, FileError};
use interlocal_core::json_text;
use interlocal_core::link::may_hold_link;
use interlocal_core::profile::Profile;
use interlocal_core::words::Lang;
use interlocal_import::{Found, Limits, Reading, RejectReason, why};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use unicode_normalization::UnicodeNormalization;

/// The form of the input, which is the form of JSON output too.
pub(crate) enum Form {
    One(Value),
    List(Vec<Value>),
    Lines(Lines),
}

/// JSON Lines, read one at a time. Each value comes with its line number.
pub(crate) struct Lines {
    file: String,
    first: Option<(u64, Value)>,
    second: Option<(u64, String)>,
    rest: Reader,
}

/// The lines of a file that are not blank.
struct Reader {
    file: String,
    reader: Box<dyn BufRead>,
    n_lines: u64,
}

/// The content of `file`.
pub(crate) fn bytes(file: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(file)?.read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
    Ok(bytes)
}

/// The content of `file` as text.
pub(crate) fn text(file: &str) -> Result<String, Failure> {
    utf8(file, bytes(file)?)
}

/// The first line of `file`, without its end.
pub(crate) fn first_line(file: &str) -> Result<String, Failure> {
    // A file without line breaks must not fill the memory.
    const MOST: u64 = 1 << 16;
    let reader = Box::new(BufReader::new(open(file)?.take(MOST)));
    let first = Reader { file: file.to_owned(), reader, n_lines: 0 }.line()?.unwrap_or_default();
    Ok(first.trim_end_matches(['\r', '\n']).to_owned())
}

/// The profiles in `file`, with every text in Unicode's form NFC.
pub(crate) fn profiles(bank: &Bank, file: &str) -> Result<Form, Failure> {
    let mut opened = open(file)?;
    let start = opened.fill_buf().map_err(|error| unreadable(file, &error))?;
    if !start.is_empty() && !is_json(start) {
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
        match interlocal_import::text(bytes.clone()) {
            // JSON in UTF-16, as some shells write it.
            Some(text) if is_json(text.as_bytes()) => opened = Box::new(Cursor::new(text.into_bytes())),
            Some(_) | None => return collected(bank, file, bytes),
        }
    }
    let mut reader = Reader { file: file.to_owned(), reader: opened, n_lines: 0 };
    let Some((line, first)) = reader.next()? else {
        return Err(Failure::Data(format!("{} is empty. Give it a profile as JSON.", name(file))));
    };
    match (json_text::parse(&first), reader.next()?) {
        (Ok(value), None) => Ok(whole(value)),
        (Ok(value), second) => {
            let first = Some((line, normalized(value)));
            Ok(Form::Lines(Lines { file: file.to_owned(), first, second, rest: reader }))
        }
        // One value over many lines.
        (Err(_), second) => {
            let blank_lines = "\n".repeat(usize::try_from(line - 1).unwrap_or(0));
            let mut text = [blank_lines, first].concat();
            if let Some((second_line, second)) = second {
                text.push_str(&"\n".repeat(usize::try_from(second_line - line - 1).unwrap_or(0)));
                text.push_str(&second);
            }
            text.push_str(&reader.remaining()?);
            json_text::parse(&text).map(whole).map_err(|error| not_json(file, &error))
        }
    }
}

/// Whether a file with this start is meant as JSON.
fn is_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
    // A number or a word alone is not a profile.
    first.is_none_or(|byte| matches!(byte, b'{' | b'[' | b'"'))
}

/// The profiles in a page, a mail, a table or a spreadsheet.
fn collected(bank: &Bank, file: &str, bytes: Vec<u8>) -> Result<Form, Failure> {
    let found = find(bank, file, bytes);
    let mut values = found.entries.iter().map(|entry| export::json(bank, &entry.profile));
    match (values.next(), found.rejects.first()) {
        (Some(value), _) if found.entries.len() == 1 => Ok(Form::One(value)),
        (Some(value), _) => Ok(Form::List(std::iter::once(value).chain(values).collect())),
        (None, Some(reject)) => Err(refused(&reject.reason).at(name(file))),
        (None, None) => Err(unread(&FileError::NotOurs).at(name(file))),
    }
}

/// Finds the profiles in `bytes`, the content of `file`.
pub(crate) fn find(bank: &Bank, file: &str, bytes: Vec<u8>) -> Found {
    Reading::within(Limits::NONE, file, bytes).with_nfc(|text| text.nfc().collect()).finish(bank)
}

/// The failure for input that contains no profile.
pub(crate) fn refused(reason: &RejectReason) -> Failure {
    match reason {
        RejectReason::Link(error) => Failure::Data(bare(&explain::link_error(Lang::default(), error))),
        RejectReason::File(error) => unread(error),
        RejectReason::Empty
        | RejectReason::TooBig { .. }
        | RejectReason::TooMany { .. }
        | RejectReason::TooManySheets { .. }
        | RejectReason::TooManyBare { .. }
        | RejectReason::Unpacked
        | RejectReason::Foreign(_)
        | RejectReason::BrokenSpreadsheet
        | RejectReason::Gateway { .. }
        | RejectReason::NotText => Failure::Data(bare(&why(Lang::default(), reason))),
    }
}

/// The failure for a file, or a part of one, that is not a profile. People who write JSON get the full message about a value.
pub(crate) fn unread(error: &FileError) -> Failure {
    Failure::Data(match error {
        FileError::Place { complaint, .. } | FileError::OtherBank { complaint } => complaint.clone(),
        FileError::NotOurs
        | FileError::TooBig { .. }
        | FileError::Several { .. }
        | FileError::Broken { .. }
        | FileError::Disagrees
        | FileError::Link(_) => bare(&export::file_error(Lang::default(), error)),
    })
}

/// The profile in `value`, which came from `place`. `lang` chooses among names in several languages.
pub(crate) fn profile(
    bank: &Bank,
    lang: Option<&str>,
    value: &Value,
    place: &str,
) -> Result<Profile, Failure> {
    let read = match lang {
        Some(lang) => read_profile_in(bank, lang, value),
        None => read_profile(bank, value),
    };
    read.map_err(|error| Failure::Data(error.to_string()).at(place))
}

/// Writes the result of `work` for each profile as JSON, in the form of the input.
pub(crate) fn convert(
    file: &str,
    profiles: Form,
    out: &mut Output,
    work: &dyn Fn(&Value, &str) -> Result<Value, Failure>,
) -> Result<(), Failure> {
    match profiles {
        Form::One(value) => out.pretty(&work(&value, name(file))?),
        lines @ Form::Lines(_) => {
            each(file, lines, &mut |value, place| out.line(&work(value, place)?.to_string()))
        }
        list @ Form::List(_) => {
            let mut results = Vec::new();
            each(file, list, &mut |value, place| {
                results.push(work(value, place)?);
                Ok(())
            })?;
            out.pretty(&Value::from(results))
        }
    }
}

/// Calls `work` with each profile and its place in the input.
pub(crate) fn each(
    file: &str,
    profiles: Form,
    work: &mut dyn FnMut(&Value, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let name = name(file);
    match profiles {
        Form::One(value) => work(&value, name),
        Form::List(values) => (1u64..)
            .zip(&values)
            .try_for_each(|(entry, value)| work(value, &format!("{name}, entry {entry}"))),
        Form::Lines(mut lines) => lines.try_for_each(|found| {
            let (line, value) = found?;
            work(&value, &format!("{name}, line {line}"))
        }),
    }
}

/// The name of a file in messages.
pub(crate) fn name(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

impl Iterator for Lines {
    type Item = Result<(u64, Value), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        let (line, text) =
            match self.second.take().map_or_else(|| self.rest.next(), |second| Ok(Some(second))) {
                Ok(Some(found)) => found,
                Ok(None) => return None,
                Err(failure) => return Some(Err(failure)),
            };
        Some(match json_text::parse(&text) {
            Ok(value) => Ok((line, normalized(value))),
            Err(error) => Err(Failure::Data(format!(
                "{}, line {line}: not JSON ({error}). In a file with several profiles, put each on one line.",
                name(&self.file)
            ))),
        })
    }
}

impl Reader {
    /// The next line that is not blank, with its number.
    fn next(&mut self) -> Result<Option<(u64, String)>, Failure> {
        while let Some(line) = self.line()? {
            if !line.trim().is_empty() {
                return Ok(Some((self.n_lines, line)));
            }
        }
        Ok(None)
    }

    /// The next line, blank or not.
    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut bytes = Vec::new();
        let n_read =
            self.reader.read_until(b'\n', &mut bytes).map_err(|error| unreadable(&self.file, &error))?;
        if n_read == 0 {
            return Ok(None);
        }
        self.n_lines += 1;
        let line = utf8(&self.file, bytes)?;
        Ok(Some(match self.n_lines {
            1 => line.trim_start_matches(BYTE_ORDER_MARK).to_owned(),
            _ => line,
        }))
    }

    fn remaining(&mut self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        self.reader.read_to_end(&mut bytes).map_err(|error| unreadable(&self.file, &error))?;
        utf8(&self.file, bytes)
    }
}

/// Some editors write it at the start of a file; JSON doesn't allow it.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

fn whole(value: Value) -> Form {
    match normalized(value) {
        Value::Array(items) => Form::List(items),
        one @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => {
            Form::One(one)
        }
    }
}

fn normalized(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.nfc().collect()),
        Value::Array(items) => items.into_iter().map(normalized).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, normalized(value))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn open(file: &str) -> Result<Box<dyn BufRead>, Failure> {
    if file == "-" {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let opened = File::open(file).map_err(|error| {
        let next = match may_hold_link(file) {
            true => "Read a link with 'interlocal decode' first.",
            false => "Check the path, or use - for standard input.",
        };
        Failure::Data(format!("Can't open {file} ({error}). {next}"))
    })?;
    Ok(Box::new(BufReader::new(opened)))
}

fn utf8(file: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    interlocal_import::text(bytes)
        .ok_or_else(|| Failure::Data(format!("{} is not text. Save it as UTF-8 text.", name(file))))
}

fn unreadable(file: &str, error: &std::io::Error) -> Failure {
    Failure::Data(format!(
        "Can't read {} ({error}). Check that it is a file and that you may read it.",
        name(file)
    ))
}

fn not_json(file: &str, error: &serde_json::Error) -> Failure {
    let (name, error) = (name(file), error.to_string());
    Failure::Data(match error.strip_prefix("trailing characters") {
        Some(place) => format!(
            "{name} has more than one JSON value{place}. Put each profile on one line, or all in one list."
        ),
        None => format!("{name} is not JSON: {error}. Correct that place and try again."),
    })
}
