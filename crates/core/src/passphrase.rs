//! Passphrases of six words: the list, and how numbers become words without favour. Knows neither where the numbers
//! come from nor what a passphrase opens.

/// One word a line. Brotli finds the line ends cheap, and a table of pointers would weigh more than the words.
static WORDS: &str = include_str!("../words/passphrase.txt");

/// Words in the list: four throws of a die would pick one.
pub const N_WORDS: u16 = 1296;

/// Words in a passphrase: 6 × 10.34 = 62 bits.
const N_DRAWN: usize = 6;

/// Numbers below this fall on every word equally often, 50 times. It is the largest such number in 16 bits.
const FAIR: u16 = N_WORDS * 50;

/// The word at `idx`; `None` from [`N_WORDS`] on.
pub fn word(idx: u16) -> Option<&'static str> {
    WORDS.lines().nth(usize::from(idx))
}

/// Six words joined by `-`. `random` gives 16 bits that nobody can foresee, and is asked again for each number that
/// would favour a word; of 89 numbers one is such, so a good source is never asked for long.
pub fn draw(mut random: impl FnMut() -> u16) -> String {
    let words = std::iter::repeat_with(|| word_idx(random())).flatten().filter_map(word);
    words.take(N_DRAWN).collect::<Vec<_>>().join("-")
}

/// The word that a random number falls on. `None` for the 736 numbers that are left over when the words have taken
/// turns: given to the first words, they would make those likelier.
pub fn word_idx(number: u16) -> Option<u16> {
    (number < FAIR).then_some(number % N_WORDS)
}
