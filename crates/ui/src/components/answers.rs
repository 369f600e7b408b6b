//! Questions with their answers, as a description list.

use yew::prelude::*;

/// Renders rows of a question and its answer.
pub fn answers(rows: Vec<(Html, Html)>) -> Html {
    let row = |(ask, answer): (Html, Html)| {
        html! { <div class="answers__row"><dt>{ ask }</dt><dd>{ answer }</dd></div> }
    };
    html! { <dl class="answers">{ for rows.into_iter().map(row) }</dl> }
}
