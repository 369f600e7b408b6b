//! The whole visit as a value. `Session::apply` takes one action and gives the next session and what the browser shall
//! do about it. Knows pages, answers and what is kept; refuses to know a browser, a clock or a word of any language.

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

/// Where the visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What this is, and the two ways in.
    Start,
    /// About the agency.
    Details,
    /// The capabilities of one domain, by index of [`Bank::domains`].
    Domain(u8),
    /// The readiness questions.
    Readiness,
    /// The terms.
    Terms,
    /// Featured offers and needs.
    Picks,
    /// All answers, each with a way back to it.
    Review,
    /// The result, and the link.
    Profile,
    /// A box to paste a link into.
    Open,
    /// Somebody else's profile.
    Received,
    /// A link that did not give a profile.
    Problem,
}

/// How many capabilities are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// The core ones.
    #[default]
    Quick,
    /// All of them.
    Full,
}

/// Which list of picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Offers that the agency is proud of.
    Offers,
    /// Needs that matter most.
    Needs,
}

/// What the browser shall do. Nothing here may stop the visit if it fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep this text on the device.
    SaveDraft(String),
    /// Keep a draft that could not be read out of the way of the next one.
    KeepAside(String),
    /// Erase all that is kept on the device under our name, and tell the other tabs.
    Forget,
    /// Put this on the clipboard.
    CopyLink(String),
    /// Make the browser's Back lead here.
    PushHistory(Page),
    /// Open the print dialog.
    Print,
    /// Hand the visit over to the desk.
    OpenDesk {
        /// Where it shall open.
        page: String,
        /// The visit, for [`Session::start`].
        draft: String,
        /// A link to begin with.
        link: Option<String>,
    },
}

/// Something to say once, at the top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Answers can't be kept on this device.
    NotSaved,
    /// What was kept could not be read; it was put aside.
    DraftUnreadable,
    /// What was kept answers another questionnaire, or a later one; it was put aside.
    DraftOfAnotherBank,
    /// The questionnaire has grown since; the answers were carried over.
    DraftUpgraded,
    /// Everything was erased; it can be taken back until the page is left or something is answered.
    Forgotten,
    /// Another tab erased everything.
    ErasedElsewhere,
    /// Three picks are the most.
    ThreePicks,
    /// The desk could not be loaded.
    NoDesk,
}

/// Where the keyboard's focus belongs after the next paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The page's heading.
    Heading,
    /// The first field with a problem.
    FirstProblem,
}

/// How the last copying went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copying {
    /// It is on the clipboard.
    Done,
    /// The browser refused; the text is selected instead.
    Refused,
}

/// Facts about the place of the visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The page's address without its fragment: links lead there.
    pub share_base: String,
    /// What stands before the names of the site's other pages, for a widget in somebody else's page.
    pub site: String,
    /// Today, where the browser's clock is right enough to tell.
    pub today: Option<Date>,
    /// The page's language.
    pub lang: Lang,
}

/// One visit. Public fields are for reading; only [`Session::apply`] makes a new state.
#[derive(Debug, Clone)]
pub struct Session {
    /// What is asked.
    pub bank: Rc<Bank>,
    /// In which language.
    pub lang: Lang,
    /// Where.
    pub page: Page,
    /// Quick or full.
    pub form: Form,
    /// One's own answers.
    pub profile: Profile,
    /// Text fields as typed.
    pub details: Details,
    /// Somebody else's profile, read-only.
    pub received: Option<Rc<Disclosed>>,
    /// Why the last link gave none.
    pub problem: Option<LinkError>,
    /// To be said once.
    pub notice: Option<Notice>,
    /// How the last copying went.
    pub copying: Option<Copying>,
    /// Where focus belongs; the number changes each time that it is to be moved.
    pub focus: (Focus, u32),
    dismissed: Vec<(FlagKind, FlagScale)>,
    fast_domains: Vec<u8>,
    /// Ratings that "not our job" covers, so that unticking brings them back.
    parked: Vec<(Slot, Response)>,
    /// Where the questionnaire was left.
    resume: Page,
    forgotten: Option<Box<Session>>,
    /// Answers of other tabs that conflict with the answers here. It has only these answers, and may have rivals of its own.
    rivals: Option<Box<Session>>,
    has_told_storage: bool,
    surroundings: Surroundings,
}

impl Session {
    /// A visit's beginning, with what was kept on the device, if anything was.
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

    /// A visit without answers, in the same place.
    pub fn blank(&self) -> Session {
        Session::fresh(Rc::clone(&self.bank), self.surroundings.clone())
    }

    /// The visit on `page`, as after the browser's own Back.
    pub fn on_page(mut self, page: Page) -> Session {
        // What was to be saved is saved: the visit is only shown elsewhere.
        let _ = self.returned(page);
        self
    }

    /// The visit with another profile of one's own, such as one from a file.
    pub fn with_profile(self, profile: Profile) -> Session {
        let (dismissed, fast_domains, parked) = (Vec::new(), Vec::new(), Vec::new());
        let profile = profile.adopted(&self.bank);
        let mut session = Session { profile, dismissed, fast_domains, parked, rivals: None, ..self };
        details::from_profile(&mut session);
        session
    }

    /// One step of the visit.
    pub fn apply(self, action: Action) -> (Session, Vec<Effect>) {
        apply::apply(self, action)
    }

    /// One's own scorecard, with the notes that only the visit knows and without those that were dismissed.
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

    /// Whether quality notes were dismissed.
    pub fn has_dismissed(&self) -> bool {
        !self.dismissed.is_empty()
    }

    /// Whether there is anything that a person would miss.
    pub fn has_answers(&self) -> bool {
        self.profile != Profile::empty(&self.bank) || self.details != Details::default()
    }

    /// The public link's fragment, dated today. The note stays out: no page of the questionnaire shows it.
    pub fn fragment(&self) -> Fragment {
        let dated = Profile { date: self.surroundings.today, ..self.profile.clone() };
        link::encode(&self.bank, &dated, &Disclosure { note: false, ..Disclosure::public() })
    }

    /// The public link.
    pub fn link(&self) -> String {
        self.fragment().link(&self.surroundings.share_base)
    }

    /// Capabilities of which the public link says less than the answers do.
    pub fn withheld(&self) -> Vec<Slot> {
        let disclosure = Disclosure::public();
        let says = |slot| crate::visible::effective(&self.bank, &self.profile, slot);
        let withheld = self.bank.capabilities.iter().filter(|c| disclosure.withholds(c, says(c.slot)));
        withheld.map(|capability| capability.slot).collect()
    }

    /// The page's address, where links lead.
    pub fn share_base(&self) -> &str {
        &self.surroundings.share_base
    }

    /// The page of the questionnaire that "Continue" leads to.
    pub fn resume(&self) -> Page {
        self.resume
    }

    /// What stands before the names of the site's other pages.
    pub fn site(&self) -> &str {
        &self.surroundings.site
    }

    /// The day of the visit.
    pub fn today(&self) -> Option<Date> {
        self.surroundings.today
    }

    /// Whether the notice is the one that offers to take an erasing back.
    pub fn can_undo(&self) -> bool {
        self.notice == Some(Notice::Forgotten) && self.forgotten.is_some()
    }
}

impl Notice {
    /// Whether it is about what was kept, and so was set before the first page was seen.
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
    /// A name for the browser's history and for styles; the same in every language.
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

    /// The page with that name.
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
