//! How a command ends when it does not end well.

/// One variant for each exit status.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input can't be used: exit status 1. A sentence that says what to do next.
    Data(String),
    /// The command line can't be understood: exit status 2.
    Usage(String),
    /// Nobody reads the output any more: not a failure of ours.
    Closed,
}

impl Failure {
    /// What it says.
    pub(crate) fn sentence(self) -> String {
        match self {
            Failure::Data(sentence) | Failure::Usage(sentence) => sentence,
            Failure::Closed => String::new(),
        }
    }

    /// The same failure, with the place it came from in front.
    pub(crate) fn at(self, place: &str) -> Failure {
        match self {
            Failure::Data(sentence) => Failure::Data(format!("{place}: {sentence}")),
            Failure::Usage(sentence) => Failure::Usage(sentence),
            Failure::Closed => Failure::Closed,
        }
    }
}
