//! The ZIP container of a spreadsheet: lists its files and opens each as a stream.

use crate::reject::{Foreign, RejectReason};
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, Read};
use std::rc::Rc;

/// Maximum number of files in a container. A spreadsheet has about a hundred.
const MOST_FILES: usize = 20_000;
/// Maximum number of bytes of XML from one file. They are never in memory together; the limit bounds the time.
const MOST_XML: u64 = 1 << 30;

/// An open container.
#[derive(Debug)]
pub(super) struct Package {
    bytes: Rc<Vec<u8>>,
    /// The files, by path in lower case.
    index: HashMap<String, Item>,
    left: Rc<Cell<u64>>,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    start: usize,
    end: usize,
    is_deflated: bool,
}

/// One file, as it is decompressed.
#[derive(Debug)]
pub(super) struct Stream {
    inner: Inner,
    /// The number of bytes that the container may still produce.
    left: Rc<Cell<u64>>,
    /// The number of compressed bytes read so far, for the progress.
    read: Rc<Cell<usize>>,
    length: usize,
}

#[derive(Debug)]
enum Inner {
    Stored(Slice),
    Deflated(Box<DeflateDecoder<Slice>>),
}

#[derive(Debug)]
struct Slice {
    bytes: Rc<Vec<u8>>,
    at: usize,
    end: usize,
    read: Rc<Cell<usize>>,
}

impl Package {
    /// Opens the container in `bytes` and lists its files.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Package, RejectReason> {
        let index = index(&bytes).ok_or(RejectReason::BrokenSpreadsheet)?;
        if index.len() > MOST_FILES {
            return Err(RejectReason::Unpacked);
        }
        Ok(Package { bytes: Rc::new(bytes), index, left: Rc::new(Cell::new(MOST_XML)) })
    }

    /// Returns the container's format if it isn't XLSX.
    pub(super) fn foreign(&self) -> Option<Foreign> {
        let has = |path: &str| self.has(path);
        let has_in = |folder: &str| self.index.keys().any(|path| path.starts_with(folder));
        let is_empty = self.index.is_empty();
        match () {
            () if has("xl/workbook.bin") => Some(Foreign::OldSpreadsheet),
            () if has("word/document.xml") || has_in("ppt/") => Some(Foreign::Document),
            () if has("[content_types].xml") || self.named("workbook.xml").is_some() => None,
            () if has("content.xml") || has("index.zip") || has_in("index/") => {
                Some(Foreign::OtherSpreadsheet)
            }
            () if is_empty => Some(Foreign::Archive),
            () => None,
        }
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.index.contains_key(&key(path))
    }

    /// Finds a file with that name in any folder.
    pub(super) fn named(&self, name: &str) -> Option<String> {
        let is_it = |path: &&String| path.rsplit('/').next() == Some(name);
        self.index.keys().filter(is_it).min().cloned()
    }

    /// Opens the file `path` as a stream; `None` if it doesn't exist.
    pub(super) fn file(&self, path: &str) -> Option<Stream> {
        let item = *self.index.get(&key(path))?;
        let read = Rc::new(Cell::new(0));
        let slice =
            Slice { bytes: Rc::clone(&self.bytes), at: item.start, end: item.end, read: Rc::clone(&read) };
        let inner = match item.is_deflated {
            true => Inner::Deflated(Box::new(DeflateDecoder::new(slice))),
            false => Inner::Stored(slice),
        };
        Some(Stream { inner, left: Rc::clone(&self.left), read, length: item.end - item.start })
    }
}

impl Stream {
    /// Returns the counter of compressed bytes read, and the total.
    pub(super) fn meter(&self) -> (Rc<Cell<usize>>, usize) {
        (Rc::clone(&self.read), self.length)
    }

    /// Returns the counter of bytes that the container may still produce.
    pub(super) fn left(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.left)
    }
}

impl Read for Stream {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::Error::other("more than is read"));
        }
        let n = match &mut self.inner {
            Inner::Stored(slice) => slice.read(room),
            Inner::Deflated(inflating) => inflating.read(room),
        }?;
        self.left.set(self.left.get().saturating_sub(u64::try_from(n).unwrap_or(u64::MAX)));
        Ok(n)
    }
}

impl Read for Slice {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let rest = self.bytes.get(self.at..self.end).unwrap_or_default();
        let n = rest.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n;
        self.read.set(self.read.get() + n);
        Ok(n)
    }
}

fn index(bytes: &[u8]) -> Option<HashMap<String, Item>> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut index = HashMap::new();
    let mut entries = archive.entries();
    while let Some(header) = entries.next_entry().ok()? {
        let path = String::from_utf8_lossy(header.file_path().as_ref()).into_owned();
        let method = header.compression_method();
        let is_deflated = method == CompressionMethod::DEFLATE;
        // Spreadsheet programs use no other methods. The damaged file may be one that isn't needed.
        if !is_deflated && method != CompressionMethod::STORE {
            continue;
        }
        let Ok(entry) = archive.get_entry(header.wayfinder()) else { continue };
        let (start, end) = entry.compressed_data_range();
        let place = |at: u64| usize::try_from(at).ok().filter(|at| *at <= bytes.len());
        if let (Some(start), Some(end)) = (place(start), place(end))
            && start <= end
        {
            index.entry(key(&path)).or_insert(Item { start, end, is_deflated });
        }
        if index.len() > MOST_FILES {
            break;
        }
    }
    Some(index)
}

/// Normalizes a path for comparison: from the root, lower case, with forward slashes.
fn key(path: &str) -> String {
    absolute("", path).to_ascii_lowercase()
}

/// Returns the folder of `path`, with its slash.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

/// Resolves `target` relative to `folder`.
pub(super) fn absolute(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = if target.starts_with('/') { target } else { [folder, &target].concat() };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_path_from_the_root() {
        for (folder, target, wanted) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "./worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets/", "../sharedStrings.xml", "xl/sharedStrings.xml"),
            ("", "../../workbook.xml", "workbook.xml"),
            ("", "xl/workbook2.xml", "xl/workbook2.xml"),
        ] {
            assert_eq!(absolute(folder, target), wanted, "{folder} {target}");
        }
    }
}
