//! The bytes of format v1: reads bytes to a `RawProfile` (the records) and then to a `Profile` (their meaning), and
//! writes them. Change `docs/link-v1.md` first; `xtask tidy` compares the two.

use super::radix::{pack, unpack};
use super::seal::{KDF_PBKDF2, KIND_SEALED, Sealed};
use super::{CRC_BYTES, LinkError, UnknownBank};
use crate::bank::{Bank, ContextKind, Edition, Slot, TermKind};
use crate::order::by_key;
use crate::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use crate::profile::{Date, Featured, Profile, Region, TermAnswer, Tri};
use crate::response::{Level, Rating, Response};

pub(super) const KIND_OPEN: u8 = 0;

mod tag {
    pub(super) const BANK: u8 = 1;
    pub(super) const AGENCY: u8 = 2;
    pub(super) const ANSWERS: u8 = 3;
    pub(super) const REGION: u8 = 4;
    pub(super) const DATE: u8 = 6;
    pub(super) const LOCALE: u8 = 8;
    pub(super) const LOCAL: u8 = 10;
    pub(super) const NOTE: u8 = 12;
}

/// Number of bytes of the bank's semantic digest in a link.
const DIGEST_BYTES: usize = 6;
/// Maximum size of kind and payload. With the checksum, the length must fit in ten bits.
pub(super) const MOST_BODY: usize = 1023 - CRC_BYTES;
const NOT_OUR_JOB: u32 = 36;
const LOCALE_BYTES: usize = 35;

/// The records of a link, validated as far as possible without its bank.
#[derive(Debug)]
pub(super) struct RawProfile {
    digest: [u8; DIGEST_BYTES],
    answers: Vec<u8>,
    agency: Option<PlainText>,
    region: Option<Region>,
    date: Option<Date>,
    locale: Option<String>,
    local: Option<PlainText>,
    note: Option<PlainText>,
    extra: Vec<(u8, Vec<u8>)>,
}

/// Writes kind and payload of `profile`, which must belong to `bank`. Unknown records are dropped from the end until
/// the size is at most `most` bytes.
pub(super) fn write(bank: &Bank, profile: &Profile, most: usize) -> Vec<u8> {
    let digits: Vec<(u32, u32)> =
        layout(bank, profile.edition).iter().map(|field| (field.radix(), field.digit(profile))).collect();
    let text = |text: &Option<PlainText>| text.as_ref().map(|text| text.as_str().as_bytes().to_vec());
    let records = [
        (tag::BANK, Some(bank.edition(profile.edition).digest[..DIGEST_BYTES].to_vec())),
        (tag::AGENCY, text(&profile.context.agency)),
        (tag::ANSWERS, Some(pack(&digits))),
        (tag::REGION, profile.context.region.as_ref().map(|region| region.as_str().as_bytes().to_vec())),
        (tag::DATE, profile.date.map(|date| date.0.to_be_bytes().to_vec())),
        (tag::LOCALE, profile.locale.as_ref().map(|locale| locale.as_bytes().to_vec())),
        (tag::LOCAL, text(&profile.context.local)),
        (tag::NOTE, text(&profile.context.note)),
    ];
    let mut extra: Vec<&(u8, Vec<u8>)> = profile.extra.iter().collect();
    loop {
        let mut all: Vec<(u8, &[u8])> =
            records.iter().filter_map(|(tag, value)| value.as_deref().map(|value| (*tag, value))).collect();
        all.extend(extra.iter().map(|(tag, value)| (*tag, value.as_slice())));
        all = by_key(all, |(tag, _)| u64::from(tag));
        let mut body = vec![KIND_OPEN];
        body.extend(
            all.iter().flat_map(|(tag, value)| [&[*tag], varint(value.len()).as_slice(), value].concat()),
        );
        // Without the last unknown record, the profile is still the same.
        if body.len() <= most || extra.pop().is_none() {
            return body;
        }
    }
}

/// Reads the records of a body (kind and payload).
pub(super) fn read(body: &[u8]) -> Result<RawProfile, LinkError> {
    match body {
        [KIND_OPEN, payload @ ..] => read_open(payload),
        [KIND_SEALED, KDF_PBKDF2, payload @ ..] => {
            let sealed = Sealed::read(payload).ok_or(LinkError::Invalid)?;
            Err(LinkError::Sealed(Box::new(sealed)))
        }
        _ => Err(LinkError::Newer),
    }
}

