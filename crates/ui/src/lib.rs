//! The parts that both page programs share: components, the browser's interfaces, and how a page starts a program.
//!
//! Components make HTML out of core types, and can be rendered on a build machine. Only [`browser`] and [`program`] use the
//! browser's own interfaces.

pub mod browser;
pub mod components;
pub mod program;
pub mod shell;
pub mod visit;

use interlocal_core::bank::Bank;
use std::rc::Rc;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The bank of the questionnaire, packed by `build.rs`: without the messages that only the workbench shows.
pub static QUESTIONNAIRE_BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/questionnaire-bank.bin"));
/// The bank of the workbench, packed by `build.rs`.
pub static WORKBENCH_BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/workbench-bank.bin"));

/// Returns the bank with all messages. `None` means that the build is broken.
pub fn bundled_bank() -> Option<Rc<Bank>> {
    Bank::unpack(WORKBENCH_BANK).map(Rc::new)
}
