//! Where the register lies on disk, and where the files go that leave it.

use std::io;
use std::path::{Path, PathBuf};

/// The variable that names another register.
pub const VARIABLE: &str = "MOTCUA_DB";

/// The register to open: the one given on the command line, else the variable's, else the user's own.
///
/// # Errors
/// When the system names no home folder for the user.
pub fn register(given: Option<&Path>) -> io::Result<PathBuf> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    let folder = data_folder().ok_or_else(|| {
        io::Error::new(io::ErrorKind::NotFound, format!("không biết thư mục của người dùng, hãy đặt {VARIABLE}"))
    })?;
    Ok(folder.join("motcua").join("motcua.db"))
}

/// The user's folder for data of programs.
#[cfg(not(windows))]
fn data_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|places| places.data_dir())
}

/// The user's folder for data of programs. Windows 7 does not have the library by which others ask for it.
#[cfg(windows)]
fn data_folder() -> Option<PathBuf> {
    std::env::var_os("APPDATA").map(PathBuf::from).filter(|folder| folder.is_absolute())
}

/// The variable that names another folder for exported files.
pub const OUT_VARIABLE: &str = "MOTCUA_OUT";

/// The folder for reports, lists and slips: the variable's, else `motcua` among the user's documents, else beside the
/// register.
pub fn exports(register: &Path) -> PathBuf {
    if let Some(path) = std::env::var_os(OUT_VARIABLE).filter(|path| !path.is_empty()) {
        return PathBuf::from(path);
    }
    let home = std::env::home_dir();
    if let Some(documents) = home.as_deref().and_then(|home| documents(home, |path| std::fs::read_to_string(path).ok()))
    {
        return documents.join("motcua");
    }
    register.parent().unwrap_or(Path::new("")).join("xuat")
}

/// The user's folder of documents, if it is there. On Linux its name may be in the user's own language.
fn documents(home: &Path, read: impl Fn(&Path) -> Option<String>) -> Option<PathBuf> {
    let named = read(&home.join(".config").join("user-dirs.dirs")).and_then(|text| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
        let path = line.trim_matches('"');
        Some(path.strip_prefix("$HOME/").map_or_else(|| PathBuf::from(path), |rest| home.join(rest)))
    });
    let candidates = [named, Some(home.join("Documents"))];
    candidates.into_iter().flatten().find(|path| path.is_absolute() && path != home && path.is_dir())
}

/// Makes the folder of a file where there is none; nobody but the user may look into it.
///
/// # Errors
/// As the file system says. A folder that exists is left as it is.
pub fn make_folder(file: &Path) -> io::Result<()> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Says on the plain screen that opening a register of an older format will take its time, and where the copy is.
pub fn tell_of_upgrade(path: &Path) {
    if crate::store::upgrade_is_ahead(path) {
        let said = "Sổ được lập bằng bản cũ của chương trình: đang chép một bản cạnh sổ (…truoc-nang-cap…) rồi nâng cấp, \
                    chỉ một lần; sổ lớn có thể mất vài phút.";
        // Where standard error is closed nobody wants to know.
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{said}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins() {
        assert_eq!(register(Some(Path::new("a/b.db"))).ok(), Some(PathBuf::from("a/b.db")));
    }

    #[test]
    fn documents_are_where_the_user_has_them() {
        let home = tempfile::tempdir().expect("a folder");
        let home = home.path();
        assert_eq!(documents(home, |_| None), None);
        std::fs::create_dir(home.join("Documents")).expect("made");
        std::fs::create_dir(home.join("Tài liệu")).expect("made");
        assert_eq!(documents(home, |_| None), Some(home.join("Documents")));
        let named = |_: &Path| Some("# x\nXDG_DOCUMENTS_DIR=\"$HOME/Tài liệu\"\n".to_owned());
        assert_eq!(documents(home, named), Some(home.join("Tài liệu")));
        assert_eq!(documents(home, |_| Some("XDG_DOCUMENTS_DIR=\"$HOME/\"".into())), Some(home.join("Documents")));
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_the_users_alone() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("xã Đồng Tâm").join("motcua").join("motcua.db");
        make_folder(&file).expect("made");
        make_folder(&file).expect("again");
        let mode = std::fs::metadata(file.parent().expect("a folder")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        make_folder(Path::new("motcua.db")).expect("the present folder");
    }
}