/// Reads the records of a payload of kind OPEN.
pub(super) fn read_open(payload: &[u8]) -> Result<RawProfile, LinkError> {
    let records = records(payload).ok_or(LinkError::Invalid)?;
    if records.iter().any(|(tag, _)| tag % 2 == 1 && *tag != tag::BANK && *tag != tag::ANSWERS) {
        return Err(LinkError::Newer);
    }
    raw_profile(&records).ok_or(LinkError::Invalid)
}

fn raw_profile(records: &[(u8, &[u8])]) -> Option<RawProfile> {
    let value = |wanted: u8| records.iter().find(|(tag, _)| *tag == wanted).map(|(_, value)| *value);
    let known =
        [tag::BANK, tag::AGENCY, tag::ANSWERS, tag::REGION, tag::DATE, tag::LOCALE, tag::LOCAL, tag::NOTE];
    Some(RawProfile {
        digest: value(tag::BANK)?.try_into().ok()?,
        answers: value(tag::ANSWERS)?.to_vec(),
        agency: checked(value(tag::AGENCY), |value| text(value, AGENCY_BYTES))?,
        region: checked(value(tag::REGION), |value| Region::new(std::str::from_utf8(value).ok()?))?,
        date: checked(value(tag::DATE), |value| Some(Date(u16::from_be_bytes(value.try_into().ok()?))))?,
        locale: checked(value(tag::LOCALE), locale)?,
        local: checked(value(tag::LOCAL), |value| text(value, LOCAL_BYTES))?,
        note: checked(value(tag::NOTE), |value| text(value, NOTE_BYTES))?,
        extra: records
            .iter()
            .filter(|(tag, _)| !known.contains(tag))
            .map(|(tag, value)| (*tag, value.to_vec()))
            .collect(),
    })
}

/// Validates a record with `read`. An absent record is valid.
fn checked<T>(value: Option<&[u8]>, read: impl Fn(&[u8]) -> Option<T>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}

fn text(value: &[u8], most: usize) -> Option<PlainText> {
    PlainText::new(std::str::from_utf8(value).ok()?, most).ok()
}

fn locale(value: &[u8]) -> Option<String> {
    let is_tag = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let is_good = (1..=LOCALE_BYTES).contains(&value.len()) && value.iter().all(is_tag);
    is_good.then(|| value.iter().copied().map(char::from).collect())
}

/// Splits the payload into tags and values. `None` if the tags don't ascend or the values don't fill the payload
/// exactly.
fn records(mut payload: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut records: Vec<(u8, &[u8])> = Vec::new();
    while let Some((tag, rest)) = payload.split_first() {
        let (length, rest) = read_varint(rest)?;
        let (value, rest) = rest.split_at_checked(length)?;
        if records.last().is_some_and(|(last, _)| last >= tag) {
            return None;
        }
        records.push((*tag, value));
        payload = rest;
    }
    Some(records)
}

/// Encodes a length: up to 127 in one byte, up to 32767 in two.
fn varint(length: usize) -> Vec<u8> {
    let [high, low] = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
    if length < 0x80 { vec![low] } else { vec![0x80 | high, low] }
}

fn read_varint(bytes: &[u8]) -> Option<(usize, &[u8])> {
    match bytes {
        [short, rest @ ..] if *short < 0x80 => Some((usize::from(*short), rest)),
        [high, low, rest @ ..] => {
            let length = u16::from_be_bytes([high & 0x7f, *low]);
            (length >= 0x80).then_some((usize::from(length), rest))
        }
        _ => None,
    }
}

impl RawProfile {
    /// Interprets the records with `bank`.
    pub(super) fn resolve(self, bank: &Bank) -> Result<Profile, LinkError> {
        let edition_idx = bank.editions.iter().position(|edition| edition.digest.starts_with(&self.digest));
        let Some(edition) = edition_idx.and_then(|idx| u8::try_from(idx).ok()).map(Edition) else {
            let RawProfile { agency, date, digest, .. } = self;
            return Err(LinkError::UnknownBank(Box::new(UnknownBank { agency, date, digest })));
        };
        let fields = layout(bank, edition);
        let radices: Vec<u32> = fields.iter().map(Field::radix).collect();
        let digits = unpack(&self.answers, &radices).ok_or(LinkError::Invalid)?;
        let mut profile = Profile::empty(bank);
        profile.edition = edition;
        for (field, digit) in fields.iter().zip(digits) {
            field.apply(bank, digit, &mut profile).ok_or(LinkError::Invalid)?;
        }
        profile.context.agency = self.agency;
        profile.context.region = self.region;
        profile.context.local = self.local;
        profile.context.note = self.note;
        profile.date = self.date;
        profile.locale = self.locale;
        profile.extra = self.extra;
        Ok(profile)
    }
}

