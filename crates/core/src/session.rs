//! The state of the questionnaire program. `Session::apply` takes an action and returns the next state and the effects
//! for the browser to perform. There are no browser, clock or texts in this module.

mod action;
mod apply;
mod change;
pub mod desk_page;
mod details;
mod draft;
mod merge;
mod shared;
mod steps;

pub use action::{Action, Change, Heard, TermChange};
pub use details::{Details, Entry, EntryProblem, TextField};
pub use draft::DraftError;
pub use merge::{Answer, Clash};
pub use shared::{Shared, Step};
pub use steps::Progress;

use crate::bank::{Bank, Slot};
use crate::disclosed::Disclosed;
use crate::link::{self, Disclosure, Fragment, LinkError};
use crate::profile::{Date, Profile};
use crate::response::Response;
use crate::score::{Flag, FlagKind, FlagScale, Scorecard, score};
use crate::words::Lang;
use std::rc::Rc;

/// A page of the questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The introduction, with the choice of the form.
    Start,
    /// The questions about the agency.
    Details,
    /// The capabilities of one domain, by index of [`Bank::domains`].
    Domain(u8),
    /// The readiness questions.
    Readiness,
    /// The terms.
    Terms,
    /// Featured offers and needs.
    Picks,
    /// All answers, each with a link to its question.
    Review,
    /// The profile and the link.
    Profile,
    /// A box to paste a link into.
    Open,
    /// Another agency's profile.
    Received,
    /// An error: a link that gave no profile.
    Problem,
}

/// The size of the questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Only the core capabilities.
    #[default]
    Quick,
    /// All capabilities.
    Full,
}

/// A list of picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The featured offers.
    Offers,
    /// The featured needs.
    Needs,
}

/// A side effect for the browser to perform. If one fails, the session must continue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Store this draft on the device.
    SaveDraft(String),
    /// Store an unreadable draft under another name, so that the next draft doesn't overwrite it.
    KeepAside(String),
    /// Erase everything that we stored on the device, and tell the other tabs.
    Forget,
    /// Copy this text to the clipboard.
    CopyLink(String),
    /// Add this page to the browser's history.
    PushHistory(Page),
    /// Open the print dialog.
    Print,
    /// Switch to the workbench.
    OpenDesk {
        /// The page that the workbench opens.
        page: String,
        /// The draft, for [`Session::start`].
        draft: String,
        /// A link to open.
        link: Option<String>,
    },
}

/// A message at the top of the page. It is shown once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The answers can't be stored on this device.
    NotSaved,
    /// The stored draft was unreadable and is kept under another name.
    DraftUnreadable,
    /// The stored draft answers another questionnaire or a later edition, and is kept under another name.
    DraftOfAnotherBank,
    /// The questionnaire has a new edition; the answers were carried over.
    DraftUpgraded,
    /// Everything was erased. Undo is possible until the person leaves the page or answers a question.
    Forgotten,
    /// Another tab erased everything.
    ErasedElsewhere,
    /// There can be at most three picks.
    ThreePicks,
    /// The workbench couldn't be loaded.
    NoDesk,
}

/// The element that gets the keyboard focus after the next paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The page's heading.
    Heading,
    /// The first field with an error.
    FirstProblem,
}

/// The result of the last copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copying {
    /// The link is on the clipboard.
    Done,
    /// The browser refused, so the page selects the text instead.
    Refused,
}

/// Facts about the page and the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The page's address without its fragment. Links lead there.
    pub share_base: String,
    /// Prefix for the names of the site's other pages, for a widget in another site's page.
    pub site: String,
    /// Today's date, if the browser's clock is plausible.
    pub today: Option<Date>,
    /// The language of the page.
    pub lang: Lang,
}

