//! Computes over many profiles at once: every pair, the best partners of each member, and measures of the whole
//! group. Implements docs/scoring.md, section 5. It has no texts, links or files, and doesn't depend on a browser.
//!
//! | module | contents |
//! |---|---|
//! | [`member`] | the inputs that the formulas need from one profile, computed once |
//! | [`Cohort`] | the members, and the facts of their bank that all share |
//! | [`pair`] | two members: the same numbers as `interlocal-compare`, without its lists |
//! | [`coverage`] | needs that no member can meet, and needs that depend on one helper |
//! | [`helpers`] | the members that help most, for one agency or for all |
//! | [`buying`] | groups that could buy together |
//! | [`pairing`] | which members to introduce to each other |
//! | [`invite`] | which agencies to invite into a coalition, and what it still lacks |
//! | [`bends`] | the smallest adjustments that remove the conflicts of a coalition |
//! | [`summary`] | counts that are safe to publish |
//! | `json` | results for other programs |
//! | [`AllPairs`] | all pairs in steps, and the best partners of each member |
//! | [`best_of`] | the best partners of one member, in one call |
//!
//! A member is identified by its index in the order that the profiles were added. The lower index wins every tie. All
//! numbers are integers.
//!
//! # Example
//!
//! Find the needs in a group that depend on one helper.
//!
//! ```
//! use interlocal_cohort::{Cohort, coverage::Coverage};
//! use interlocal_core::bank::Bank;
//! use interlocal_core::profile::Profile;
//! use interlocal_core::response::{Rating, Response};
//!
//! let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
//! let slot = bank.capabilities[0].slot;
//! let agency = |skill, need| {
//!     let [skill, need] = [skill, need].map(|level| Rating::from_level(Some(level)));
//!     let mut profile = Profile::empty(&bank);
//!     profile.responses.set(slot, Response::Rated { skill, need });
//!     profile
//! };
//!
//! let cohort = Cohort::new(&bank, &[agency(4, 0), agency(1, 4), agency(0, 3)]);
//! let need = &Coverage::of(&cohort).needs[slot.idx()];
//! assert_eq!(need.one_helper, [(1, 0), (2, 0)]);
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

mod all_pairs;
pub mod bends;
mod best;
pub mod buying;
mod coarse;
mod cohort;
pub mod coverage;
mod gate;
mod ground;
pub mod helpers;
pub mod invite;
#[cfg(feature = "json")]
pub mod json;
mod kernel;
mod layout;
pub mod member;
pub mod pair;
pub mod pairing;
mod place;
mod screen;
mod size;
pub mod summary;
mod work;

pub use all_pairs::{AllPairs, PairProgress};
pub use best::{Best, best_of};
pub use cohort::{CapabilityFacts, Cohort, Common};
pub use member::Member;
pub use size::Tier;
pub use work::Progress;
