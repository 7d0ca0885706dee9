//! The zip file of a Word document: read with limits, written so that the same parts give the same bytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Fault;
use crate::report::docx::zip_parts;

/// A template is some ten kilobytes; a page of scanned letterhead may make it a few megabytes.
const MOST_PACKED: usize = 16 << 20;
/// What all parts together may unpack to.
const MOST_UNPACKED: u64 = 48 << 20;
/// Parts of a file.
const MOST_PARTS: usize = 500;

/// The parts of a package in their order.
#[derive(Clone, Debug)]
pub struct Package(pub Vec<(String, Vec<u8>)>);

impl Package {
    /// Reads a package.
    pub fn read(bytes: &[u8]) -> Result<Package, Fault> {
        if bytes.len() > MOST_PACKED {
            return Err(Fault::TooLarge);
        }
        // What the library says of a damaged package is English, and helps nobody to mend it.
        let broken = || Fault::Broken("không mở được gói tệp".to_owned());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::TooLarge);
        }
        let (mut parts, mut room) = (Vec::with_capacity(archive.len()), MOST_UNPACKED);
        for at in 0..archive.len() {
            let file = archive.by_index(at).map_err(|_| broken())?;
            if file.is_dir() {
                continue;
            }
            let name = file.name().map_err(|_| broken())?.into_owned();
            let mut content = Vec::new();
            // What the file says of its size is not believed: one byte more than there is room for tells the bomb.
            file.take(room + 1).read_to_end(&mut content).map_err(|_| broken())?;
            let size = content.len() as u64;
            room = room.checked_sub(size).ok_or(Fault::TooLarge)?;
            parts.push((name, content));
        }
        Ok(Package(parts))
    }

    /// The package as bytes.
    pub fn write(&self) -> Result<Vec<u8>, Fault> {
        let parts = self.0.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
        zip_parts(parts).map_err(|_| Fault::Broken("không gói lại được tệp".to_owned()))
    }

    /// A part as text.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Fault> {
        let Some((_, content)) = self.0.iter().find(|(of, _)| of == name) else { return Ok(None) };
        let text = std::str::from_utf8(content).map_err(|_| Fault::Broken(format!("{name} không phải mã UTF-8")))?;
        Ok(Some(text.trim_start_matches('\u{feff}')))
    }

    /// Puts a part in, in place of the one with its name.
    pub fn put(&mut self, name: &str, content: Vec<u8>) {
        match self.0.iter_mut().find(|(of, _)| of == name) {
            Some((_, old)) => *old = content,
            None => self.0.push((name.to_owned(), content)),
        }
    }
}
