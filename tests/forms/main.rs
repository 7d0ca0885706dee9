//! Forms 01 to 07: the templates that the program brings along, what fills them, what an office may do to them.

#[path = "../support/mod.rs"]
mod support;

mod fields;
mod office;
mod papers;
mod templates;
mod world;

use std::path::Path;

use motcua::desk::forms;
use motcua::report::forms::sets::{built_in, editions};

/// The templates in `assets/` are those that the generator draws; `MOTCUA_WRITE_FORMS=1` writes them.
#[test]
fn the_templates_are_those_that_are_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/forms");
    let write = std::env::var_os("MOTCUA_WRITE_FORMS").is_some();
    for edition in editions() {
        let drawn = templates::draw(edition);
        if write {
            std::fs::write(folder.join(edition.file()), &drawn).expect("written");
        } else {
            let same = built_in(edition) == Some(&drawn[..]);
            assert!(same, "{}: write the templates anew with MOTCUA_WRITE_FORMS=1", edition.file());
        }
        if let Err(error) = forms::check(edition, &drawn) {
            panic!("{}: {error}", edition.file());
        }
    }
}
