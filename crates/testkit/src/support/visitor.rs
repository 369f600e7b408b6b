//! A person who uses the questionnaire without a browser: a session, and a stand-in that performs its effects.

use super::{BANK, FOREIGN, GROWN};
use interlocal_core::bank::{Bank, ContextKind, ScaleId};
use interlocal_core::profile::{Context, Date, Profile, Region, TermAnswer, Tri};
use interlocal_core::response::{Rating, Response};
use interlocal_core::session::{
    Action, Change, Effect, Entry, Form, Page, Pick, Session, Surroundings, TermChange, TextField,
};
use interlocal_core::words::Lang;
use std::rc::Rc;

pub const BASE: &str = "https://oakvale.example.gov/it/share/";

/// The banks as sessions hold them.
pub struct Banks {
    pub shipped: Rc<Bank>,
    pub grown: Rc<Bank>,
    pub foreign: Rc<Bank>,
}

impl Banks {
    pub fn new() -> Banks {
        Banks {
            shipped: Rc::new(BANK.clone()),
            grown: Rc::new(GROWN.clone()),
            foreign: Rc::new(FOREIGN.clone()),
        }
    }
}

#[derive(Clone)]
pub struct Visitor {
    pub session: Session,
    /// The draft stored on the device.
    pub kept: Option<String>,
    pub aside: Vec<String>,
    pub clipboard: Option<String>,
    pub history: Vec<Page>,
    /// The effects of the last action.
    pub effects: Vec<Effect>,
}

pub fn surroundings(lang: &str) -> Surroundings {
    Surroundings {
        share_base: BASE.to_owned(),
        site: String::new(),
        today: Date::parse("2026-11-23"),
        lang: super::lang(lang),
    }
}

impl Visitor {
    pub fn arrives(bank: &Rc<Bank>, lang: &str, draft: Option<&str>) -> Visitor {
        let (session, effects) = Session::start(Rc::clone(bank), surroundings(lang), draft);
        let mut visitor = Visitor {
            session,
            kept: draft.map(str::to_owned),
            aside: Vec::new(),
            clipboard: None,
            history: Vec::new(),
            effects: Vec::new(),
        };
        visitor.run(effects);
        visitor
    }

    pub fn new(lang: &str) -> Visitor {
        Visitor::arrives(&Rc::new(BANK.clone()), lang, None)
    }

    /// Returns a person who has given all answers of `target` and is on the profile page.
    pub fn with(lang: &str, target: &Profile) -> Visitor {
        let mut visitor = Visitor::new(lang);
        visitor.answers(target, |_| {});
        visitor
    }

    pub fn does(&mut self, action: impl Into<Action>) -> &mut Visitor {
        let (session, effects) = self.session.clone().apply(action.into());
        self.session = session;
        self.run(effects);
        self
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in &effects {
            match effect {
                Effect::SaveDraft(text) => self.kept = Some(text.clone()),
                Effect::KeepAside(text) => self.aside.push(text.clone()),
                Effect::Forget => self.kept = None,
                Effect::CopyLink(link) => self.clipboard = Some(link.clone()),
                Effect::PushHistory(page) => self.history.push(*page),
                Effect::Print | Effect::OpenDesk { .. } => {}
            }
        }
        self.effects = effects;
    }

    /// Returns the same person after a crash, on the same device.
    pub fn reloads(&self) -> Visitor {
        Visitor::arrives(&self.session.bank, "en", self.kept.as_deref())
    }

    /// Goes through the full form and gives the answers of `target`; calls `each` after every step.
    pub fn answers(&mut self, target: &Profile, mut each: impl FnMut(&Visitor)) {
        self.does(Change::Form(Form::Full)).does(Action::Begin);
        loop {
            for change in changes(&self.session.bank.clone(), target, self.session.page) {
                each(self.does(change));
            }
            if self.session.page == Page::Profile {
                return;
            }
            let before = self.session.page;
            each(self.does(Action::Next { seconds: Some(600) }));
            assert_ne!(self.session.page, before, "{:?}", self.session.details);
        }
    }

