//! Many profiles together: every pair of them, and what can be said of the whole. Knows section 4.3 of the instrument;
//! refuses to know words, links, files and browsers.
//!
//! | module | knows |
//! |---|---|
//! | [`member`] | what the formulas read of one profile, reduced once |
//! | [`Cohort`] | the members, and what they share of their bank |
//! | [`pair`] | two members: exactly what `interlocal-compare` says of them, without its lists |
//! | [`coverage`] | which needs nobody here can meet, and which rest on one helper |
//! | [`helpers`] | who helps most, for one agency or for all |
//! | [`buying`] | who could buy what together |
//! | [`pairing`] | whom to introduce to whom |
//! | [`invite`] | whom to invite into a coalition, and what it lacks |
//! | [`bends`] | the fewest steps that let the most members of a coalition go together |
//! | [`summary`] | counts fit to be published |
//! | `json` | results for other programs |
//! | [`AllPairs`] | all pairs in steps, and the best partners of each member |
//! | [`best_of`] | the best partners of one member, at once |
//!
//! A member is named by its index in the order that the profiles came in, and every tie goes to the earlier one.
//! Every number is an integer.

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
