//! Implements each action.

use super::action::{Action, Effect};
use super::sharing::Sharing;
use super::{Desk, Job, Notice, Problem, files};
use crate::page::DeskPage;
use interlocal_core::link;
use interlocal_core::raters;
use interlocal_core::session::{Action as Answers, Change as Answer, Focus, Heard, Page, Session};
use interlocal_group::ask::Source;
use std::rc::Rc;

impl Desk {
    /// Starts the workbench with the session that was handed over, at `page` or at the page that `link` leads to.
    pub fn start(session: Session, page: Option<DeskPage>, link: Option<&str>) -> Desk {
        let mut desk = Desk {
            sharing: Sharing::new(&session.profile),
            session,
            page: DeskPage::Open,
            sealed: None,
            is_revealed: false,
            problem: None,
            found: None,
            two: None,
            waiting: None,
            group: Rc::default(),
            is_card: false,
            n_sealed: 0,
            is_asking: false,
            notice: None,
            copied: None,
            receiver: None,
            is_sent: false,
            job: None,
            focus: (Focus::Heading, 0),
            before: None,
            n_jobs: 0,
            has_told_storage: false,
        };
        let page = page.unwrap_or(DeskPage::Open);
        match link {
            Some(link) => {
                // The page has its entry in the history already.
                let _ = desk.take_in(Source::Text(link.to_owned()));
            }
            None => desk.turn_to(page),
        }
        desk
    }

    /// Returns the workbench in its initial state, for a switch to the questionnaire: it drops words, passphrases and
    /// received profiles, and ignores results of earlier jobs.
    pub fn suspended(&self) -> Desk {
        let session = self.session.clone();
        Desk::start(session, None, None).after(self)
    }

    /// Continues the job numbers of `before`, and keeps the waiting profile and the embedding site.
    pub fn after(self, before: &Desk) -> Desk {
        let receiver = before.receiver.clone();
        Desk { n_jobs: before.n_jobs, waiting: before.waiting.clone(), receiver, ..self }
    }

    /// Applies an action; returns the next state and the effects to perform.
    pub fn apply(mut self, action: Action) -> (Desk, Vec<Effect>) {
        let had_answers = self.session.has_answers();
        let mut effects = self.step(action);
        // If the person only viewed a link, nothing is stored. Clearing the last answer is stored.
        effects.retain(|it| !matches!(it, Effect::SaveDraft(_)) || had_answers || self.session.has_answers());
        (self, effects)
    }