    /// Returns everything that the draft must preserve.
    pub fn belongings(&self) -> (Profile, Vec<Entry>, Form, Lang, bool) {
        let session = &self.session;
        let entries = TextField::ALL.map(|field| session.details.entry(field).clone()).to_vec();
        (session.profile.clone(), entries, session.form, session.lang, session.has_dismissed())
    }
}

/// Returns the changes that give the answers of `target` on one page.
pub fn changes(bank: &Bank, target: &Profile, page: Page) -> Vec<Change> {
    match page {
        Page::Details => details(bank, target),
        Page::Domain(idx) => bank
            .domain_capabilities(idx)
            .into_iter()
            .flat_map(|capability| {
                let slot = capability.slot;
                let rate =
                    |scale, rating: Rating| rating.is_known().then_some(Change::Rate { slot, scale, rating });
                match target.responses.get(slot) {
                    Response::NotApplicable => vec![Change::NotOurJob { slot, is_not: true }],
                    Response::Rated { skill, need } => {
                        [rate(ScaleId::Skill, skill), rate(ScaleId::Need, need)]
                            .into_iter()
                            .flatten()
                            .collect()
                    }
                }
            })
            .collect(),
        Page::Readiness => {
            let readiness = |(idx, rating): (usize, &Rating)| Change::Readiness { idx, rating: *rating };
            target.readiness.iter().enumerate().map(readiness).collect()
        }
        Page::Terms => {
            let term = |(idx, answer)| term(answer).into_iter().map(move |change| Change::Term(idx, change));
            target.terms.iter().enumerate().flat_map(term).collect()
        }
        Page::Picks => {
            let pick = |pick| move |slot: &_| Change::Feature { pick, slot: *slot, is_on: true };
            let offers = target.featured.offers.iter().rev().map(pick(Pick::Offers));
            offers.chain(target.featured.needs.iter().rev().map(pick(Pick::Needs))).collect()
        }
        Page::Start | Page::Review | Page::Profile | Page::Open | Page::Received | Page::Problem => {
            Vec::new()
        }
    }
}

fn details(bank: &Bank, target: &Profile) -> Vec<Change> {
    let context = &target.context;
    let typed = |field, text: &str| Change::Type(field, text.to_owned());
    let region = context.region.as_ref();
    let mut changes = vec![
        typed(TextField::Agency, context.agency.as_ref().map_or("", |agency| agency.as_str())),
        typed(TextField::Country, region.map_or("", Region::country)),
        typed(TextField::Subdivision, region.and_then(Region::subdivision).unwrap_or("")),
        typed(TextField::Local, context.local.as_ref().map_or("", |local| local.as_str())),
    ];
    let questions = bank.context.iter().enumerate().filter(|(_, question)| question.kind == ContextKind::One);
    changes.extend(questions.map(|(idx, _)| Change::Choose { idx, option: context.choices[idx] }));
    changes
}

fn term(answer: &TermAnswer) -> Vec<TermChange> {
    let toggles = |mask: u16| {
        (0..16)
            .filter(move |bit| mask >> bit & 1 == 1)
            .map(|option| TermChange::Toggle { option, is_on: true })
    };
    match answer {
        TermAnswer::Blank => vec![],
        TermAnswer::Multi(0) => vec![TermChange::NoneOfThem],
        TermAnswer::Multi(mask) => toggles(*mask).collect(),
        TermAnswer::Tri(tris) => (0..)
            .zip(tris)
            .filter(|(_, tri)| **tri != Tri::Blank)
            .map(|(option, tri)| TermChange::Rate { option, tri: *tri })
            .collect(),
        TermAnswer::Ordered { level, bend: false } => vec![TermChange::Level(*level)],
        TermAnswer::Ordered { level, bend: true } => vec![TermChange::Level(*level), TermChange::Bend(true)],
        TermAnswer::Platform { mask, strict } => {
            toggles(*mask).chain([TermChange::Strict(*strict)]).collect()
        }
    }
}

/// Returns `context` with the name, region and local area of `like`.
pub fn without_texts(context: Context, like: &Profile) -> Context {
    let Context { region, local, agency, .. } = like.context.clone();
    Context { region, local, agency, ..context }
}
