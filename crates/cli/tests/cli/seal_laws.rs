//! Laws of encrypted links that need the cipher, on many random profiles. Keys come from salts alone: the vectors test how a
//! passphrase becomes a key, and the laws don't depend on it.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use interlocal_core::link::seal::{KEY_BYTES, NONCE, Plaintext, Salt, Sealed};
use interlocal_core::link::{Disclosure, LinkError, decode, redact};
use interlocal_core::profile::Profile;
use interlocal_testkit::support::body::{body_of, token_of};
use interlocal_testkit::support::random::{self, Extent, Rng, profiles};
use interlocal_testkit::support::{BANK, on_all_cores};

const N: u64 = 200;

/// A key for each salt.
pub(crate) fn cipher(salt: &Salt) -> Aes256Gcm {
    let mut key = [0x5A; KEY_BYTES];
    key[..salt.len()].copy_from_slice(salt);
    Aes256Gcm::new(&key.into())
}

pub(crate) fn seal(plaintext: &Plaintext, cipher: &Aes256Gcm, salt: Salt) -> Sealed {
    let message = Payload { msg: plaintext.bytes(), aad: &plaintext.aad(&salt) };
    Sealed::new(salt, cipher.encrypt(&NONCE.into(), message).unwrap()).unwrap()
}

/// `None` if the key is wrong.
pub(crate) fn open(sealed: &Sealed, cipher: &Aes256Gcm) -> Option<Vec<u8>> {
    cipher.decrypt(&NONCE.into(), Payload { msg: sealed.ciphertext(), aad: &sealed.aad() }).ok()
}

/// The encrypted content of `token`.
pub(crate) fn seal_in(token: &str) -> Result<Sealed, LinkError> {
    match decode(&BANK, token) {
        Err(LinkError::Sealed(sealed)) => Ok(*sealed),
        Err(error) => Err(error),
        Ok(_) => panic!("{token} is open"),
    }
}

fn salt(rng: &mut Rng) -> Salt {
    std::array::from_fn(|_| rng.byte())
}

fn sealed(profile: &Profile, salt: Salt) -> Sealed {
    seal(&Plaintext::new(&BANK, profile, &Disclosure::public()).unwrap(), &cipher(&salt), salt)
}

#[test]
fn an_encrypted_profile_decrypts_and_encrypts_to_the_same_link() {
    for (seed, profile) in profiles(&BANK, Extent::Long, N) {
        let salt = salt(&mut Rng::new(seed));
        let token = sealed(&profile, salt).fragment();
        let read = seal_in(token.as_str()).unwrap();
        let plaintext = open(&read, &cipher(read.salt())).unwrap();
        let read_again = read.open(&BANK, &plaintext).unwrap();
        assert_eq!(read_again, redact(&BANK, &profile, &Disclosure::public()), "seed {seed}");
        assert_eq!(sealed(&read_again, salt).fragment(), token, "seed {seed}");
    }
}

#[test]
fn two_salts_give_two_links_of_one_length() {
    let mut rng = Rng::new(47);
    for (seed, profile) in profiles(&BANK, Extent::Short, N) {
        let [one, other] = [(); 2].map(|()| sealed(&profile, salt(&mut rng)).fragment());
        assert_ne!(one, other, "seed {seed}");
        assert_eq!(one.as_str().len(), other.as_str().len(), "seed {seed}");
    }
}

#[test]
fn no_bit_of_a_body_can_change_under_a_right_checksum() {
    on_all_cores(20, |seed| {
        let profile = random::profile(&BANK, &mut Rng::new(seed), Extent::Short);
        let sound = sealed(&profile, salt(&mut Rng::new(seed)));
        let cipher = cipher(sound.salt());
        let body = body_of(sound.fragment().as_str());
        assert!(opens(&body, &cipher), "seed {seed}");
        for (at, bit) in (0..body.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut changed = body.clone();
            changed[at] ^= 1 << bit;
            // The key stays the same even if the salt changes, because the tag covers the salt, too.
            assert!(!opens(&changed, &cipher), "seed {seed}, bit {bit} of {at}");
        }
    });
}

/// Whether `body` opens, encrypted or not.
fn opens(body: &[u8], cipher: &Aes256Gcm) -> bool {
    match decode(&BANK, &token_of(body)) {
        Ok(_) => true,
        Err(LinkError::Sealed(sealed)) => open(&sealed, cipher).is_some(),
        Err(_) => false,
    }
}

#[test]
fn a_body_of_another_length_does_not_open() {
    let sound = sealed(&random::profile(&BANK, &mut Rng::new(5), Extent::Short), [5; 16]);
    let cipher = cipher(sound.salt());
    let body = body_of(sound.fragment().as_str());
    for size in 0..1019 {
        let mut changed = body.clone();
        changed.resize(size.max(1), 0);
        assert_eq!(opens(&changed, &cipher), size == body.len(), "{size}");
    }
}
