//! Every chore of the repository: `cargo xtask <chore>`.

mod bench;
mod bind;
mod browser;
mod build;
mod check;
mod child;
mod command;
mod condense;
mod counts;
mod demo;
mod doctor;
mod functions;
mod generate;
mod glue;
mod licences;
mod names;
mod order;
mod pack;
mod panics;
mod patch;
mod places;
mod problems;
mod provision;
mod report;
mod reproduce;
mod size;
mod step;
mod test;
mod traps;
mod workspace;
mod www;

use std::process::ExitCode;

use anyhow::Result;

use crate::counts::Counts;

const USAGE: &str = "\
cargo xtask <chore>

  build      the crate becomes the npm package in target/npm/mailgun-edge
  pack       ... and the tarball target/npm/mailgun-edge-<version>.tgz
  demo       a real workerd sends a message to a local Mailgun; stays until Ctrl-C
             --once                          ends after the first message
             --real --to ADDRESS [--live]    sends to Mailgun itself (o:testmode, unless --live)
  test       every test; `test <step>` runs one step
  check      formatting, clippy, documentation, and whether docs/problems.md is up to date
  hooked     the same package with a function that panics, in target/npm-hooked, for the tests
  reproduce  builds the wasm once more, from nothing in another folder: the hash must be one
  size       what the package weighs, against budget.toml, and its peers; the biggest functions of the wasm
  licences   licences, bans and sources of every crate, against deny.toml
  bench      the package beside its peers, in four runtimes; asserts nothing
             --quick            shorter, noisier
             --write            puts the tables and the plot into benches/
             start growth ...   these parts alone: start, speed, growth, memory
             node workerd ...   these runtimes alone
  docs       writes docs/problems.md, the page of problem codes
  www        serves the page
  doctor     what this machine has and lacks
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
        ["hooked"] => build::build_hooked()?,
        ["reproduce"] => reproduce::reproduce()?,
        ["check"] => check::check()?,
        ["size"] => size::size()?,
        ["licences"] => licences::licences()?,
        ["bench", options @ ..] => bench::bench(options)?,
        ["docs"] => problems::docs()?,
        ["www"] => www::www()?,
        ["doctor"] => return Ok(if doctor::doctor() { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
        ["demo", options @ ..] => demo::demo(&demo::Options::parse(options)?)?,
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
