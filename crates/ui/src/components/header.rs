//! The header of every page, with the name and the language selector.

use interlocal_core::words::{Lang, Word, say};
use yew::prelude::*;

/// Renders the name and the languages, each with its own name.
pub fn header(
    current: Lang,
    onhome: Callback<MouseEvent>,
    onspeak: impl Fn(Lang) -> Callback<MouseEvent>,
) -> Html {
    let languages = Lang::all().map(|lang| {
        let is_current = lang == current;
        html! {
            <button type="button" class="languages__one" lang={lang.code()} data-action={format!("lang-{}", lang.code())}
                aria-pressed={is_current.to_string()} onclick={onspeak(lang)}>
                { say(lang, Word::LangName) }
            </button>
        }
    });
    html! {
        <header class="masthead">
            <button type="button" class="masthead__name" data-action="home" onclick={onhome}>
                <span class="masthead__mark" aria-hidden="true"></span>
                { say(current, Word::AppName) }
                <span class="visually-hidden">{ " – " }{ say(current, Word::NavHome) }</span>
            </button>
            <div class="languages" role="group" aria-label={say(current, Word::LangChoose)}>{ for languages }</div>
        </header>
    }
}
