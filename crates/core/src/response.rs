//! Responses: the answers of one agency to the capabilities, without their scores.

use crate::bank::{ScaleId, Slot};

/// A level of a five-level scale, 0 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

/// One rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rating {
    /// Not sure, not answered, or withheld. A reader can't tell which.
    #[default]
    Skipped,
    /// The picked level.
    Level(Level),
}

/// The answer to one capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Not applicable: the agency doesn't do this and doesn't plan to.
    NotApplicable,
    /// Two ratings, each of which may be skipped.
    Rated {
        /// How well the team can do it today.
        skill: Rating,
        /// How much more capacity the agency needs.
        need: Rating,
    },
}

/// All responses of one agency, one for each capability of its bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses(Vec<Response>);

impl Level {
    /// The highest level.
    pub const MAX: u8 = 4;

    /// All levels, lowest first.
    pub const ALL: [Level; 5] = [Level(0), Level(1), Level(2), Level(3), Level(4)];

    /// Creates a level; `None` above 4.
    pub fn new(value: u8) -> Option<Level> {
        (value <= Level::MAX).then_some(Level(value))
    }

    /// Returns the level as a number, 0 to 4.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Rating {
    /// Returns the level; `None` if the rating was skipped.
    pub fn level(self) -> Option<u8> {
        match self {
            Rating::Skipped => None,
            Rating::Level(level) => Some(level.0),
        }
    }

    /// Returns true if a level was picked.
    pub fn is_known(self) -> bool {
        self.level().is_some()
    }

    /// Creates a rating from a level. `None` and numbers above 4 give a skipped rating.
    pub fn from_level(level: Option<u8>) -> Rating {
        level.and_then(Level::new).map_or(Rating::Skipped, Rating::Level)
    }
}

impl Response {
    /// The response with both ratings skipped.
    pub const SKIPPED: Response = Response::Rated { skill: Rating::Skipped, need: Rating::Skipped };

    /// Returns the rating on one scale; skipped if the capability is not applicable.
    pub fn rating(self, scale: ScaleId) -> Rating {
        match (self, scale) {
            (Response::NotApplicable, _) => Rating::Skipped,
            (Response::Rated { skill, .. }, ScaleId::Skill) => skill,
            (Response::Rated { need, .. }, ScaleId::Need) => need,
        }
    }

    /// Returns the response with one rating replaced. If it was not applicable, the other rating is skipped.
    pub fn with(self, scale: ScaleId, rating: Rating) -> Response {
        match scale {
            ScaleId::Skill => Response::Rated { skill: rating, need: self.rating(ScaleId::Need) },
            ScaleId::Need => Response::Rated { skill: self.rating(ScaleId::Skill), need: rating },
        }
    }
}

impl Responses {
    /// Creates skipped responses for a bank with `n_capabilities`.
    pub fn skipped(n_capabilities: usize) -> Responses {
        Responses(vec![Response::SKIPPED; n_capabilities])
    }

    /// Returns the response at `slot`, or a skipped one if the bank has no such slot.
    pub fn get(&self, slot: Slot) -> Response {
        self.0.get(slot.idx()).copied().unwrap_or(Response::SKIPPED)
    }

    /// Replaces the response at `slot`. A slot that the bank doesn't have is ignored.
    pub fn set(&mut self, slot: Slot, response: Response) {
        if let Some(place) = self.0.get_mut(slot.idx()) {
            *place = response;
        }
    }

    /// Iterates over all responses by slot.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, Response)> + '_ {
        (1u16..).map(Slot).zip(self.0.iter().copied())
    }
}
