//! Printing: handing a saved file to the desk's own print command, or to the program the system opens it with.
//!
//! No shell takes part, so no name of a file can become a command.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Stands for the file in a command.
const FILE: &str = "{file}";

/// How long a command may take to fail; one that still runs then is a window somebody reads or a printer at work.
const PATIENCE: Duration = Duration::from_secs(2);

/// What became of a file that was to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The desk's print command took it.
    Sent,
    /// The system's own program opens it; printing is done there.
    Opened,
}

/// Prints a file with `command` (the setting `print_command`), or opens it where the command is empty.
///
/// # Errors
/// One sentence for the status line: the command does not read, does not start, or fails at once.
pub fn print(command: &str, file: &Path) -> Result<Printed, String> {
    let opening = command.trim().is_empty();
    let mut command = if opening { opener(file) } else { of_words(&with_file(&split(command)?, file))? };
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("Không chạy được “{name}”: {}. Xem mục Lệnh in trong thiết lập.", why(&error)))?;
    // What opens files on Windows ends with 1 even when all is well, so only a print command is judged by its end.
    let failed = watch(child).map_err(|error| format!("“{name}”: {error}."))?;
    match failed {
        Some(said) if !opening || cfg!(unix) => Err(format!("“{name}” báo lỗi: {said}")),
        _ => Ok(if opening { Printed::Opened } else { Printed::Sent }),
    }
}

fn of_words(words: &[OsString]) -> Result<Command, String> {
    let Some((program, arguments)) = words.split_first() else {
        return Err("Lệnh in đang để trống.".to_owned());
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// What the system opens a file with. Explorer takes a comma outside of quotes for the end of the name, and no name of a
/// file on Windows has a quote in it.
#[cfg(windows)]
fn opener(file: &Path) -> Command {
    let mut quoted = OsString::from("\"");
    quoted.push(file);
    quoted.push("\"");
    let mut command = Command::new("explorer.exe");
    std::os::windows::process::CommandExt::raw_arg(&mut command, quoted);
    command
}

/// What the system opens a file with.
#[cfg(not(windows))]
fn opener(file: &Path) -> Command {
    let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
    command.arg(file);
    command
}

/// Waits a little for the command; what it said when it failed in that time.
fn watch(mut child: Child) -> io::Result<Option<String>> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            return if status.success() { Ok(None) } else { Ok(Some(last_words(&mut child))) };
        }
        thread::sleep(Duration::from_millis(20));
    }
    // Somebody has to take its end, or it stays in the system's list until the program ends.
    thread::Builder::new().name("printing".into()).spawn(move || child.wait_with_output())?;
    Ok(None)
}

fn last_words(child: &mut Child) -> String {
    let mut said = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        // What cannot be read is only missing from the message.
        let _ = stderr.take(2_000).read_to_end(&mut said);
    }
    let said = crate::domain::text::nfc(&String::from_utf8_lossy(&said));
    if said.is_empty() { "không nói rõ lý do.".to_owned() } else { said }
}

/// The words with the file put in.
fn with_file(words: &[String], file: &Path) -> Vec<OsString> {
    words
        .iter()
        .map(|word| match word.split_once(FILE) {
            None => OsString::from(word),
            Some((before, after)) => {
                let mut joined = OsString::from(before);
                joined.push(file);
                joined.push(after);
                joined
            }
        })
        .collect()
}

/// The words of a command: parted by blanks, kept together by `"…"` or `'…'`. A backslash is a letter, as paths of
/// Windows have it.
fn split(command: &str) -> Result<Vec<String>, String> {
    let (mut words, mut word, mut begun, mut quote) = (Vec::new(), String::new(), false, None);
    for c in command.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) => word.push(c),
            None if c == '"' || c == '\'' => (quote, begun) = (Some(c), true),
            None if c.is_whitespace() => {
                if std::mem::take(&mut begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            None => {
                word.push(c);
                begun = true;
            }
        }
    }
    if quote.is_some() {
        return Err("Lệnh in thiếu dấu nháy đóng; hãy sửa trong thiết lập.".to_owned());
    }
    if begun {
        words.push(word);
    }
    Ok(words)
}

/// Why a program did not start, in the clerk's words where they are known.
fn why(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "máy không có chương trình này".to_owned(),
        std::io::ErrorKind::PermissionDenied => "máy không cho chạy chương trình này".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_without_a_shell() {
        let words = split(r#""C:\Program Files\in.exe" /p '{file}' "" -n=2"#).expect("sound");
        assert_eq!(words, [r"C:\Program Files\in.exe", "/p", "{file}", "", "-n=2"]);
        assert!(split("lp \"{file}").is_err());
        let words = with_file(&words, Path::new("/tmp/a; rm -rf $HOME.docx"));
        assert_eq!(words[2], "/tmp/a; rm -rf $HOME.docx");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_prints_or_says_why_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("phiếu hẹn.txt");
        std::fs::write(&file, "x").expect("written");
        let copy = folder.path().join("bản in");
        let command = format!("cp {{file}} '{}'", copy.display());
        assert_eq!(print(&command, &file), Ok(Printed::Sent));
        assert!(copy.exists());
        let gone = folder.path().join("không có");
        assert!(print("cp {file} /dev/null", &gone).is_err_and(|said| said.starts_with("“cp” báo lỗi: ")));
        // Nothing of what the system says in its own language stands in it.
        let said = print("khong-co-lenh-nay {file}", &file).expect_err("no such program");
        let told =
            "Không chạy được “khong-co-lenh-nay”: máy không có chương trình này. Xem mục Lệnh in trong thiết lập.";
        assert_eq!(said, told);
        let locked = folder.path().join("khóa");
        std::fs::write(&locked, "x").expect("a file that is no program");
        let said = print(&format!("'{}' {{file}}", locked.display()), &file).expect_err("not to be run");
        assert!(said.contains("máy không cho chạy chương trình này"), "{said}");
    }
}
