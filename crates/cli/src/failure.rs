//! The failures that end a command.

/// One variant for each exit status.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input can't be used: exit status 1. The sentence gives the next step.
    Data(String),
    /// The command line can't be understood: exit status 2.
    Usage(String),
    /// The reader of the output has closed it, as `head` does. Not an error.
    Closed,
}

impl Failure {
    /// The message.
    pub(crate) fn sentence(self) -> String {
        match self {
            Failure::Data(sentence) | Failure::Usage(sentence) => sentence,
            Failure::Closed => String::new(),
        }
    }

    /// The same failure with the place of the input in front.
    pub(crate) fn at(self, place: &str) -> Failure {
        match self {
            Failure::Data(sentence) => Failure::Data(format!("{place}: {sentence}")),
            Failure::Usage(sentence) => Failure::Usage(sentence),
            Failure::Closed => Failure::Closed,
        }
    }
}