/// One digit of the integer with the answers. `n` is the number of options in the edition.
enum Field {
    Capability(Slot),
    Readiness { idx: usize, n: u32 },
    Multi { idx: usize, n: u32 },
    TriOption { idx: usize, option_idx: usize },
    Ordered { idx: usize, n: u32, can_bend: bool },
    Platform { idx: usize, n: u32 },
    Choice { idx: usize, n: u32 },
    FeaturedOffer { place: usize, n: u32 },
    FeaturedNeed { place: usize, n: u32 },
}

/// Returns the digits of an edition, most significant first.
fn layout(bank: &Bank, edition: Edition) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::with_capacity(bank.capabilities.len() + 32);
    let capabilities = bank.capabilities.iter().filter(|capability| capability.since <= edition);
    fields.extend(capabilities.clone().map(|capability| Field::Capability(capability.slot)));
    for (idx, item) in bank.readiness.iter().enumerate().filter(|(_, item)| item.since <= edition) {
        fields.push(Field::Readiness { idx, n: n_of(item.levels.len()) });
    }
    for (idx, term) in bank.terms.iter().enumerate().filter(|(_, term)| term.since <= edition) {
        let n_options = term.options.iter().filter(|option| option.since <= edition).count();
        let n = n_of(n_options);
        match &term.kind {
            TermKind::Multi => fields.push(Field::Multi { idx, n }),
            TermKind::Tri => {
                fields.extend((0..n_options).map(|option_idx| Field::TriOption { idx, option_idx }))
            }
            TermKind::Ordered(can_bend) => fields.push(Field::Ordered { idx, n, can_bend: *can_bend }),
            TermKind::Platform(_) => fields.push(Field::Platform { idx, n }),
        }
    }
    for (idx, question) in bank.context.iter().enumerate().filter(|(_, question)| question.since <= edition) {
        let n = n_of(question.options.iter().filter(|option| option.since <= edition).count());
        match question.kind {
            ContextKind::One => fields.push(Field::Choice { idx, n }),
            ContextKind::Text | ContextKind::Region => {}
        }
    }
    let n = capabilities.map(|capability| u32::from(capability.slot.0)).max().unwrap_or(0);
    fields.extend((0..Featured::MOST).map(|place| Field::FeaturedOffer { place, n }));
    fields.extend((0..Featured::MOST).map(|place| Field::FeaturedNeed { place, n }));
    fields
}

impl Field {
    /// Returns the number of values that the digit can have.
    fn radix(&self) -> u32 {
        match *self {
            Field::Capability(_) => NOT_OUR_JOB + 1,
            Field::TriOption { .. } => 4,
            Field::Multi { n, .. } => (1 << n) + 1,
            Field::Platform { n, .. } => 3 * (1 << n) + 1,
            Field::Ordered { n, can_bend: true, .. } => 2 * n + 1,
            Field::Ordered { n, can_bend: false, .. }
            | Field::Readiness { n, .. }
            | Field::Choice { n, .. }
            | Field::FeaturedOffer { n, .. }
            | Field::FeaturedNeed { n, .. } => n + 1,
        }
    }

    fn digit(&self, profile: &Profile) -> u32 {
        match *self {
            Field::Capability(slot) => match profile.responses.get(slot) {
                Response::NotApplicable => NOT_OUR_JOB,
                Response::Rated { skill, need } => 6 * rating_digit(skill) + rating_digit(need),
            },
            Field::Readiness { idx, .. } => rating_digit(profile.readiness[idx]),
            Field::Choice { idx, .. } => {
                profile.context.choices[idx].map_or(0, |option| u32::from(option) + 1)
            }
            Field::FeaturedOffer { place, .. } => featured_digit(&profile.featured.offers, place),
            Field::FeaturedNeed { place, .. } => featured_digit(&profile.featured.needs, place),
            Field::Multi { idx, .. }
            | Field::TriOption { idx, .. }
            | Field::Ordered { idx, .. }
            | Field::Platform { idx, .. } => self.term_digit(&profile.terms[idx]),
        }
    }

