//! The link: encodes a profile as the text after `#` and decodes it, in the format of `docs/link-v1.md`.
//!
//! [`decode`] validates all links from outside. It accepts any text, its time and memory are bounded, and it is
//! canonical: a link that it accepts encodes to the same fragment again. A link with an error gives no part of a
//! profile.

mod crc;
mod pieces;
mod radix;
mod redact;
pub mod seal;
mod text;
mod wire;

pub use pieces::{Piece, pieces};
pub use redact::{Disclosure, Telling, redact};

use crate::bank::Bank;
use crate::disclosed::{Disclosed, Outgoing};
use crate::plain_text::PlainText;
use crate::profile::{Date, Profile};
use seal::Sealed;

/// Maximum number of bytes that one search for a link reads. A long mail with its quotes fits.
pub const MOST_INPUT: usize = 1 << 20;
/// Maximum number of places that a search for one link tries. The letters at the start of a link occur by chance in a
/// mail's attachments.
pub const MOST_PLACES: usize = 500;
/// The start of every fragment. `u` is not in the alphabet, so no fragment contains the start of another one.
const MAGIC: &str = "su1";
const CRC_BYTES: usize = 4;

/// A fragment: the text after `#`. It consists of letters and digits and starts with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment(String);

/// Why a text gave no profile. The variants differ in what the person should do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// The text contains no link.
    NoLink,
    /// The text is too long.
    TooLong {
        /// The size of the text in bytes.
        got: usize,
    },
    /// The end of the link is missing: ask for it again, or paste all of it.
    Cut {
        /// The number of characters of the fragment that arrived.
        got: usize,
        /// The number of characters of the whole fragment, if enough of them arrived to tell.
        want: Option<usize>,
    },
    /// A character of the link was changed: ask for it again.
    Damaged,
    /// A later version made the link. The page shows no part of it, because this version might misread it.
    Newer,
    /// The link is encrypted. [`Sealed::open`] reads it after decryption.
    Sealed(Box<Sealed>),
    /// The checksum is right but the content breaks the format's rules: the program that wrote the link has a bug.
    Invalid,
    /// The link answers a questionnaire that isn't this bank.
    UnknownBank(Box<UnknownBank>),
}

/// The facts that a link for another bank states about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBank {
    /// The name that the link states.
    pub agency: Option<PlainText>,
    /// The date that the link states.
    pub date: Option<Date>,
    /// The first bytes of the bank's semantic digest.
    pub digest: [u8; 6],
}

impl Fragment {
    /// Returns the fragment as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the whole link for the page at `share_base`. It has `?#` instead of `#`, so that the page still loads if
    /// a mail gateway escapes the `#`. A base with a query already has its `?`.
    pub fn link(&self, share_base: &str) -> String {
        let base = share_base.trim_end_matches('#').trim_end_matches('?');
        let mark = if base.contains('?') { "#" } else { "?#" };
        [base, mark, &self.0].concat()
    }
}

/// Encodes the answers of `profile` that `disclosure` includes. `profile` must belong to `bank`. The same profile and
/// disclosure always give the same fragment. Locale and unknown records are never included.
pub fn encode(bank: &Bank, profile: &Profile, disclosure: &Disclosure) -> Fragment {
    encode_whole(bank, &redact(bank, profile, disclosure))
}

/// Encodes all of `profile`, which is either already redacted or came from a link or file and is passed on unchanged,
/// with its locale and unknown records.
pub fn encode_whole(bank: &Bank, profile: &impl Outgoing) -> Fragment {
    written(bank, &profile.outgoing())
}

/// Encodes all of a person's own answers. Use it only for the draft, which stays on the device.
pub(crate) fn encode_draft(bank: &Bank, profile: &Profile) -> Fragment {
    written(bank, profile)
}

fn written(bank: &Bank, profile: &Profile) -> Fragment {
    Fragment(text::wrap(&wire::write(bank, profile, wire::MOST_BODY)))
}

/// Returns true if `text` may contain a link. This is a quick check for the fragment of an address.
pub fn may_hold_link(text: &str) -> bool {
    text::has_magic(text)
}

/// Decodes the first profile link in `text`, even if it is wrapped, quoted or escaped.
///
/// # Errors
/// See [`LinkError`]; a damaged link never gives a partial profile.
pub fn decode(bank: &Bank, text: &str) -> Result<Disclosed, LinkError> {
    let body = text::unwrap(text)?;
    wire::read(&body)?.resolve(bank).map(Disclosed::new)
}
