//! Whom to invite next, and which bends bring a coalition together.

use crate::answer::Id;
use crate::work::job::{Step, Went};
use crate::work::state::State;

/// The search on its way.
#[derive(Debug)]
pub(crate) struct Inviting {}

impl Inviting {
    pub(crate) fn step(self: Box<Inviting>, _state: &mut State) -> Went {
        Went::default()
    }
}

impl State {
    pub(crate) fn begin_invite(&mut self, _coalition: &[Id]) -> Step {
        Step::Nothing
    }
}
