//! A score as a bar with its likely range, and as text. Screen readers skip the bar because the text has the same
//! content.

use super::foreign::foreign;
use interlocal_core::bank::Bank;
use interlocal_core::explain;
use interlocal_core::score::Range;
use interlocal_core::words::Lang;
use yew::prelude::*;

/// Renders label, bar, band and range.
pub fn range_bar(bank: &Bank, lang: Lang, label: &str, range: Option<&Range>) -> Html {
    let words = match range {
        Some(range) => {
            [&explain::band(bank, lang, Some(range)), ", ", &explain::likely(bank, lang, range)].concat()
        }
        None => explain::band(bank, lang, None),
    };
    html! {
        <div class="range-bar">
            <span class="range-bar__label">{ label.to_owned() }</span>
            { picture(range) }
            <span class="range-bar__words" lang={foreign(bank, lang)}>{ words }</span>
        </div>
    }
}

/// Renders the bar with presentation attributes, because a strict content security policy forbids styles.
fn picture(range: Option<&Range>) -> Html {
    let drawn = range.map(|range| {
        // The mark is rounded to 5, as the text is, because the answers don't support a finer value.
        let point = (u32::from(range.point) + 2) / 5 * 5;
        let width = u32::from(range.high.saturating_sub(range.low));
        html! {
            <>
                <rect class="range-bar__range" x={range.low.to_string()} y="3" width={width.to_string()} height="6" rx="1" />
                <rect class="range-bar__point" x={point.saturating_sub(1).to_string()} y="0" width="2" height="12" />
            </>
        }
    });
    html! {
        <svg class="range-bar__picture" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="range-bar__track" x="0" y="4" width="100" height="4" rx="1" />
            { drawn }
        </svg>
    }
}