    fn step(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Show(page) => self.go(page),
            Action::Returned(page) => {
                self.turn_to(page);
                self.wants_of_group()
            }
            Action::Leave(page) => self.leave(page),
            Action::Forget => {
                let mut effects = vec![Effect::Forget];
                effects.extend(self.erased(Answers::Forget));
                effects
            }
            Action::Heard(heard) => self.hear(heard),
            Action::Settle(idx, choice) => {
                self.session = self.session.clone().settled(idx, choice);
                self.let_go();
                self.focus_on(Focus::Heading);
                self.keep()
            }
            Action::NotLeft => self.say(Notice::NotLeft),
            Action::Speak(lang) => {
                self.session = Session::clone(&self.session).apply(Answer::Speak(lang).into()).0;
                self.keep()
            }
            Action::Change(change) => {
                self.sharing.change(&mut self.session, change);
                self.let_go();
                self.keep()
            }
            Action::Preview(is_previewed) => {
                self.sharing.is_previewed = is_previewed;
                Vec::new()
            }
            Action::Seal => self.seal(),
            Action::Drawn(words) => self.drawn(words),
            Action::Sealed(job, result) => {
                self.made(job, result);
                Vec::new()
            }
            Action::Slow(number) => {
                self.job = self.job.map(|job| Job { is_slow: job.is_slow || job.number == number, ..job });
                Vec::new()
            }
            Action::Copy(what) => self.copy(what),
            Action::WasCopied(what, is_done) => {
                self.copied = Some((what, is_done));
                Vec::new()
            }
            Action::Send => self.send(),
            Action::SendToSite => self.send_to_site(),
            Action::Save(kind) => files::save(self, kind).into_iter().collect(),
            Action::Print => vec![Effect::Print],
            Action::Card(is_card) => {
                self.is_card = is_card;
                Vec::new()
            }
            Action::Paste(text) => self.take_in(Source::Text(text)),
            // If the page has no use for a file, nothing happens; at least the browser didn't open it in place of the
            // page.
            Action::File(..) if self.page != DeskPage::Open => Vec::new(),
            Action::File(_, Err(trouble)) => self.fail(Problem::File(trouble)),
            Action::File(name, Ok(bytes)) => self.take_in(Source::File(name, bytes)),
            Action::Unseal(passphrase) => self.unseal(passphrase),
            Action::Reveal(is_revealed) => {
                self.is_revealed = is_revealed;
                Vec::new()
            }
            Action::Unsealed(job, result) => self.unsealed(job, result),
            Action::Adopt if self.session.has_answers() => {
                self.is_asking = true;
                self.focus_on(Focus::FirstProblem);
                Vec::new()
            }
            Action::Adopt | Action::Confirm(true) => self.adopt(),
            Action::Confirm(false) => {
                self.is_asking = false;
                // The focus returns to the button that asked.
                self.focus_on(Focus::FirstProblem);
                Vec::new()
            }
            Action::Undo => self.undo(),
            Action::Take(difference, side) => {
                self.session.profile = raters::take(&self.session.profile, difference, side);
                self.let_go();
                self.keep()
            }
            Action::Two(action) => self.two_step(action),
            Action::Group(action) => self.group_step(action),
            Action::Told(answer) => self.group_told(answer),
            Action::StorageFailed if self.has_told_storage => Vec::new(),
            Action::StorageFailed => {
                self.has_told_storage = true;
                self.say(Notice::NotSaved)
            }
            Action::CloseNotice => {
                self.notice = None;
                Vec::new()
            }
        }
    }

    pub(super) fn go(&mut self, page: DeskPage) -> Vec<Effect> {
        let before = self.page;
        if page == before {
            return Vec::new();
        }
        if before == DeskPage::Words && page == DeskPage::Share {
            // The person confirmed saving the words, so the link stays.
            self.page = page;
        }
        self.turn_to(page);
        // The page with the words gets no entry in the history.
        let is_step = before != DeskPage::Words && self.page != DeskPage::Words;
        let step = is_step.then_some(Effect::PushHistory(self.page));
        step.into_iter().chain(self.wants_of_group()).collect()
    }

    /// Shows `page`, or the page that provides what it needs.
    pub(super) fn turn_to(&mut self, page: DeskPage) {
        let has_found = self.found.is_some();
        let page = match page {
            DeskPage::Words if self.sharing.words.is_none() => DeskPage::Share,
            DeskPage::Unseal if self.sealed.is_none() => DeskPage::Open,
            DeskPage::Examples => {
                Rc::make_mut(&mut self.group).examples = Some(self.session.lang);
                DeskPage::Group
            }
            DeskPage::Found | DeskPage::Since | DeskPage::Raters if !has_found => DeskPage::Open,
            DeskPage::Pair | DeskPage::Talk if !self.has_two() => DeskPage::Open,
            DeskPage::Share
            | DeskPage::Words
            | DeskPage::Sheet
            | DeskPage::Open
            | DeskPage::Unseal
            | DeskPage::Found
            | DeskPage::Since
            | DeskPage::Raters
            | DeskPage::Pair
            | DeskPage::Talk
            | DeskPage::Group
            | DeskPage::Gaps
            | DeskPage::Helpers
            | DeskPage::Buying
            | DeskPage::Meet
            | DeskPage::Invite
            | DeskPage::Summary
            | DeskPage::Clash => page,
        };
        if self.page == DeskPage::Words && page != DeskPage::Words {
            // If the person doesn't confirm saving the words, the encrypted link is discarded.
            self.let_go();
        }
        if self.page == DeskPage::Unseal {
            // Leaving the page cancels the job.
            self.job = None;
        }
        if page != DeskPage::Words {
            // The words are shown only once, so that people who use the screen later don't see them.
            self.sharing.words = None;
        }
        self.page = page;
        self.problem = None;
        Rc::make_mut(&mut self.group).turn();
        self.copied = None;
        self.is_sent = false;
        self.is_asking = false;
        self.is_revealed = false;
        if self.notice != Some(Notice::Adopted) {
            self.notice = None;
        }
        self.focus_on(Focus::Heading);
    }

    pub(super) fn focus_on(&mut self, focus: Focus) {
        self.focus = (focus, self.focus.1.wrapping_add(1));
    }

    fn say(&mut self, notice: Notice) -> Vec<Effect> {
        self.notice = Some(notice);
        Vec::new()
    }

    pub(super) fn fail(&mut self, problem: Problem) -> Vec<Effect> {
        self.problem = Some(problem);
        self.focus_on(Focus::FirstProblem);
        Vec::new()
    }

    pub(super) fn keep(&self) -> Vec<Effect> {
        vec![Effect::SaveDraft(self.session.draft())]
    }

    /// Discards the encrypted link and the encryption in progress, because the choices have changed.
    pub(super) fn let_go(&mut self) {
        self.sharing.sealed = None;
        self.job = None;
        self.copied = None;
        self.is_sent = false;
    }

    pub(super) fn leave(&self, page: Page) -> Vec<Effect> {
        let key = page.key(&self.session.bank);
        let found = self.found.as_ref().filter(|_| page == Page::Received);
        let link = found.map(|found| link::encode_whole(&self.session.bank, &found.profile));
        vec![self.away(key, link.map(|fragment| fragment.as_str().to_owned()))]
    }

    /// Handles erasing in this or another tab. The questionnaire shows the notice and offers to undo it.
    fn erased(&mut self, action: Answers) -> Vec<Effect> {
        self.session = self.session.clone().apply(action).0;
        self.waiting = None;
        self.leave(Page::Start)
    }

    fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        match heard {
            Heard::Changed { .. } => {
                let before = self.session.profile.clone();
                let (session, effects) = self.session.clone().apply(Answers::Heard(heard));
                self.session = session;
                if self.session.profile != before {
                    self.let_go();
                    self.sharing.note = Sharing::new(&self.session.profile).note;
                }
                if effects.is_empty() { Vec::new() } else { self.keep() }
            }
            Heard::Erased => self.erased(Answers::Heard(heard)),
            Heard::Woken => {
                // Another person may use the device now, so words, passphrases and earlier answers are dropped.
                self.before = None;
                self.sharing.passphrase = String::new();
                self.n_sealed = self.n_sealed.wrapping_add(1);
                self.turn_to(if self.page == DeskPage::Words { DeskPage::Share } else { self.page });
                self.notice = None;
                self.wants_of_group()
            }
        }
    }

    fn away(&self, page: String, link: Option<String>) -> Effect {
        Effect::Leave { page, draft: self.session.handover(), link }
    }
}
