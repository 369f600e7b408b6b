//! Properties of encrypted links (kind SEALED) that need no cryptography: the tests use the plaintext and a fake
//! ciphertext of the right length. The command line's tests cover the encryption itself.

use crate::tests::support::body::{body_of, token_of, value};
use crate::tests::support::random::{self, Extent, Rng, profiles};
use crate::tests::support::{BANK, FOREIGN, edited, on_all_cores};
use interlocal_core::bank::{Bank, Sensitivity};
use interlocal_core::disclosed::Disclosed;
use interlocal_core::link::seal::{Plaintext, Salt, Sealed, TAG_BYTES};
use interlocal_core::link::{Disclosure, LinkError, Telling, decode, encode, encode_whole, redact};
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile, Region};
use serde_json::json;

const N: u64 = 200;
const SIZES: [usize; 9] = [64, 96, 128, 192, 256, 384, 512, 640, 768];
const SALT: Salt = *b"sixteen bytes ok";

fn plaintext(profile: &Profile) -> Vec<u8> {
    Plaintext::whole(&BANK, profile).unwrap().bytes().to_vec()
}

/// Returns an encrypted link with random bytes as its ciphertext.
fn sealed(n_plaintext: usize) -> Sealed {
    let mut rng = Rng::new(41);
    Sealed::new(SALT, (0..n_plaintext + TAG_BYTES).map(|_| rng.byte()).collect()).unwrap()
}

fn open(plaintext: &[u8]) -> Result<Disclosed, LinkError> {
    sealed(plaintext.len()).open(&BANK, plaintext)
}

/// Pads `body` to `size` bytes as in docs/link-v1.md, section 10.
fn padded(body: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = [body, &[0x80]].concat();
    assert!(bytes.len() <= size);
    bytes.resize(size, 0);
    bytes
}

fn filled(n: usize) -> Option<PlainText> {
    PlainText::new(&"x".repeat(n), NOTE_BYTES).ok()
}

mod plaintexts {
    use super::*;

    #[test]
    fn decrypting_gives_the_encrypted_profile() {
        for (seed, profile) in profiles(&BANK, Extent::Long, N) {
            let all = Plaintext::whole(&BANK, &profile).unwrap();
            assert_eq!(open(all.bytes()), Ok(profile.clone().into()), "seed {seed}");
            let public = Plaintext::new(&BANK, &profile, &Disclosure::public()).unwrap();
            let read = open(public.bytes()).unwrap();
            assert_eq!(read, redact(&BANK, &profile, &Disclosure::public()), "seed {seed}");
            assert_eq!(Plaintext::whole(&BANK, &read), Some(public), "seed {seed}");
        }
    }

    #[test]
    fn the_plaintext_is_the_open_body_padded_to_the_smallest_size_that_fits() {
        for (seed, profile) in profiles(&BANK, Extent::Long, N) {
            let body = body_of(encode_whole(&BANK, &profile).as_str());
            let size = SIZES.into_iter().find(|size| body.len() < *size).unwrap();
            assert_eq!(plaintext(&profile), padded(&body, size), "seed {seed}");
        }
    }

    #[test]
    fn withheld_answers_do_not_change_the_plaintext() {
        let mut rng = Rng::new(43);
        let public = |profile: &Profile| Plaintext::new(&BANK, profile, &Disclosure::public()).unwrap();
        let mut n_different = 0;
        for (seed, profile) in profiles(&BANK, Extent::Long, 10 * N) {
            let mut other = profile.clone();
            for capability in &BANK.capabilities {
                let response = profile.responses.get(capability.slot);
                let is_open = capability.sensitivity == Sensitivity::Open;
                let response = random::indistinct(&mut rng, Telling::Everything, is_open, response);
                other.responses.set(capability.slot, response);
            }
            assert_eq!(public(&profile), public(&other), "seed {seed}");
            n_different += usize::from(profile != other);
        }
        assert!(n_different > 1_500, "{n_different} pairs differ at all");
    }

