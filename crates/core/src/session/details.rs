//! The text fields: what was typed stays as it was typed, and reaches the profile only where it passes.

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
    /// In the order of the page.
    pub const ALL: [TextField; 4] =
        [TextField::Agency, TextField::Country, TextField::Subdivision, TextField::Local];

    /// A name for drafts and for the page; the same in every language.
    pub fn key(self) -> &'static str {
        match self {
            TextField::Agency => "agency",
            TextField::Country => "country",
            TextField::Subdivision => "subdivision",
            TextField::Local => "local",
        }
    }
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// As typed.
    pub text: String,
    /// Why it is not in the profile.
    pub problem: Option<EntryProblem>,
}

/// Why a field's content is not in the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryProblem {
    /// The text itself.
    Text(TextProblem),
    /// More characters than the bank wants.
    TooManyChars {
        /// Characters that it has.
        got: usize,
        /// Characters that fit.
        most: usize,
    },
    /// Not two letters.
    Country,
    /// Not one to five letters or digits.
    Subdivision,
    /// A state without its country.
    CountryFirst,
}

/// The details page's own state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// By [`TextField::ALL`].
    entries: [Entry; 4],
    /// The person tried to go on without the one answer that is required.
    pub lacks_kind: bool,
}

impl Details {
    /// One field.
    pub fn entry(&self, field: TextField) -> &Entry {
        &self.entries[position(field)]
    }

    /// Whether something on the page wants mending before going on.
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

/// Takes a field's content into the session, and into the profile if it passes.
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

/// Fills the fields from a profile that was kept.
pub(super) fn from_profile(session: &mut Session) {
    for (field, text) in TextField::ALL.into_iter().zip(said(&session.profile.context)) {
        session.details.entries[position(field)] = Entry { text, problem: None };
    }
}

/// The fields as a profile has them, in the order of [`TextField::ALL`].
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

/// Country and subdivision together make one code.
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
