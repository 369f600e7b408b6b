//! The tests that speak to the core as another crate would, by the name of `interlocal_core`. They are modules of it and
//! no programs of their own, so that what they test is compiled once; `docs/design.md` has the seconds.

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
mod support;
mod tabs;
mod taking_over;
mod two_profiles;
mod vectors;
