//! The vectors that have a passphrase (docs/link-v1.md, section 14), opened with its key. The core tests the vectors that are
//! refused without a passphrase.

use crate::seal_laws::{open, seal, seal_in};
use aes_gcm::{Aes256Gcm, KeyInit};
use interlocal_core::exchange::write_profile;
use interlocal_core::link::LinkError;
use interlocal_core::link::seal::{ITERATIONS, KEY_BYTES, Plaintext, Salt, Sealed};
use interlocal_core::passphrase::key_input;
use interlocal_core::profile::Profile;
use interlocal_testkit::support::{BANK, root};
use serde_json::Value;
use sha2::Sha256;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

struct Vector {
    name: String,
    headers: BTreeMap<String, String>,
    text: String,
}

/// All vectors that have a passphrase.
fn vectors() -> Vec<Vector> {
    let files = std::fs::read_dir(root("tests/vectors/link")).unwrap().map(|entry| entry.unwrap().path());
    let mut vectors: Vec<Vector> = files
        .map(|path| {
            let file = std::fs::read_to_string(&path).unwrap();
            let (head, text) = file.split_once("\n\n").unwrap();
            let header =
                |line: &str| line.split_once(": ").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let headers: BTreeMap<String, String> = head.lines().map(header).collect();
            let text = match headers.contains_key("encoding") {
                true => serde_json::from_str(text).unwrap(),
                false => text.to_owned(),
            };
            Vector { name, headers, text }
        })
        .filter(|vector| vector.headers.contains_key("passphrase"))
        .collect();
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    vectors
}

impl Vector {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    fn key_input(&self) -> String {
        let passphrase: String = serde_json::from_str(self.header("passphrase").unwrap()).unwrap();
        key_input(&passphrase.nfkc().collect::<String>().to_lowercase()).unwrap()
    }
}

/// A cache of keys: there are many vectors and few keys.
#[derive(Default)]
struct Keys(BTreeMap<(String, Salt), Aes256Gcm>);

impl Keys {
    fn cipher(&mut self, text: String, salt: Salt) -> Aes256Gcm {
        let derive = || {
            let key: [u8; KEY_BYTES] =
                pbkdf2::pbkdf2_hmac_array::<Sha256, KEY_BYTES>(text.as_bytes(), &salt, ITERATIONS);
            Aes256Gcm::new(&key.into())
        };
        self.0.entry((text.clone(), salt)).or_insert_with(derive).clone()
    }
}

/// The lines of a vector file that hold the result.
fn verdict(vector: &Vector, keys: &mut Keys) -> BTreeMap<&'static str, String> {
    let sealed = seal_in(&vector.text).unwrap_or_else(|error| panic!("{}: {error:?}", vector.name));
    let cipher = keys.cipher(vector.key_input(), *sealed.salt());
    let Some(plaintext) = open(&sealed, &cipher) else {
        return BTreeMap::from([("expect", "wrong-passphrase".to_owned())]);
    };
    match sealed.open(&BANK, &plaintext) {
        Ok(profile) => opened(&sealed, &cipher, &profile),
        Err(LinkError::Invalid) => BTreeMap::from([("expect", "invalid".to_owned())]),
        Err(LinkError::Newer) => BTreeMap::from([("expect", "newer".to_owned())]),
        Err(LinkError::UnknownBank(said)) => BTreeMap::from([
            ("expect", "unknown-bank".to_owned()),
            ("digest", said.digest.iter().map(|byte| format!("{byte:02x}")).collect()),
            ("agency", said.agency.unwrap().as_str().to_owned()),
        ]),
        Err(other) => panic!("{}: {other:?}", vector.name),
    }
}

fn opened(sealed: &Sealed, cipher: &Aes256Gcm, profile: &Profile) -> BTreeMap<&'static str, String> {
    let mut written = write_profile(&BANK, profile);
    written.as_object_mut().unwrap().remove("bank");
    let plaintext = Plaintext::whole(&BANK, profile).unwrap();
    let token = seal(&plaintext, cipher, *sealed.salt()).fragment();
    BTreeMap::from([
        ("expect", "ok".to_owned()),
        ("token", token.as_str().to_owned()),
        ("profile", written.to_string()),
    ])
}

#[test]
fn every_vector_with_a_passphrase_gets_its_verdict() {
    let (vectors, mut keys) = (vectors(), Keys::default());
    for vector in &vectors {
        let names = ["expect", "token", "profile", "agency", "digest"].into_iter();
        let expected: BTreeMap<&str, String> = names
            .filter_map(|key| {
                let value = vector.header(key)?;
                let is_json = key == "profile";
                let spelt = || serde_json::from_str::<Value>(value).unwrap().to_string();
                Some((key, if is_json { spelt() } else { value.to_owned() }))
            })
            .collect();
        assert_eq!(verdict(vector, &mut keys), expected, "{}", vector.name);
    }
    let count = |verdict: &str| vectors.iter().filter(|it| it.header("expect") == Some(verdict)).count();
    assert!(count("ok") >= 15 && count("wrong-passphrase") >= 15 && count("invalid") >= 10);
    assert!(count("newer") >= 3 && count("unknown-bank") == 1);
    // Each key takes a part of a second, so there are few.
    assert!(keys.0.len() <= 9, "{} keys", keys.0.len());
}

#[test]
fn the_key_of_the_worked_example_is_the_documents() {
    let document = std::fs::read_to_string(root("docs/link-v1.md")).unwrap();
    let (_, example) = document.split_once("### 12.3").unwrap();
    // Names are in the first 20 columns, bytes after them.
    let hex = |name: &str, n_lines: usize| -> Vec<u8> {
        let lines = example.lines().skip_while(|line| !line.starts_with(name)).take(n_lines);
        let byte = |word: &str| u8::from_str_radix(word, 16).unwrap();
        lines.flat_map(|line| line[20..].split_whitespace().map(byte)).collect()
    };
    let (text, salt) = (hex("key input", 2), hex("salt", 1));
    assert_eq!(String::from_utf8(text.clone()).unwrap(), "maple-harbor-twelve-\u{E9}clair");
    let key = pbkdf2::pbkdf2_hmac_array::<Sha256, KEY_BYTES>(&text, &salt, ITERATIONS);
    assert_eq!(key.to_vec(), hex("key  ", 2));
    let salt: Salt = salt.try_into().unwrap();
    let cipher = Aes256Gcm::new(&key.into());
    let sealed = Sealed::new(salt, [hex("ciphertext", 4), hex("tag", 1)].concat()).unwrap();
    assert_eq!(sealed.aad(), hex("AAD", 2));
    assert_eq!(open(&sealed, &cipher).unwrap(), hex("plaintext", 4));
    assert!(example.contains(sealed.fragment().as_str()));
}
