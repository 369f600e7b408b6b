//! A link as a picture to scan from paper. Knows how much of a link three centimetres of paper can hold; refuses to
//! know what the link says, and on which page the picture stands.

use interlocal_core::link::may_hold_link;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The picture's width on paper with its white border, in millimetres.
pub const ACROSS_MM: u32 = 30;

/// Least width of a module, one small square, in micrometres. The code's makers want four dots of the printer to a
/// module or more (qrcode.com/en/howto/cell.html), and four dots of a plain office printer, 300 to the inch, are
/// 0.34 mm. On a phone that sees 12 cm of paper on 1,080 pixels, 0.35 mm are three pixels, enough to tell two squares.
pub const LEAST_MODULE_UM: u32 = 350;

/// White modules on each side: readers find the corners by them.
const BORDER: u8 = 4;

/// With its border 85 modules across, 0.353 mm each; the next version's would have 0.337.
const LARGEST: u8 = 15;

/// Bits that the largest picture holds at the lowest level that we use: the standard's 415 data codewords of 15-M.
const MOST_BITS: usize = 415 * 8;
/// Bits before the text of a segment of bytes: 4 for the kind, 16 for the length, from version 10 on.
const BYTES_HEAD: usize = 20;
/// The same before upper-case letters and digits, where the length has 11.
const LETTERS_HEAD: usize = 15;

/// A link as a picture of modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Modules across, with the white border.
    pub size: u32,
    /// SVG path data of the dark modules, in modules: a rectangle for each run in a row.
    pub path: String,
    /// The code's version, 1 to 15.
    pub version: u8,
    /// How much damage a reader can mend: medium (15 %) or better.
    pub level: QrCodeEcc,
}

/// A link that is too long to be scanned from paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// Characters that it has.
    pub got: u32,
    /// How many of its characters would fit.
    pub most: u32,
}

impl Qr {
    /// The picture of `link`: its fragment in upper case, which takes a third less room and is read all the same; the
    /// rest as it is, because paths have their case. As few modules as will do, so that each is as large as it can be,
    /// and of what room is then left over as much mending as fits.
    ///
    /// # Errors
    /// Where the modules would be too small to scan.
    pub fn of(link: &str) -> Result<Qr, TooLong> {
        let (base, fragment) = parts(link);
        // Text that is not ASCII goes as plain UTF-8, which readers take it for. A browser's own addresses are ASCII.
        let segments = [QrSegment::make_bytes(base.as_bytes()), QrSegment::make_alphanumeric(&fragment)];
        let segments: Vec<QrSegment> =
            segments.into_iter().filter(|segment| segment.num_chars() > 0).collect();
        let largest = Version::new(LARGEST);
        let code =
            QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, largest, None, true);
        let code = code.map_err(|_| TooLong { got: count(link), most: most(base, &fragment) })?;
        let version = code.version().value();
        Ok(Qr { size: size(version), path: path(&code), version, level: code.error_correction_level() })
    }

    /// The width of a module on paper, in micrometres.
    pub fn module_um(&self) -> u32 {
        ACROSS_MM * 1000 / self.size
    }

    /// An SVG file of its own, as wide on paper as it should be, with `label` for those who do not see it.
    pub fn svg(&self, label: &str) -> String {
        let Qr { size, path, .. } = self;
        let title = escaped(label);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{ACROSS_MM}mm\" \
             height=\"{ACROSS_MM}mm\" role=\"img\" shape-rendering=\"crispEdges\"><title>{title}</title>\
             <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>\n"
        )
    }
}

/// What stands before the fragment, `#` included, and the fragment in upper case. One that is no profile's has its case,
/// and stays with the rest.
fn parts(link: &str) -> (&str, String) {
    let split = link.rfind('#').and_then(|idx| link.split_at_checked(idx + 1));
    let (base, fragment) = split.unwrap_or((link, ""));
    let is_plain = fragment.bytes().all(|b| b.is_ascii_alphanumeric());
    match is_plain && may_hold_link(fragment) {
        true => (base, fragment.to_ascii_uppercase()),
        false => (link, String::new()),
    }
}

/// How many characters of a link that is too long would fit.
fn most(base: &str, fragment: &str) -> u32 {
    let room = MOST_BITS - BYTES_HEAD - if fragment.is_empty() { 0 } else { LETTERS_HEAD };
    match room.checked_sub(8 * base.len()) {
        // Two letters take 11 bits.
        Some(left) => count(base) + u32::try_from(2 * left / 11).unwrap_or(u32::MAX),
        None => count(&base[..base.floor_char_boundary(room / 8)]),
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Modules across, with the border.
fn size(version: u8) -> u32 {
    17 + 4 * u32::from(version) + 2 * u32::from(BORDER)
}

fn path(code: &QrCode) -> String {
    let border = i32::from(BORDER);
    let rows = (0..code.size()).flat_map(|y| runs(code, y).map(move |(x, length)| (x, y, length)));
    let rectangle = |(x, y, length)| format!("M{} {}h{length}v1h-{length}z", x + border, y + border);
    rows.map(rectangle).collect()
}

/// Where dark modules of row `y` begin, and how many there are side by side. What lies beyond the edge is light.
fn runs(code: &QrCode, y: i32) -> impl Iterator<Item = (i32, i32)> {
    let is_dark = move |x: i32| code.get_module(x, y);
    let starts = (0..code.size()).filter(move |x| is_dark(*x) && !is_dark(x - 1));
    starts.map(move |start| {
        let end = (start..code.size()).find(|x| !is_dark(*x)).unwrap_or(code.size());
        (start, end - start)
    })
}

/// Text between tags. XML has no way to write a control character.
fn escaped(text: &str) -> String {
    let is_unwritable = |c: char| matches!(c, '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let text = text.replace(is_unwritable, " ");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
