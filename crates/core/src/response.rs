//! Responses: what one agency picked, by capability. Knows levels and the special answers; refuses to know what they
//! are worth.

use crate::bank::{ScaleId, Slot};

/// A line of a five-line scale, 0 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

/// One rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rating {
    /// Not sure, not said, or withheld: nobody can tell which.
    #[default]
    Skipped,
    /// The line that was picked.
    Level(Level),
}

/// The answer to one capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// The agency does not do this and will not.
    NotApplicable,
    /// Two ratings, each of which may be skipped.
    Rated {
        /// What the team can do today.
        skill: Rating,
        /// How much more it needs.
        need: Rating,
    },
}

/// All of one agency's responses, one for each capability of its bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses(Vec<Response>);

impl Level {
    /// The highest line.
    pub const MAX: u8 = 4;

    /// Every level, lowest first.
    pub const ALL: [Level; 5] = [Level(0), Level(1), Level(2), Level(3), Level(4)];

    /// A level, or `None` above 4.
    pub fn new(value: u8) -> Option<Level> {
        (value <= Level::MAX).then_some(Level(value))
    }

    /// 0 to 4.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Rating {
    /// The level, where there is one.
    pub fn level(self) -> Option<u8> {
        match self {
            Rating::Skipped => None,
            Rating::Level(level) => Some(level.0),
        }
    }

    /// Whether a line was picked.
    pub fn is_known(self) -> bool {
        self.level().is_some()
    }

    /// The rating for a level that may be absent; `None` above 4 is a skip too.
    pub fn from_level(level: Option<u8>) -> Rating {
        level.and_then(Level::new).map_or(Rating::Skipped, Rating::Level)
    }
}

impl Response {
    /// Neither rating given.
    pub const SKIPPED: Response = Response::Rated { skill: Rating::Skipped, need: Rating::Skipped };

    /// The rating on one scale; skipped where the capability is not the agency's job.
    pub fn rating(self, scale: ScaleId) -> Rating {
        match (self, scale) {
            (Response::NotApplicable, _) => Rating::Skipped,
            (Response::Rated { skill, .. }, ScaleId::Skill) => skill,
            (Response::Rated { need, .. }, ScaleId::Need) => need,
        }
    }

    /// The same response with one rating replaced. "Not our job" becomes a rated one with the other rating skipped.
    pub fn with(self, scale: ScaleId, rating: Rating) -> Response {
        match scale {
            ScaleId::Skill => Response::Rated { skill: rating, need: self.rating(ScaleId::Need) },
            ScaleId::Need => Response::Rated { skill: self.rating(ScaleId::Skill), need: rating },
        }
    }
}

impl Responses {
    /// Everything skipped, for a bank with `n_capabilities`.
    pub fn skipped(n_capabilities: usize) -> Responses {
        Responses(vec![Response::SKIPPED; n_capabilities])
    }

    /// The response at `slot`; skipped for a slot beyond the bank's.
    pub fn get(&self, slot: Slot) -> Response {
        self.0.get(slot.idx()).copied().unwrap_or(Response::SKIPPED)
    }

    /// Replaces the response at `slot`; a slot beyond the bank's is ignored.
    pub fn set(&mut self, slot: Slot, response: Response) {
        if let Some(place) = self.0.get_mut(slot.idx()) {
            *place = response;
        }
    }

    /// All responses by slot.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, Response)> + '_ {
        (1u16..).map(Slot).zip(self.0.iter().copied())
    }
}
