//! The top of every page: whose page this is, and the language.

use crate::visit::Visit;
use interlocal_core::session::{Action, Change, Page};
use interlocal_core::words::{Lang, Word, say};
use yew::prelude::*;

/// Name and languages. Each language is named in itself.
pub fn header(visit: &Visit) -> Html {
    let languages = Lang::all().map(|lang| {
        let is_current = lang == visit.lang();
        html! {
            <button type="button" class="languages__one" lang={lang.code()} data-action={format!("lang-{}", lang.code())}
                aria-pressed={is_current.to_string()} onclick={visit.on(Change::Speak(lang))}>
                { say(lang, Word::LangName) }
            </button>
        }
    });
    html! {
        <header class="masthead">
            <button type="button" class="masthead__name" data-action="home" onclick={visit.on(Action::Show(Page::Start))}>
                <span class="masthead__mark" aria-hidden="true"></span>
                { visit.say(Word::AppName) }
                <span class="visually-hidden">{ " – " }{ visit.say(Word::NavHome) }</span>
            </button>
            <div class="languages" role="group" aria-label={visit.say(Word::LangChoose)}>{ for languages }</div>
        </header>
    }
}
