//! The profile: responses, terms and context of one agency, bound to an edition of a bank. Knows what was said;
//! refuses to know what it is worth or how it travels.

use crate::bank::{Bank, Edition, Slot};
use crate::plain_text::PlainText;
use crate::response::{Rating, Responses};

/// The answer to a question about terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermAnswer {
    /// Nothing said.
    Blank,
    /// A bit for each option picked; zero means "none of them".
    Multi(u16),
    /// For each option, by index; never blank throughout.
    Tri(Vec<Tri>),
    /// One option, and whether the agency can bend (always `false` where the term has no such switch).
    Ordered {
        /// Option index.
        level: u8,
        /// Can bend by one.
        bend: bool,
    },
    /// A bit for each option picked, and whether a partner must use the same: 0 No, 1 It helps, 2 Yes.
    Platform {
        /// Options picked.
        mask: u16,
        /// 0 to 2.
        strict: u8,
    },
}

/// What an agency thinks of one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tri {
    /// Not said.
    #[default]
    Blank,
    /// Would not do it.
    No,
    /// Could live with it.
    Ok,
    /// Would like it most.
    Best,
}

impl Tri {
    /// The three answers, in the order of the bank's labels.
    pub const SAID: [Tri; 3] = [Tri::No, Tri::Ok, Tri::Best];

    /// OK or Best.
    pub fn is_acceptable(self) -> bool {
        matches!(self, Tri::Ok | Tri::Best)
    }
}

/// A country and where in it, such as `US-CA`: two letters, or two letters, a hyphen and one to five letters or digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region(String);

impl Region {
    /// Checks the form; letters must be upper-case. `None` for anything else.
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

    /// The whole code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two letters of the country.
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// What stands behind the hyphen.
    pub fn subdivision(&self) -> Option<&str> {
        self.0.get(3..)
    }
}

/// Who the agency is; nothing here is scored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Picked option by index of [`Bank::context`]; `None` for other kinds of question too.
    pub choices: Vec<Option<u8>>,
    /// Country and state.
    pub region: Option<Region>,
    /// The local area, as the agency writes it.
    pub local: Option<PlainText>,
    /// Its name.
    pub agency: Option<PlainText>,
    /// A sentence to the reader.
    pub note: Option<PlainText>,
}

/// Up to three offers and three needs that the agency put first. Slots ascend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Featured {
    /// Offers it is proud of.
    pub offers: Vec<Slot>,
    /// Needs that matter most.
    pub needs: Vec<Slot>,
}

impl Featured {
    /// Most picks of each sort.
    pub const MOST: usize = 3;
}

/// A day, counted from 2020-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub u16);

/// All that one agency said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The state of the bank that was answered.
    pub edition: Edition,
    /// By capability.
    pub responses: Responses,
    /// By index of [`Bank::readiness`].
    pub readiness: Vec<Rating>,
    /// By index of [`Bank::terms`].
    pub terms: Vec<TermAnswer>,
    /// About the agency.
    pub context: Context,
    /// Put first by the agency.
    pub featured: Featured,
    /// When the link was made.
    pub date: Option<Date>,
    /// Language that it was made in, a BCP 47 tag.
    pub locale: Option<String>,
    /// Records of a link that this version does not know and passes on as they were: tag and bytes.
    pub extra: Vec<(u8, Vec<u8>)>,
}

impl Profile {
    /// A profile for `bank`'s newest edition that says nothing but `responses`.
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

    /// The answers as somebody's own answers to `bank`'s newest edition. Date, locale and unknown records are left out:
    /// they describe the link that the answers came in, and could mark every later link.
    pub fn adopted(self, bank: &Bank) -> Profile {
        Profile { edition: bank.newest(), date: None, locale: None, extra: Vec::new(), ..self }
    }

    /// A profile that says nothing at all.
    pub fn empty(bank: &Bank) -> Profile {
        Profile::new(bank, Responses::skipped(bank.capabilities.len()))
    }
}

impl Date {
    /// The day `year-month-day` of the Gregorian calendar; `None` outside 2020-01-01 to 2199-06-06 or for a day that
    /// does not exist.
    pub fn from_ymd(year: u16, month: u8, day: u8) -> Option<Date> {
        let days_before: u32 = (2020..u32::from(year)).map(days_in_year).sum();
        let in_month = days_in_month(u32::from(year), month)?;
        if year < 2020 || day == 0 || u32::from(day) > in_month {
            return None;
        }
        let months: u32 = (1..month).filter_map(|m| days_in_month(u32::from(year), m)).sum();
        u16::try_from(days_before + months + u32::from(day) - 1).ok().map(Date)
    }

    /// Whether it is after tomorrow. In some time zones it is tomorrow already; a later date is a wrong clock, or made up.
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

    /// Year, month and day.
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

    /// `YYYY-MM-DD`.
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
    fn days_that_do_not_exist_are_refused() {
        for text in
            ["2026-02-29", "2019-12-31", "2026-13-01", "2026-00-10", "2026-1-1", "2300-01-01", "x", ""]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_region_is_a_country_and_perhaps_a_subdivision() {
        for good in ["US", "US-CA", "XX-HX", "GB-ENG", "FR-75C"] {
            assert!(Region::new(good).is_some(), "{good}");
        }
        for bad in ["", "U", "us-ca", "US-", "US-ABCDEF", "USA", "U1", "US CA", "ÜS"] {
            assert!(Region::new(bad).is_none(), "{bad}");
        }
    }
}
