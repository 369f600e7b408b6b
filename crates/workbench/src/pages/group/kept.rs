//! The collections on this device, and the group as a file of links. A collection is stored only when the person asks
//! for it.

use super::parts::{counted, export, told};
use crate::action::GroupAction;
use crate::group::Question;
use crate::visit::DeskVisit;
use interlocal_core::direction::isolated;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::Collection;
use interlocal_group::ask::Export;
use interlocal_ui::browser::event::submitted_field;
use interlocal_ui::components::button::Look;
use yew::prelude::*;

/// Maximum number of characters of a collection's name.
const MOST_NAME: &str = "60";
/// Pattern for names with at least one visible character.
const NOT_BLANK: &str = r".*\S.*";

/// Renders the section. `has_agencies` is true if there is a group to store.
pub(super) fn kept(visit: &DeskVisit, has_agencies: bool) -> Html {
    let group = &visit.state.group;
    let has_any = group.collections.value().is_some_and(|all| !all.is_empty());
    if !has_agencies && !has_any {
        return Html::default();
    }
    html! {
        <section class="part kept no-print" aria-labelledby="kept-title">
            <h2 id="kept-title">{ visit.say(DeskWord::KeptTitle) }</h2>
            <p>{ visit.say(DeskWord::KeptText) }</p>
            if has_agencies { { keep(visit) } }
            <p class="share__status" role="status">
                { group.kept.as_ref().map(|name| visit.tell(DeskWord::KeptDone, &[("name", name)])) }
            </p>
            if has_any { { told(visit, &group.collections, |all| collections(visit, all)) } }
            if has_agencies {
                <h3>{ visit.say(DeskWord::KeptLinks) }</h3>
                <p>{ visit.say(DeskWord::KeptLinksText) }</p>
                { export(visit, Export::Links) }
            }
        </section>
    }
}

fn keep(visit: &DeskVisit) -> Html {
    let onsubmit = visit.dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        GroupAction::Keep(submitted_field(&event).trim().to_owned()).into()
    });
    html! {
        <form class="inline-form" {onsubmit}>
            <label class="choose__one">
                <span class="field__label">{ visit.say(DeskWord::KeptName) }</span>
                <input class="field__input" name="collection" required=true maxlength={MOST_NAME} pattern={NOT_BLANK} autocomplete="off" />
            </label>
            <button type="submit" class="button button--quiet" data-action="keep">{ visit.say(DeskWord::KeptKeep) }</button>
        </form>
    }
}

fn collections(visit: &DeskVisit, all: &[Collection]) -> Html {
    html! {
        <ul class="collections" aria-label={visit.say(DeskWord::KeptList)}>
            { for all.iter().map(|it| collection(visit, it)) }
        </ul>
    }
}

fn collection(visit: &DeskVisit, collection: &Collection) -> Html {
    let name = &collection.name;
    let asking = match &visit.state.group.asking {
        Some(Question::Delete(of)) if of == name => delete(visit, name),
        Some(Question::Rename(of)) if of == name => rename(visit, name),
        Some(Question::Delete(_) | Question::Rename(_)) | None => ways(visit, name),
    };
    let n = counted(visit, collection.n, DeskWord::GroupCountOne, DeskWord::GroupCount);
    html! {
        <li class="collections__one" key={name.clone()}>
            <p><strong>{ isolated(name).into_owned() }</strong>{ " " }<span class="small">{ n }{ " " }{ collection.date.clone() }</span></p>
            { asking }
        </li>
    }
}

fn ways(visit: &DeskVisit, name: &str) -> Html {
    let one = |action_name: &'static str, word, label, action: GroupAction| {
        html! {
            <button type="button" class="link-button" data-action={action_name} aria-label={visit.tell(label, &[("name", name)])}
                onclick={visit.on(action)}>
                { visit.say(word) }
            </button>
        }
    };
    let ask = |question: fn(String) -> Question| GroupAction::Question(Some(question(name.to_owned())));
    html! {
        <div class="collections__ways">
            { one("open-kept", DeskWord::KeptOpen, DeskWord::KeptOpenOf, GroupAction::Open(name.to_owned())) }
            { one("rename-kept", DeskWord::KeptRename, DeskWord::KeptRenameOf, ask(Question::Rename)) }
            { one("delete-kept", DeskWord::KeptDelete, DeskWord::KeptDeleteOf, ask(Question::Delete)) }
        </div>
    }
}

/// Renders the confirmation before a collection is deleted, which can't be undone.
fn delete(visit: &DeskVisit, name: &str) -> Html {
    html! {
        <div class="collections__ask" role="group" aria-label={visit.say(DeskWord::KeptDelete)} onkeydown={on_escape(visit)}>
            <p tabindex="-1" data-goal="">{ visit.tell(DeskWord::KeptDeleteAsk, &[("name", name)]) }</p>
            <div class="collections__ways">
                { visit.button(Look::Quiet, "confirm-delete", DeskWord::KeptDeleteYes, GroupAction::Delete(name.to_owned())) }
                { visit.button(Look::Link, "cancel-question", DeskWord::KeptCancel, GroupAction::Question(None)) }
            </div>
        </div>
    }
}

fn rename(visit: &DeskVisit, name: &str) -> Html {
    let from = name.to_owned();
    let onsubmit = visit.dispatch.reform(move |event: SubmitEvent| {
        event.prevent_default();
        GroupAction::Rename(from.clone(), submitted_field(&event).trim().to_owned()).into()
    });
    html! {
        <form class="inline-form" {onsubmit} onkeydown={on_escape(visit)}>
            <label class="choose__one">
                <span class="field__label">{ visit.tell(DeskWord::KeptRenameAsk, &[("name", name)]) }</span>
                <input class="field__input" name="new-name" required=true maxlength={MOST_NAME} pattern={NOT_BLANK} autocomplete="off"
                    data-goal="" />
            </label>
            <button type="submit" class="button button--quiet" data-action="confirm-rename">{ visit.say(DeskWord::KeptRename) }</button>
            { visit.button(Look::Link, "cancel-question", DeskWord::KeptCancel, GroupAction::Question(None)) }
        </form>
    }
}

fn on_escape(visit: &DeskVisit) -> Callback<KeyboardEvent> {
    let dispatch = visit.dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            dispatch.emit(GroupAction::Question(None).into());
        }
    })
}
