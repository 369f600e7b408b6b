//! QR codes of links: drawn from their path, scanned with another implementation's reader, and decoded.

use crate::support::{bank, persona};
use interlocal_core::link::{LinkError, decode, encode_whole};
use interlocal_core::plain_text::{AGENCY_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::Profile;
use interlocal_testkit::support::body;
use interlocal_workbench::qr::{ACROSS_MM, LEAST_MODULE_UM, Qr, TooLong};
use qrcodegen::QrCodeEcc;
use rqrr::PreparedImage;

const BASE: &str = "https://it.oakvale.example.gov/share/";
/// Dots across 30 mm on an office printer with 300 dots per inch: four or five for a module of the largest version.
const DOTS: usize = 354;

/// Returns an example county whose note has `n` letters.
fn noted(n: usize) -> Profile {
    let mut profile = persona("larkspur-county");
    profile.context.agency = PlainText::new(&"A".repeat(34), AGENCY_BYTES).ok();
    profile.context.note = PlainText::new(&"n".repeat(n), NOTE_BYTES).ok();
    profile
}

/// Returns the fragment of an encrypted link with `n` bytes of random ciphertext.
fn sealed(n: usize) -> String {
    let (kind, kdf, salt_and_tag) = (1, 1, 32);
    let hidden = (0..n + salt_and_tag).map(|idx| u8::try_from(idx * 151 % 256).unwrap());
    body::token_of(&[kind, kdf].into_iter().chain(hidden).collect::<Vec<u8>>())
}

/// Returns `n` characters that look like a fragment.
fn token(n: usize) -> String {
    "SU1".to_owned() + &"0".repeat(n - 3)
}

/// Returns the modules of a code, row by row; true is dark.
fn modules(qr: &Qr) -> Vec<Vec<bool>> {
    let size = usize::try_from(qr.size).unwrap();
    let mut rows = vec![vec![false; size]; size];
    for run in qr.path.split_terminator('z') {
        let numbers: Vec<usize> = run.split(['M', ' ', 'h', 'v', '-']).flat_map(str::parse).collect();
        let [x, y, length, 1, back] = numbers[..] else { panic!("{run}") };
        assert_eq!(run, format!("M{x} {y}h{length}v1h-{back}"));
        assert_eq!(length, back, "{run}");
        rows[y][x..x + length].fill(true);
    }
    rows
}

/// Scans the code and returns its text.
fn read(qr: &Qr) -> String {
    let modules = modules(qr);
    let at = |dot: usize| dot * modules.len() / DOTS;
    let shade = |x: usize, y: usize| if modules[at(y)][at(x)] { 0 } else { 255 };
    let mut image = PreparedImage::prepare_from_greyscale(DOTS, DOTS, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "codes found");
    let (about, text) = grids[0].decode().unwrap();
    assert_eq!(about.version.0, usize::from(qr.version));
    text
}

/// Asserts that the fragment at `base` is read in upper case and everything else unchanged.
fn check(base: &str, fragment: &str) -> Qr {
    let qr = Qr::of(&[base, "?#", fragment].concat()).unwrap();
    assert_eq!(read(&qr), [base, "?#", &fragment.to_uppercase()].concat());
    assert!(qr.level >= QrCodeEcc::Medium);
    qr
}

#[test]
fn an_open_link_is_scanned_and_gives_the_same_profile() {
    let bank = bank();
    for profile in [persona("larkspur-county"), persona("little-quill"), noted(10)] {
        let fragment = encode_whole(&bank, &profile);
        let link = fragment.link(BASE);
        let qr = check(BASE, fragment.as_str());
        assert_eq!(decode(&bank, &read(&qr)), decode(&bank, &link));
        assert!(decode(&bank, &link).is_ok());
    }
}

#[test]
fn an_encrypted_link_is_scanned() {
    let bank = bank();
    for n in [64, 96, 128, 192, 256] {
        let qr = check(BASE, &sealed(n));
        assert!(matches!(decode(&bank, &read(&qr)), Err(LinkError::Sealed(_))));
    }
    assert!(Qr::of(&[BASE, "?#", &sealed(384)].concat()).is_err());
}

#[test]
fn the_address_keeps_its_case() {
    let fragment = sealed(96);
    for base in [
        "https://a.gov/",
        "HTTPS://A.GOV/SHARE/",
        "https://it.example.gov/Shared/Pages/Über-uns/»Teilen«…/",
        "https://共有.example/—/",
        "https://it.example.gov/index.php?page=Share&x=%C3%84",
    ] {
        check(base, &fragment);
    }
}

#[test]
fn the_longest_link_is_scanned_and_a_longer_one_is_rejected_with_the_lengths() {
    let bank = bank();
    for n in [100, 150, 200] {
        let profile = noted(n);
        let fragment = encode_whole(&bank, &profile);
        let base_of = |n: usize| [BASE, &"x".repeat(n)].concat();
        let fits = |n: &usize| Qr::of(&fragment.link(&base_of(*n))).is_ok();
        let n_most = (0..400).take_while(fits).last().unwrap();
        let qr = check(&base_of(n_most), fragment.as_str());
        let too_long = fragment.link(&base_of(n_most + 1));
        let TooLong { got, most } = Qr::of(&too_long).unwrap_err();
        assert_eq!(usize::try_from(got).unwrap(), too_long.len());
        assert!((1..=2).contains(&(got - most)), "one of the address takes the room of one or two behind it");
        assert_eq!((qr.version, qr.size, qr.level), (15, 85, QrCodeEcc::Medium));
        assert_eq!(decode(&bank, &read(&qr)).as_deref(), Ok(&profile));
    }
}

#[test]
fn the_reported_lengths_are_exact() {
    for base in
        ["https://a.gov/?#", "https://it.oakvale.example.gov/share/?#", "https://共有.example/—/?#", "#"]
    {
        let link = |n: usize| [base, &token(n)].concat();
        let TooLong { got, most } = Qr::of(&link(800)).unwrap_err();
        let n_base = base.chars().count();
        assert_eq!(usize::try_from(got).unwrap(), n_base + 800);
        let n_most = usize::try_from(most).unwrap() - n_base;
        assert_eq!(Qr::of(&link(n_most)).map(|qr| read(&qr)), Ok(link(n_most)));
        assert_eq!(Qr::of(&link(n_most + 1)), Err(TooLong { got: most + 1, most }));
        assert_eq!(Qr::of(&link(3000)), Err(TooLong { got: u32::try_from(n_base + 3000).unwrap(), most }));
    }
    let most = Qr::of(&[BASE, "?#", &token(800)].concat()).unwrap_err().most;
    assert_eq!(most, 579, "what an address of usual length leaves");
}

#[test]
fn other_text_is_drawn_unchanged() {
    for text in [
        "https://a.gov/Plain",
        "https://a.gov/#Part2",
        "https://a.gov/#a~b",
        "a",
        "#",
        "https://a.gov/#/App?#su1é",
    ] {
        assert_eq!(Qr::of(text).map(|qr| read(&qr)).as_deref(), Ok(text));
    }
    assert!(Qr::of(&"x".repeat(412)).is_ok());
    assert_eq!(Qr::of(&"x".repeat(413)), Err(TooLong { got: 413, most: 412 }));
    assert_eq!(Qr::of(&"é".repeat(300)), Err(TooLong { got: 300, most: 206 }));
    assert_eq!(Qr::of(&("x".repeat(500) + "#su1")), Err(TooLong { got: 504, most: 410 }));
}

#[test]
fn a_module_is_never_too_small_to_scan() {
    let mut versions = Vec::new();
    for n in (3..600).step_by(9) {
        let Ok(qr) = Qr::of(&["https://a.gov/?#", &token(n)].concat()) else { continue };
        assert!(qr.module_um() >= LEAST_MODULE_UM, "{n}");
        assert_eq!(qr.size, 25 + 4 * u32::from(qr.version), "{n}");
        versions.push(qr.version);
    }
    assert_eq!(versions.last(), Some(&15));
    let next_size = 25 + 4 * 16;
    assert!(ACROSS_MM * 1000 / next_size < LEAST_MODULE_UM, "a larger version would not do");
}

#[test]
fn spare_room_increases_the_error_correction() {
    // The standard's capacities of version 4 in bytes: 62 at M, 46 at Q, 34 at H. Version 3 has 42 at M.
    let of = |n: usize| Qr::of(&"x".repeat(n)).map(|qr| (qr.version, qr.level));
    assert_eq!(of(42), Ok((3, QrCodeEcc::Medium)));
    assert_eq!(of(43), Ok((4, QrCodeEcc::Quartile)));
    assert_eq!(of(46), Ok((4, QrCodeEcc::Quartile)));
    assert_eq!(of(47), Ok((4, QrCodeEcc::Medium)));
    assert_eq!(of(7), Ok((1, QrCodeEcc::High)));
}

#[test]
fn the_border_is_white_and_runs_are_maximal() {
    let qr = Qr::of(&[BASE, "?#", &sealed(128)].concat()).unwrap();
    let modules = modules(&qr);
    let size = modules.len();
    let is_border = |n: usize| n < 4 || n >= size - 4;
    let starts = |row: &[bool]| row.windows(2).filter(|pair| pair == &[false, true]).count();
    for (y, row) in modules.iter().enumerate() {
        assert!((0..size).filter(|x| is_border(*x) || is_border(y)).all(|x| !row[x]));
    }
    assert!(modules[4][4..11].iter().all(|dark| *dark) && !modules[4][11], "a corner's upper edge");
    assert_eq!(qr.path.matches('M').count(), modules.iter().map(|row| starts(row)).sum::<usize>());
}

#[test]
fn the_svg_file_is_complete() {
    let qr = Qr::of("https://a.gov/?#su1").unwrap();
    let svg = qr.svg("Oak & <b>Vale</b>\u{0} \"it\"");
    let (before, after) = svg.split_once(&qr.path).unwrap();
    assert_eq!(
        before,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 33 33\" width=\"30mm\" height=\"30mm\" role=\"img\" \
         shape-rendering=\"crispEdges\"><title>Oak &amp; &lt;b&gt;Vale&lt;/b&gt;  \"it\"</title>\
         <rect width=\"33\" height=\"33\" fill=\"#fff\"/><path d=\""
    );
    assert_eq!(after, "\" fill=\"#000\"/></svg>\n");
}
