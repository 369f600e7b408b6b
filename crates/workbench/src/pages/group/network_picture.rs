//! The picture of the network: agencies on a circle in the order of the import, with arrows between them. Coordinates
//! are integers. The look consists of attributes and classes, because a strict content security policy forbids styles.

use super::network::ends;
use super::parts::who_text;
use super::saying::capabilities;
use crate::visit::DeskVisit;
use interlocal_core::direction::bare;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Edge, Network, Who};
use yew::prelude::*;

/// Half of the picture's width.
const MIDDLE: i32 = 500;
/// Radius of the circle on which the agencies are.
const RADIUS: i32 = 400;
/// Radius of an agency's circle.
const NODE: i32 = 46;
/// Length of an arrow's head, and half of its width.
const HEAD: (i32, i32) = (34, 15);
/// Maximum number of arrows; more would be unreadable.
const MOST_ARROWS: usize = 60;
/// Maximum number of agencies with names. With more, names would overlap, so only numbers are shown.
const MOST_NAMES: usize = 14;
/// Maximum number of characters of a name.
const NAME_CHARS: usize = 22;

/// Three levels of how much of an agency's need another could meet. The thresholds are assumptions: the highest value
/// in the six examples is 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Less than a tenth.
    Little,
    /// At least a tenth.
    Part,
    /// At least a fifth.
    Much,
}

/// A point in the picture.
type Point = (i32, i32);

impl Strength {
    pub(super) const ALL: [Strength; 3] = [Strength::Much, Strength::Part, Strength::Little];

    pub(super) fn of(points: u8) -> Strength {
        match points {
            ..10 => Strength::Little,
            10..20 => Strength::Part,
            20.. => Strength::Much,
        }
    }

    pub(super) fn word(self) -> DeskWord {
        match self {
            Strength::Little => DeskWord::NetworkLittle,
            Strength::Part => DeskWord::NetworkPart,
            Strength::Much => DeskWord::NetworkMuch,
        }
    }

    /// Returns the class. Line widths differ and the thinnest line is dashed, so that colour isn't the only sign.
    pub(super) fn class(self) -> &'static str {
        match self {
            Strength::Little => "is-little",
            Strength::Part => "is-part",
            Strength::Much => "is-much",
        }
    }
}

/// Returns the number of arrows in the picture.
pub(super) fn n_drawn(network: &Network) -> usize {
    network.edges.len().min(MOST_ARROWS)
}

/// Renders the picture. The table beside it has the same content.
pub(super) fn picture(visit: &DeskVisit, network: &Network) -> Html {
    let places = places(network);
    let mut edges: Vec<&Edge> = network.edges.iter().collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.points));
    edges.truncate(MOST_ARROWS);
    // The strongest are drawn last, on top of the others.
    edges.reverse();
    let has_names = network.nodes.len() <= MOST_NAMES;
    let nodes = network.nodes.iter().zip(&places).enumerate();
    html! {
        <svg class="network__picture" viewBox="0 0 1000 1000" role="img" aria-label={visit.say(DeskWord::NetworkPicture)}>
            { for edges.into_iter().map(|edge| arrow(visit, network, &places, edge)) }
            { for nodes.map(|(idx, (who, place))| node(visit, idx, who, *place, has_names)) }
        </svg>
    }
}

fn node(visit: &DeskVisit, idx: usize, who: &Who, (x, y): Point, has_name: bool) -> Html {
    // The circle marks the user's own agency, because the mark wouldn't fit beside the name.
    let name = bare(&who_text(visit, &Who { is_mine: false, ..who.clone() }));
    let class = classes!("network__node", who.is_mine.then_some("is-mine"));
    html! {
        <g>
            <title>{ who_text(visit, who) }</title>
            <circle {class} cx={x.to_string()} cy={y.to_string()} r={NODE.to_string()} />
            <text class="network__number" x={x.to_string()} y={(y + 15).to_string()} text-anchor="middle">{ idx + 1 }</text>
            if has_name { { label(&name, (x, y)) } }
        </g>
    }
}

/// Renders a name outside of the circle, on the side with enough space.
fn label(name: &str, (x, y): Point) -> Html {
    let (anchor, dx, dy) = match (x - MIDDLE, y - MIDDLE) {
        (-60..=60, ..0) => ("middle", 0, -NODE - 16),
        (-60..=60, _) => ("middle", 0, NODE + 40),
        (61.., _) => ("start", NODE + 14, 12),
        (..-60, _) => ("end", -NODE - 14, 12),
    };
    html! {
        <text class="network__name" x={(x + dx).to_string()} y={(y + dy).to_string()} text-anchor={anchor} aria-hidden="true">
            { short(name) }
        </text>
    }
}

/// Shortens a name, starting with the text in parentheses.
fn short(name: &str) -> String {
    let name = match name.split_once(" (") {
        Some((front, _)) if name.chars().count() > NAME_CHARS => front,
        _ => name,
    };
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME_CHARS - 1).collect();
    [start.trim_end(), "…"].concat()
}

