//! The disclosure of a link and the access to it: the choices and what follows from them.

use super::action::{Change, Lock, NoSeal, Part, Preset};
use interlocal_core::bank::{Bank, Sensitivity, Slot};
use interlocal_core::disclosed::Disclosed;
use interlocal_core::link::seal::Plaintext;
use interlocal_core::link::{self, Disclosure, Fragment, Telling, redact};
use interlocal_core::plain_text::{NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::session::{Entry, EntryProblem, Session};
use interlocal_core::visible::effective;

/// The choices on the page "Share", and the state of the link.
#[derive(Debug, Clone, PartialEq)]
pub struct Sharing {
    /// The selected preset.
    pub preset: Preset,
    /// The disclosure.
    pub disclosure: Disclosure,
    /// The note, as typed.
    pub note: Entry,
    /// The access to the link.
    pub lock: Lock,
    /// The person's own passphrase, as typed.
    pub passphrase: String,
    /// The drawn words, until their page is left.
    pub words: Option<String>,
    /// The encrypted link, until something changes.
    pub sealed: Option<Fragment>,
    /// Why there is no encrypted link.
    pub trouble: Option<NoSeal>,
    /// Whether the preview is open.
    pub is_previewed: bool,
}

impl Sharing {
    /// Returns the initial choices: a public link that anyone can open.
    pub fn new(profile: &Profile) -> Sharing {
        let text = profile.context.note.as_ref().map_or(String::new(), |note| note.as_str().to_owned());
        Sharing {
            preset: Preset::Public,
            disclosure: Disclosure::public(),
            note: Entry { text, problem: None },
            lock: Lock::Open,
            passphrase: String::new(),
            words: None,
            sealed: None,
            trouble: None,
            is_previewed: false,
        }
    }

    /// Applies a change. The note is part of the answers, so it is also stored in `session`.
    pub(super) fn change(&mut self, session: &mut Session, change: Change) {
        self.trouble = None;
        match change {
            Change::Preset(preset) => self.begin_with(&session.bank, preset),
            Change::Domain(domain_idx, telling) => {
                let domains = &mut self.disclosure.domains;
                domains.resize(session.bank.domains.len(), Telling::Everything);
                if let Some(place) = domains.get_mut(usize::from(domain_idx)) {
                    *place = telling;
                }
            }
            Change::Weakness(slot, is_told) => {
                self.disclosure.weaknesses.retain(|told| *told != slot);
                if is_told {
                    self.disclosure.weaknesses.push(slot);
                }
            }
            Change::Tell(part, is_told) => *place(&mut self.disclosure, part) = is_told,
            Change::Note(text) => self.note(session, text),
            Change::Lock(lock) => {
                self.lock = lock;
                self.passphrase = String::new();
            }
            Change::Passphrase(text) => self.passphrase = text,
        }
    }

    /// Returns true if the disclosure still matches the preset. For example, "offers only" doesn't include needs.
    pub fn keeps_promise(&self) -> bool {
        let Disclosure { domains, needs, .. } = &self.disclosure;
        self.preset != Preset::Offers || !needs && !domains.contains(&Telling::Everything)
    }

    fn begin_with(&mut self, bank: &Bank, preset: Preset) {
        self.preset = preset;
        let Disclosure { agency, local, note, .. } = self.disclosure;
        let begin = match preset {
            // A link for a partner includes only the weaknesses that the person checked.
            Preset::Public | Preset::Partner => Disclosure::public(),
            Preset::Offers => Disclosure::offers(bank),
        };
        self.disclosure = Disclosure { agency, local, note, ..begin };
    }

    fn note(&mut self, session: &mut Session, text: String) {
        let (note, problem) = match PlainText::typed(&text, NOTE_BYTES) {
            Ok(note) => (note, None),
            Err(problem) => (None, Some(EntryProblem::Text(problem))),
        };
        session.profile.context.note = note;
        self.note = Entry { text, problem };
    }

    /// Returns true if a part has content and is included.
    pub fn tells(&self, part: Part) -> bool {
        let Disclosure { offers, needs, agency, local, note, .. } = self.disclosure;
        match part {
            Part::Agency => agency,
            Part::Local => local,
            Part::Offers => offers,
            Part::Needs => needs,
            Part::Note => note,
        }
    }

    /// Returns the session's answers with this disclosure, dated today.
    pub fn told(&self, session: &Session) -> Disclosed {
        redact(&session.bank, &dated(session), &self.disclosure)
    }

    /// Returns the fragment of the open link.
    pub fn open_fragment(&self, session: &Session) -> Fragment {
        link::encode(&session.bank, &dated(session), &self.disclosure)
    }

    /// Returns the plaintext to encrypt; `None` if it is too large for an encrypted link.
    pub(super) fn plaintext(&self, session: &Session) -> Option<Plaintext> {
        Plaintext::new(&session.bank, &dated(session), &self.disclosure)
    }

    /// Returns the fragment to hand out; `None` if it must be encrypted first.
    pub fn fragment(&self, session: &Session) -> Option<Fragment> {
        match self.lock {
            Lock::Open => Some(self.open_fragment(session)),
            Lock::Words | Lock::Own => self.sealed.clone(),
        }
    }
}

fn place(disclosure: &mut Disclosure, part: Part) -> &mut bool {
    match part {
        Part::Agency => &mut disclosure.agency,
        Part::Local => &mut disclosure.local,
        Part::Offers => &mut disclosure.offers,
        Part::Needs => &mut disclosure.needs,
        Part::Note => &mut disclosure.note,
    }
}

/// Returns the user's own answers, dated today.
pub fn dated(session: &Session) -> Profile {
    let date: Option<Date> = session.today();
    Profile { date, ..session.profile.clone() }
}

/// Returns the sensitive capabilities of which a public link leaves out a rating.
pub fn sensitive(session: &Session) -> Vec<Slot> {
    let public = Disclosure::public();
    let is_held_back = |slot: Slot| {
        let capability = session.bank.capability(slot);
        capability.sensitivity == Sensitivity::Weakness
            && public.withholds(capability, effective(&session.bank, &session.profile, slot))
    };
    session
        .bank
        .capabilities
        .iter()
        .map(|capability| capability.slot)
        .filter(|slot| is_held_back(*slot))
        .collect()
}
