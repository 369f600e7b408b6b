//! Spreadsheets (XLSX): the text of every cell of every sheet, and where its link leads. Knows the container and the
//! little of its XML that holds text; refuses to know numbers, formats and formulas.

mod sheet;
mod xml;

use crate::part::Part;
use crate::reject::RejectReason;
use crate::rows::Rows;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

/// Most bytes of XML that come out of one file; a few kilobytes can hold gigabytes.
const MOST_XML: u64 = 256 << 20;
const DIRECTORY: &str = "xl/workbook.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// The container, with what it may still give.
struct Container<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    left: u64,
}

/// The parts of all sheets, in the order of the file.
pub(crate) fn parts(bytes: &[u8]) -> Result<Vec<Part>, RejectReason> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| RejectReason::BrokenSpreadsheet)?;
    let mut container = Container { archive, left: MOST_XML };
    let Some(directory) = container.file(DIRECTORY)? else { return Err(RejectReason::OtherSpreadsheet) };
    let relations = container.file(&xml::relations_of(DIRECTORY))?.unwrap_or_default();
    let targets = xml::relations(&relations, DIRECTORY)?;
    let strings = container.file(STRINGS)?.unwrap_or_default();
    let strings = xml::strings(&strings)?;
    let mut parts = Vec::new();
    for (name, relation) in xml::sheets(&directory)? {
        let Some(path) = targets.get(&relation) else { continue };
        let Some(text) = container.file(path)? else { continue };
        let links = container.file(&xml::relations_of(path))?.unwrap_or_default();
        let links: HashMap<String, String> = xml::relations(&links, "")?;
        let mut rows = Rows::new(Some(Arc::from(name)));
        sheet::read(&text, &strings, &links, &mut rows)?;
        parts.append(&mut rows.finish());
    }
    Ok(parts)
}

impl Container<'_> {
    /// The text of the file `path`; `None` where there is no such file.
    fn file(&mut self, path: &str) -> Result<Option<String>, RejectReason> {
        let broken = |_| RejectReason::BrokenSpreadsheet;
        let mut entries = self.archive.entries();
        while let Some(header) = entries.next_entry().map_err(broken)? {
            if !header.file_path().as_ref().eq_ignore_ascii_case(path.as_bytes()) {
                continue;
            }
            let method = header.compression_method();
            let entry = self.archive.get_entry(header.wayfinder()).map_err(broken)?;
            let bytes = if method == CompressionMethod::STORE {
                inflated(entry.verifying_reader(entry.data()), self.left)?
            } else if method == CompressionMethod::DEFLATE {
                let inflating = flate2::read::DeflateDecoder::new(entry.data());
                inflated(entry.verifying_reader(inflating), self.left)?
            } else {
                // Spreadsheet programs write no others, but for encryption.
                return Err(RejectReason::BrokenSpreadsheet);
            };
            self.left = self.left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            return Ok(Some(String::from_utf8(bytes).map_err(|_| RejectReason::BrokenSpreadsheet)?));
        }
        Ok(None)
    }
}

fn inflated(reader: impl Read, most: u64) -> Result<Vec<u8>, RejectReason> {
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(RejectReason::TooBig { got: bytes.len() });
    }
    match read {
        Ok(_) => Ok(bytes),
        Err(_) => Err(RejectReason::BrokenSpreadsheet),
    }
}
