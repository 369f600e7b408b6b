//! The network of help, as a picture and as a table with the same content.

use super::network_picture::{Strength, n_drawn, picture};
use super::parts::{choose, export, told, who, who_link, who_text};
use super::saying::labels;
use crate::action::GroupAction;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Edge, Network, Who};
use interlocal_group::ask::Export;
use yew::prelude::*;

/// Maximum number of rows with which the table is open initially.
const FEW: usize = 40;

/// Renders this part of the page.
pub(super) fn network(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    html! {
        <section class="part" aria-labelledby="network-title">
            <h2 id="network-title">{ visit.say(DeskWord::NetworkTitle) }</h2>
            <p>{ visit.say(DeskWord::NetworkLead) }</p>
            { choose(visit, visit.say(DeskWord::NetworkAround), group.around.as_ref(), true, GroupAction::Around) }
            { told(visit, &group.network, |it| shown(visit, it)) }
            { group.network.value().map(|_| export(visit, Export::Network)) }
        </section>
    }
}

fn shown(visit: &DeskVisit, network: &Network) -> Html {
    let n_nodes = u32::try_from(network.nodes.len()).unwrap_or(u32::MAX);
    let is_part = network.around.is_none() && n_nodes < network.n;
    let counts = [("n", n_nodes.to_string()), ("of", network.n.to_string())];
    html! {
        <>
            if is_part { <p>{ visit.tell(DeskWord::NetworkShown, &counts.each_ref().map(|(key, n)| (*key, n.as_str()))) }</p> }
            if network.edges.is_empty() {
                <p class="none">{ nobody(visit, network) }</p>
            } else {
                { drawn(visit, network) }
                { table(visit, network) }
            }
        </>
    }
}

fn nobody(visit: &DeskVisit, network: &Network) -> String {
    match &network.around {
        Some(around) => visit.tell(DeskWord::NetworkNoneAround, &[("who", &who_text(visit, around))]),
        None => visit.say(DeskWord::NetworkNone).to_owned(),
    }
}

/// Renders the picture with the meaning of its numbers and arrows.
fn drawn(visit: &DeskVisit, network: &Network) -> Html {
    let (n, of) = (n_drawn(network), network.edges.len());
    let entry = |one: &Who| html! { <li key={one.id}>{ who(visit, one) }</li> };
    html! {
        <div class="network">
            { picture(visit, network) }
            <div class="network__key">
                <h3>{ visit.say(DeskWord::NetworkNames) }</h3>
                <ol class="network__names">{ for network.nodes.iter().map(entry) }</ol>
                <h3>{ visit.say(DeskWord::NetworkWidths) }</h3>
                <ul class="network__widths">{ for Strength::ALL.map(|strength| width(visit, strength)) }</ul>
                if n < of {
                    <p class="small">{ visit.tell(DeskWord::NetworkStrongest, &[("n", &n.to_string()), ("of", &of.to_string())]) }</p>
                }
            </div>
        </div>
    }
}

fn width(visit: &DeskVisit, strength: Strength) -> Html {
    html! {
        <li>
            <svg class="network__sample" viewBox="0 0 120 40" aria-hidden="true" focusable="false">
                <path class={classes!("network__line", strength.class())} d="M4 20H116" />
            </svg>
            { visit.say(strength.word()) }
        </li>
    }
}

fn table(visit: &DeskVisit, network: &Network) -> Html {
    let heads = [DeskWord::NetworkFrom, DeskWord::NetworkTo, DeskWord::NetworkWith, DeskWord::NetworkHowMuch];
    let head = |word| html! { <th scope="col">{ visit.say(word) }</th> };
    let mut edges: Vec<&Edge> = network.edges.iter().collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.points));
    html! {
        <details class="fold" open={edges.len() <= FEW}>
            <summary>{ visit.say(DeskWord::NetworkTable) }</summary>
            <div class="moves" role="region" aria-labelledby="network-caption" tabindex="0">
                <table class="moves__table network__table">
                    <caption id="network-caption" class="visually-hidden">{ visit.say(DeskWord::NetworkTable) }</caption>
                    <thead><tr>{ for heads.map(head) }</tr></thead>
                    <tbody>{ for edges.into_iter().map(|edge| row(visit, network, edge)) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(visit: &DeskVisit, network: &Network, edge: &Edge) -> Html {
    let Some([from, to]) = ends(network, edge) else { return Html::default() };
    html! {
        <tr key={format!("{}-{}", from.id, to.id)}>
            <th scope="row">{ who_link(visit, from) }</th>
            <td>{ who(visit, to) }</td>
            <td>{ labels(visit, &edge.slots) }</td>
            <td>{ visit.say(Strength::of(edge.points).word()) }</td>
        </tr>
    }
}

/// Returns the helper and the helped agency; `None` if one of them isn't in the picture.
pub(super) fn ends<'a>(network: &'a Network, edge: &Edge) -> Option<[&'a Who; 2]> {
    let node = |idx: u32| network.nodes.get(usize::try_from(idx).ok()?);
    Some([node(edge.from)?, node(edge.to)?])
}
