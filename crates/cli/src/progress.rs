//! The progress of a long computation, on one line of a terminal. Writes only if standard error is a terminal, and only after
//! a second.

use crate::terminal;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A computation that is shorter shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// The time between two lines.
const PAUSE: Duration = Duration::from_millis(100);

/// The line with the progress.
pub(crate) struct Meter {
    is_watched: bool,
    started: Instant,
    /// The time of the last line, if there is one.
    written: Option<Instant>,
}

impl Meter {
    /// Starts the clock.
    pub(crate) fn new() -> Meter {
        Meter { is_watched: std::io::stderr().is_terminal(), started: Instant::now(), written: None }
    }

    /// Shows that `done` of `of` parts of `what` are done, if it is time for a new line.
    pub(crate) fn show(&mut self, what: &str, done: u64, of: u64) {
        let now = Instant::now();
        let since_written = self.written.map(|written| now.duration_since(written));
        if self.is_watched && is_due(now.duration_since(self.started), since_written) {
            self.written = Some(now);
            write(&line(what, done, of));
        }
    }

    /// Removes the line, if there is one.
    pub(crate) fn clear(&mut self) {
        if self.written.take().is_some() {
            write(CLEAR);
        }
    }
}

/// Moves to the start of the line and clears it.
const CLEAR: &str = "\r\u{1b}[K";

fn is_due(waited: Duration, since_written: Option<Duration>) -> bool {
    waited >= PATIENCE && since_written.is_none_or(|since| since >= PAUSE)
}

fn line(what: &str, done: u64, of: u64) -> String {
    format!("{CLEAR}interlocal: {}, {} %", terminal::one_line(what), done.min(of) * 100 / of.max(1))
}

fn write(text: &str) {
    let mut stderr = std::io::stderr();
    // The result does not depend on a terminal that has closed.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_line_in_the_first_second_and_at_most_ten_in_each_later_one() {
        let ms = Duration::from_millis;
        assert!(!is_due(ms(999), None));
        assert!(is_due(ms(1_000), None));
        assert!(!is_due(ms(1_050), Some(ms(50))));
        assert!(is_due(ms(1_100), Some(ms(100))));
    }

    #[test]
    fn the_line_has_the_name_of_the_work_and_a_percentage() {
        assert_eq!(line("all pairs", 1, 3), "\r\u{1b}[Kinterlocal: all pairs, 33 %");
        assert_eq!(line("all pairs", 0, 0), "\r\u{1b}[Kinterlocal: all pairs, 0 %");
        assert_eq!(line("a\u{1b}[2J", 0, 1), "\r\u{1b}[Kinterlocal: a\\u001b[2J, 0 %");
    }
}