    #[test]
    fn unknown_records_are_dropped_if_there_is_no_room_highest_tag_first() {
        let mut profile = random::profile(&BANK, &mut Rng::new(3), Extent::Short);
        let record = |tag: u8, n: usize| (tag, vec![tag; n]);
        profile.extra = vec![record(14, 20), record(16, 300), record(254, 600)];
        let read = open(&plaintext(&profile)).unwrap();
        assert_eq!(read.extra, profile.extra[..2]);
        assert_eq!(read, Profile { extra: read.extra.clone(), ..profile });
    }

    /// Returns a profile with every text at its maximum length.
    fn wordy(bank: &Bank) -> Profile {
        let mut profile = random::profile(bank, &mut Rng::new(7), Extent::Nameless);
        profile.context.agency = filled(AGENCY_BYTES);
        profile.context.local = filled(LOCAL_BYTES);
        profile.context.note = filled(NOTE_BYTES);
        profile.context.region = Region::new("US-ABCDE");
        profile.date = Some(Date(7));
        profile.locale = Some("x".repeat(35));
        profile
    }

    #[test]
    fn a_profile_beyond_the_largest_size_is_not_encrypted() {
        let large = edited(|file| {
            let capabilities = file["capabilities"].as_array_mut().unwrap();
            let first = capabilities[0].clone();
            for slot in 37..=450 {
                let mut added = first.clone();
                (added["slot"], added["id"]) = (json!(slot), json!(format!("extra-{slot}")));
                capabilities.push(added);
            }
        });
        assert_eq!(Plaintext::new(&large, &wordy(&large), &Disclosure::public()), None);
        assert!(Plaintext::new(&large, &Profile::empty(&large), &Disclosure::public()).is_some());
    }

    #[test]
    fn every_text_at_its_limit_fits_with_the_shipped_bank() {
        let profile = wordy(&BANK);
        assert_eq!(plaintext(&profile).len(), 640);
        assert_eq!(open(&plaintext(&profile)), Ok(profile.into()));
    }
}

mod padding {
    use super::*;

    #[test]
    fn other_paddings_are_rejected() {
        let body = body_of(encode(&BANK, &Profile::empty(&BANK), &Disclosure::public()).as_str());
        assert_eq!(open(&padded(&body, 64)), Ok(Profile::empty(&BANK).into()));
        let larger = SIZES[1..].iter().map(|size| padded(&body, *size));
        let other_ends = (0..=u8::MAX).filter(|end| *end != 0x80).map(|end| {
            let mut bytes = padded(&body, 64);
            bytes[body.len()] = end;
            bytes
        });
        for plaintext in larger.chain(other_ends).chain(SIZES.map(|size| vec![0; size])) {
            assert_eq!(open(&plaintext), Err(LinkError::Invalid), "{plaintext:x?}");
        }
    }

    #[test]
    fn a_changed_plaintext_is_rejected_or_canonical() {
        let mut n_refused = 0;
        for (seed, profile) in profiles(&BANK, Extent::Short, 2) {
            let sound = plaintext(&profile);
            for (at, by) in (0..sound.len()).flat_map(|at| (1..=u8::MAX).map(move |by| (at, by))) {
                let mut changed = sound.clone();
                changed[at] ^= by;
                match open(&changed) {
                    Ok(read) => assert_eq!(plaintext(&read), changed, "seed {seed}, {by:x} at {at}"),
                    Err(_) => n_refused += 1,
                }
            }
        }
        assert!(n_refused > 30_000, "{n_refused}");
    }

    #[test]
    fn a_plaintext_of_the_wrong_length_is_rejected() {
        let plaintext = plaintext(&Profile::empty(&BANK));
        assert_eq!(sealed(96).open(&BANK, &plaintext), Err(LinkError::Invalid));
        assert_eq!(sealed(64).open(&BANK, &plaintext[..63]), Err(LinkError::Invalid));
        assert_eq!(sealed(64).open(&BANK, &[]), Err(LinkError::Invalid));
    }

