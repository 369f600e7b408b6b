//! The one kind of profile that may leave the device or outlive the visit. Knows that a disclosure was applied, or that the
//! profile came from outside; refuses to know which answers were left out.
//!
//! A person's own answers are a [`Profile`]. Links, files, messages, groups and kept collections take a [`Disclosed`], so a
//! program that forgets the disclosure doesn't compile. There are two ways to one: `link::redact` applies a disclosure, and
//! the readers of links and files return what they read, which its sender disclosed.

use crate::profile::Profile;
use std::borrow::Cow;
use std::ops::Deref;
use std::rc::Rc;

/// A profile as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed(Profile);

/// An argument of everything that writes profiles. Implementing it takes a [`Disclosed`], so a person's own answers can't be
/// passed.
pub trait Outgoing {
    /// The profile to write.
    fn outgoing(&self) -> Cow<'_, Disclosed>;
}

impl Disclosed {
    /// For the gates alone, which a test in `tests/architecture.rs` names.
    pub(crate) fn new(profile: Profile) -> Disclosed {
        Disclosed(profile)
    }

    /// The answers as a plain profile, such as one to start from. It has to be disclosed again before it can be passed on.
    pub fn into_profile(self) -> Profile {
        self.0
    }
}

impl Deref for Disclosed {
    type Target = Profile;

    fn deref(&self) -> &Profile {
        &self.0
    }
}

impl Outgoing for Disclosed {
    fn outgoing(&self) -> Cow<'_, Disclosed> {
        Cow::Borrowed(self)
    }
}

impl<T: Outgoing> Outgoing for Rc<T> {
    fn outgoing(&self) -> Cow<'_, Disclosed> {
        T::outgoing(self)
    }
}

/// Tests, examples and benchmarks pass on agencies that don't exist, and tell all of them. No program has this feature.
#[cfg(any(test, feature = "made-up"))]
mod made_up {
    use super::{Cow, Disclosed, Outgoing, Profile};

    impl Outgoing for Profile {
        fn outgoing(&self) -> Cow<'_, Disclosed> {
            Cow::Owned(Disclosed(self.clone()))
        }
    }

    impl From<Profile> for Disclosed {
        fn from(profile: Profile) -> Disclosed {
            Disclosed(profile)
        }
    }

    impl PartialEq<Profile> for Disclosed {
        fn eq(&self, other: &Profile) -> bool {
            self.0 == *other
        }
    }

    impl PartialEq<Disclosed> for Profile {
        fn eq(&self, other: &Disclosed) -> bool {
            *self == other.0
        }
    }
}
