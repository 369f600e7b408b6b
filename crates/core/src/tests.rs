//! Tests that use the core as another crate would, under the name `interlocal_core`. They are modules of the core, so
//! that the core is compiled once; `docs/decisions.md` has the measured times.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that unwraps fails with the message it should"
)]

mod architecture;
mod bank;
mod digest;
mod direction;
mod exchange;
mod export;
mod link_vectors;
mod passphrase;
mod properties;
mod seal;
mod story;
/// Part of the test crate. It is included as source, because its types have to be those of this build of the core.
#[path = "../../testkit/src/support/mod.rs"]
mod support;
mod tabs;
mod taking_over;
mod two_profiles;
mod vectors;
