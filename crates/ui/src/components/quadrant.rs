//! Skills against needs, as four lists and as a picture.

use super::foreign::foreign;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::explain;
use interlocal_core::score::{Quadrant, Row, Scorecard};
use interlocal_core::words::{Lang, Word, say};
use yew::prelude::*;

/// Size of a cell of the picture, in its own units.
const CELL: u32 = 40;
const LEFT: u32 = 24;

/// Renders the picture with its lists.
pub fn quadrant(lang: Lang, bank: &Bank, card: &Scorecard) -> Html {
    html! {
        <div class="quadrant">
            { picture(lang, card) }
            <div class="quadrant__lists">{ for Quadrant::ALL.map(|quadrant| quadrant_list(bank, lang, card, quadrant)) }</div>
        </div>
    }
}

fn quadrant_list(bank: &Bank, lang: Lang, card: &Scorecard, quadrant: Quadrant) -> Html {
    let label = |slot: Slot| bank.say(lang, &bank.capability(slot).label).to_owned();
    let slots = card.in_quadrant(quadrant);
    let help = match quadrant {
        Quadrant::Share => Word::ProfileQuadShare,
        Quadrant::TeamUp => Word::ProfileQuadTeam,
        Quadrant::Seek => Word::ProfileQuadSeek,
        Quadrant::Steady => Word::ProfileQuadSteady,
    };
    html! {
        <section class={classes!("quadrant__list", name(quadrant))}>
            <h3 lang={foreign(bank, lang)}>{ explain::quadrant(bank, lang, quadrant) }</h3>
            <p class="quadrant__help">{ say(lang, help) }</p>
            if slots.is_empty() {
                <p>{ say(lang, Word::ProfileQuadNone) }</p>
            } else {
                <ul lang={foreign(bank, lang)}>{ for slots.into_iter().map(|slot| html! { <li>{ label(slot) }</li> }) }</ul>
            }
        </section>
    }
}

fn picture(lang: Lang, card: &Scorecard) -> Html {
    let dots = card.rows.iter().filter_map(dot);
    let cells = (0..25u32).map(|idx| {
        let (skill, need) = (idx % 5, idx / 5);
        html! {
            <rect class={classes!("quadrant__cell", cell_name(skill, need))} x={(LEFT + skill * CELL).to_string()}
                y={((4 - need) * CELL).to_string()} width={(CELL - 2).to_string()} height={(CELL - 2).to_string()} rx="3" />
        }
    });
    let middle = (LEFT + 5 * CELL / 2).to_string();
    html! {
        <svg class="quadrant__picture" viewBox="0 0 226 226" role="img" aria-label={say(lang, Word::ProfilePicture)}>
            { for cells }
            { for dots }
            <text class="quadrant__axis" x={middle} y="218" text-anchor="middle">
                { axis(lang, Word::ProfileSkill) }
            </text>
            <text class="quadrant__axis" x="-100" y="14" transform="rotate(-90)" text-anchor="middle">
                { axis(lang, Word::ProfileNeed) }
            </text>
        </svg>
    }
}

fn axis(lang: Lang, word: Word) -> String {
    [say(lang, word), " →"].concat()
}

fn cell_name(skill: u32, need: u32) -> &'static str {
    let byte = |n: u32| u8::try_from(n).unwrap_or(0);
    name(Quadrant::of(byte(skill), byte(need)))
}

/// Renders a dot. Its offset inside the cell depends on the capability's slot, so that it never moves.
fn dot(row: &Row) -> Option<Html> {
    let (skill, need, quadrant) = (row.skill?, row.need?, row.quadrant?);
    let slot = u32::from(row.slot.0);
    let (dx, dy) = (7 + slot * 5 % 26, 7 + slot * 11 % 26);
    let x = LEFT + u32::from(skill) * CELL + dx;
    let y = u32::from(4u8.saturating_sub(need)) * CELL + dy;
    Some(
        html! { <circle class={classes!("quadrant__dot", name(quadrant))} cx={x.to_string()} cy={y.to_string()} r="4" /> },
    )
}

fn name(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::Share => "is-share",
        Quadrant::TeamUp => "is-team",
        Quadrant::Seek => "is-seek",
        Quadrant::Steady => "is-steady",
    }
}
