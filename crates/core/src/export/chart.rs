//! Draws skills against needs as SVG: a numbered dot for each capability, and the list of numbers. Colour is never the
//! only mark, and there are no inline styles, so that a strict content security policy doesn't block anything.

use super::markup::{Attributes, Markup, el, fixed, plain};
use crate::bank::{Bank, ScaleId, Slot};
use crate::disclosed::Outgoing;
use crate::explain;
use crate::profile::Profile;
use crate::round::count;
use crate::score::{Quadrant, Row, Scorecard, score};
use crate::words::{DeskWord, Lang, Word, say, tell};

/// Width of the picture and height of its plot, in pixels.
const WIDTH: u32 = 600;
const PLOT_HEIGHT: u32 = 534;
/// The minimum number of dots along each side of a cell's grid.
const LEAST_SIDE: u32 = 3;
const CELL: (u32, u32) = (96, 84);
/// Distance from a cell's edge to its dots, and between two cells.
const PADDING: u32 = 3;
const BETWEEN: u32 = 2;
const LEFT: u32 = 100;
const TOP: u32 = 30;
/// Space between strong and weak skills, and above the cells without an open need. The names of two quadrants are
/// there.
const GAP: (u32, u32) = (8, 34);

const TEXT: &str = "#1b2328";
const MUTED: &str = "#4d5a62";
const ACCENT: &str = "#17596a";
const LINE: &str = "#c3ccd1";
const TINTED: &str = "#e3f1f4";
const PLAIN: &str = "#f7f8f8";
const PAPER: &str = "#ffffff";
const FONT: &str = "Segoe UI, Roboto, Helvetica, Arial, sans-serif";

/// Returns the quadrants in order, each with its capabilities and their numbers. The numbering continues from one
/// quadrant to the next.
pub(super) fn numbered(card: &Scorecard) -> Vec<(Quadrant, Vec<(u32, Slot)>)> {
    let mut next = 1u32;
    let mut numbers = |quadrant: Quadrant| {
        let slots = card.in_quadrant(quadrant);
        let first = next;
        next += count(&slots);
        (quadrant, (first..).zip(slots).collect())
    };
    Quadrant::ALL.map(&mut numbers).into_iter().collect()
}

/// Draws the picture as a file of its own, with a legend.
pub fn svg(bank: &Bank, lang: Lang, profile: &impl Outgoing) -> String {
    let profile = &*profile.outgoing();
    let card = score(bank, profile);
    let name = explain::name(lang, profile);
    let (heading, heading_height) = heading(lang, profile, name);
    let (legend, legend_height) = legend(bank, lang, &card);
    let height = (heading_height + PLOT_HEIGHT + legend_height + 8).to_string();
    let moved = |down: u32| ["translate(0 ", &down.to_string(), ")"].concat();
    let width = WIDTH.to_string();
    let view = ["0 0 ", &width, " ", &height].concat();
    let title = [say(lang, Word::ProfileQuadrants), ": ", name].concat();
    let root: Attributes<'_> = &[
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &width),
        ("height", &height),
        ("viewBox", &view),
        ("font-family", FONT),
        ("fill", TEXT),
        ("xml:lang", lang.code()),
    ];
    let inner = [
        el("title", &[], [plain(&title)]),
        el("desc", &[], [plain(say(lang, DeskWord::ExportPicture))]),
        el("rect", &[("width", &width), ("height", &height), ("fill", PAPER)], []),
        heading,
        el("g", &[("transform", &moved(heading_height))], [plot(bank, lang, &card)]),
        el("g", &[("transform", &moved(heading_height + PLOT_HEIGHT))], [legend]),
    ];
    let declaration = fixed("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    Markup::from_iter([declaration, el("svg", root, inner)]).into_string()
}

/// Draws the picture for a page, which has a list of the names.
pub(super) fn inline(bank: &Bank, lang: Lang, card: &Scorecard) -> Markup {
    let view = ["0 0 ", &WIDTH.to_string(), " ", &PLOT_HEIGHT.to_string()].concat();
    let root: Attributes<'_> = &[
        ("class", "picture"),
        ("viewBox", &view),
        ("role", "img"),
        ("aria-label", say(lang, DeskWord::ExportPicture)),
    ];
    el("svg", root, [plot(bank, lang, card)])
}

