//! `cargo xtask check`: form, lints and documentation, natively and for wasm, and the page made from the table of codes.

use anyhow::{Result, bail};

use crate::provision::{self, WASM};
use crate::{command, problems, report, workspace::PACKAGE};

/// What is checked, and cargo's subcommand and arguments for it.
const CHECKS: [(&str, &str, &[&str]); 6] = [
    ("Formatting", "fmt", &["--all", "--check"]),
    ("Clippy, natively", "clippy", &["--workspace", "--all-targets", "--all-features"]),
    ("Clippy, for wasm", "clippy", &["--package", PACKAGE, "--lib", "--all-features", "--target", WASM]),
    ("Clippy, the wasm suite", "clippy", &["--package", PACKAGE, "--test", "wasm", "--target", WASM]),
    ("Documentation, natively", "doc", &["--package", PACKAGE, "--no-deps"]),
    (
        "Documentation, for wasm",
        "doc",
        &["--package", PACKAGE, "--no-deps", "--document-private-items", "--target", WASM],
    ),
];

/// Runs every check, and fails if one of them did.
pub fn check() -> Result<()> {
    provision::rust_components()?;
    provision::wasm_target()?;
    let mut failed = Vec::new();
    let mut check = |what, work: &dyn Fn() -> Result<()>| {
        if let Err(error) = report::timed(what, work) {
            eprintln!("error: {error:#}");
            failed.push(what);
        }
    };
    for (what, subcommand, arguments) in CHECKS {
        check(what, &|| run(subcommand, arguments));
    }
    check("The page of problem codes", &problems::check);
    if !failed.is_empty() {
        bail!("these checks failed: {}", failed.join("; "));
    }
    Ok(())
}

fn run(subcommand: &str, arguments: &[&str]) -> Result<()> {
    let mut cargo = command::cargo(subcommand);
    cargo.args(arguments).arg("--quiet");
    match subcommand {
        "clippy" => _ = cargo.args(["--", "--deny", "warnings"]),
        "doc" => _ = cargo.env("RUSTDOCFLAGS", "--deny warnings"),
        _ => {}
    }
    command::run(&mut cargo)
}
