//! Every chore of the repository: `cargo xtask <chore>`.

mod bind;
mod build;
mod child;
mod command;
mod counts;
mod generate;
mod glue;
mod pack;
mod provision;
mod report;
mod step;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use crate::counts::Counts;

const USAGE: &str = "\
cargo xtask <chore>

  build       the crate becomes target/npm/mailgun-edge
  pack        ... and target/npm/mailgun-edge-<version>.tgz
  test        every test; `test <step>` runs one step
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
        ["test"] => return verdict(test::test(None)?),
        ["test", step] => return verdict(test::test(Some(step))?),
        // Not for people: cargo runs the wasm tests with it.
        ["wasm-test-runner", arguments @ ..] => {
            let name = ["wasm-bindgen-test-runner"];
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(name.iter().chain(arguments))?;
        }
        ["" | "help" | "--help" | "-h"] | [] => print!("{USAGE}"),
        _ => {
            eprint!("error: `{}` is no chore of this repository\n\n{USAGE}", arguments.join(" "));
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the last line of a test run, and turns it into an exit code.
fn verdict(counts: Counts) -> Result<ExitCode> {
    println!("{counts}");
    Ok(if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
