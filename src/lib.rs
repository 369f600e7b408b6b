//! The widget: Interlocal in a page. Only `browser/` and `program.rs` touch the browser's own interfaces; pages and
//! components make HTML out of a session, and can be rendered on a build machine.
//!
//! The programs that a page loads are `crates/app` and `crates/desk`. Both are made of this library, and the linker
//! leaves out what a program doesn't reach.

pub mod app;
pub mod browser;
pub mod components;
pub mod desk;
pub mod pages;
pub mod program;
pub mod qr;
pub mod visit;

use interlocal_core::bank::Bank;
use std::rc::Rc;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The bank of the questionnaire, packed by `build.rs`: without the messages that only the desk shows.
pub static APP_BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/app-bank.bin"));
/// The bank of the desk, packed by `build.rs`.
pub static DESK_BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/desk-bank.bin"));

/// The bank with all that a page can show. `None` would mean that the build is broken.
pub fn bundled_bank() -> Option<Rc<Bank>> {
    Bank::unpack(DESK_BANK).map(Rc::new)
}
