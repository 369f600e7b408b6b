//! Kind SEALED of the link: sizes, padding, and what a seal covers. Knows the bytes of `docs/link-v1.md`, section 10;
//! refuses to know any cryptography, which is the browser's on a page and a crate's in the command line.
//!
//! ```text
//! seal   Plaintext::new ─ bytes, aad ─► [AES-256-GCM outside] ─► Sealed::new ─► fragment
//! open   decode ─► LinkError::Sealed ─ ciphertext, aad ─► [AES-256-GCM outside] ─► Sealed::open ─► Profile
//! ```
//!
//! The key is PBKDF2-HMAC-SHA-256 over [`key_input`](crate::passphrase::key_input) and the salt, with [`ITERATIONS`].

use super::wire::{self, KIND_OPEN};
use super::{CRC_BYTES, Disclosure, Fragment, LinkError, MAGIC, redact, text};
use crate::bank::Bank;
use crate::disclosed::{Disclosed, Outgoing};
use crate::profile::Profile;

/// Rounds of PBKDF2-HMAC-SHA-256.
pub const ITERATIONS: u32 = 600_000;
/// Bytes of the AES-256 key.
pub const KEY_BYTES: usize = 32;
/// Bytes of the tag behind the ciphertext.
pub const TAG_BYTES: usize = 16;
/// The nonce of every seal. It may be the same, because a fresh salt makes a fresh key.
pub const NONCE: [u8; 12] = [0; 12];

/// What makes the key of one link its own. The caller draws it from a cryptographic source, anew for every link.
pub type Salt = [u8; 16];

pub(super) const KIND_SEALED: u8 = 1;
pub(super) const KDF_PBKDF2: u8 = 1;
/// Bytes of a plaintext: few sizes, so that the length of a link says little about the texts in it.
const SIZES: [usize; 9] = [64, 96, 128, 192, 256, 384, 512, 640, 768];
const MOST_BODY: usize = SIZES[SIZES.len() - 1] - 1;
/// Ends the body in front of the zeros.
const END: u8 = 0x80;

/// A profile as a seal encrypts it: the open body, padded to one of few sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plaintext(Vec<u8>);

/// Kind 1, as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    salt: Salt,
    ciphertext: Vec<u8>,
}

impl Plaintext {
    /// What `disclosure` tells of `profile`, which must belong to `bank`; `None` where that is more than a seal holds.
    /// Two profiles that differ only in what is withheld have one plaintext.
    pub fn new(bank: &Bank, profile: &Profile, disclosure: &Disclosure) -> Option<Plaintext> {
        Plaintext::whole(bank, &redact(bank, profile, disclosure))
    }

    /// All of `profile`, such as what an opened seal says again.
    pub fn whole(bank: &Bank, profile: &impl Outgoing) -> Option<Plaintext> {
        let mut bytes = wire::write(bank, &profile.outgoing(), MOST_BODY);
        let size = size(bytes.len())?;
        bytes.push(END);
        bytes.resize(size, 0);
        Some(Plaintext(bytes))
    }

    /// What is encrypted.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What the seal covers besides.
    pub fn aad(&self, salt: &Salt) -> Vec<u8> {
        aad(self.0.len() + TAG_BYTES, salt)
    }
}

impl Sealed {
    /// `None` where `ciphertext`, with its tag, has none of the sizes that a plaintext gives.
    pub fn new(salt: Salt, ciphertext: Vec<u8>) -> Option<Sealed> {
        let size = ciphertext.len().checked_sub(TAG_BYTES)?;
        SIZES.contains(&size).then_some(Sealed { salt, ciphertext })
    }

    /// What follows the kdf in a link.
    pub(super) fn read(payload: &[u8]) -> Option<Sealed> {
        let (salt, ciphertext) = payload.split_first_chunk()?;
        Sealed::new(*salt, ciphertext.to_vec())
    }

    /// The salt that its key is made with.
    pub fn salt(&self) -> &Salt {
        &self.salt
    }

    /// The ciphertext with its tag.
    pub fn ciphertext(&self) -> &[u8] {
        &self.ciphertext
    }