/// The state of one use of the questionnaire. Read the public fields; only [`Session::apply`] changes the state.
#[derive(Debug, Clone)]
pub struct Session {
    /// The questionnaire.
    pub bank: Rc<Bank>,
    /// The language of the interface.
    pub lang: Lang,
    /// The current page.
    pub page: Page,
    /// Quick or full form.
    pub form: Form,
    /// The person's own answers.
    pub profile: Profile,
    /// The text fields as typed.
    pub details: Details,
    /// Another agency's profile, which is read-only.
    pub received: Option<Rc<Disclosed>>,
    /// Why the last link gave no profile.
    pub problem: Option<LinkError>,
    /// A message to show once.
    pub notice: Option<Notice>,
    /// The result of the last copy.
    pub copying: Option<Copying>,
    /// The element that gets the focus. The number changes each time that the focus must move.
    pub focus: (Focus, u32),
    dismissed: Vec<(FlagKind, FlagScale)>,
    fast_domains: Vec<u8>,
    /// Ratings of capabilities that are marked as not applicable. Removing the mark restores them.
    parked: Vec<(Slot, Response)>,
    /// The page of the questionnaire to continue with.
    resume: Page,
    forgotten: Option<Box<Session>>,
    /// Answers of other tabs that conflict with the answers here. It contains only these answers, and may have rivals
    /// of its own.
    rivals: Option<Box<Session>>,
    has_told_storage: bool,
    surroundings: Surroundings,
}

impl Session {
    /// Starts a session from the draft that is stored on the device, if there is one.
    pub fn start(bank: Rc<Bank>, surroundings: Surroundings, draft: Option<&str>) -> (Session, Vec<Effect>) {
        let fresh = Session::fresh(bank, surroundings);
        let Some(text) = draft else { return (fresh, Vec::new()) };
        match draft::read(&fresh, text) {
            Ok(session) => (session, Vec::new()),
            Err(error) => {
                let notice = match error {
                    DraftError::Unreadable => Notice::DraftUnreadable,
                    DraftError::AnotherBank => Notice::DraftOfAnotherBank,
                };
                let session = Session { notice: Some(notice), ..fresh };
                (session, vec![Effect::KeepAside(text.to_owned())])
            }
        }
    }

    fn fresh(bank: Rc<Bank>, surroundings: Surroundings) -> Session {
        Session {
            lang: surroundings.lang,
            page: Page::Start,
            form: Form::Quick,
            profile: Profile::empty(&bank),
            details: Details::default(),
            received: None,
            problem: None,
            notice: None,
            copying: None,
            focus: (Focus::Heading, 0),
            dismissed: Vec::new(),
            fast_domains: Vec::new(),
            parked: Vec::new(),
            resume: Page::Details,
            forgotten: None,
            rivals: None,
            has_told_storage: false,
            surroundings,
            bank,
        }
    }

    /// Returns a session without answers for the same bank and host.
    pub fn blank(&self) -> Session {
        Session::fresh(Rc::clone(&self.bank), self.surroundings.clone())
    }

    /// Returns the session on `page`, as after the browser's Back.
    pub fn on_page(mut self, page: Page) -> Session {
        // The effects are dropped because the draft is already stored.
        let _ = self.returned(page);
        self
    }

    /// Returns the session with another profile as the person's own, for example one from a file.
    pub fn with_profile(self, profile: Profile) -> Session {
        let (dismissed, fast_domains, parked) = (Vec::new(), Vec::new(), Vec::new());
        let profile = profile.adopted(&self.bank);
        let mut session = Session { profile, dismissed, fast_domains, parked, rivals: None, ..self };
        details::from_profile(&mut session);
        session
    }

    /// Applies an action; returns the next state and the effects to perform.
    pub fn apply(self, action: Action) -> (Session, Vec<Effect>) {
        apply::apply(self, action)
    }

    /// Returns the scorecard of the person's own answers, with flags for fast screens and without dismissed flags.
    pub fn scorecard(&self) -> Scorecard {
        let mut card = score(&self.bank, &self.profile);
        card.flags.extend(self.fast_domains.iter().map(|domain_idx| Flag {
            kind: FlagKind::Fast,
            scale: FlagScale::Both,
            value: u32::from(*domain_idx),
        }));
        card.flags.retain(|flag| !self.dismissed.contains(&(flag.kind, flag.scale)));
        card
    }

