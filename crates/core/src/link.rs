//! The link: a whole profile as the text behind `#`, and back. Knows the format of `docs/link-v1.md`; refuses to know
//! what an answer is worth, what a page looks like, or which of two readings of damage was meant.
//!
//! [`decode`] is the one gate for what comes from outside: total, bounded, and canonical. What it accepts is written
//! again as the same fragment; what it does not accept is never shown in part.

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

/// Most bytes of text that are searched for a link at a time: a long mail with its quotes fits.
pub const MOST_INPUT: usize = 1 << 20;
/// Places of a text that are worth a try where one link is looked for: the letters of a start stand in a mail's
/// attachments now and then.
pub const MOST_PLACES: usize = 500;
/// How every fragment starts; `u` is not in the alphabet, so no fragment holds another's start.
const MAGIC: &str = "su1";
const CRC_BYTES: usize = 4;

/// The text behind `#`: letters and digits, always starting with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment(String);

/// Why a text did not give a profile. One variant for each thing that a person would do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// There is no link in the text.
    NoLink,
    /// More text than is looked at.
    TooLong {
        /// Bytes that came.
        got: usize,
    },
    /// The end is missing: ask for it again, or paste all of it.
    Cut {
        /// Characters of the fragment that arrived.
        got: usize,
        /// Characters that it has, where enough arrived to tell.
        want: Option<usize>,
    },
    /// A character was changed on the way: ask for it again.
    Damaged,
    /// A later version made it: nothing is shown rather than shown wrongly.
    Newer,
    /// It wants a passphrase, and opens with [`Sealed::open`].
    Sealed(Box<Sealed>),
    /// The check passes and the content breaks the format's rules: whatever wrote it has a fault.
    Invalid,
    /// It answers a questionnaire that this bank is not.
    UnknownBank(Box<UnknownBank>),
}

/// What a link for another bank says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBank {
    /// Who it says that it is from.
    pub agency: Option<PlainText>,
    /// When it says that it was made.
    pub date: Option<Date>,
    /// First bytes of the bank's semantic digest.
    pub digest: [u8; 6],
}

impl Fragment {
    /// The fragment itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole link on the page at `share_base`. `?#` and not `#`: a mail gateway that escapes `#` then still loads
    /// the page. A base with a query of its own has its `?` already.
    pub fn link(&self, share_base: &str) -> String {
        let base = share_base.trim_end_matches('#').trim_end_matches('?');
        let mark = if base.contains('?') { "#" } else { "?#" };
        [base, mark, &self.0].concat()
    }
}

/// Writes what `disclosure` tells of `profile`, which must belong to `bank`, as a fragment. One profile and disclosure
/// has one fragment. Locale and unknown records are never told.
pub fn encode(bank: &Bank, profile: &Profile, disclosure: &Disclosure) -> Fragment {
    encode_whole(bank, &redact(bank, profile, disclosure))
}

/// Writes all of `profile`, to which a disclosure was applied before, or which came from outside and is passed on
/// unchanged with its locale and unknown records.
pub fn encode_whole(bank: &Bank, profile: &impl Outgoing) -> Fragment {
    written(bank, &profile.outgoing())
}

/// Writes all of a person's own answers. For the draft, which stays on the device, and for nothing else.
pub(crate) fn encode_draft(bank: &Bank, profile: &Profile) -> Fragment {
    written(bank, profile)
}

fn written(bank: &Bank, profile: &Profile) -> Fragment {
    Fragment(text::wrap(&wire::write(bank, profile, wire::MOST_BODY)))
}

/// Whether `text` may hold a link at all: a quick look, for fragments of addresses that may be anything.
pub fn may_hold_link(text: &str) -> bool {
    text::has_magic(text)
}

/// Reads the first profile link in `text`, however it was wrapped, quoted or escaped on the way.
///
/// # Errors
/// See [`LinkError`]; a broken link never gives a part of a profile.
pub fn decode(bank: &Bank, text: &str) -> Result<Disclosed, LinkError> {
    let body = text::unwrap(text)?;
    wire::read(&body)?.resolve(bank).map(Disclosed::new)
}
