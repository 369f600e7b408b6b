//! The form for the passphrase of an encrypted link.

use super::{busy, no_seal, problem, reveal, to_profile};
use crate::action::{Action, NoSeal};
use crate::browser::cipher;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_ui::browser::event::submitted_field;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders the page. A wrong passphrase stays in its field.
pub(super) fn unseal(visit: &DeskVisit) -> Html {
    html! {
        <main class="desk">
            { heading(visit.say(DeskWord::UnsealTitle)) }
            <p class="lead">{ visit.say(DeskWord::UnsealLead) }</p>
            if cipher::is_there() {
                { form(visit) }
            } else {
                <p class="problem">{ no_seal(visit.lang(), NoSeal::NoCrypto) }</p>
            }
            <p class="small">{ visit.say(DeskWord::UnsealSafe) }</p>
            if visit.state.session.has_answers() { <p>{ to_profile(visit) }</p> }
        </main>
    }
}

fn form(visit: &DeskVisit) -> Html {
    let onsubmit = visit.dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::Unseal(submitted_field(&event))
    });
    let (is_revealed, is_wrong) = (visit.state.is_revealed, visit.state.problem.is_some());
    html! {
        <form {onsubmit} key={visit.state.n_sealed}>
            <label class="field__label" for="passphrase">{ visit.say(DeskWord::UnsealLabel) }</label>
            <p class="field__hint" id="passphrase-hint">{ visit.say(DeskWord::UnsealHint) }</p>
            { problem(visit, false) }
            <input id="passphrase" class="field__input" type={if is_revealed { "text" } else { "password" }}
                autocomplete="off" spellcheck="false" autocapitalize="off" translate="no" required=true
                aria-invalid={is_wrong.to_string()} data-goal={is_wrong.then_some("")}
                aria-describedby={if is_wrong { "problem passphrase-hint" } else { "passphrase-hint" }} />
            { reveal(visit) }
            <div class="steps">
                <button type="submit" class="button" data-action="unseal" aria-busy={visit.state.job.is_some().to_string()}>
                    { visit.say(DeskWord::UnsealButton) }
                </button>
            </div>
            { busy(visit, DeskWord::UnsealBusy) }
        </form>
    }
}
