//! Where a scan is: what a clerk typed or pasted, as a link or as the path of a file. It knows no disk; whether the file
//! is there is asked elsewhere.

/// What a text says of the place of a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// Nothing is said.
    Nowhere,
    /// A link; it is kept and not checked, since this program works offline.
    Link,
    /// A file with this path.
    File(String),
    /// A relative path, and the desk has named no folder from which it counts.
    NoFolder,
}

/// Reads the place of a scan. `folder`: from where a relative path counts.
pub fn scan(text: &str, folder: &str) -> Scan {
    let text = text.trim().trim_matches('"').trim();
    let lower = text.to_lowercase();
    if text.is_empty() {
        return Scan::Nowhere;
    }
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Scan::Link;
    }
    if lower.starts_with("file:") {
        return Scan::File(of_url(text.get(5..).unwrap_or_default()));
    }
    if is_absolute(text) {
        return Scan::File(text.to_owned());
    }
    let folder = folder.trim();
    if folder.is_empty() {
        return Scan::NoFolder;
    }
    let sign = if folder.contains('\\') && !folder.contains('/') { '\\' } else { '/' };
    Scan::File(format!("{}{sign}{text}", folder.trim_end_matches(['/', '\\'])))
}

/// A path that counts from nowhere else: of this system, of a Windows drive, or of a share.
fn is_absolute(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive =
        bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'/' | b'\\');
    drive || text.starts_with('/') || text.starts_with("\\\\")
}

/// The path of a `file:` address, without that word: `///C:/a%20b` is `C:/a b`, `//server/share` is a share.
fn of_url(rest: &str) -> String {
    let path = decoded(rest);
    let Some(after) = path.strip_prefix("//") else { return path };
    let after = after.strip_prefix("localhost").filter(|rest| rest.starts_with('/')).unwrap_or(after);
    match after.strip_prefix('/') {
        Some(local) if is_absolute(local) => local.to_owned(),
        Some(_) => after.to_owned(),
        None => format!("\\\\{}", after.replace('/', "\\")),
    }
}

/// A text with `%20` and the like as the letters they stand for; what stands for none stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code =
            code.and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_both_worlds_and_addresses_are_read() {
        let file = |path: &str| Scan::File(path.to_owned());
        assert_eq!(scan("  ", "/kho"), Scan::Nowhere);
        assert_eq!(scan("https://kho.example/a.pdf", ""), Scan::Link);
        assert_eq!(scan("\"C:\\Quét\\a b.pdf\"", ""), file("C:\\Quét\\a b.pdf"));
        assert_eq!(scan("\\\\may-chu\\quet\\a.pdf", "/kho"), file("\\\\may-chu\\quet\\a.pdf"));
        assert_eq!(scan("file:///C:/Qu%C3%A9t/a%20b.pdf", ""), file("C:/Quét/a b.pdf"));
        assert_eq!(scan("file://may-chu/quet/a.pdf", ""), file("\\\\may-chu\\quet\\a.pdf"));
        assert_eq!(scan("file:///home/lan/a.pdf", ""), file("/home/lan/a.pdf"));
        assert_eq!(scan("file://localhost/home/a.pdf", ""), file("/home/a.pdf"));
        assert_eq!(scan("2026/a.pdf", "/kho/"), file("/kho/2026/a.pdf"));
        assert_eq!(scan("a.pdf", "\\\\may-chu\\quet"), file("\\\\may-chu\\quet\\a.pdf"));
        assert_eq!(scan("a.pdf", " "), Scan::NoFolder);
        assert_eq!(scan("file:100%.pdf", ""), file("100%.pdf"));
    }
}
