//! Encryption with the browser's WebCrypto (PBKDF2 and AES-GCM), and its random numbers. The core decides what is
//! encrypted. The browser works in another thread, so the page stays responsive.

use crate::action::NoSeal;
use interlocal_core::link::seal::{ITERATIONS, KEY_BYTES, NONCE, Plaintext, Salt, Sealed};
use interlocal_core::passphrase;
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// Draws six words; `None` if there is no source of random numbers.
pub fn draw() -> Option<String> {
    let crypto = crypto()?;
    let mut is_sound = true;
    let words = passphrase::draw(|| {
        let mut bytes = [0; 2];
        is_sound &= crypto.get_random_values_with_u8_array(&mut bytes).is_ok();
        u16::from_be_bytes(bytes)
    });
    is_sound.then_some(words)
}

/// Returns true if this page can encrypt: browsers have no WebCrypto on insecure connections. The prerenderer always
/// gets true.
pub fn is_there() -> bool {
    !cfg!(target_arch = "wasm32") || crypto().and_then(|crypto| subtle(&crypto)).is_some()
}

/// Encrypts `plaintext` with a fresh salt.
///
/// # Errors
/// See [`NoSeal`].
pub async fn seal(plaintext: &Plaintext, passphrase: &str) -> Result<Sealed, NoSeal> {
    let password = key_input(passphrase)?;
    let crypto = crypto().ok_or(NoSeal::NoCrypto)?;
    let subtle = subtle(&crypto).ok_or(NoSeal::NoCrypto)?;
    let mut salt = Salt::default();
    crypto.get_random_values_with_u8_array(&mut salt).map_err(|_| NoSeal::NoRandom)?;
    let work = async {
        let key = key(&subtle, &password, &salt, "encrypt").await?;
        let algorithm = aes(&plaintext.aad(&salt))?;
        bytes(subtle.encrypt_with_object_and_u8_array(&algorithm, &key, plaintext.bytes())?).await
    };
    let ciphertext = work.await.map_err(|_| NoSeal::Failed)?;
    Sealed::new(salt, ciphertext).ok_or(NoSeal::Failed)
}

/// Decrypts `sealed`.
///
/// # Errors
/// [`NoSeal::Wrong`] if the passphrase is wrong; see there for the rest.
pub async fn open(sealed: &Sealed, passphrase: &str) -> Result<Vec<u8>, NoSeal> {
    let password = key_input(passphrase)?;
    let subtle = crypto().and_then(|crypto| subtle(&crypto)).ok_or(NoSeal::NoCrypto)?;
    let key = key(&subtle, &password, sealed.salt(), "decrypt").await.map_err(|_| NoSeal::Failed)?;
    let algorithm = aes(&sealed.aad()).map_err(|_| NoSeal::Failed)?;
    let opening = subtle.decrypt_with_object_and_u8_array(&algorithm, &key, sealed.ciphertext());
    // The cipher reports every failure in the same way. Damage is ruled out because the link's checksum was valid.
    bytes(opening.map_err(|_| NoSeal::Failed)?).await.map_err(|_| NoSeal::Wrong)
}

fn crypto() -> Option<Crypto> {
    web_sys::window()?.crypto().ok()
}

/// `None` on insecure origins, where the typed binding would return `undefined`.
fn subtle(crypto: &Crypto) -> Option<SubtleCrypto> {
    let subtle = Reflect::get(crypto, &"subtle".into()).ok()?;
    (!subtle.is_undefined()).then(|| subtle.unchecked_into())
}

/// Normalizes the passphrase, so that all spellings give one key; [`NoSeal::Empty`] if it contains no word.
fn key_input(typed: &str) -> Result<String, NoSeal> {
    let folded = String::from(JsString::from(typed).normalize("NFKC").to_lower_case());
    passphrase::key_input(&folded).ok_or(NoSeal::Empty)
}

async fn key(subtle: &SubtleCrypto, password: &str, salt: &Salt, usage: &str) -> Result<CryptoKey, JsValue> {
    let raw = Uint8Array::from(password.as_bytes());
    let usages = Array::of1(&"deriveKey".into());
    let importing = subtle.import_key_with_str("raw", &raw, "PBKDF2", false, &usages)?;
    let password = awaited(importing).await?.unchecked_into();
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt.as_slice()).into()),
        ("iterations", ITERATIONS.into()),
    ])?;
    let bits = u32::try_from(KEY_BYTES * 8).unwrap_or_default();
    let what = object(&[("name", "AES-GCM".into()), ("length", bits.into())])?;
    let usages = Array::of1(&usage.into());
    let deriving = subtle.derive_key_with_object_and_object(&how, &password, &what, false, &usages)?;
    Ok(awaited(deriving).await?.unchecked_into())
}

fn aes(aad: &[u8]) -> Result<Object, JsValue> {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(NONCE.as_slice()).into()),
        ("additionalData", Uint8Array::from(aad).into()),
    ])
}

fn object(entries: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

async fn awaited(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

async fn bytes(promise: Promise) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&awaited(promise).await?).to_vec())
}
