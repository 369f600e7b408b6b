//! Access to the link: anyone, or only people with the passphrase. The page explains what a passphrase protects before
//! it is created.

use super::{busy, no_seal, one_of, reveal};
use crate::action::{Action, Change, Lock, NoSeal};
use crate::browser::cipher;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_ui::browser::event::text;
use yew::prelude::*;

/// Renders the second part of the page.
pub(super) fn lock(visit: &DeskVisit) -> Html {
    let lock = visit.state.sharing.lock;
    html! {
        <section class="aside" aria-labelledby="lock-title">
            <h2 id="lock-title">{ visit.say(DeskWord::LockTitle) }</h2>
            if cipher::is_there() {
                { choices(visit) }
            } else {
                <p>{ no_seal(visit.lang(), NoSeal::NoCrypto) }</p>
            }
            if lock == Lock::Own { { own(visit) } }
            if lock != Lock::Open { { seal(visit) } }
        </section>
    }
}

fn choices(visit: &DeskVisit) -> Html {
    let all = [
        (Lock::Open, "open", DeskWord::LockOpen, DeskWord::LockOpenText),
        (Lock::Words, "words", DeskWord::LockWords, DeskWord::LockWordsText),
        (Lock::Own, "own", DeskWord::LockOwn, DeskWord::LockOwnText),
    ];
    let legend = html! { <legend class="visually-hidden">{ visit.say(DeskWord::LockTitle) }</legend> };
    let is_on = |lock| visit.state.sharing.lock == lock;
    one_of(visit, legend, "lock", &all, is_on, |lock| Change::Lock(lock).into())
}

fn own(visit: &DeskVisit) -> Html {
    let sharing = &visit.state.sharing;
    let is_empty = sharing.trouble == Some(NoSeal::Empty);
    let is_revealed = visit.state.is_revealed;
    let oninput = visit.dispatch.reform(|event: InputEvent| Action::from(Change::Passphrase(text(&event))));
    html! {
        <div class="field">
            <label class="field__label" for="passphrase">{ visit.say(DeskWord::OwnLabel) }</label>
            <p class="field__hint" id="passphrase-hint">{ visit.say(DeskWord::OwnWarning) }</p>
            <div role="alert">
                if is_empty {
                    <p class="field__error" id="passphrase-error">{ no_seal(visit.lang(), NoSeal::Empty) }</p>
                }
            </div>
            <input id="passphrase" class="field__input" type={if is_revealed { "text" } else { "password" }} autocomplete="off"
                spellcheck="false" autocapitalize="off" translate="no" value={sharing.passphrase.clone()} {oninput}
                aria-invalid={is_empty.to_string()} data-goal={is_empty.then_some("")}
                aria-describedby={if is_empty { "passphrase-error passphrase-hint" } else { "passphrase-hint" }} />
            { reveal(visit) }
        </div>
    }
}

fn seal(visit: &DeskVisit) -> Html {
    let sharing = &visit.state.sharing;
    let trouble = sharing.trouble.filter(|trouble| *trouble != NoSeal::Empty);
    html! {
        <>
            <ul>
                <li>{ visit.say(DeskWord::SealGuess) }</li>
                <li>{ visit.say(DeskWord::SealRevoke) }</li>
                <li>{ visit.say(DeskWord::SealApart) }</li>
            </ul>
            <div class="steps">
                <button type="button" class="button" data-action="seal" aria-busy={visit.state.job.is_some().to_string()}
                    onclick={visit.on(Action::Seal)}>
                    { visit.say(if sharing.sealed.is_some() { DeskWord::SealAgain } else { DeskWord::SealButton }) }
                </button>
            </div>
            { busy(visit, DeskWord::SealBusy) }
            <div role="alert">
                if let Some(trouble) = trouble {
                    <p class="problem">{ no_seal(visit.lang(), trouble) }</p>
                }
            </div>
            <p role="status">{ if sharing.sealed.is_some() { visit.say(DeskWord::SealDone) } else { "" } }</p>
        </>
    }
}
