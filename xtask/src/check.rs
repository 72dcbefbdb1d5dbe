//! `cargo xtask check`: form, lints and documentation, natively and for wasm.

use anyhow::{Result, bail};

use crate::{command, provision, report, workspace};

/// Runs every check, and fails if one of them did.
pub fn check() -> Result<()> {
    provision::rust_components()?;
    provision::wasm_target()?;
    let checks: [(&str, &[&str]); 6] = [
        ("Formatting", &["fmt", "--all", "--check"]),
        ("Clippy, natively", &["clippy", "--workspace", "--all-targets", "--all-features"]),
        (
            "Clippy, for wasm",
            &["clippy", "--package", workspace::PACKAGE, "--lib", "--target", provision::WASM],
        ),
        (
            "Clippy, the wasm suite",
            &["clippy", "--package", workspace::PACKAGE, "--test", "wasm", "--target", provision::WASM],
        ),
        ("Documentation, natively", &["doc", "--package", workspace::PACKAGE, "--no-deps"]),
        (
            "Documentation, for wasm",
            &[
                "doc",
                "--package",
                workspace::PACKAGE,
                "--no-deps",
                "--document-private-items",
                "--target",
                provision::WASM,
            ],
        ),
    ];
    let failed: Vec<_> = checks
        .into_iter()
        .filter_map(|(what, arguments)| {
            let error = report::timed(what, || run(arguments)).err()?;
            eprintln!("error: {error:#}");
            Some(what)
        })
        .collect();
    if !failed.is_empty() {
        bail!("these checks failed: {}", failed.join("; "));
    }
    Ok(())
}

fn run(arguments: &[&str]) -> Result<()> {
    let [subcommand, rest @ ..] = arguments else { return Ok(()) };
    let mut cargo = command::cargo(subcommand);
    cargo.args(rest).arg("--quiet");
    match *subcommand {
        "clippy" => _ = cargo.args(["--", "--deny", "warnings"]),
        "doc" => _ = cargo.env("RUSTDOCFLAGS", "--deny warnings"),
        _ => {}
    }
    command::run(&mut cargo)
}
