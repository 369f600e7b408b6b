//! Splits text into lines that end in LF, CR LF or CR.

/// Counts lines up to increasing offsets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines {
    at: usize,
    line: u32,
}

impl Lines {
    /// Starts at the beginning of a text whose first line has the number `first`.
    pub(crate) fn from(first: u32) -> Lines {
        Lines { at: 0, line: first }
    }

    /// Returns the line number of `offset`. Offsets must not decrease from call to call.
    pub(crate) fn at(&mut self, text: &str, offset: usize) -> u32 {
        let end = offset.min(text.len());
        if let Some(between) = text.as_bytes().get(self.at..end) {
            let mut before = self.at.checked_sub(1).and_then(|at| text.as_bytes().get(at)).copied();
            for byte in between {
                let is_break = *byte == b'\r' || (*byte == b'\n' && before != Some(b'\r'));
                self.line = self.line.saturating_add(u32::from(is_break));
                before = Some(*byte);
            }
            self.at = end;
        }
        self.line
    }
}

/// Returns the lines of `text` without line ends.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.filter(|text| !text.is_empty())?;
        let end = end_of_line(text);
        let (line, tail) = text.split_at(end);
        let tail = tail.strip_prefix("\r\n").or_else(|| tail.get(1..));
        rest = tail;
        Some(line)
    })
}

/// Returns the offset of the first line break in `text`, or its length.
pub(crate) fn end_of_line(text: &str) -> usize {
    text.bytes().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        for text in ["a\nb\nc\n", "a\rb\rc\r", "a\r\nb\r\nc\r\n"] {
            assert_eq!(lines(text).collect::<Vec<_>>(), ["a", "b", "c"], "{text:?}");
            let mut counter = Lines::from(1);
            let found: Vec<u32> = ["a", "b", "c"].map(|c| counter.at(text, text.find(c).unwrap())).into();
            assert_eq!(found, [1, 2, 3], "{text:?}");
        }
        let mut counter = Lines::from(1);
        assert_eq!([counter.at("\r\n\n\rx", 1), counter.at("\r\n\n\rx", 4)], [2, 4]);
        assert_eq!(lines("\n\nx").collect::<Vec<_>>(), ["", "", "x"]);
    }
}
