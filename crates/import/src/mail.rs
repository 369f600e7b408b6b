//! Reads mails: saved files or pasted source. `mail-parser` decodes nested parts, base64, quoted-printable and
//! charsets.

use crate::gather::{BYTES, Gathering};
use crate::kind::{self, Form, Kind};
use crate::lines::lines;
use crate::reading::{Next, Stage};
use crate::text::{Base, Text};
use crate::{encoding, json, reading};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// The maximum number of header lines that are examined to detect a mail.
const MOST_HEADERS: usize = 200;
/// The maximum length of a field's name with its colon.
const MOST_FIELD: usize = 78;
/// Limits that no real mail reaches. The parser stores each header field and part in memory, and recurses for nested
/// mails.
const MOST_FIELDS: usize = 50_000;
const MOST_PARTS: usize = 2_000;
const MOST_NESTED: usize = 32;
/// The maximum number of bytes that the parser may scan in search of missing part ends.
const MOST_SEEKING: usize = 512 << 20;

/// Fields that identify a text as a mail.
const FIELDS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "received",
    "return-path",
    "mime-version",
    "message-id",
    "content-type",
    "content-transfer-encoding",
    "delivered-to",
    "reply-to",
    "x-mozilla-status",
    "dkim-signature",
];

/// The state of reading one mail, or several in one file (mbox).
#[derive(Debug)]
pub(crate) struct Mail {
    text: String,
    /// The offset of the next mail.
    at: usize,
    base: Base,
    line: crate::lines::Lines,
    depth: u8,
}

/// Returns true if `text` is the source of a mail.
pub(crate) fn looks_like_it(text: &str) -> bool {
    let text = text.trim_start();
    is_part(text) || has_header(text)
}

/// Returns true if `text` starts with several header fields, one of which only mails have, followed by an empty line or
/// the end.
fn has_header(text: &str) -> bool {
    let (mut n_fields, mut n_known) = (0, 0);
    for (idx, line) in lines(text).take(MOST_HEADERS).enumerate() {
        if line.trim().is_empty() {
            break;
        }
        if (idx == 0 && line.starts_with("From ")) || line.starts_with([' ', '\t']) {
            continue;
        }
        let Some(name) = field(line) else { return false };
        n_fields += 1;
        n_known += usize::from(FIELDS.iter().any(|known| known.eq_ignore_ascii_case(name)));
    }
    n_known >= 1 && n_fields >= 2
}

/// Returns true if `text` starts with a part of a mail without the header: a boundary and a field that describes the
/// part.
fn is_part(text: &str) -> bool {
    let mut lines = lines(text);
    let boundary = lines.next().is_some_and(|line| line.len() > 2 && line.starts_with("--"));
    let is_described =
        |line: &str| field(line).is_some_and(|name| name.to_ascii_lowercase().starts_with("content-"));
    boundary && lines.next().is_some_and(is_described)
}

fn field(line: &str) -> Option<&str> {
    let start = &line[..line.floor_char_boundary(MOST_FIELD)];
    let (name, _) = start.split_once(':')?;
    let is_name = !name.is_empty()
        && name.len() < 77
        && name.bytes().all(|byte| matches!(byte, b'!'..=b'9' | b';'..=b'~'));
    is_name.then_some(name)
}

impl Mail {
    pub(crate) fn new(text: String, base: Base, depth: u8) -> Mail {
        Mail { text, at: 0, base, line: crate::lines::Lines::from(base.first), depth }
    }

    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Reads the parts of the next mail.
    pub(crate) fn step(&mut self, out: &mut Gathering) -> Next {
        if self.is_done() {
            return Next::Done;
        }
        let start = self.at;
        self.at = self.end();
        let source = self.text[start..self.at].trim_start();
        let skipped = self.at - start - source.len();
        let line = if self.base.counts { self.line.at(&self.text, start + skipped) } else { self.base.first };
        let base = Base { first: line, counts: self.base.counts };
        out.spend(source.len() / BYTES + 1);
        out.in_mail(true);
        let mut stages = Vec::new();
        let described;
        let (whole, added) = match is_part(source) {
            true => {
                let boundary = lines(source).next().unwrap_or_default().trim_start_matches("--").trim_end();
                let header = ["Content-Type: multipart/mixed; boundary=\"", boundary, "\"\n\n"].concat();
                described = [&header, source].concat();
                (described.as_str(), header.len())
            }
            false => (source, 0),
        };
        if is_bounded(whole)
            && let Some(message) = parser().parse(whole.as_bytes())
        {
            let parts = Parts { source: whole, added, base, depth: self.depth + 1 };
            parts.of(&message, &mut stages, true);
        }
        stages.push(Stage::Fallback(Text::unquoted(source.to_owned(), base, self.depth + 1, false)));
        stages.push(Stage::MailEnd);
        Next::Then(stages)
    }