fn heading(lang: Lang, profile: &Profile, name: &str) -> (Markup, u32) {
    let names = wrapped(name, 50);
    let date = profile.date.map(|date| [", ", &date.iso()].concat()).unwrap_or_default();
    let below = [say(lang, Word::ProfileQuadrants), &date].concat();
    let mut y = 16;
    let mut parts = Vec::new();
    for line in &names {
        y += 24;
        parts.push(words(line, (24, y), &[("font-size", "20"), ("font-weight", "bold")]));
    }
    parts.push(words(&below, (24, y + 22), &[("font-size", "14"), ("fill", MUTED)]));
    (parts.into_iter().collect(), y + 44)
}

/// Draws cells, quadrant names and dots.
fn plot(bank: &Bank, lang: Lang, card: &Scorecard) -> Markup {
    let levels = 0u8..5;
    let cells = levels.clone().flat_map(|need| levels.clone().map(move |skill| cell(skill, need)));
    let names = Quadrant::ALL.map(|quadrant| quadrant_name(bank, lang, quadrant));
    cells.chain(names).chain([axes(bank, lang), dots(card)]).collect()
}

/// Returns the upper left corner of a cell.
fn corner(skill: u8, need: u8) -> (u32, u32) {
    let (column, row) = (u32::from(skill), u32::from(4u8.saturating_sub(need)));
    let (gap_x, gap_y) = (if column >= 3 { GAP.0 } else { 0 }, if row >= 3 { GAP.1 } else { 0 });
    (LEFT + column * CELL.0 + gap_x, TOP + row * CELL.1 + gap_y)
}

fn cell(skill: u8, need: u8) -> Markup {
    let (x, y) = corner(skill, need);
    let (class, fill) = match Quadrant::of(skill, need) {
        Quadrant::Share | Quadrant::Seek => ("tinted", TINTED),
        Quadrant::TeamUp | Quadrant::Steady => ("plain", PLAIN),
    };
    let (x, y) = (x.to_string(), y.to_string());
    let (width, height) = ((CELL.0 - BETWEEN).to_string(), (CELL.1 - BETWEEN).to_string());
    let attributes: Attributes<'_> = &[
        ("class", class),
        ("x", &x),
        ("y", &y),
        ("width", &width),
        ("height", &height),
        ("rx", "4"),
        ("fill", fill),
        ("stroke", LINE),
    ];
    el("rect", attributes, [])
}

fn quadrant_name(bank: &Bank, lang: Lang, quadrant: Quadrant) -> Markup {
    // The name is above the upper left cell of the quadrant, which has its lowest skill and its highest need.
    let (x, y) = match quadrant {
        Quadrant::Share => corner(3, 1),
        Quadrant::TeamUp => corner(3, 4),
        Quadrant::Seek => corner(0, 4),
        Quadrant::Steady => corner(0, 1),
    };
    let look: Attributes<'_> = &[("class", "name"), ("font-size", "15"), ("font-weight", "bold")];
    bank_words(bank.foreign(lang), explain::quadrant(bank, lang, quadrant), (x, y - 9), look)
}

/// Draws the levels along both sides, and the names of the axes.
fn axes(bank: &Bank, lang: Lang) -> Markup {
    let mut parts = Vec::new();
    let small = ("font-size", "12");
    for level in 0..5u8 {
        let (x, _) = corner(level, 0);
        let label = explain::level(bank, lang, ScaleId::Skill, Some(level));
        let middle = (x + CELL.0 / 2 - 1, TOP + 5 * CELL.1 + GAP.1 + 16);
        parts.push(bank_words(
            bank.foreign(lang),
            label,
            middle,
            &[("class", "axis"), ("text-anchor", "middle"), small, ("fill", MUTED)],
        ));
        let (_, y) = corner(0, level);
        let label = explain::level(bank, lang, ScaleId::Need, Some(level));
        let end = (LEFT - 8, y + CELL.1 / 2 + 4);
        parts.push(bank_words(
            bank.foreign(lang),
            label,
            end,
            &[("class", "axis"), ("text-anchor", "end"), small, ("fill", MUTED)],
        ));
    }
    let (skill, need) =
        ([say(lang, Word::ProfileSkill), " →"].concat(), [say(lang, Word::ProfileNeed), " →"].concat());
    let title: Attributes<'_> = &[("class", "name"), ("text-anchor", "middle"), ("font-size", "13")];
    parts.push(words(&skill, (LEFT + (WIDTH - LEFT) / 2, PLOT_HEIGHT - 8), title));
    let turned = ["translate(16 ", &(TOP + 227).to_string(), ") rotate(-90)"].concat();
    parts.push(el("g", &[("transform", &turned)], [words(&need, (0, 0), title)]));
    parts.into_iter().collect()
}

