//! A link as a QR code that can be scanned from three centimetres of paper.

use interlocal_core::link::may_hold_link;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The width of the code on paper with its white border, in millimetres.
pub const ACROSS_MM: u32 = 30;

/// Minimum width of a module (a small square) in micrometres. The makers of QR codes recommend at least four printer
/// dots for a module (qrcode.com/en/howto/cell.html). At 300 dots per inch, four dots are 0.34 mm. On a phone whose
/// 1,080 pixels cover 12 cm of paper, 0.35 mm are three pixels, which is enough to separate two modules.
pub const LEAST_MODULE_UM: u32 = 350;

/// Number of white modules on each side, by which readers find the corners.
const BORDER: u8 = 4;

/// The largest version: with its border 85 modules wide, 0.353 mm each. The next version's modules would have 0.337 mm.
const LARGEST: u8 = 15;

/// The bits that the largest version holds at the lowest level used: the standard's 415 data codewords of 15-M.
const MOST_BITS: usize = 415 * 8;
/// The bits before the text of a segment of bytes: 4 for the kind and, from version 10 on, 16 for the length.
const BYTES_HEAD: usize = 20;
/// The bits before a segment of upper-case letters and digits, whose length has 11 bits.
const LETTERS_HEAD: usize = 15;

/// A link as a QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Width in modules, with the white border.
    pub size: u32,
    /// SVG path data of the dark modules, in modules: a rectangle for each run in a row.
    pub path: String,
    /// The code's version, 1 to 15.
    pub version: u8,
    /// The level of error correction: medium (15 %) or better.
    pub level: QrCodeEcc,
}

/// The error for a link that is too long to be scanned from paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// The number of characters in the link.
    pub got: u32,
    /// The number of its characters that would fit.
    pub most: u32,
}

impl Qr {
    /// Encodes `link`. The fragment is in upper case, which takes a third less space and is read in the same way; the
    /// rest is unchanged because paths are case-sensitive. The code has as few modules as possible, so that each is as
    /// large as possible, and then the highest level of error correction that fits.
    ///
    /// # Errors
    /// If the modules would be too small to scan.
    pub fn of(link: &str) -> Result<Qr, TooLong> {
        let (base, fragment) = parts(link);
        // Text outside ASCII is encoded as plain UTF-8, which readers assume. Addresses from browsers are ASCII.
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

    /// Returns the width of a module on paper in micrometres.
    pub fn module_um(&self) -> u32 {
        ACROSS_MM * 1000 / self.size
    }

    /// Returns an SVG file with the intended width on paper, with `label` as its accessible name.
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

/// Splits a link into the part up to `#` and the fragment in upper case. A fragment that isn't a profile's stays in the
/// first part unchanged.
fn parts(link: &str) -> (&str, String) {
    let split = link.rfind('#').and_then(|idx| link.split_at_checked(idx + 1));
    let (base, fragment) = split.unwrap_or((link, ""));
    let is_plain = fragment.bytes().all(|b| b.is_ascii_alphanumeric());
    match is_plain && may_hold_link(fragment) {
        true => (base, fragment.to_ascii_uppercase()),
        false => (link, String::new()),
    }
}

/// Returns how many characters of a link that is too long would fit.
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

/// Returns the width in modules, with the border.
fn size(version: u8) -> u32 {
    17 + 4 * u32::from(version) + 2 * u32::from(BORDER)
}

fn path(code: &QrCode) -> String {
    let border = i32::from(BORDER);
    let rows = (0..code.size()).flat_map(|y| runs(code, y).map(move |(x, length)| (x, y, length)));
    let rectangle = |(x, y, length)| format!("M{} {}h{length}v1h-{length}z", x + border, y + border);
    rows.map(rectangle).collect()
}

/// Returns the runs of dark modules in row `y`: start and length. Modules beyond the edge count as light.
fn runs(code: &QrCode, y: i32) -> impl Iterator<Item = (i32, i32)> {
    let is_dark = move |x: i32| code.get_module(x, y);
    let starts = (0..code.size()).filter(move |x| is_dark(*x) && !is_dark(x - 1));
    starts.map(move |start| {
        let end = (start..code.size()).find(|x| !is_dark(*x)).unwrap_or(code.size());
        (start, end - start)
    })
}

/// Escapes text between tags. XML can't contain most control characters.
fn escaped(text: &str) -> String {
    let is_unwritable = |c: char| matches!(c, '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let text = text.replace(is_unwritable, " ");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
