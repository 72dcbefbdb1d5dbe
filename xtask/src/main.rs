//! Every chore of the repository: `cargo xtask <chore>`.

mod bind;
mod build;
mod command;
mod generate;
mod glue;
mod pack;
mod provision;
mod report;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
cargo xtask <chore>

  build       the crate becomes target/npm/mailgun-edge
  pack        ... and target/npm/mailgun-edge-<version>.tgz
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        ["build"] => build::build()?,
        ["pack"] => pack::pack()?,
        ["" | "help" | "--help" | "-h"] | [] => print!("{USAGE}"),
        _ => {
            eprint!("error: `{}` is no chore of this repository\n\n{USAGE}", arguments.join(" "));
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
