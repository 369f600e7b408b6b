//! Implements each action. Changes of answers are in `change`.

use super::steps::kind_idx;
use super::{Action, Change, Copying, Effect, Focus, Heard, Notice, Page, Session, desk_page};
use crate::link::{self, LinkError};
use std::rc::Rc;

/// A screen that is answered faster than 600 words a minute gets a flag (docs/scoring.md, section 6.1).
const WORDS_PER_SECOND: usize = 10;

pub(super) fn apply(mut session: Session, action: Action) -> (Session, Vec<Effect>) {
    let effects = match action {
        Action::Begin => {
            let page = session.resume;
            session.go(page)
        }
        Action::Next { seconds } => session.next(seconds),
        Action::Previous => {
            let page = session.previous_page();
            session.go(page)
        }
        Action::Show(page) => session.go(page),
        Action::Returned(page) => session.returned(page),
        Action::OpenDesk(page) => {
            let received = session.received.as_ref().filter(|_| page == desk_page::FOUND);
            let link = received.map(|profile| link::encode_whole(&session.bank, profile));
            session.open_desk(page, link.map(|fragment| fragment.as_str().to_owned()))
        }
        Action::NoDesk => {
            session.notice = Some(Notice::NoDesk);
            Vec::new()
        }
        Action::OpenLink(text) => session.open(text),
        Action::CopyLink => vec![Effect::CopyLink(session.link())],
        Action::Copied(is_done) => {
            session.copying = Some(if is_done { Copying::Done } else { Copying::Refused });
            Vec::new()
        }
        Action::Forget => session.forget(),
        Action::Undo => session.undo(),
        Action::Heard(heard) => session.hear(heard),
        Action::StorageFailed => {
            if !session.has_told_storage {
                session.has_told_storage = true;
                session.notice = Some(Notice::NotSaved);
            }
            Vec::new()
        }
        Action::CloseNotice => {
            session.notice = None;
            Vec::new()
        }
        Action::Print => vec![Effect::Print],
        Action::Change(change) => {
            let had_answers = session.has_answers();
            session.answer(change);
            // Clearing the last answer is stored too, because otherwise the answer would return after a reload.
            if had_answers { session.keep() } else { session.save() }
        }
    };
    (session, effects)
}

impl Session {
    /// Applies a change. It settles the conflict that the change decides, and withdraws the offer to undo erasing.
    fn answer(&mut self, change: Change) {
        let before = self.rivals.is_some().then(|| self.clone());
        self.change(change);
        self.copying = None;
        if let Some(before) = before {
            self.settle_changed(&before);
        }
        if self.has_answers() {
            self.drop_undo();
        }
    }

    fn drop_undo(&mut self) {
        self.forgotten = None;
        self.notice = self.notice.filter(|notice| *notice != Notice::Forgotten);
    }

    fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        match heard {
            Heard::Changed { base, theirs } => self.take_over(base.as_deref(), &theirs),
            Heard::Erased if self.has_answers() || self.forgotten.is_some() => {
                self.start_anew(Notice::ErasedElsewhere);
                vec![Effect::PushHistory(Page::Start)]
            }
            Heard::Erased => Vec::new(),
            Heard::Woken => {
                self.drop_undo();
                Vec::new()
            }
        }
    }

    /// Merges the draft of another tab, and stores the result if this tab has more answers.
    fn take_over(&mut self, base: Option<&str>, theirs: &str) -> Vec<Effect> {
        let Some(theirs) = self.visit_of(theirs) else { return Vec::new() };
        *self = self.clone().merged(&self.base_of(base), &theirs);
        self.notice = self.notice.filter(|notice| *notice != Notice::ErasedElsewhere);
        if self.says_the_same(&theirs) { Vec::new() } else { self.keep() }
    }

    /// Shows `page` and adds it to the browser's history.
    fn go(&mut self, page: Page) -> Vec<Effect> {
        if page == self.page {
            return Vec::new();
        }
        self.turn_to(page);
        [vec![Effect::PushHistory(page)], self.save()].concat()
    }

    /// Shows `page` after the browser's Back or Forward, which has already changed the history.
    pub(super) fn returned(&mut self, page: Page) -> Vec<Effect> {
        let is_empty = match page {
            Page::Received => self.received.is_none(),
            Page::Problem => self.problem.is_none(),
            Page::Start
            | Page::Details
            | Page::Domain(_)
            | Page::Readiness
            | Page::Terms
            | Page::Picks
            | Page::Review
            | Page::Profile
            | Page::Open => false,
        };
        self.turn_to(if is_empty { Page::Start } else { page });
        self.save()
    }

    fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.copying = None;
        if self.steps().contains(&page) {
            self.resume = page;
        }
        // A notice belongs to the page on which it appeared. Only the offer to undo erasing stays.
        if self.notice != Some(Notice::Forgotten) {
            self.notice = None;
        }
        self.focus_on(Focus::Heading);
    }

    fn focus_on(&mut self, focus: Focus) {
        self.focus = (focus, self.focus.1.wrapping_add(1));
    }

    fn save(&self) -> Vec<Effect> {
        // If the person only viewed a link, nothing is stored.
        if self.has_answers() { self.keep() } else { Vec::new() }
    }

    fn keep(&self) -> Vec<Effect> {
        vec![Effect::SaveDraft(self.draft())]
    }

    fn next(&mut self, seconds: Option<u16>) -> Vec<Effect> {
        if self.page == Page::Details {
            let has_kind = kind_idx(&self.bank).is_none_or(|idx| self.profile.context.choices[idx].is_some());
            self.details.lacks_kind = !has_kind;
            if self.details.has_problem() {
                self.focus_on(Focus::FirstProblem);
                return Vec::new();
            }
        }
        if let (Page::Domain(domain_idx), Some(seconds)) = (self.page, seconds) {
            self.note_pace(domain_idx, seconds);
        }
        let page = self.next_page();
        self.go(page)
    }

    /// Records whether a screen was answered faster than anyone can read.
    fn note_pace(&mut self, domain_idx: u8, seconds: u16) {
        let (n_answered, n_asked) = self.answered_on(Page::Domain(domain_idx));
        let texts = self.asked(domain_idx).into_iter().map(|slot| self.bank.capability(slot));
        let n_words: usize = texts
            .flat_map(|capability| [&capability.label, &capability.text])
            .map(|text| self.bank.say(self.lang, text).split_whitespace().count())
            .sum();
        let is_fast =
            n_asked > 0 && n_answered == n_asked && usize::from(seconds) < n_words / WORDS_PER_SECOND;
        self.fast_domains.retain(|idx| *idx != domain_idx);
        if is_fast {
            self.fast_domains.push(domain_idx);
        }
    }

    /// Opens a link. The profile is shown separately; the person's own answers don't change.
    fn open(&mut self, text: String) -> Vec<Effect> {
        let page = match link::decode(&self.bank, &text) {
            Err(LinkError::Sealed(_)) => return self.open_desk(desk_page::UNSEAL.to_owned(), Some(text)),
            // The workbench has the readers for mails, rewritten addresses and pasted files.
            Err(LinkError::NoLink) if may_wrap_link(&text) => {
                return self.open_desk(desk_page::OPEN.to_owned(), Some(text));
            }
            Ok(profile) => {
                self.received = Some(Rc::new(profile));
                Page::Received
            }
            Err(error) => {
                self.problem = Some(error);
                Page::Problem
            }
        };
        // A link in the address opens before the first page is shown, so a notice about the draft must stay.
        let of_draft = self.notice.filter(|notice| notice.is_of_draft());
        self.turn_to(page);
        self.notice = self.notice.or(of_draft);
        vec![Effect::PushHistory(page)]
    }

    fn open_desk(&self, page: String, link: Option<String>) -> Vec<Effect> {
        vec![Effect::OpenDesk { page, draft: self.handover(), link }]
    }

    fn forget(&mut self) -> Vec<Effect> {
        let mut before = self.start_anew(Notice::Forgotten);
        let earlier = before.forgotten.take();
        // A second click erases nothing, and must not prevent undoing the first one.
        self.forgotten = if before.has_answers() { Some(Box::new(before)) } else { earlier };
        vec![Effect::Forget, Effect::PushHistory(Page::Start)]
    }

    /// Clears all answers and sets the notice `why`. Returns the session as it was.
    fn start_anew(&mut self, why: Notice) -> Session {
        let fresh = Session {
            lang: self.lang,
            received: self.received.clone(),
            notice: Some(why),
            focus: self.focus,
            has_told_storage: self.has_told_storage,
            ..self.blank()
        };
        let before = std::mem::replace(self, fresh);
        self.focus_on(Focus::Heading);
        before
    }

    fn undo(&mut self) -> Vec<Effect> {
        let Some(before) = self.forgotten.take() else { return Vec::new() };
        // Undo restores only the answers, and keeps answers that another tab has added since.
        let now = self.clone();
        let (lang, focus, has_told_storage) = (self.lang, self.focus, self.has_told_storage);
        let received = self.received.take();
        *self = Session { lang, focus, has_told_storage, received, notice: None, ..*before };
        *self = self.clone().merged(&now.blank(), &now);
        self.focus_on(Focus::Heading);
        [vec![Effect::PushHistory(self.page)], self.save()].concat()
    }
}

/// Returns true if `text` may contain a wrapped link: it contains an address, or is as long as the shortest mail
/// source.
fn may_wrap_link(text: &str) -> bool {
    const LEAST: usize = 200;
    text.len() >= LEAST || text.split(':').skip(1).any(|rest| rest.starts_with("//"))
}