fn dots(card: &Scorecard) -> Markup {
    let mut placed: Vec<((u8, u8), Vec<u32>)> = Vec::new();
    for (number, slot) in numbered(card).into_iter().flat_map(|(_, slots)| slots) {
        let Some((skill, need)) = card.row(slot).and_then(both) else { continue };
        match placed.iter_mut().find(|(at, _)| *at == (skill, need)) {
            Some((_, numbers)) => numbers.push(number),
            None => placed.push(((skill, need), vec![number])),
        }
    }
    let most = placed.iter().map(|(_, numbers)| count(numbers)).max().unwrap_or(0);
    let side = (LEAST_SIDE..).find(|side| side * side >= most).unwrap_or(LEAST_SIDE);
    placed.iter().flat_map(|((skill, need), numbers)| in_cell(corner(*skill, *need), numbers, side)).collect()
}

fn both(row: &Row) -> Option<(u8, u8)> {
    row.skill.zip(row.need)
}

/// Places the dots of one cell in rows of at most `side`, centred. Each dot has a place of its own. On the page, dots
/// may touch and their position comes from the slot, but here each number must be readable.
fn in_cell((x, y): (u32, u32), numbers: &[u32], side: u32) -> Vec<Markup> {
    let inner = (CELL.0 - BETWEEN - 2 * PADDING, CELL.1 - BETWEEN - 2 * PADDING);
    let (width, height) = (inner.0 / side, inner.1 / side);
    let rows = numbers.chunks(usize::try_from(side).unwrap_or(1));
    let top = y + PADDING + inner.1.saturating_sub(count(rows.clone()) * height) / 2;
    let mut dots = Vec::new();
    for (row, numbers) in (0u32..).zip(rows) {
        let left = x + PADDING + inner.0.saturating_sub(count(numbers) * width) / 2;
        for (column, number) in (0u32..).zip(numbers) {
            let middle = (left + column * width + width / 2, top + row * height + height / 2);
            dots.push(dot(middle, (height / 2).saturating_sub(1).clamp(2, 10), *number));
        }
    }
    dots
}

fn dot((x, y): (u32, u32), radius: u32, number: u32) -> Markup {
    let size = (radius + 1).to_string();
    let (cx, cy, r) = (x.to_string(), y.to_string(), radius.to_string());
    let circle: Attributes<'_> = &[("class", "dot"), ("cx", &cx), ("cy", &cy), ("r", &r), ("fill", ACCENT)];
    let look: Attributes<'_> = &[
        ("class", "number"),
        ("text-anchor", "middle"),
        ("font-size", &size),
        ("font-weight", "bold"),
        ("fill", PAPER),
    ];
    let number = words(&number.to_string(), (x, y + radius.div_ceil(2) - 1), look);
    [el("circle", circle, []), number].into_iter().collect()
}

/// Distance between two lines of the legend.
const STEP: u32 = 20;

