//! The type of profiles that may leave the device or outlive the session.
//!
//! A person's own answers are a [`Profile`]. Links, files, messages, groups and stored collections take a
//! [`Disclosed`], so a program that skips the disclosure doesn't compile. There are two ways to get one: `link::redact`
//! applies a disclosure, and the readers of links and files return the profile that the sender disclosed. A `Disclosed`
//! doesn't record which answers were left out.

use crate::profile::Profile;
use std::borrow::Cow;
use std::ops::Deref;
use std::rc::Rc;

/// A profile with only the answers that its recipients may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed(Profile);

/// The argument type of all functions that write profiles. Implementing it requires a [`Disclosed`], so a person's own
/// answers can't be passed.
pub trait Outgoing {
    /// Returns the profile to write.
    fn outgoing(&self) -> Cow<'_, Disclosed>;
}

impl Disclosed {
    /// Only `link::redact` and the readers of links and files may call this; a test in `tests/architecture.rs` lists
    /// them.
    pub(crate) fn new(profile: Profile) -> Disclosed {
        Disclosed(profile)
    }

    /// Returns the answers as a plain profile, for example as a starting point. Passing it on requires a new
    /// disclosure.
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

/// Tests, examples and benchmarks write whole profiles of fictional agencies. No program enables this feature.
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
