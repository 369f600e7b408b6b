//! The text fields. A field keeps its text as typed; the profile gets the text only if it is valid.

use super::Session;
use crate::plain_text::{AGENCY_BYTES, LOCAL_BYTES, PlainText, TextProblem};
use crate::profile::{Context, Region};

/// A text field of the details page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextField {
    /// The agency's name.
    Agency,
    /// The country's two letters.
    Country,
    /// The state's or province's code.
    Subdivision,
    /// The local area.
    Local,
}

impl TextField {
    /// The fields in the order of the page.
    pub const ALL: [TextField; 4] =
        [TextField::Agency, TextField::Country, TextField::Subdivision, TextField::Local];

    /// Returns the name for drafts and for the page, which is the same in every language.
    pub fn key(self) -> &'static str {
        match self {
            TextField::Agency => "agency",
            TextField::Country => "country",
            TextField::Subdivision => "subdivision",
            TextField::Local => "local",
        }
    }
}

/// A text field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The text as typed.
    pub text: String,
    /// Why the profile doesn't include the text.
    pub problem: Option<EntryProblem>,
}

/// Why the profile doesn't include a field's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryProblem {
    /// The text is invalid.
    Text(TextProblem),
    /// The text has more characters than the bank allows.
    TooManyChars {
        /// Number of characters in the text.
        got: usize,
        /// Maximum number of characters.
        most: usize,
    },
    /// The country isn't two letters.
    Country,
    /// The subdivision isn't one to five letters or digits.
    Subdivision,
    /// There is a subdivision without a country.
    CountryFirst,
}

/// The state of the details page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// In the order of [`TextField::ALL`].
    entries: [Entry; 4],
    /// True if the person tried to continue without the only required answer.
    pub lacks_kind: bool,
}

impl Details {
    /// Returns one field.
    pub fn entry(&self, field: TextField) -> &Entry {
        &self.entries[position(field)]
    }

    /// Returns true if the page has an error to correct.
    pub fn has_problem(&self) -> bool {
        self.lacks_kind || self.entries.iter().any(|entry| entry.problem.is_some())
    }
}

fn position(field: TextField) -> usize {
    match field {
        TextField::Agency => 0,
        TextField::Country => 1,
        TextField::Subdivision => 2,
        TextField::Local => 3,
    }
}

/// Sets a field's text, and updates the profile if the text is valid.
pub(super) fn typed(session: &mut Session, field: TextField, text: &str) {
    session.details.entries[position(field)].text = text.to_owned();
    let problem = match field {
        TextField::Agency => agency(session, text),
        TextField::Local => local(session, text),
        TextField::Country | TextField::Subdivision => {
            region(session);
            return;
        }
    };
    session.details.entries[position(field)].problem = problem;
}

/// Fills the fields from a profile.
pub(super) fn from_profile(session: &mut Session) {
    for (field, text) in TextField::ALL.into_iter().zip(said(&session.profile.context)) {
        session.details.entries[position(field)] = Entry { text, problem: None };
    }
}

/// Returns the texts of the fields in the profile, in the order of [`TextField::ALL`].
pub(super) fn said(context: &Context) -> [String; 4] {
    let text =
        |text: &Option<PlainText>| text.as_ref().map_or(String::new(), |text| text.as_str().to_owned());
    let region = context.region.as_ref();
    let country = region.map_or(String::new(), |region| region.country().to_owned());
    let subdivision = region.and_then(Region::subdivision).unwrap_or_default().to_owned();
    [text(&context.agency), country, subdivision, text(&context.local)]
}

fn agency(session: &mut Session, text: &str) -> Option<EntryProblem> {
    let most = usize::from(session.bank.name_chars);
    let got = text.trim().chars().count();
    let checked = match got > most {
        true => Err(EntryProblem::TooManyChars { got, most }),
        false => PlainText::typed(text, AGENCY_BYTES).map_err(EntryProblem::Text),
    };
    store(checked, &mut session.profile.context.agency)
}

fn local(session: &mut Session, text: &str) -> Option<EntryProblem> {
    let checked = PlainText::typed(text, LOCAL_BYTES).map_err(EntryProblem::Text);
    store(checked, &mut session.profile.context.local)
}

fn store<T>(checked: Result<Option<T>, EntryProblem>, place: &mut Option<T>) -> Option<EntryProblem> {
    let (value, problem) = match checked {
        Ok(value) => (value, None),
        Err(problem) => (None, Some(problem)),
    };
    *place = value;
    problem
}

/// Joins country and subdivision to one code.
fn region(session: &mut Session) {
    let code = |field: TextField| session.details.entry(field).text.trim().to_ascii_uppercase();
    let (country, subdivision) = (code(TextField::Country), code(TextField::Subdivision));
    let is_country = country.is_empty() || Region::new(&country).is_some() && country.len() == 2;
    let is_subdivision = subdivision.is_empty() || Region::new(&["XX-", &subdivision].concat()).is_some();
    let country_problem = (!is_country).then_some(EntryProblem::Country);
    let subdivision_problem = match (is_subdivision, country.is_empty()) {
        (false, _) => Some(EntryProblem::Subdivision),
        (true, true) if !subdivision.is_empty() => Some(EntryProblem::CountryFirst),
        (true, _) => None,
    };
    let whole = if subdivision.is_empty() { country } else { [&country, "-", &subdivision].concat() };
    session.profile.context.region = Region::new(&whole);
    session.details.entries[position(TextField::Country)].problem = country_problem;
    session.details.entries[position(TextField::Subdivision)].problem = subdivision_problem;
}
