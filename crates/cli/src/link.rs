//! `interlocal encode` and `interlocal decode`: profiles as links and back, open or sealed.

use crate::disclose::Disclose;
use crate::failure::Failure;
use crate::input;
use crate::passphrase::{Passphrase, Source};
use crate::{output, seal};
use interlocal_collect::RejectReason;
use interlocal_core::bank::Bank;
use interlocal_core::direction::bare;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::exchange::{read_profile, read_profile_in, write_profile};
use interlocal_core::explain;
use interlocal_core::export::FileError;
use interlocal_core::link::seal::Plaintext;
use interlocal_core::link::{self, Disclosure, Fragment, LinkError};
use interlocal_core::profile::Profile;
use interlocal_core::words::Lang;
use serde_json::Value;

/// How to write links.
pub(crate) struct Options {
    /// `--base`, where it was given.
    pub(crate) base: Option<String>,
    /// `--lang`, where it was given.
    pub(crate) lang: Option<String>,
    /// What they say.
    pub(crate) disclose: Disclose,
    /// Where the passphrase comes from, with `--seal`.
    pub(crate) seal: Option<Source>,
}

pub(crate) fn encode(bank: &Bank, file: &str, options: &Options) -> Result<(), Failure> {
    let front = options.base.as_deref().map(front).transpose()?.unwrap_or_default();
    let disclosure = options.disclose.resolve(bank)?;
    let form = input::profiles(bank, file)?;
    let passphrase = options.seal.as_ref().map(Source::for_sealing).transpose()?;
    let mut write = |value: &Value, place: &str| {
        let profile = match options.lang.as_deref() {
            Some(lang) => read_profile_in(bank, lang, value),
            None => read_profile(bank, value),
        };
        let profile = profile.map_err(|error| Failure::Data(error.to_string()).at(place))?;
        let fragment = fragment(bank, &profile, &disclosure, passphrase.as_ref());
        let fragment = fragment.map_err(|failure| failure.at(place))?;
        output::line(&[&front, fragment.as_str()].concat())
    };
    input::each(file, form, &mut write)
}

pub(crate) fn decode(bank: &Bank, text: &str, passphrase: &Source) -> Result<(), Failure> {
    let text = if text == "-" { input::bytes(text)? } else { text.as_bytes().to_vec() };
    output::pretty(&write_profile(bank, &open(bank, text, passphrase)?))
}

/// The profile of the first link in `text`, open or sealed: pasted, or the content of a mail or any other file.
pub(crate) fn open(bank: &Bank, text: Vec<u8>, passphrase: &Source) -> Result<Disclosed, Failure> {
    let found = input::find(bank, "", text);
    let reason = found.rejects.into_iter().next().map(|reject| reject.reason);
    let mut read = match (found.entries.into_iter().next(), reason) {
        (Some(entry), _) => Ok(entry.profile),
        (None, Some(RejectReason::Link(error))) => Err(error),
        (None, None | Some(RejectReason::Empty | RejectReason::File(FileError::NotOurs))) => {
            Err(LinkError::NoLink)
        }
        (None, Some(reason)) => return Err(input::refused(&reason)),
    };
    if let Err(LinkError::Sealed(sealed)) = &read {
        let plaintext = seal::open(sealed, &passphrase.for_opening()?)?;
        read = sealed.open(bank, &plaintext);
    }
    read.map_err(|error| Failure::Data(bare(&explain::link_error(Lang::default(), &error))))
}

/// What `disclosure` tells of `profile`, sealed where there is a passphrase.
fn fragment(
    bank: &Bank,
    profile: &Profile,
    disclosure: &Disclosure,
    passphrase: Option<&Passphrase>,
) -> Result<Fragment, Failure> {
    let Some(passphrase) = passphrase else {
        return Ok(link::encode(bank, profile, disclosure));
    };
    match Plaintext::new(bank, profile, disclosure) {
        Some(plaintext) => seal::seal(&plaintext, passphrase),
        None => Err(Failure::Data("this is more than a sealed link holds; shorten the note".to_owned())),
    }
}

/// What stands before the token: `?#`, so that a mail gateway that escapes `#` still leads to the page, or `#` alone
/// where the page's own address has a `?` already.
fn front(base: &str) -> Result<String, Failure> {
    let page = page(base)?;
    Ok([page, if page.contains('?') { "#" } else { "?#" }].concat())
}

/// The address in `base`, without the start of a fragment.
pub(crate) fn page(base: &str) -> Result<&str, Failure> {
    let page = base.trim().trim_end_matches('#').trim_end_matches('?');
    if page.is_empty() || page.contains('#') || page.contains(char::is_whitespace) {
        return Err(Failure::Usage(format!(
            "--base {base:?} is not the address of a page; give one such as https://it.example.gov/share/"
        )));
    }
    Ok(page)
}
