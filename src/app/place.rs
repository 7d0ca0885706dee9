//! Where the register lies on disk.

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

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
    let places = etcetera::choose_base_strategy().map_err(|error| {
        io::Error::new(
            io::ErrorKind::NotFound,
            format!("không biết thư mục của người dùng, hãy đặt {VARIABLE}: {error}"),
        )
    })?;
    Ok(places.data_dir().join("motcua").join("motcua.db"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins() {
        assert_eq!(register(Some(Path::new("a/b.db"))).ok(), Some(PathBuf::from("a/b.db")));
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
