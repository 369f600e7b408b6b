//! Creates, decrypts and hands out encrypted links. The browser does the cryptography; this module decides which of its
//! results still count.

use super::action::{Copied, Effect, Lock, NoSeal};
use super::{Desk, Job, Problem, message};
use crate::page::DeskPage;
use interlocal_core::export::FileError;
use interlocal_core::link::seal::Sealed;
use interlocal_core::passphrase;
use interlocal_core::session::Focus;

impl Desk {
    fn begin_job(&mut self) -> u32 {
        self.n_jobs = self.n_jobs.wrapping_add(1);
        self.job = Some(Job { number: self.n_jobs, is_slow: false });
        self.n_jobs
    }

    /// Returns true if the job with this `number` is running, and ends it.
    fn is_awaited(&mut self, number: u32) -> bool {
        self.job.take_if(|job| job.number == number).is_some()
    }

    pub(super) fn seal(&mut self) -> Vec<Effect> {
        self.sharing.trouble = None;
        match self.sharing.lock {
            Lock::Open => Vec::new(),
            Lock::Words => vec![Effect::Draw],
            Lock::Own if passphrase::key_input(&self.sharing.passphrase).is_none() => {
                self.sharing.trouble = Some(NoSeal::Empty);
                self.focus_on(Focus::FirstProblem);
                Vec::new()
            }
            Lock::Own => self.seal_with(self.sharing.passphrase.clone()),
        }
    }

    pub(super) fn drawn(&mut self, words: Option<String>) -> Vec<Effect> {
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
        // The previous link had another key, so it is discarded.
        self.let_go();
        vec![Effect::Seal { job: self.begin_job(), plaintext, passphrase }]
    }

    pub(super) fn made(&mut self, job: u32, result: Result<Sealed, NoSeal>) {
        if !self.is_awaited(job) {
            return;
        }
        match result {
            Ok(sealed) => {
                self.sharing.sealed = Some(sealed.fragment());
                // The passphrase must not stay visible beside its link.
                self.sharing.passphrase = String::new();
            }
            Err(trouble) => {
                self.sharing.trouble = Some(trouble);
                if trouble == NoSeal::Empty {
                    self.focus_on(Focus::FirstProblem);
                }
            }
        }
    }

    pub(super) fn unseal(&mut self, passphrase: String) -> Vec<Effect> {
        let Some(sealed) = self.sealed.clone() else { return Vec::new() };
        if passphrase::key_input(&passphrase).is_none() {
            return self.fail(Problem::Seal(NoSeal::Empty));
        }
        self.problem = None;
        vec![Effect::Unseal { job: self.begin_job(), sealed, passphrase }]
    }

    pub(super) fn unsealed(&mut self, job: u32, result: Result<Vec<u8>, NoSeal>) -> Vec<Effect> {
        let Some(sealed) = self.sealed.clone().filter(|_| self.is_awaited(job)) else { return Vec::new() };
        match result.map(|plaintext| sealed.open(&self.session.bank, &plaintext)) {
            Ok(Ok(profile)) => {
                self.find(profile, None, true);
                self.go(DeskPage::Found)
            }
            Ok(Err(error)) => self.fail(Problem::Content(FileError::Link(error))),
            Err(trouble) => self.fail(Problem::Seal(trouble)),
        }
    }

    pub(super) fn copy(&mut self, what: Copied) -> Vec<Effect> {
        self.copied = None;
        self.is_sent = false;
        let text = match what {
            Copied::Link => self.link(),
            Copied::Words => self.sharing.words.clone(),
        };
        text.map(|text| Effect::Copy(what, text)).into_iter().collect()
    }

    pub(super) fn send(&self) -> Vec<Effect> {
        let message = self.link().map(|link| message::message(self, &link));
        message.map(|(title, text)| Effect::Send { title, text }).into_iter().collect()
    }
}