/// A line of the legend.
enum Line<'a> {
    Name(&'a str),
    Entry(u32, &'a str),
    Nothing,
}

/// Draws the legend: the names in two columns of the same length, then the notes.
fn legend(bank: &Bank, lang: Lang, card: &Scorecard) -> (Markup, u32) {
    let mut lines = Vec::new();
    for (quadrant, slots) in numbered(card) {
        lines.push(Line::Name(explain::quadrant(bank, lang, quadrant)));
        if slots.is_empty() {
            lines.push(Line::Nothing);
        }
        let label = |slot: Slot| bank.say(lang, &bank.capability(slot).label);
        lines.extend(slots.into_iter().map(|(number, slot)| Line::Entry(number, label(slot))));
    }
    let middle = lines.len().div_ceil(2);
    // A quadrant's name is not left at the end of a column.
    let is_name = |idx: usize| matches!(lines.get(idx), Some(Line::Name(_)));
    let middle = if is_name(middle.saturating_sub(1)) { middle - 1 } else { middle };
    let (left, right) = lines.split_at(middle);
    let (left, left_end) = column(lang, bank.foreign(lang), 24, left);
    let (right, right_end) = column(lang, bank.foreign(lang), 24 + WIDTH / 2, right);
    let mut y = left_end.max(right_end) + 12;
    let mut parts = vec![left, right];
    for note in notes(lang, card) {
        y += STEP;
        parts.push(words(&note, (24, y), &[("font-size", "12"), ("fill", MUTED)]));
    }
    (parts.into_iter().collect(), y + 16)
}

/// Draws lines from the top down; returns them with the lower end.
fn column(lang: Lang, foreign: Option<&str>, x: u32, lines: &[Line<'_>]) -> (Markup, u32) {
    let mut y = 16;
    let mut parts = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        y += STEP;
        match line {
            Line::Name(name) => {
                y += if idx > 0 { STEP / 2 } else { 0 };
                parts.push(bank_words(
                    foreign,
                    name,
                    (x, y),
                    &[("font-size", "14"), ("font-weight", "bold")],
                ));
            }
            Line::Entry(number, label) => parts.push(entry(foreign, (x, y), *number, label)),
            Line::Nothing => {
                let nothing = say(lang, Word::ProfileQuadNone);
                parts.push(words(nothing, (x, y), &[("font-size", "13"), ("fill", MUTED)]));
            }
        }
    }
    (parts.into_iter().collect(), y)
}

fn entry(foreign: Option<&str>, (x, y): (u32, u32), number: u32, label: &str) -> Markup {
    let look: Attributes<'_> =
        &[("text-anchor", "end"), ("font-size", "13"), ("font-weight", "bold"), ("fill", ACCENT)];
    let number = words(&number.to_string(), (x + 18, y), look);
    [number, bank_words(foreign, label, (x + 28, y), &[("font-size", "13")])].into_iter().collect()
}

/// Returns the notes below the picture: the number of capabilities without a place, and that nobody verified the
/// answers. The picture needs them because people may send it on its own.
fn notes(lang: Lang, card: &Scorecard) -> Vec<String> {
    let n_without = count(card.rows.iter().filter(|row| row.quadrant.is_none()));
    let without =
        (n_without > 0).then(|| tell(lang, DeskWord::ExportNoDot, &[("n", &n_without.to_string())]));
    without.into_iter().chain([say(lang, DeskWord::ExportPictureNote).to_owned()]).collect()
}

/// Draws a line of text whose baseline starts at `(x, y)`.
fn words(line: &str, (x, y): (u32, u32), look: Attributes<'_>) -> Markup {
    let (x, y) = (x.to_string(), y.to_string());
    let place: [(&'static str, &str); 2] = [("x", &x), ("y", &y)];
    el("text", &[&place[..], look].concat(), [plain(line)])
}

/// Draws a text of the bank, with its language if it differs from the picture's.
fn bank_words(foreign: Option<&str>, line: &str, place: (u32, u32), look: Attributes<'_>) -> Markup {
    match foreign {
        Some(code) => words(line, place, &[look, &[("lang", code)]].concat()),
        None => words(line, place, look),
    }
}

/// Breaks `text` into lines of about `most` narrow letters, because SVG doesn't break lines. A longer word is broken
/// inside.
fn wrapped(text: &str, most: u32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let width = word.chars().map(letter_width).sum::<u32>();
        if used > 0 && used + 1 + width > most {
            lines.push(String::new());
            used = 0;
        }
        for c in (used > 0).then_some(' ').into_iter().chain(word.chars()) {
            if used + letter_width(c) > most {
                lines.push(String::new());
                used = 0;
            }
            used += letter_width(c);
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    lines
}

/// Returns the width of a letter: 2 for East Asian letters and emoji, 0 for accents, else 1.
fn letter_width(c: char) -> u32 {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F000}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_broken_between_words_and_a_long_word_inside() {
        assert_eq!(wrapped("Town of Oak", 8), ["Town of", "Oak"]);
        assert_eq!(wrapped("Oakvale", 3), ["Oak", "val", "e"]);
        assert_eq!(wrapped("東京都", 4), ["東京", "都"]);
        assert_eq!(wrapped("Oak", 50), ["Oak"]);
    }
}
