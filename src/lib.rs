//! The questionnaire: the program that every visitor loads. Its pages make HTML out of a session, and can be rendered on a
//! build machine.
//!
//! `crates/app` makes the WebAssembly program of this library.

pub mod app;
pub mod components;
mod effects;
pub mod pages;

/// The questionnaire's state at one moment, as its pages get it.
pub type Visit = interlocal_ui::visit::Visit<app::Questionnaire>;
