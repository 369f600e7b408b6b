//! The cipher of encrypted links: PBKDF2 and AES-256-GCM, as described in `docs/link-v1.md`, section 10.

use crate::failure::Failure;
use crate::passphrase::Passphrase;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use interlocal_core::link::Fragment;
use interlocal_core::link::seal::{ITERATIONS, KEY_BYTES, NONCE, Plaintext, Salt, Sealed};
use sha2::Sha256;

/// Encrypts `plaintext` with a new salt.
#[allow(
    clippy::expect_used,
    reason = "the cipher accepts up to 64 GiB, and the type limits a plaintext to 768 bytes and to sizes that a link has"
)]
pub(crate) fn encrypt(plaintext: &Plaintext, passphrase: &Passphrase) -> Result<Fragment, Failure> {
    let salt = new_salt()?;
    let message = Payload { msg: plaintext.bytes(), aad: &plaintext.aad(&salt) };
    let ciphertext = cipher(passphrase, &salt).encrypt(&NONCE.into(), message).expect("a short text");
    Ok(Sealed::new(salt, ciphertext).expect("the plaintext's size").fragment())
}

/// Decrypts `sealed`.
pub(crate) fn decrypt(sealed: &Sealed, passphrase: &Passphrase) -> Result<Vec<u8>, Failure> {
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

fn new_salt() -> Result<Salt, Failure> {
    let mut salt = Salt::default();
    getrandom::getrandom(&mut salt).map_err(|error| {
        Failure::Data(format!(
            "The system has no random numbers ({error}), so nothing was encrypted. Try again."
        ))
    })?;
    Ok(salt)
}
