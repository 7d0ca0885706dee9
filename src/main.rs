//! The program `motcua`: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    motcua::cli::main(std::env::args_os())
}
