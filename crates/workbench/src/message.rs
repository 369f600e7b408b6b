//! The message around a link: its purpose, its sender if the name is disclosed, and how to open it.

use super::Desk;
use super::action::Lock;
use interlocal_core::direction::bare;
use interlocal_core::words::{DeskWord, say, tell};

/// Returns subject and text around `link`.
pub(super) fn message(desk: &Desk, link: &str) -> (String, String) {
    let lang = desk.session.lang;
    let told = desk.sharing.told(&desk.session);
    // An encrypted link hides the name too.
    let agency = told.context.agency.as_ref().filter(|_| desk.sharing.lock == Lock::Open);
    let subject = match agency {
        // Mail programs show isolates as boxes or as escapes.
        Some(name) => bare(&tell(lang, DeskWord::MailSubject, &[("name", name.as_str())])),
        None => say(lang, DeskWord::MailSubjectAnonymous).to_owned(),
    };
    let how = match desk.sharing.lock {
        Lock::Open => DeskWord::MailOpen,
        Lock::Words | Lock::Own => DeskWord::MailSealed,
    };
    let parts = [say(lang, DeskWord::MailLead), link, say(lang, how), say(lang, DeskWord::MailSelf)];
    (subject, parts.join("\n\n"))
}

/// Returns an address that opens a draft with subject and text in the person's mail program.
pub(super) fn mailto(subject: &str, text: &str) -> String {
    // Line ends in such an address are CR LF (RFC 6068, section 5).
    ["mailto:?subject=", &escaped(subject), "&body=", &escaped(&text.replace('\n', "\r\n"))].concat()
}

/// Percent-encodes all bytes except the unreserved ones (RFC 3986, section 2.3).
fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailto_address_escapes_any_text() {
        let address = mailto("Á & b", "one\ntwo?#%");
        assert_eq!(address, "mailto:?subject=%C3%81%20%26%20b&body=one%0D%0Atwo%3F%23%25");
    }
}
