//! The profile: responses, terms and context of one agency, bound to an edition of a bank.

use crate::bank::{Bank, Edition, Slot};
use crate::plain_text::PlainText;
use crate::response::{Rating, Responses};

/// The answer to a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermAnswer {
    /// Not answered.
    Blank,
    /// A bit for each picked option; zero means "none of them".
    Multi(u16),
    /// A rating for each option, by index. At least one is not blank.
    Tri(Vec<Tri>),
    /// One option, and whether it is flexible. `bend` is always `false` if the term has no such switch.
    Ordered {
        /// The index of the option.
        level: u8,
        /// Whether the agency accepts the neighbouring option too.
        bend: bool,
    },
    /// A bit for each picked platform, and whether a partner must use the same ones.
    Platform {
        /// The picked options.
        mask: u16,
        /// 0 No, 1 It helps, 2 Yes.
        strict: u8,
    },
}

/// An agency's rating of one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tri {
    /// Not answered.
    #[default]
    Blank,
    /// Not acceptable.
    No,
    /// Acceptable.
    Ok,
    /// Preferred.
    Best,
}

impl Tri {
    /// The three ratings, in the order of the bank's labels.
    pub const SAID: [Tri; 3] = [Tri::No, Tri::Ok, Tri::Best];

    /// Returns true for OK and Best.
    pub fn is_acceptable(self) -> bool {
        matches!(self, Tri::Ok | Tri::Best)
    }
}

/// A country, with or without a subdivision such as `US-CA`: two letters, or two letters, a hyphen and one to five
/// letters or digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region(String);

impl Region {
    /// Checks the form of `code`; letters must be upper-case. `None` if it is invalid.
    pub fn new(code: &str) -> Option<Region> {
        let (country, rest) = code.split_at_checked(2)?;
        let is_country = country.bytes().all(|b| b.is_ascii_uppercase());
        let is_rest = rest.is_empty()
            || rest.strip_prefix('-').is_some_and(|subdivision| {
                (1..=5).contains(&subdivision.len())
                    && subdivision.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            });
        (is_country && is_rest).then(|| Region(code.to_owned()))
    }

    /// Returns the whole code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the two letters of the country.
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// Returns the part after the hyphen.
    pub fn subdivision(&self) -> Option<&str> {
        self.0.get(3..)
    }
}

/// Facts about the agency. They are not scored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The picked option by index of [`Bank::context`]; `None` if it is blank or the question is of another kind.
    pub choices: Vec<Option<u8>>,
    /// Country and state.
    pub region: Option<Region>,
    /// The local area, in the agency's words.
    pub local: Option<PlainText>,
    /// The agency's name.
    pub agency: Option<PlainText>,
    /// A note to the reader.
    pub note: Option<PlainText>,
}

/// Up to three offers and three needs that the agency highlights. Slots ascend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Featured {
    /// The featured offers.
    pub offers: Vec<Slot>,
    /// The featured needs.
    pub needs: Vec<Slot>,
}

impl Featured {
    /// Maximum number of picks in each list.
    pub const MOST: usize = 3;
}

/// A day, counted from 2020-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub u16);

/// One agency's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The edition that was answered.
    pub edition: Edition,
    /// The responses, by capability.
    pub responses: Responses,
    /// The readiness answers, by index of [`Bank::readiness`].
    pub readiness: Vec<Rating>,
    /// The terms, by index of [`Bank::terms`].
    pub terms: Vec<TermAnswer>,
    /// Facts about the agency.
    pub context: Context,
    /// The capabilities that the agency highlights.
    pub featured: Featured,
    /// The date of the link.
    pub date: Option<Date>,
    /// The language of the interface when the link was made, as a BCP 47 tag.
    pub locale: Option<String>,
    /// Link records that this version doesn't support, kept unchanged: tag and bytes.
    pub extra: Vec<(u8, Vec<u8>)>,
}

impl Profile {
    /// Creates a profile for `bank`'s newest edition with these responses and no other answers.
    pub fn new(bank: &Bank, responses: Responses) -> Profile {
        Profile {
            edition: bank.newest(),
            responses,
            readiness: vec![Rating::Skipped; bank.readiness.len()],
            terms: vec![TermAnswer::Blank; bank.terms.len()],
            context: Context { choices: vec![None; bank.context.len()], ..Context::default() },
            featured: Featured::default(),
            date: None,
            locale: None,
            extra: Vec::new(),
        }
    }

    /// Turns the answers into a person's own answers to `bank`'s newest edition. Date, locale and unknown records are
    /// removed: they describe the link that the answers came in, and could identify the person in later links.
    pub fn adopted(self, bank: &Bank) -> Profile {
        Profile { edition: bank.newest(), date: None, locale: None, extra: Vec::new(), ..self }
    }

    /// Creates a profile without answers.
    pub fn empty(bank: &Bank) -> Profile {
        Profile::new(bank, Responses::skipped(bank.capabilities.len()))
    }
}

impl Date {
    /// Creates a date of the Gregorian calendar. `None` outside 2020-01-01 to 2199-06-06 and for a day that doesn't
    /// exist.
    pub fn from_ymd(year: u16, month: u8, day: u8) -> Option<Date> {
        let days_before: u32 = (2020..u32::from(year)).map(days_in_year).sum();
        let in_month = days_in_month(u32::from(year), month)?;
        if year < 2020 || day == 0 || u32::from(day) > in_month {
            return None;
        }
        let months: u32 = (1..month).filter_map(|m| days_in_month(u32::from(year), m)).sum();
        u16::try_from(days_before + months + u32::from(day) - 1).ok().map(Date)
    }

    /// Returns true if the date is after tomorrow. It may be tomorrow already in another time zone; a later date comes
    /// from a wrong clock or is made up.
    pub fn is_future(self, today: Date) -> bool {
        self.0 > today.0.saturating_add(1)
    }

    /// Parses `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Returns year, month and day.
    pub fn ymd(self) -> (u32, u8, u32) {
        let mut left = u32::from(self.0);
        let mut year = 2020;
        while left >= days_in_year(year) {
            left -= days_in_year(year);
            year += 1;
        }
        let mut month = 1;
        while let Some(days) = days_in_month(year, month).filter(|days| left >= *days) {
            left -= days;
            month += 1;
        }
        (year, month, left + 1)
    }

    /// Returns the date as `YYYY-MM-DD`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_year(year: u32) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: u32, month: u8) -> Option<u32> {
    match month {
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        4 | 6 | 9 | 11 => Some(30),
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_that_fits_survives_the_round_trip() {
        for days in 0..=u16::MAX {
            assert_eq!(Date::parse(&Date(days).iso()), Some(Date(days)));
        }
        assert_eq!(Date::parse("2026-11-23"), Some(Date(2518)));
    }

    #[test]
    fn invalid_days_are_rejected() {
        for text in
            ["2026-02-29", "2019-12-31", "2026-13-01", "2026-00-10", "2026-1-1", "2300-01-01", "x", ""]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_region_is_a_country_with_an_optional_subdivision() {
        for good in ["US", "US-CA", "XX-HX", "GB-ENG", "FR-75C"] {
            assert!(Region::new(good).is_some(), "{good}");
        }
        for bad in ["", "U", "us-ca", "US-", "US-ABCDEF", "USA", "U1", "US CA", "ÜS"] {
            assert!(Region::new(bad).is_none(), "{bad}");
        }
    }
}
