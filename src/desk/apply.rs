//! Where each action leads.

use super::action::{Action, Copied, Effect, Lock, NoSeal};
use super::{Desk, Found, Job, Notice, Problem, files, message};
use interlocal_core::export::{self, FileError};
use interlocal_core::link::{self, LinkError};
use interlocal_core::passphrase;
use interlocal_core::profile::Profile;
use interlocal_core::raters;
use interlocal_core::session::{Change as Answer, DeskPage, Focus, Page, Session};
use std::rc::Rc;

impl Desk {
    /// The desk's beginning, with the visit that was handed over, at `page` or at what `link` leads to.
    pub fn start(session: Session, page: Option<DeskPage>, link: Option<&str>) -> Desk {
        let mut desk = Desk {
            sharing: super::Sharing::new(&session.profile),
            session,
            page: DeskPage::Open,
            sealed: None,
            is_revealed: false,
            problem: None,
            found: None,
            is_card: false,
            n_sealed: 0,
            is_asking: false,
            notice: None,
            copied: None,
            job: None,
            focus: (Focus::Heading, 0),
            before: None,
            n_jobs: 0,
            has_told_storage: false,
        };
        let page = page.unwrap_or(DeskPage::Open);
        match link {
            Some(link) => {
                let read = link::decode(&desk.session.bank, link).map_err(FileError::Link);
                // The page has a step of its own in the history already.
                let _ = desk.open(read, None);
            }
            None => desk.turn_to(page),
        }
        desk
    }

    /// The same desk at its beginning, for when it is left: it forgets words, passphrases and what it had found, and takes no
    /// answer of the browser's to an earlier question for one to a later.
    pub fn at_rest(&self) -> Desk {
        let session = self.session.clone();
        Desk { n_jobs: self.n_jobs, ..Desk::start(session, None, None) }
    }

    /// Goes on counting where `before` stopped.
    pub fn after(self, before: &Desk) -> Desk {
        Desk { n_jobs: before.n_jobs, ..self }
    }

    /// One step.
    pub fn apply(mut self, action: Action) -> (Desk, Vec<Effect>) {
        let had_answers = self.session.has_answers();
        let mut effects = self.step(action);
        // A visit that only looked at somebody's link leaves nothing behind; one that takes its last answer back does.
        effects.retain(|it| !matches!(it, Effect::SaveDraft(_)) || had_answers || self.session.has_answers());
        (self, effects)
    }

    fn step(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Show(page) => self.go(page),
            Action::Returned(page) => {
                self.turn_to(page);
                Vec::new()
            }
            Action::Rest => {
                *self = self.at_rest();
                Vec::new()
            }
            Action::Leave(page) => self.leave(page),
            Action::Forget => vec![self.away(crate::app::FORGET.to_owned(), None)],
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
                self.when_done(job, |desk| match result {
                    Ok(sealed) => {
                        desk.sharing.sealed = Some(sealed.fragment());
                        // Nobody should read it beside its link.
                        desk.sharing.passphrase = String::new();
                    }
                    Err(trouble) => desk.sharing.trouble = Some(trouble),
                });
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
            Action::Save(kind) => files::save(self, kind).into_iter().collect(),
            Action::Print => vec![Effect::Print],
            Action::Card(is_card) => {
                self.is_card = is_card;
                Vec::new()
            }
            Action::Paste(text) => {
                let read = export::read(&self.session.bank, &text).map_err(of_text);
                self.open(read, None)
            }
            // Dropped where no file is asked for: nothing, but the browser did not open it in place of the page either.
            Action::File(..) if self.page != DeskPage::Open => Vec::new(),
            Action::File(_, Err(trouble)) => self.fail(Problem::File(trouble)),
            Action::File(name, Ok(text)) => {
                let read = export::read(&self.session.bank, &text);
                self.open(read, Some(name))
            }
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
                // Back to the button that asked.
                self.focus_on(Focus::FirstProblem);
                Vec::new()
            }
            Action::Undo => self.undo(),
            Action::Take(difference, side) => {
                self.session.profile = raters::take(&self.session.profile, difference, side);
                self.let_go();
                self.keep()
            }
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

    fn go(&mut self, page: DeskPage) -> Vec<Effect> {
        let before = self.page;
        if page == before {
            return Vec::new();
        }
        if before == DeskPage::Words && page == DeskPage::Share {
            // The person says that the words are kept, so their link may stay.
            self.page = page;
        }
        self.turn_to(page);
        // The words are no step to come back to.
        let is_step = before != DeskPage::Words && self.page != DeskPage::Words;
        is_step.then_some(Effect::PushHistory(self.page)).into_iter().collect()
    }

