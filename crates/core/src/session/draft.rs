//! The draft: the session as lines of text, stored on the device. The answers are in a link that includes everything.
//! The draft therefore has the link's checks for damage and its rules for older banks.

use super::{Form, Notice, Page, Session, TextField, details};
use crate::disclosed::Disclosed;
use crate::link::{self, LinkError};
use crate::score::{FlagKind, FlagScale};
use crate::words::Lang;

/// The first line, which names the format.
const HEADER: &str = "interlocal-draft 1";

/// Prefixes of lines that contain another draft: conflicting answers of other tabs, and an erased session.
const RIVAL: &str = "rival";
const FORGOTTEN: &str = "forgotten";
/// A line which says that another tab erased everything.
const ERASED: &str = "erased elsewhere";

/// Why a draft can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftError {
    /// The text is damaged or isn't a draft.
    Unreadable,
    /// The draft belongs to another questionnaire or to a later edition of this one.
    AnotherBank,
}

impl Session {
    /// Writes the session as text, from which [`Session::start`] restores it.
    pub fn draft(&self) -> String {
        write(self)
    }

    /// Writes the session for the other program in the same tab: the draft, and additional lines for the erased session
    /// that Undo restores and for the notice that another tab erased everything.
    pub fn handover(&self) -> String {
        let mut lines = vec![self.draft()];
        lines.extend(self.forgotten.iter().flat_map(|before| nested(FORGOTTEN, before)));
        if self.notice == Some(Notice::ErasedElsewhere) {
            lines.push(ERASED.to_owned());
        }
        lines.join("\n")
    }

    /// Returns true if `draft` can be read.
    pub fn can_read(&self, draft: &str) -> bool {
        self.visit_of(draft).is_some()
    }

    /// Merges the changes that another tab made between the drafts `base` and `theirs` into the draft `mine`.
    /// `None` if `theirs` can't be read.
    pub fn merge_drafts(&self, base: Option<&str>, mine: &str, theirs: &str) -> Option<String> {
        Some(self.visit_of(mine)?.merged(&self.base_of(base), &self.visit_of(theirs)?).draft())
    }

    /// Reads the session in `draft`. `None` if the draft can't be read.
    pub(super) fn visit_of(&self, draft: &str) -> Option<Session> {
        read(&self.blank(), draft).ok()
    }

    /// Reads the session that two tabs had in common. It is blank if there is no readable draft.
    pub(super) fn base_of(&self, draft: Option<&str>) -> Session {
        draft.and_then(|draft| self.visit_of(draft)).unwrap_or_else(|| self.blank())
    }
}

fn write(session: &Session) -> String {
    let mut lines = vec![
        HEADER.to_owned(),
        ["lang ", session.lang.code()].concat(),
        ["form ", session.form.key()].concat(),
        ["page ", &session.resume.key(&session.bank)].concat(),
    ];
    for (field, said) in TextField::ALL.into_iter().zip(details::said(&session.profile.context)) {
        let typed = &session.details.entry(field).text;
        // An invalid field can affect another one: without a country, the profile can't have a subdivision. So the text
        // is stored whenever the profile doesn't have it.
        if *typed != said {
            // Each field has one line. Inputs have no line breaks, but the draft must not depend on that.
            lines.push(["typed ", field.key(), " ", &typed.replace(['\n', '\r'], " ")].concat());
        }
    }
    for (kind, scale) in &session.dismissed {
        lines.push(["dismissed ", kind.id(), " ", scale_key(*scale)].concat());
    }
    for domain_idx in &session.fast_domains {
        lines.push(["fast ", &Page::Domain(*domain_idx).key(&session.bank)].concat());
    }
    let fragment = link::encode_draft(&session.bank, &session.profile);
    lines.push(["answers ", fragment.as_str()].concat());
    lines.extend(session.rivals.iter().flat_map(|rivals| nested(RIVAL, rivals)));
    lines.join("\n")
}

fn nested(name: &str, session: &Session) -> Vec<String> {
    write(session).lines().map(|line| [name, " ", line].concat()).collect()
}

