//! The command line: arguments → one command or the screen; a file per command family.
//!
//! Exit codes are stable: 0 done, 1 refused with a reason, 2 wrong usage. Results go to standard output, everything else
//! to standard error, all of it in Vietnamese. A command asks the use cases and holds no rule of its own.

mod args;
mod close;
mod due;
mod explain_late;
mod export;
mod figures;
mod forms;
mod import;
mod keep;
mod list;
mod out;
mod period;
mod register;
mod report;
mod screen;
mod when;
mod wrong_usage;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Args, Command};
use out::Out;

/// Runs the program with these arguments, the first of which is its own name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = Out::new();
    let parsed = args::command()
        .try_get_matches_from(args)
        .and_then(|matches| Args::from_arg_matches(&matches).map_err(|error| error.format(&mut args::command())));
    let code = match parsed {
        Err(error) => wrong_usage::answer(&error, &mut out),
        Ok(args) => match run(args, &mut out).and_then(|()| Ok(out.flush()?)) {
            Ok(()) => 0,
            Err(error) => {
                out.complain(&format!("Lỗi: {}", told(&error)));
                if error.is::<Usage>() { 2 } else { 1 }
            }
        },
    };
    ExitCode::from(code)
}

/// An error with its causes, each said once: one that wraps another often speaks with the same words.
fn told(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let text = cause.downcast_ref::<std::io::Error>().map_or_else(|| cause.to_string(), out::cause);
        if !said.contains(&text) {
            said = if said.is_empty() { text } else { format!("{said}: {text}") };
        }
    }
    said
}

/// What was typed cannot be meant; the sentence says what can.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

fn run(args: Args, out: &mut Out) -> anyhow::Result<()> {
    let db = args.db.as_deref();
    match args.command {
        None => screen::register(db),
        Some(Command::Demo) => screen::demo(),
        Some(Command::Kiosk) => screen::kiosk(db),
        Some(Command::Import(args)) => import::run(db, &args, out),
        Some(Command::Export(args)) => export::run(db, &args, out),
        Some(Command::Report(args)) => report::run(db, &args, out),
        Some(Command::Close(args)) => close::close(db, &args, out),
        Some(Command::Diff(args)) => close::diff(db, &args, out),
        Some(Command::List(args)) => list::run(db, &args, out),
        Some(Command::Figures) => figures::run(out),
        Some(Command::Form(args)) => forms::fill(db, &args, out),
        Some(Command::Forms(args)) => forms::run(db, &args, out),
        Some(Command::ExplainLate(args)) => explain_late::run(db, &args, out),
        Some(Command::Due(args)) => due::run(db, &args, out),
        Some(Command::Check) => keep::check(db, out),
        Some(Command::Backup(args)) => keep::backup(db, &args, out),
        Some(Command::Restore(args)) => keep::restore(db, &args, out),
        Some(Command::Completions { shell }) => {
            clap_complete::generate(shell, &mut args::command(), "motcua", out);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_arguments_are_sound() {
        args::command().debug_assert();
        assert_eq!(Args::command().get_name(), "motcua");
        assert!(Args::try_parse_from(["motcua", "check", "--db", "a.db"]).is_ok());
    }
}