    /// Shows `page`, or where what it needs is not there, the page to get it.
    fn turn_to(&mut self, page: DeskPage) {
        let has_found = self.found.is_some();
        let page = match page {
            DeskPage::Words if self.sharing.words.is_none() => DeskPage::Share,
            DeskPage::Unseal if self.sealed.is_none() => DeskPage::Open,
            DeskPage::Found | DeskPage::Since | DeskPage::Raters if !has_found => DeskPage::Open,
            DeskPage::Share
            | DeskPage::Words
            | DeskPage::Sheet
            | DeskPage::Open
            | DeskPage::Unseal
            | DeskPage::Found
            | DeskPage::Since
            | DeskPage::Raters => page,
        };
        if self.page == DeskPage::Words && page != DeskPage::Words {
            // Nobody may have the words, so nobody shall get their link.
            self.let_go();
        }
        if self.page == DeskPage::Unseal {
            // Whoever goes on does not wait for it.
            self.job = None;
        }
        if page != DeskPage::Words {
            // Shown once: nobody who comes to this screen later finds them.
            self.sharing.words = None;
        }
        self.page = page;
        self.problem = None;
        self.copied = None;
        self.is_asking = false;
        self.is_revealed = false;
        if self.notice != Some(Notice::Adopted) {
            self.notice = None;
        }
        self.focus_on(Focus::Heading);
    }

    fn focus_on(&mut self, focus: Focus) {
        self.focus = (focus, self.focus.1.wrapping_add(1));
    }

    fn say(&mut self, notice: Notice) -> Vec<Effect> {
        self.notice = Some(notice);
        Vec::new()
    }

    fn fail(&mut self, problem: Problem) -> Vec<Effect> {
        self.problem = Some(problem);
        self.focus_on(Focus::FirstProblem);
        Vec::new()
    }

    fn keep(&self) -> Vec<Effect> {
        vec![Effect::SaveDraft(self.session.draft())]
    }

    /// What was sealed, or is being sealed, says something else than the choices do now.
    fn let_go(&mut self) {
        self.sharing.sealed = None;
        self.job = None;
        self.copied = None;
    }

    fn leave(&self, page: Page) -> Vec<Effect> {
        let key = page.key(&self.session.bank);
        let found = self.found.as_ref().filter(|_| page == Page::Received);
        let link = found.map(|found| link::encode_whole(&self.session.bank, &found.profile));
        vec![self.away(key, link.map(|fragment| fragment.as_str().to_owned()))]
    }

    fn away(&self, page: String, link: Option<String>) -> Effect {
        Effect::Leave { page, draft: self.session.draft(), link }
    }
}

/// Characters that would make a file's name read as something else.
fn is_unreadable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What was pasted is no file, and shall not be called one.
fn of_text(error: FileError) -> FileError {
    match error {
        FileError::NotOurs => FileError::Link(LinkError::NoLink),
        FileError::TooBig { got } => FileError::Link(LinkError::TooLong { got }),
        FileError::Several { .. }
        | FileError::Broken { .. }
        | FileError::Place { .. }
        | FileError::OtherBank { .. }
        | FileError::Disagrees
        | FileError::Link(_) => error,
    }
}

/// Links and files that come in.
impl Desk {
    fn open(&mut self, read: Result<Profile, FileError>, file: Option<String>) -> Vec<Effect> {
        let before = self.page;
        match read {
            // A second one found on the same page is news as well.
            Ok(profile) => {
                self.find(profile, file, false);
                self.turn_to(DeskPage::Found);
            }
            Err(FileError::Link(LinkError::Sealed(sealed))) => {
                self.sealed = Some(sealed);
                self.n_sealed = self.n_sealed.wrapping_add(1);
                self.turn_to(DeskPage::Unseal);
            }
            // A link may arrive on any page; this is the one that can say what is wrong with it.
            Err(error) => {
                self.turn_to(DeskPage::Open);
                let _ = self.fail(Problem::Content(error));
            }
        }
        let is_step = self.page != before || self.page != DeskPage::Open;
        is_step.then_some(Effect::PushHistory(self.page)).into_iter().collect()
    }

    fn find(&mut self, profile: Profile, file: Option<String>, was_sealed: bool) {
        let mine = Rc::new(self.session.profile.clone());
        let file = file.map(|name| name.replace(is_unreadable, ""));
        self.found = Some(Found { profile: Rc::new(profile), mine, file, was_sealed });
        self.before = None;
        self.notice = None;
    }

