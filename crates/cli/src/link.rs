//! `interlocal encode` and `interlocal decode`: from profiles to links and back.

use crate::args::{DecodeArgs, EncodeArgs, ViewFormat};
use crate::failure::Failure;
use crate::output::Output;
use crate::passphrase::{Passphrase, Source};
use crate::{cipher, decode_table, input};
use interlocal_core::bank::Bank;
use interlocal_core::direction::bare;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::exchange::write_profile;
use interlocal_core::explain;
use interlocal_core::export::FileError;
use interlocal_core::link::seal::Plaintext;
use interlocal_core::link::{self, Disclosure, Fragment, LinkError};
use interlocal_core::profile::Profile;
use interlocal_core::words::Lang;
use interlocal_import::RejectReason;
use std::path::Path;

pub(crate) fn encode(bank: &Bank, args: &EncodeArgs, out: &mut Output) -> Result<(), Failure> {
    let front = args.base.as_deref().map(front).transpose()?.unwrap_or_default();
    let disclosure = args.disclose.resolve(bank)?;
    let form = input::profiles(bank, &args.file)?;
    let source = Source::of(args.passphrase_file.as_deref());
    let passphrase = args.encrypt.then(|| source.for_encrypting()).transpose()?;
    input::each(&args.file, form, &mut |value, place| {
        let profile = input::profile(bank, args.lang.as_deref(), value, place)?;
        let fragment = fragment(bank, &profile, &disclosure, passphrase.as_ref());
        out.line(&[&front, fragment.map_err(|failure| failure.at(place))?.as_str()].concat())
    })
}

pub(crate) fn decode(bank: &Bank, args: &DecodeArgs, out: &mut Output) -> Result<(), Failure> {
    let text = match args.text == "-" || Path::new(&args.text).exists() {
        true => input::bytes(&args.text)?,
        false => args.text.as_bytes().to_vec(),
    };
    let profile = open(bank, text, Source::of(args.passphrase.file.as_deref()))?;
    match args.view.format(out.is_terminal()) {
        ViewFormat::Json => out.pretty(&write_profile(bank, &profile)),
        ViewFormat::Table => out.text(&decode_table::text(bank, args.view.lang(), &profile)),
    }
}

/// The profile of the first link in `text`, which may be a link, a mail or any other file. Decrypts an encrypted link.
pub(crate) fn open(bank: &Bank, text: Vec<u8>, passphrase: Source<'_>) -> Result<Disclosed, Failure> {
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
        let plaintext = cipher::decrypt(sealed, &passphrase.for_opening()?)?;
        read = sealed.open(bank, &plaintext);
    }
    read.map_err(|error| Failure::Data(bare(&explain::link_error(Lang::default(), &error))))
}

/// The link's text for what `disclosure` includes of `profile`, encrypted if there is a passphrase.
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
        Some(plaintext) => cipher::encrypt(&plaintext, passphrase),
        None => Err(Failure::Data(
            "This is too much for an encrypted link. Shorten the note or the name.".to_owned(),
        )),
    }
}

/// The address and what separates it from the token: `?#`, because some mail gateways escape `#` and `?` still leads to the
/// page; or `#` if the address has a `?` already.
fn front(base: &str) -> Result<String, Failure> {
    let page = page(base)?;
    Ok([page, if page.contains('?') { "#" } else { "?#" }].concat())
}

/// The address in `base`, without the start of a fragment.
pub(crate) fn page(base: &str) -> Result<&str, Failure> {
    let page = base.trim().trim_end_matches('#').trim_end_matches('?');
    if page.is_empty() || page.contains('#') || page.contains(char::is_whitespace) {
        return Err(Failure::Usage(format!(
            "--base {base:?} is not the address of a page. Use one such as https://it.example.gov/share/"
        )));
    }
    Ok(page)
}
