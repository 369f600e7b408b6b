//! Encrypted links (kind SEALED): sizes, padding and authenticated data, as in `docs/link-v1.md`, section 10. The
//! encryption is done outside the core: by the browser on a page, by a crate in the command line.
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

/// Number of PBKDF2-HMAC-SHA-256 iterations.
pub const ITERATIONS: u32 = 600_000;
/// Bytes of the AES-256 key.
pub const KEY_BYTES: usize = 32;
/// Bytes of the authentication tag after the ciphertext.
pub const TAG_BYTES: usize = 16;
/// The nonce of every encrypted link. It can be constant because a fresh salt gives a fresh key.
pub const NONCE: [u8; 12] = [0; 12];

/// The salt of one link's key. The caller must draw a new one from a cryptographic source for every link.
pub type Salt = [u8; 16];

pub(super) const KIND_SEALED: u8 = 1;
pub(super) const KDF_PBKDF2: u8 = 1;
/// The possible sizes of a plaintext in bytes. There are few, so that a link's length reveals little about its texts.
const SIZES: [usize; 9] = [64, 96, 128, 192, 256, 384, 512, 640, 768];
const MOST_BODY: usize = SIZES[SIZES.len() - 1] - 1;
/// Marks the end of the body; zeros follow.
const END: u8 = 0x80;

/// The plaintext of an encrypted link: the body of an open link, padded to one of the sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plaintext(Vec<u8>);

/// An encrypted link (kind 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    salt: Salt,
    ciphertext: Vec<u8>,
}

impl Plaintext {
    /// Creates the plaintext for the answers of `profile` that `disclosure` includes. `profile` must belong to `bank`.
    /// `None` if the plaintext is too long. Profiles that differ only in answers that are left out have the same
    /// plaintext.
    pub fn new(bank: &Bank, profile: &Profile, disclosure: &Disclosure) -> Option<Plaintext> {
        Plaintext::whole(bank, &redact(bank, profile, disclosure))
    }

    /// Creates the plaintext for all of `profile`, for example to encrypt a decrypted link again.
    pub fn whole(bank: &Bank, profile: &impl Outgoing) -> Option<Plaintext> {
        let mut bytes = wire::write(bank, &profile.outgoing(), MOST_BODY);
        let size = size(bytes.len())?;
        bytes.push(END);
        bytes.resize(size, 0);
        Some(Plaintext(bytes))
    }

    /// Returns the bytes to encrypt.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the additional authenticated data.
    pub fn aad(&self, salt: &Salt) -> Vec<u8> {
        aad(self.0.len() + TAG_BYTES, salt)
    }
}

impl Sealed {
    /// Creates a link from a salt and a ciphertext with its tag. `None` if no plaintext has that size.
    pub fn new(salt: Salt, ciphertext: Vec<u8>) -> Option<Sealed> {
        let size = ciphertext.len().checked_sub(TAG_BYTES)?;
        SIZES.contains(&size).then_some(Sealed { salt, ciphertext })
    }

    /// Reads the part of a link after the number of the key derivation function.
    pub(super) fn read(payload: &[u8]) -> Option<Sealed> {
        let (salt, ciphertext) = payload.split_first_chunk()?;
        Sealed::new(*salt, ciphertext.to_vec())
    }

    /// Returns the salt of the key.
    pub fn salt(&self) -> &Salt {
        &self.salt
    }

    /// Returns the ciphertext with its tag.
    pub fn ciphertext(&self) -> &[u8] {
        &self.ciphertext
    }

    /// Returns the additional authenticated data.
    pub fn aad(&self) -> Vec<u8> {
        aad(self.ciphertext.len(), &self.salt)
    }

    /// Returns the link.
    pub fn fragment(&self) -> Fragment {
        let body = [&[KIND_SEALED, KDF_PBKDF2], self.salt.as_slice(), &self.ciphertext].concat();
        Fragment(text::wrap(&body))
    }

    /// Reads the profile in `plaintext`, the decrypted ciphertext. Encrypting it again with the same salt and key gives
    /// the same link.
    ///
    /// # Errors
    /// See [`LinkError`], as for an open link; a damaged link never gives a partial profile.
    pub fn open(&self, bank: &Bank, plaintext: &[u8]) -> Result<Disclosed, LinkError> {
        let is_whole = plaintext.len() + TAG_BYTES == self.ciphertext.len();
        let body = unpadded(plaintext).filter(|_| is_whole).ok_or(LinkError::Invalid)?;
        match body {
            [] => Err(LinkError::Invalid),
            [KIND_OPEN, payload @ ..] => wire::read_open(payload)?.resolve(bank).map(Disclosed::new),
            // This also covers an encrypted link inside an encrypted link, which no version of the format has.
            [_, ..] => Err(LinkError::Newer),
        }
    }
}

/// Returns the smallest size that has room for `n_body` bytes and the end mark.
fn size(n_body: usize) -> Option<usize> {
    SIZES.into_iter().find(|size| n_body < *size)
}

/// Removes the padding. It has exactly one valid form: [`END`], then zeros, in the smallest size that fits.
fn unpadded(plaintext: &[u8]) -> Option<&[u8]> {
    let end = plaintext.iter().rposition(|byte| *byte != 0)?;
    let body = &plaintext[..end];
    (plaintext[end] == END && size(body.len()) == Some(plaintext.len())).then_some(body)
}

/// Returns everything before the ciphertext as authenticated data, so that no part of a link can be changed.
fn aad(n_ciphertext: usize, salt: &Salt) -> Vec<u8> {
    let n_body = 2 + salt.len() + n_ciphertext + CRC_BYTES;
    let length = u16::try_from(n_body).unwrap_or(u16::MAX).to_be_bytes();
    [MAGIC.as_bytes(), &length, &[KIND_SEALED, KDF_PBKDF2], salt].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_size_that_fits_is_used() {
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
    fn the_authenticated_length_is_that_of_the_link() {
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
