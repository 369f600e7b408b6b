//! How far a long computation is, on one line of a terminal. Knows a clock and standard error; refuses to write where
//! nobody watches, or before there is anything to wait for.

use crate::terminal;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Who waits less than this needs no numbers.
const PATIENCE: Duration = Duration::from_secs(1);
/// Faster than this nobody reads.
const PAUSE: Duration = Duration::from_millis(100);

/// The line.
pub(crate) struct Meter {
    is_watched: bool,
    started: Instant,
    /// When it was last written.
    told: Option<Instant>,
}

impl Meter {
    /// Nothing is written yet.
    pub(crate) fn new() -> Meter {
        Meter { is_watched: std::io::stderr().is_terminal(), started: Instant::now(), told: None }
    }

    /// `what` is done up to `done` of `of`.
    pub(crate) fn tell(&mut self, what: &str, done: u64, of: u64) {
        let now = Instant::now();
        if self.is_watched
            && is_due(now.duration_since(self.started), self.told.map(|told| now.duration_since(told)))
        {
            self.told = Some(now);
            write(&line(what, done, of));
        }
    }

    /// Takes the line away, where there is one.
    pub(crate) fn clear(&mut self) {
        if self.told.take().is_some() {
            write(CLEAR);
        }
    }
}

/// Back to the start of the line, and what stood there away.
const CLEAR: &str = "\r\u{1b}[K";

fn is_due(waited: Duration, since_told: Option<Duration>) -> bool {
    waited >= PATIENCE && since_told.is_none_or(|since| since >= PAUSE)
}

fn line(what: &str, done: u64, of: u64) -> String {
    format!("{CLEAR}interlocal: {}, {} %", terminal::one_line(what), done.min(of) * 100 / of.max(1))
}

fn write(text: &str) {
    let mut stderr = std::io::stderr();
    // A terminal that went away takes nothing from the result.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_in_the_first_second_and_ten_lines_in_each_later_one() {
        let ms = Duration::from_millis;
        assert!(!is_due(ms(999), None));
        assert!(is_due(ms(1_000), None));
        assert!(!is_due(ms(1_050), Some(ms(50))));
        assert!(is_due(ms(1_100), Some(ms(100))));
    }

    #[test]
    fn the_line_says_what_and_how_far() {
        assert_eq!(line("all pairs", 1, 3), "\r\u{1b}[Kinterlocal: all pairs, 33 %");
        assert_eq!(line("all pairs", 0, 0), "\r\u{1b}[Kinterlocal: all pairs, 0 %");
        assert_eq!(line("a\u{1b}[2J", 0, 1), "\r\u{1b}[Kinterlocal: a\\u001b[2J, 0 %");
    }
}
