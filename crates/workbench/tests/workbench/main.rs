//! The workbench without a browser: actions, effects, messages to the worker, and pages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on should say where it stopped"
)]

mod bank_language;
mod desk;
mod disclosed;
mod example_group;
mod group;
mod group_results;
mod names;
mod older_edition;
mod pair;
mod qr;
mod small_group;
mod snapshots;
mod still;
mod support;