    /// Returns true if quality flags were dismissed.
    pub fn has_dismissed(&self) -> bool {
        !self.dismissed.is_empty()
    }

    /// Returns true if there is anything to lose: an answer or a typed text.
    pub fn has_answers(&self) -> bool {
        self.profile != Profile::empty(&self.bank) || self.details != Details::default()
    }

    /// Returns the fragment of the public link, dated today. It has no note, because no page of the questionnaire shows
    /// one.
    pub fn fragment(&self) -> Fragment {
        let dated = Profile { date: self.surroundings.today, ..self.profile.clone() };
        link::encode(&self.bank, &dated, &Disclosure { note: false, ..Disclosure::public() })
    }

    /// Returns the public link.
    pub fn link(&self) -> String {
        self.fragment().link(&self.surroundings.share_base)
    }

    /// Returns the capabilities of which the public link leaves out a rating.
    pub fn withheld(&self) -> Vec<Slot> {
        let disclosure = Disclosure::public();
        let says = |slot| crate::visible::effective(&self.bank, &self.profile, slot);
        let withheld = self.bank.capabilities.iter().filter(|c| disclosure.withholds(c, says(c.slot)));
        withheld.map(|capability| capability.slot).collect()
    }

    /// Returns the page's address, where links lead.
    pub fn share_base(&self) -> &str {
        &self.surroundings.share_base
    }

    /// Returns the page that "Continue" leads to.
    pub fn resume(&self) -> Page {
        self.resume
    }

    /// Returns the prefix for the names of the site's other pages.
    pub fn site(&self) -> &str {
        &self.surroundings.site
    }

    /// Returns today's date.
    pub fn today(&self) -> Option<Date> {
        self.surroundings.today
    }

    /// Returns true if the notice offers to undo erasing the answers.
    pub fn can_undo(&self) -> bool {
        self.notice == Some(Notice::Forgotten) && self.forgotten.is_some()
    }
}

impl Notice {
    /// Returns true if the notice is about the stored draft, and is therefore set before the first page is shown.
    fn is_of_draft(self) -> bool {
        match self {
            Notice::DraftUnreadable | Notice::DraftOfAnotherBank | Notice::DraftUpgraded => true,
            Notice::NotSaved
            | Notice::Forgotten
            | Notice::ErasedElsewhere
            | Notice::ThreePicks
            | Notice::NoDesk => false,
        }
    }
}

impl Page {
    /// Returns the name for the browser's history and for styles, which is the same in every language.
    pub fn key(self, bank: &Bank) -> String {
        match self {
            Page::Domain(idx) => {
                let id = bank.domains.get(usize::from(idx)).map_or("", |domain| domain.id.as_str());
                ["domain-", id].concat()
            }
            Page::Start
            | Page::Details
            | Page::Readiness
            | Page::Terms
            | Page::Picks
            | Page::Review
            | Page::Profile
            | Page::Open
            | Page::Received
            | Page::Problem => self.name().to_owned(),
        }
    }

    /// Finds the page with that name.
    pub fn from_key(bank: &Bank, key: &str) -> Option<Page> {
        if let Some(id) = key.strip_prefix("domain-") {
            let idx = bank.domains.iter().position(|domain| domain.id == id)?;
            return u8::try_from(idx).ok().map(Page::Domain);
        }
        const PLAIN: [Page; 10] = [
            Page::Start,
            Page::Details,
            Page::Readiness,
            Page::Terms,
            Page::Picks,
            Page::Review,
            Page::Profile,
            Page::Open,
            Page::Received,
            Page::Problem,
        ];
        PLAIN.into_iter().find(|page| page.name() == key)
    }

    fn name(self) -> &'static str {
        match self {
            Page::Start => "start",
            Page::Details => "details",
            Page::Domain(_) => "domain",
            Page::Readiness => "readiness",
            Page::Terms => "terms",
            Page::Picks => "picks",
            Page::Review => "review",
            Page::Profile => "profile",
            Page::Open => "open",
            Page::Received => "received",
            Page::Problem => "problem",
        }
    }
}
