//! The cipher of sealed links: PBKDF2 and AES-256-GCM as `docs/link-v1.md`, section 10 has them. Refuses to know what is
//! in a plaintext, and where a passphrase comes from.

use crate::failure::Failure;
use crate::passphrase::Passphrase;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use interlocal_core::link::Fragment;
use interlocal_core::link::seal::{ITERATIONS, KEY_BYTES, NONCE, Plaintext, Salt, Sealed};
use sha2::Sha256;

/// Seals `plaintext` with a salt of its own.
#[allow(
    clippy::expect_used,
    reason = "the cipher refuses 64 GiB and more; a plaintext has 768 bytes at most, and a size that fits by its type"
)]
pub(crate) fn seal(plaintext: &Plaintext, passphrase: &Passphrase) -> Result<Fragment, Failure> {
    let salt = fresh_salt()?;
    let message = Payload { msg: plaintext.bytes(), aad: &plaintext.aad(&salt) };
    let ciphertext = cipher(passphrase, &salt).encrypt(&NONCE.into(), message).expect("a short text");
    Ok(Sealed::new(salt, ciphertext).expect("the plaintext's size").fragment())
}

/// The plaintext of `sealed`.
pub(crate) fn open(sealed: &Sealed, passphrase: &Passphrase) -> Result<Vec<u8>, Failure> {
    let message = Payload { msg: sealed.ciphertext(), aad: &sealed.aad() };
    cipher(passphrase, sealed.salt()).decrypt(&NONCE.into(), message).map_err(|_| {
        Failure::Data("The passphrase does not open this link. Check each word and try again.".to_owned())
    })
}

fn cipher(passphrase: &Passphrase, salt: &Salt) -> Aes256Gcm {
    let key: [u8; KEY_BYTES] =
        pbkdf2::pbkdf2_hmac_array::<Sha256, KEY_BYTES>(passphrase.as_bytes(), salt, ITERATIONS);
    Aes256Gcm::new(&key.into())
}

fn fresh_salt() -> Result<Salt, Failure> {
    let mut salt = Salt::default();
    getrandom::getrandom(&mut salt).map_err(|error| {
        Failure::Data(format!("the system gives no random bytes ({error}), so nothing was sealed; try again"))
    })?;
    Ok(salt)
}