    /// What the seal covers besides.
    pub fn aad(&self) -> Vec<u8> {
        aad(self.ciphertext.len(), &self.salt)
    }

    /// The link of this seal.
    pub fn fragment(&self) -> Fragment {
        let body = [&[KIND_SEALED, KDF_PBKDF2], self.salt.as_slice(), &self.ciphertext].concat();
        Fragment(text::wrap(&body))
    }

    /// The profile in `plaintext`, which this seal gave. Sealed again with the same salt and key it is the same link.
    ///
    /// # Errors
    /// See [`LinkError`], as for an open link; a broken one never gives a part of a profile.
    pub fn open(&self, bank: &Bank, plaintext: &[u8]) -> Result<Disclosed, LinkError> {
        let is_whole = plaintext.len() + TAG_BYTES == self.ciphertext.len();
        let body = unpadded(plaintext).filter(|_| is_whole).ok_or(LinkError::Invalid)?;
        match body {
            [] => Err(LinkError::Invalid),
            [KIND_OPEN, payload @ ..] => wire::read_open(payload)?.resolve(bank).map(Disclosed::new),
            // A seal within a seal too: it is nothing that this version makes or knows.
            [_, ..] => Err(LinkError::Newer),
        }
    }
}

/// The least size that holds `n_body` bytes and their end.
fn size(n_body: usize) -> Option<usize> {
    SIZES.into_iter().find(|size| n_body < *size)
}

/// The body in front of the padding, which has one form only: [`END`], zeros, and no size where a lesser one would do.
fn unpadded(plaintext: &[u8]) -> Option<&[u8]> {
    let end = plaintext.iter().rposition(|byte| *byte != 0)?;
    let body = &plaintext[..end];
    (plaintext[end] == END && size(body.len()) == Some(plaintext.len())).then_some(body)
}

/// All that stands in front of the ciphertext, so that nothing of a link can be changed under the seal.
fn aad(n_ciphertext: usize, salt: &Salt) -> Vec<u8> {
    let n_body = 2 + salt.len() + n_ciphertext + CRC_BYTES;
    let length = u16::try_from(n_body).unwrap_or(u16::MAX).to_be_bytes();
    [MAGIC.as_bytes(), &length, &[KIND_SEALED, KDF_PBKDF2], salt].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_size_that_holds_a_body_and_its_end_is_taken() {
        let sizes: Vec<Option<usize>> = [0, 63, 64, 95, 96, 767, 768].into_iter().map(size).collect();
        assert_eq!(sizes, [Some(64), Some(64), Some(96), Some(96), Some(128), Some(768), None]);
    }

    #[test]
    fn padding_has_one_form() {
        let padded = |body: &[u8], end: u8, size: usize| {
            let mut bytes = [body, &[end]].concat();
            bytes.resize(size, 0);
            bytes
        };
        assert_eq!(unpadded(&padded(&[0; 5], END, 64)), Some([0; 5].as_slice()));
        assert_eq!(unpadded(&padded(&[7; 63], END, 64)), Some([7; 63].as_slice()));
        assert_eq!(unpadded(&padded(&[0; 5], END, 96)), None);
        assert_eq!(unpadded(&padded(&[0; 5], 0x40, 64)), None);
        assert_eq!(unpadded(&padded(&[0; 5], 0, 64)), None);
        assert_eq!(unpadded(&[]), None);
    }

    #[test]
    fn the_length_that_the_seal_covers_is_that_of_the_link() {
        let salt = [9; 16];
        for (size, length) in SIZES.into_iter().zip([102u16, 134, 166, 230, 294, 422, 550, 678, 806]) {
            let covered = [b"su1".as_slice(), &length.to_be_bytes(), &[1, 1], &salt].concat();
            assert_eq!(Plaintext(vec![0; size]).aad(&salt), covered);
            assert_eq!(
                Sealed::new(salt, vec![0; size + TAG_BYTES]).map(|sealed| sealed.aad()),
                Some(covered)
            );
        }
    }
}