/// Renders a curved arrow, so that help in both directions gives two lines. Its head ends at the circle.
fn arrow(visit: &DeskVisit, network: &Network, places: &[Point], edge: &Edge) -> Html {
    let Some([from, to]) = ends(network, edge) else { return Html::default() };
    let place = |idx: u32| usize::try_from(idx).ok().and_then(|idx| places.get(idx)).copied();
    let (Some(start), Some(end)) = (place(edge.from), place(edge.to)) else { return Html::default() };
    let strength = Strength::of(edge.points);
    let bow = bow(start, end);
    let tip = towards(end, bow, NODE + 4);
    let neck = towards(end, bow, NODE + 4 + HEAD.0);
    let tail = towards(start, bow, NODE);
    let side = across(end, bow, HEAD.1);
    let line = format!("M{} {}Q{} {} {} {}", tail.0, tail.1, bow.0, bow.1, neck.0, neck.1);
    let wings = [(neck.0 + side.0, neck.1 + side.1), (neck.0 - side.0, neck.1 - side.1)];
    let head = [tip, wings[0], wings[1]].map(|(x, y)| format!("{x},{y}")).join(" ");
    let title = visit.tell(
        DeskWord::NetworkEdge,
        &[
            ("from", &who_text(visit, from)),
            ("to", &who_text(visit, to)),
            ("much", visit.say(strength.word())),
            ("caps", &capabilities(visit, &edge.slots)),
        ],
    );
    html! {
        <g class={classes!("network__arrow", strength.class())}>
            <title>{ title }</title>
            <path class={classes!("network__line", strength.class())} d={line} />
            <polygon class="network__head" points={head} />
        </g>
    }
}

/// Returns the positions of the agencies: the selected agency in the middle, the others on the circle, starting at the
/// top.
fn places(network: &Network) -> Vec<Point> {
    let middle = network.around.as_ref().and_then(|who| network.nodes.iter().position(|it| it.id == who.id));
    let n_around = network.nodes.len().saturating_sub(usize::from(middle.is_some()));
    let n_around = i32::try_from(n_around).unwrap_or(i32::MAX).max(1);
    let mut next = 0i32;
    let place = |idx: usize| {
        if Some(idx) == middle {
            return (MIDDLE, MIDDLE);
        }
        let degree = next.saturating_mul(360) / n_around;
        next = next.saturating_add(1);
        (MIDDLE + RADIUS * sine(degree) / 1000, MIDDLE - RADIUS * sine(degree + 90) / 1000)
    };
    (0..network.nodes.len()).map(place).collect()
}

/// Returns the sine in thousandths by Bhaskara's formula. The error is at most two thousandths, less than the width of
/// a line.
fn sine(degree: i32) -> i32 {
    let degree = degree.rem_euclid(360);
    let (half, sign) = if degree < 180 { (degree, 1) } else { (degree - 180, -1) };
    let product = half * (180 - half);
    sign * 4000 * product / (40_500 - product)
}

/// Returns the control point of the curve from `a` to `b`, to the left of its middle.
fn bow(a: Point, b: Point) -> Point {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    ((a.0 + b.0) / 2 + dy / 9, (a.1 + b.1) / 2 - dx / 9)
}

/// Returns the point at `distance` from `a` in the direction of `b`.
fn towards(a: Point, b: Point, distance: i32) -> Point {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = length(dx, dy);
    (a.0 + dx * distance / length, a.1 + dy * distance / length)
}

/// Returns the vector of length `size` at a right angle to the line from `a` to `b`.
fn across(a: Point, b: Point, size: i32) -> Point {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = length(dx, dy);
    (-dy * size / length, dx * size / length)
}

/// Returns the length of a vector, at least 1 because it is a divisor.
fn length(dx: i32, dy: i32) -> i32 {
    (dx * dx + dy * dy).isqrt().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(n: u32, around: Option<u32>) -> Network {
        let who = |id| Who { id, name: String::new(), is_mine: false };
        Network { around: around.map(who), nodes: (0..n).map(who).collect(), edges: Vec::new(), n }
    }

    #[test]
    fn four_agencies_are_at_the_corners_and_one_can_be_in_the_middle() {
        assert_eq!(places(&network(4, None)), [(500, 100), (900, 500), (500, 900), (100, 500)]);
        assert_eq!(places(&network(3, Some(1))), [(500, 100), (500, 500), (500, 900)]);
        assert_eq!(places(&network(1, Some(0))), [(500, 500)]);
    }

    #[test]
    fn all_agencies_are_on_one_circle() {
        for (x, y) in places(&network(50, None)) {
            let off = length(x - MIDDLE, y - MIDDLE) - RADIUS;
            assert!(off.abs() <= 2, "({x}, {y}) is {off} off");
        }
    }

    #[test]
    fn help_in_both_directions_gives_two_lines() {
        let (a, b) = ((500, 100), (900, 500));
        assert_ne!(bow(a, b), bow(b, a));
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(short("Municipalidad de San Ñandú Áéíóú"), "Municipalidad de San…");
        assert_eq!(short("Larkspur County (example)"), "Larkspur County");
        assert_eq!(short("Oakvale"), "Oakvale");
    }
}
