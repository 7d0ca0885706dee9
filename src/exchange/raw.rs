//! The bytes of a CSV file before it is a table: size, encoding, separator, quotes, lines.

use crate::exchange::fault::FileError;
use crate::exchange::table::MAX_BYTES;

/// What the first bytes tell.
pub struct Raw<'a> {
    /// The file's text without byte order mark and without a `sep=` line.
    pub body: &'a [u8],
    /// Lines before the body: 1 where a `sep=` line was skipped.
    pub lines_before: u64,
    /// `,` or `;`.
    pub delimiter: u8,
}

/// Checks size, kind and encoding, and finds the separator.
pub fn open(bytes: &[u8]) -> Result<Raw<'_>, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge);
    }
    // A zip archive (xlsx, ods) and an old OLE workbook (xls): the likeliest wrong file of all.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(FileError::Workbook);
    }
    // UTF-16, which Excel calls "Unicode text".
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FileError::NotUtf8 { line: 1 });
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(FileError::Nul { line: 1 + breaks(&bytes[..at]) });
    }
    if let Err(wrong) = std::str::from_utf8(bytes) {
        return Err(FileError::NotUtf8 { line: 1 + breaks(&bytes[..wrong.valid_up_to()]) });
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Ok(separator_line(body).unwrap_or(Raw { body, lines_before: 0, delimiter: delimiter(body) }))
}

/// Excel's own hint, a first line `sep=;`.
fn separator_line(body: &[u8]) -> Option<Raw<'_>> {
    let rest = body.strip_prefix(b"sep=").or_else(|| body.strip_prefix(b"SEP="))?;
    let (&delimiter, rest) = rest.split_first()?;
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    matches!(delimiter, b',' | b';').then_some(Raw { body: rest, lines_before: 1, delimiter })
}

/// The commoner of comma and semicolon in the header row, outside quotes.
fn delimiter(body: &[u8]) -> u8 {
    let (mut quoted, mut commas, mut semicolons) = (false, 0_usize, 0_usize);
    let header = body.iter().skip_while(|b| matches!(b, b'\r' | b'\n'));
    for &byte in header {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}

/// How many line breaks are in `bytes`: `\n`, `\r\n` and a lone `\r` are one each, as an editor counts them.
pub fn breaks(bytes: &[u8]) -> u64 {
    let mut count = 0;
    for (i, &byte) in bytes.iter().enumerate() {
        let lone_return = byte == b'\r' && bytes.get(i + 1) != Some(&b'\n');
        count += u64::from(byte == b'\n' || lone_return);
    }
    count
}

/// Whether the quotes of one record are as RFC 4180 wants them: around whole cells, doubled inside, closed.
///
/// The CSV reader forgives all else, and one forgotten quote would then swallow the rows after it without a word.
pub fn quotes_are_right(record: &[u8], delimiter: u8) -> bool {
    let (mut cell_start, mut quoted, mut i) = (true, false, 0);
    while let Some(&byte) = record.get(i) {
        let ends_cell = |b: Option<&u8>| b.is_none_or(|&b| b == delimiter || b == b'\r' || b == b'\n');
        match (quoted, byte) {
            (true, b'"') if record.get(i + 1) == Some(&b'"') => i += 1,
            (true, b'"') if ends_cell(record.get(i + 1)) => quoted = false,
            (true, b'"') => return false,
            (true, _) => {}
            (false, b'"') if cell_start => quoted = true,
            (false, b'"') => return false,
            (false, _) => {}
        }
        cell_start = !quoted && byte == delimiter;
        i += 1;
    }
    !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_that_of_the_header() {
        assert_eq!(delimiter(b"code;name\n1;a,b,c,d\n"), b';');
        assert_eq!(delimiter(b"code,\"a;b;c;d\"\n"), b',');
        assert_eq!(delimiter(b"code\n"), b',');
    }

    #[test]
    fn a_forgotten_quote_is_seen() {
        for right in ["a,b", "\"a\",b", "\"a\"\"b\",c\r\n", "\"a\nb\",\"\"", "", ","] {
            assert!(quotes_are_right(right.as_bytes(), b','), "{right}");
        }
        for wrong in ["a,\"b", "\"a\"b,c", "a\"b,c", "\"a,b\nc,d"] {
            assert!(!quotes_are_right(wrong.as_bytes(), b','), "{wrong}");
        }
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        assert!(matches!(open(b"PK\x03\x04...."), Err(FileError::Workbook)));
        assert!(matches!(open(b"\xff\xfec\0"), Err(FileError::NotUtf8 { line: 1 })));
        assert!(matches!(open(b"code\r\na\r\nb\0\r\n"), Err(FileError::Nul { line: 3 })));
        assert!(matches!(open(b"code\n\n\xc4\n"), Err(FileError::NotUtf8 { line: 3 })));
        assert!(matches!(open(&vec![b'a'; MAX_BYTES + 1]), Err(FileError::TooLarge)));
    }
}
