//! The program: the screen on the default register.

fn main() -> anyhow::Result<()> {
    motcua::app::run(&motcua::app::Options::default())
}