    fn term_digit(&self, answer: &TermAnswer) -> u32 {
        match (self, answer) {
            (Field::TriOption { option_idx, .. }, TermAnswer::Tri(tris)) => {
                match tris.get(*option_idx).copied().unwrap_or_default() {
                    Tri::Blank => 0,
                    Tri::No => 1,
                    Tri::Ok => 2,
                    Tri::Best => 3,
                }
            }
            (Field::Multi { .. }, TermAnswer::Multi(mask)) => 1 + u32::from(*mask),
            (Field::Ordered { can_bend: true, .. }, TermAnswer::Ordered { level, bend }) => {
                1 + 2 * u32::from(*level) + u32::from(*bend)
            }
            (Field::Ordered { .. }, TermAnswer::Ordered { level, .. }) => 1 + u32::from(*level),
            (Field::Platform { n, .. }, TermAnswer::Platform { mask, strict }) => {
                1 + (u32::from(*strict) << n) + u32::from(*mask)
            }
            // A blank answer. An answer of another kind can't occur, because the session and the readers never create
            // one.
            _ => 0,
        }
    }

    /// Stores a digit, which is below the radix, in `profile`; `None` if it contradicts an earlier digit.
    fn apply(&self, bank: &Bank, digit: u32, profile: &mut Profile) -> Option<()> {
        let value = digit.checked_sub(1);
        match *self {
            Field::Capability(slot) => profile.responses.set(slot, response_of(digit)),
            Field::Readiness { idx, .. } => profile.readiness[idx] = Rating::from_level(value.map(byte)),
            Field::Choice { idx, .. } => profile.context.choices[idx] = value.map(byte),
            Field::FeaturedOffer { .. } => feature(&mut profile.featured.offers, digit)?,
            Field::FeaturedNeed { .. } => feature(&mut profile.featured.needs, digit)?,
            Field::TriOption { idx, option_idx } => {
                if let Some(said) = value.and_then(|value| Tri::SAID.get(usize::from(byte(value)))) {
                    let blank = || TermAnswer::Tri(vec![Tri::Blank; bank.terms[idx].options.len()]);
                    if profile.terms[idx] == TermAnswer::Blank {
                        profile.terms[idx] = blank();
                    }
                    if let TermAnswer::Tri(tris) = &mut profile.terms[idx] {
                        tris[option_idx] = *said;
                    }
                }
            }
            Field::Multi { idx, .. } | Field::Ordered { idx, .. } | Field::Platform { idx, .. } => {
                profile.terms[idx] = value.map_or(TermAnswer::Blank, |value| self.term_answer(value));
            }
        }
        Some(())
    }

    /// Returns the answer for a digit minus one.
    fn term_answer(&self, value: u32) -> TermAnswer {
        match *self {
            Field::Multi { .. } => TermAnswer::Multi(short(value)),
            Field::Ordered { can_bend: true, .. } => {
                TermAnswer::Ordered { level: byte(value / 2), bend: value % 2 == 1 }
            }
            Field::Ordered { .. } => TermAnswer::Ordered { level: byte(value), bend: false },
            Field::Platform { n, .. } => {
                TermAnswer::Platform { mask: short(value & ((1 << n) - 1)), strict: byte(value >> n) }
            }
            Field::Capability(_)
            | Field::Readiness { .. }
            | Field::TriOption { .. }
            | Field::Choice { .. }
            | Field::FeaturedOffer { .. }
            | Field::FeaturedNeed { .. } => TermAnswer::Blank,
        }
    }
}

fn rating_digit(rating: Rating) -> u32 {
    rating.level().map_or(0, |level| u32::from(level) + 1)
}

fn response_of(digit: u32) -> Response {
    let rating = |digit: u32| {
        digit.checked_sub(1).map(byte).and_then(Level::new).map_or(Rating::Skipped, Rating::Level)
    };
    match digit {
        NOT_OUR_JOB => Response::NotApplicable,
        _ => Response::Rated { skill: rating(digit / 6), need: rating(digit % 6) },
    }
}

/// Returns the digit for a featured pick. The slots ascend and zeros come first: 0, 0, 5.
fn featured_digit(slots: &[Slot], place: usize) -> u32 {
    let n_empty = Featured::MOST.saturating_sub(slots.len());
    place.checked_sub(n_empty).and_then(|idx| slots.get(idx)).map_or(0, |slot| u32::from(slot.0))
}

fn feature(slots: &mut Vec<Slot>, digit: u32) -> Option<()> {
    let slot = Slot(short(digit));
    match slots.last() {
        Some(last) if *last >= slot => return None,
        None if digit == 0 => {}
        Some(_) | None => slots.push(slot),
    }
    Some(())
}

fn n_of(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn byte(n: u32) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

fn short(n: u32) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
