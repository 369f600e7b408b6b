//! The questionnaire's pages without a browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on should say where it stopped"
)]

mod names;
mod snapshots;
mod support;