/// Reads the session in `text`, on top of `fresh`. Unknown lines are ignored, because a later version may have added
/// them. The line with the answers is required and must be valid.
pub(super) fn read(fresh: &Session, text: &str) -> Result<Session, DraftError> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return Err(DraftError::Unreadable);
    }
    let lines: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(' ')).collect();
    let value = |key: &str| lines.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
    let answers = value("answers").ok_or(DraftError::Unreadable)?;
    let mut session = fresh.clone();
    let profile =
        link::decode(&fresh.bank, answers).map(Disclosed::into_profile).map_err(|error| match error {
            LinkError::UnknownBank(_) | LinkError::Newer => DraftError::AnotherBank,
            LinkError::NoLink
            | LinkError::TooLong { .. }
            | LinkError::Cut { .. }
            | LinkError::Damaged
            | LinkError::Sealed(_)
            | LinkError::Invalid => DraftError::Unreadable,
        })?;
    if profile.edition != fresh.bank.newest() {
        session.notice = Some(Notice::DraftUpgraded);
    }
    session.profile = profile.adopted(&fresh.bank);
    details::from_profile(&mut session);
    session.lang = value("lang").and_then(Lang::from_tag).unwrap_or(fresh.lang);
    session.form = if value("form") == Some(Form::Full.key()) { Form::Full } else { Form::Quick };
    let page = value("page").and_then(|key| Page::from_key(&fresh.bank, key));
    session.resume = page.filter(|page| session.steps().contains(page)).unwrap_or(Page::Details);
    session.page = session.resume;
    session.rivals = read_nested(fresh, &lines, RIVAL)?;
    session.forgotten = read_nested(fresh, &lines, FORGOTTEN)?;
    if session.forgotten.is_some() {
        session.notice = Some(Notice::Forgotten);
    }
    for (key, value) in lines {
        take_up(&mut session, key, value);
    }
    Ok(session)
}

fn read_nested(
    fresh: &Session,
    lines: &[(&str, &str)],
    name: &str,
) -> Result<Option<Box<Session>>, DraftError> {
    let lines: Vec<&str> = lines.iter().filter(|(key, _)| *key == name).map(|(_, line)| *line).collect();
    if lines.is_empty() {
        Ok(None)
    } else {
        read(fresh, &lines.join("\n")).map(|session| Some(Box::new(session)))
    }
}

/// Reads a line that may occur several times.
fn take_up(session: &mut Session, key: &str, value: &str) {
    match key {
        "typed" => {
            let (name, text) = value.split_once(' ').unwrap_or((value, ""));
            if let Some(field) = TextField::ALL.into_iter().find(|field| field.key() == name) {
                details::typed(session, field, text);
            }
        }
        "dismissed" => {
            let parts =
                value.split_once(' ').and_then(|(kind, scale)| Some((kind_of(kind)?, scale_of(scale)?)));
            session.dismissed.extend(parts);
        }
        "erased" => session.notice = Some(Notice::ErasedElsewhere),
        "fast" => {
            if let Some(Page::Domain(domain_idx)) = Page::from_key(&session.bank, value) {
                session.fast_domains.push(domain_idx);
            }
        }
        _ => {}
    }
}

fn kind_of(id: &str) -> Option<FlagKind> {
    const ALL: [FlagKind; 7] = [
        FlagKind::Flat,
        FlagKind::Run,
        FlagKind::Halo,
        FlagKind::AllUrgent,
        FlagKind::Mirror,
        FlagKind::Thin,
        FlagKind::Fast,
    ];
    ALL.into_iter().find(|kind| kind.id() == id)
}

fn scale_of(key: &str) -> Option<FlagScale> {
    use crate::bank::ScaleId;
    let all = [FlagScale::One(ScaleId::Skill), FlagScale::One(ScaleId::Need), FlagScale::Both];
    all.into_iter().find(|scale| scale_key(*scale) == key)
}

fn scale_key(scale: FlagScale) -> &'static str {
    use crate::bank::ScaleId;
    match scale {
        FlagScale::One(ScaleId::Skill) => "skill",
        FlagScale::One(ScaleId::Need) => "need",
        FlagScale::Both => "both",
    }
}