    #[test]
    fn the_plaintext_follows_the_rules_of_open_links() {
        let body = body_of(encode(&BANK, &Profile::empty(&BANK), &Disclosure::public()).as_str());
        let with = |edit: &dyn Fn(&mut Vec<u8>)| {
            let mut body = body.clone();
            edit(&mut body);
            open(&padded(&body, 64))
        };
        assert_eq!(with(&|body| body[0] = 2), Err(LinkError::Newer));
        assert_eq!(with(&|body| body[0] = 1), Err(LinkError::Newer));
        assert_eq!(with(&|body| body.clear()), Err(LinkError::Invalid));
        assert_eq!(with(&|body| body.truncate(9)), Err(LinkError::Invalid));
        assert_eq!(with(&|body| body.extend([5, 0])), Err(LinkError::Newer));
        let foreign = Plaintext::new(&FOREIGN, &Profile::empty(&FOREIGN), &Disclosure::public()).unwrap();
        assert!(matches!(open(foreign.bytes()), Err(LinkError::UnknownBank(_))));
    }
}

mod tokens {
    use super::*;

    #[test]
    fn an_encrypted_link_survives_the_round_trip() {
        for size in SIZES {
            let sealed = sealed(size);
            let read = decode(&BANK, sealed.fragment().as_str());
            assert_eq!(read, Err(LinkError::Sealed(Box::new(sealed.clone()))), "{size}");
            assert_eq!((sealed.salt(), sealed.ciphertext().len()), (&SALT, size + TAG_BYTES));
            let upper = sealed.fragment().as_str().to_uppercase();
            assert_eq!(decode(&BANK, &upper), Err(LinkError::Sealed(Box::new(sealed))), "{size}");
        }
    }

    #[test]
    fn requirement_17_any_other_size_is_invalid_and_an_unknown_kdf_newer_whatever_its_size() {
        for n_payload in 0..1000usize {
            let is_sealed = SIZES.contains(&n_payload.saturating_sub(32));
            let body = |kdf: u8| [vec![1, kdf], vec![0xA5; n_payload]].concat();
            match decode(&BANK, &token_of(&body(1))) {
                Err(LinkError::Sealed(sealed)) => assert!(is_sealed && *sealed.salt() == [0xA5; 16]),
                other => assert!(!is_sealed && other == Err(LinkError::Invalid), "{n_payload}: {other:?}"),
            }
            for kdf in [0, 2, 255] {
                assert_eq!(decode(&BANK, &token_of(&body(kdf))), Err(LinkError::Newer), "{n_payload}, {kdf}");
            }
        }
        assert_eq!(decode(&BANK, &token_of(&[1])), Err(LinkError::Newer));
    }

    #[test]
    fn a_full_form_with_a_name_a_region_and_a_local_area_takes_280_characters_at_most() {
        let mut profile = random::profile(&BANK, &mut Rng::new(7), Extent::Nameless);
        profile.context.agency = filled(34);
        profile.context.local = filled(13);
        profile.context.region = Region::new("US-CA");
        profile.date = Some(Date(u16::MAX));
        profile.locale = Some("es-MX".to_owned());
        let token = sealed(plaintext(&profile).len()).fragment();
        assert_eq!(token.as_str().len(), 271);
        let lengths = SIZES.map(|size| sealed(size).fragment().as_str().len());
        assert_eq!(lengths, [169, 220, 271, 373, 476, 681, 885, 1090, 1295]);
    }

    #[test]
    fn an_encrypted_link_cut_anywhere_is_reported_as_cut() {
        for size in SIZES {
            let token = sealed(size).fragment().as_str().to_owned();
            for got in 3..token.len() {
                let want = (got >= 5).then_some(token.len());
                assert_eq!(decode(&BANK, &token[..got]), Err(LinkError::Cut { got, want }), "{size}, {got}");
            }
        }
    }

    #[test]
    fn a_changed_character_in_an_encrypted_link_is_detected() {
        const TYPED: &str = "0123456789abcdefghjkmnpqrstvwxyzu.-";
        on_all_cores(4, |idx| {
            let token = sealed(SIZES[usize::try_from(idx).unwrap()]).fragment().as_str().to_owned();
            for (at, sound) in token.char_indices() {
                for typed in TYPED.chars().filter(|typed| *typed != sound) {
                    let text = [&token[..at], &typed.to_string(), &token[at + 1..]].concat();
                    let is_noticed = matches!(
                        decode(&BANK, &text),
                        Err(LinkError::NoLink | LinkError::Damaged | LinkError::Cut { .. })
                    );
                    assert!(is_noticed || value(typed) == value(sound) && at > 2, "{typed:?} at {at}");
                }
            }
        });
    }
}
