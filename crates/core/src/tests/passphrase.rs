//! Passphrases: all words are equally likely, and differ enough to be told apart on the phone.

use crate::tests::support::random::Rng;
use interlocal_core::passphrase::{N_WORDS, draw, word, word_idx};

/// Expected number of draws of each word.
const EXPECTED: u64 = 1000;
/// The 99.9th percentile of chi-square with 1,295 degrees of freedom, rounded down.
const BOUND: u64 = 1457;

fn words() -> Vec<&'static str> {
    (0..N_WORDS).map(|idx| word(idx).unwrap()).collect()
}

/// Returns the pairs of words that `are_alike`, for a message.
fn pairs(are_alike: impl Fn(&str, &str) -> bool) -> Vec<(&'static str, &'static str)> {
    let words = words();
    let later = |idx: usize| words[idx + 1..].iter();
    let all = words.iter().enumerate().flat_map(|(idx, one)| later(idx).map(move |other| (*one, *other)));
    all.filter(|(one, other)| are_alike(one, other)).collect()
}

fn numbers(seed: u64) -> impl FnMut() -> u16 {
    let mut rng = Rng::new(seed);
    move || u16::from_le_bytes([rng.byte(), rng.byte()])
}

/// Computes Pearson's statistic of 1,296,000 words that `fall` maps random numbers to.
fn chi_square(fall: impl Fn(u16) -> Option<u16>) -> u64 {
    let mut hits = vec![0u64; usize::from(N_WORDS)];
    let fallen = std::iter::repeat_with(numbers(1)).filter_map(fall);
    for idx in fallen.take(hits.len() * usize::try_from(EXPECTED).unwrap()) {
        hits[usize::from(idx)] += 1;
    }
    hits.iter().map(|n| n.abs_diff(EXPECTED).pow(2)).sum::<u64>() / EXPECTED
}

#[test]
fn requirement_18_each_word_has_exactly_fifty_numbers_and_736_are_rejected() {
    let mut hits = vec![0u32; usize::from(N_WORDS)];
    let fallen: Vec<u16> = (0..=u16::MAX).filter_map(word_idx).collect();
    for idx in &fallen {
        hits[usize::from(*idx)] += 1;
    }
    assert!(hits.iter().all(|n| *n == 50));
    assert_eq!(0x1_0000 - fallen.len(), 736);
}

#[test]
fn requirement_18_a_million_words_pass_the_chi_square_test() {
    let statistic = chi_square(word_idx);
    assert!(statistic < BOUND, "{statistic}");
}

#[test]
fn the_chi_square_test_detects_a_bias() {
    let by_eleven_bits = |number: u16| Some((number & 0x7FF) % N_WORDS);
    assert!(chi_square(by_eleven_bits) > BOUND);
    assert_eq!(0x1_0000 % u32::from(N_WORDS), 736, "and the bias of a bare remainder is too small to see so");
}

#[test]
fn biased_numbers_are_drawn_again() {
    let unfair = 64_800..=u16::MAX;
    let mut source = unfair.clone().chain([0, 64_799, 1, 1296]).chain(unfair).chain([1295, 2, 3]);
    let expected = [0, 1295, 1, 0, 1295, 2].map(|idx| word(idx).unwrap()).join("-");
    assert_eq!(draw(|| source.next().unwrap()), expected);
    assert_eq!(source.next(), Some(3), "and no number more than needed");
}

#[test]
fn a_passphrase_is_six_words_of_the_list() {
    let words = words();
    let mut random = numbers(2);
    for _ in 0..100 {
        let passphrase = draw(&mut random);
        let parts: Vec<&str> = passphrase.split('-').collect();
        assert_eq!(parts.len(), 6, "{passphrase}");
        assert!(parts.iter().all(|part| words.contains(part)), "{passphrase}");
    }
}

#[test]
fn the_list_has_1296_sorted_words_of_three_to_seven_plain_letters() {
    assert_eq!(word(N_WORDS), None);
    assert_eq!(word(u16::MAX), None);
    let words = words();
    assert!(words.is_sorted_by(|one, next| one < next));
    let is_plain =
        |word: &&str| (3..=7).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_lowercase());
    assert_eq!(words.iter().find(|word| !is_plain(word)), None);
}

#[test]
fn four_letters_identify_a_word_and_no_word_starts_another() {
    let start = |word: &'static str| &word[..word.len().min(4)];
    let mut starts: Vec<&str> = words().into_iter().map(start).collect();
    starts.dedup();
    assert_eq!(starts.len(), usize::from(N_WORDS));
    assert_eq!(pairs(|one, other| other.starts_with(one)), []);
}

#[test]
fn one_typing_error_never_gives_another_word() {
    assert_eq!(pairs(is_one_slip), []);
    for (one, other) in [("fury", "furry"), ("hose", "horse"), ("cat", "cut"), ("trial", "trail")] {
        assert!(is_one_slip(one, other) && is_one_slip(other, one), "{one} {other}");
    }
    assert!(!is_one_slip("horse", "house boat"));
}

/// Returns true if the words differ by one inserted, removed or replaced letter, or by two swapped neighbours.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let n_same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (rest, other_rest) = (&one[n_same..], &other[n_same..]);
    match (rest, other_rest) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a, b, c @ ..], [d, e, f @ ..]) if (a, b, c) == (e, d, f) => true,
        ([_, a @ ..], b) | (b, [_, a @ ..]) if a == b => true,
        _ => false,
    }
}