    fn adopt(&mut self) -> Vec<Effect> {
        let Some(found) = &self.found else { return Vec::new() };
        let profile = Profile::clone(&found.profile);
        let before = self.session.clone();
        self.session = before.clone().with_profile(profile);
        self.before = Some(Box::new(before));
        self.after_swap(Notice::Adopted)
    }

    fn undo(&mut self) -> Vec<Effect> {
        let Some(mut before) = self.before.take() else { return Vec::new() };
        // The language is no answer.
        before.lang = self.session.lang;
        self.session = *before;
        self.after_swap(Notice::Undone)
    }

    fn after_swap(&mut self, notice: Notice) -> Vec<Effect> {
        self.sharing = super::Sharing::new(&self.session.profile);
        self.let_go();
        self.is_asking = false;
        self.notice = Some(notice);
        self.focus_on(Focus::Heading);
        self.keep()
    }
}

/// Sealing, opening, and handing out.
impl Desk {
    fn begin_job(&mut self) -> u32 {
        self.n_jobs = self.n_jobs.wrapping_add(1);
        self.job = Some(Job { number: self.n_jobs, is_slow: false });
        self.n_jobs
    }

    /// Lets `then` have the answer, if it is the one that is waited for.
    fn when_done(&mut self, number: u32, then: impl FnOnce(&mut Desk)) {
        if self.job.is_some_and(|job| job.number == number) {
            self.job = None;
            then(self);
        }
    }

    fn seal(&mut self) -> Vec<Effect> {
        self.sharing.trouble = None;
        match self.sharing.lock {
            Lock::Open => Vec::new(),
            Lock::Words => vec![Effect::Draw],
            Lock::Own if passphrase::joined(&self.sharing.passphrase).is_empty() => {
                self.sharing.trouble = Some(NoSeal::Empty);
                self.focus_on(Focus::FirstProblem);
                Vec::new()
            }
            Lock::Own => self.seal_with(self.sharing.passphrase.clone()),
        }
    }

    fn drawn(&mut self, words: Option<String>) -> Vec<Effect> {
        let Some(words) = words else {
            self.sharing.trouble = Some(NoSeal::NoRandom);
            return Vec::new();
        };
        let effects = self.seal_with(words.clone());
        if effects.is_empty() {
            return effects;
        }
        self.sharing.words = Some(words);
        [effects, self.go(DeskPage::Words)].concat()
    }

    fn seal_with(&mut self, passphrase: String) -> Vec<Effect> {
        let Some(plaintext) = self.sharing.plaintext(&self.session) else {
            self.sharing.trouble = Some(NoSeal::TooMuch);
            return Vec::new();
        };
        // The link before was another one, with another key.
        self.let_go();
        vec![Effect::Seal { job: self.begin_job(), plaintext, passphrase }]
    }

    fn unseal(&mut self, passphrase: String) -> Vec<Effect> {
        let Some(sealed) = self.sealed.clone() else { return Vec::new() };
        if passphrase::joined(&passphrase).is_empty() {
            return self.fail(Problem::Seal(NoSeal::Empty));
        }
        self.problem = None;
        vec![Effect::Unseal { job: self.begin_job(), sealed, passphrase }]
    }

    fn unsealed(&mut self, job: u32, result: Result<Vec<u8>, NoSeal>) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.when_done(job, |desk| {
            let Some(sealed) = &desk.sealed else { return };
            effects = match result.map(|plaintext| sealed.open(&desk.session.bank, &plaintext)) {
                Ok(Ok(profile)) => {
                    desk.find(profile, None, true);
                    desk.go(DeskPage::Found)
                }
                Ok(Err(error)) => desk.fail(Problem::Content(FileError::Link(error))),
                Err(trouble) => desk.fail(Problem::Seal(trouble)),
            };
        });
        effects
    }

    fn copy(&mut self, what: Copied) -> Vec<Effect> {
        self.copied = None;
        let text = match what {
            Copied::Link => self.link(),
            Copied::Words => self.sharing.words.clone(),
        };
        text.map(|text| Effect::Copy(what, text)).into_iter().collect()
    }

    fn send(&self) -> Vec<Effect> {
        let message = self.link().map(|link| message::message(self, &link));
        message.map(|(title, text)| Effect::Send { title, text }).into_iter().collect()
    }
}