    /// Returns the end of the mail that starts at `at`. This is the end of the text unless the file contains several
    /// mails.
    fn end(&self) -> usize {
        let rest = &self.text[self.at..];
        let is_of_many = self.text.trim_start().starts_with("From ");
        let next = is_of_many.then(|| rest.match_indices("\nFrom ").map(|(at, _)| at + 1));
        let next = next.into_iter().flatten().find(|at| has_header(&rest[*at..]));
        next.map_or(self.text.len(), |at| self.at + at)
    }
}

fn parser() -> MessageParser {
    MessageParser::new().with_mime_headers().default_header_ignore()
}

/// Returns true if the parser can read `source` with bounded memory, time and stack.
fn is_bounded(source: &str) -> bool {
    let (mut n_fields, mut n_parts) = (0usize, 0usize);
    for line in lines(source) {
        n_fields += usize::from(field(line).is_some());
        n_parts += usize::from(line.starts_with("--"));
        if n_fields > MOST_FIELDS || n_parts > MOST_PARTS {
            return false;
        }
    }
    let lower = source.to_ascii_lowercase();
    let count = |word: &str| lower.matches(word).count();
    count("message/") + count("multipart/digest") <= MOST_NESTED
        && count("multipart/").saturating_mul(source.len()) <= MOST_SEEKING
}

/// The source of a mail's parts.
struct Parts<'a> {
    source: &'a str,
    /// The number of bytes before the source that aren't part of the mail.
    added: usize,
    base: Base,
    depth: u8,
}

impl Parts<'_> {
    /// Adds the texts of `message` and of nested mails, and attachments that may contain links. `is_here` is true if
    /// offsets refer to the source.
    fn of(&self, message: &Message<'_>, stages: &mut Vec<Stage>, is_here: bool) {
        if self.depth > Stage::MOST_DEPTH {
            return;
        }
        for part in &message.parts {
            let base = self.base(part, is_here);
            match &part.body {
                PartType::Text(text) | PartType::Html(text) => {
                    self.text(part, text.as_ref().to_owned(), base, stages)
                }
                PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                    self.attachment(part, bytes, base, stages)
                }
                PartType::Message(message) => {
                    // A nested mail without encoding is in the same source.
                    let is_here = is_here && part.encoding == Encoding::None;
                    let base = if is_here { self.base } else { Base { counts: false, ..base } };
                    Parts { depth: self.depth + 1, base, ..*self }.of(message, stages, is_here);
                }
                PartType::Multipart(_) => {}
            }
        }
    }

    fn base(&self, part: &MessagePart<'_>, is_here: bool) -> Base {
        if !is_here || !self.base.counts {
            return Base { counts: false, ..self.base };
        }
        let offset = usize::try_from(part.offset_body).unwrap_or(0).clamp(self.added, self.source.len());
        let header = self.source.as_bytes().get(self.added..offset).unwrap_or_default();
        let n_before = header.iter().filter(|byte| **byte == b'\n').count();
        let first = self.base.first.saturating_add(u32::try_from(n_before).unwrap_or(u32::MAX));
        Base { first, counts: part.encoding != Encoding::Base64 }
    }

    fn text(&self, part: &MessagePart<'_>, text: String, base: Base, stages: &mut Vec<Stage>) {
        let name = part.attachment_name().unwrap_or_default();
        let kind = match kind::of_text(name, &text) {
            // A mail's text may quote another mail's header, and its lines may look like rows.
            Kind::Mail | Kind::Table if name.is_empty() => Kind::Text,
            // Invalid JSON is read as text with links in it.
            Kind::Json if json::syntax(&text).is_err() => Kind::Text,
            kind @ (Kind::Text | Kind::Table | Kind::Workbook | Kind::Json | Kind::Page | Kind::Mail) => kind,
        };
        stages.extend(Stage::of_text(kind, text, base, self.depth).ok());
    }

    /// Adds spreadsheets, lists and mails, but no pictures and similar files, which mails often contain invisibly.
    fn attachment(&self, part: &MessagePart<'_>, bytes: &[u8], base: Base, stages: &mut Vec<Stage>) {
        match kind::form(bytes) {
            Form::Container => {
                stages.extend(reading::workbook(bytes.to_vec()));
            }
            Form::Text => {
                if let Some(text) = encoding::text(bytes.to_vec()).filter(|text| !text.trim().is_empty()) {
                    self.text(part, text, base, stages);
                }
            }
            Form::Foreign(_) => {}
        }
    }
}
