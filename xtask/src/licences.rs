//! `cargo xtask licences`: licences, bans and sources of every crate, by cargo-deny and `deny.toml`.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{command, report};

/// The version that is installed.
const VERSION: &str = "0.20.2";

/// Checks every crate of `Cargo.lock`.
pub fn licences() -> Result<()> {
    let tool = match installed() {
        Some(tool) => tool,
        None => install()?,
    };
    report::timed("Licences, bans and sources", || {
        let mut deny = command::program(tool);
        deny.args([
            "--workspace",
            "--all-features",
            "--locked",
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ]);
        command::run(&mut deny)
    })?;
    println!(
        "    advisories are not checked here, since their database is not in the tree: .github/workflows/advisories.yml does, daily"
    );
    Ok(())
}

/// cargo-deny of the right version, where it has been installed before.
pub fn installed() -> Option<PathBuf> {
    let tool = folder().ok()?.join("bin").join("cargo-deny").with_extension(env::consts::EXE_EXTENSION);
    tool.is_file().then_some(tool)
}

/// Outside the tree, so that every clone on a machine shares it.
fn folder() -> Result<PathBuf> {
    let cache = env::var_os("MAILGUN_EDGE_CACHE").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(home).join(".cache").join("mailgun-edge"))
    });
    let cache = cache.context("there is no home folder; set MAILGUN_EDGE_CACHE to a folder for tools")?;
    Ok(cache.join("tools").join(format!("cargo-deny-{VERSION}")))
}

fn install() -> Result<PathBuf> {
    let folder = folder()?;
    report::timed("Install cargo-deny (once; some minutes)", || {
        let mut cargo = command::program("cargo");
        cargo.args(["install", "--locked", "cargo-deny", "--version", VERSION, "--debug", "--root"]);
        command::run(cargo.arg(&folder))
    })?;
    installed().with_context(|| format!("cargo install left no cargo-deny in {}", folder.display()))
}
