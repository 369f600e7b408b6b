//! The message that a link travels in: what it is, whom it is from as far as that is told, and how to open it.

use super::Desk;
use super::action::Lock;
use interlocal_core::direction::bare;
use interlocal_core::words::{DeskWord, say, tell};

/// Subject and text around `link`.
pub(super) fn message(desk: &Desk, link: &str) -> (String, String) {
    let lang = desk.session.lang;
    let told = desk.sharing.told(&desk.session);
    // An encrypted link covers the name as well.
    let agency = told.context.agency.as_ref().filter(|_| desk.sharing.lock == Lock::Open);
    let subject = match agency {
        // Mail programs show isolates as boxes, or as escapes.
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

/// An address that opens a draft with subject and text in the person's own mail program.
pub(super) fn mailto(subject: &str, text: &str) -> String {
    // Line ends in such an address are CR LF (RFC 6068, section 5).
    ["mailto:?subject=", &escaped(subject), "&body=", &escaped(&text.replace('\n', "\r\n"))].concat()
}

/// Percent-escapes all that is not unreserved (RFC 3986, section 2.3).
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
    fn a_mail_address_holds_any_text() {
        let address = mailto("Á & b", "one\ntwo?#%");
        assert_eq!(address, "mailto:?subject=%C3%81%20%26%20b&body=one%0D%0Atwo%3F%23%25");
    }
}
